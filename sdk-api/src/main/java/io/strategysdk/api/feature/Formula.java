package io.strategysdk.api.feature;

/**
 * What a {@link Pointwise} feature computes from its inputs at one bar: a constant of an enum or a record, so that equal
 * formulas are equal.
 */
@FunctionalInterface
interface Formula {
    double of(Kernel.Inputs in);
}
