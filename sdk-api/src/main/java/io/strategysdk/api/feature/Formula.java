package io.strategysdk.api.feature;

/** A kernel without state whose value is NaN where its formula's is not finite. */
interface Formula extends Kernel.Stateless {
    double of(Inputs in);

    @Override
    default double next(Inputs inputs) {
        return Arithmetic.finiteOrNaN(of(inputs));
    }
}
