package io.strategysdk.api.feature;

import java.util.List;

/** A function of the inputs at one bar; NaN where it is not finite. */
record Pointwise(String name, Formula formula, List<Input> inputs) implements Feature {
    static Pointwise of(String name, Formula formula, Input... inputs) {
        return new Pointwise(name, formula, List.of(inputs));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return (Kernel.Stateless) in -> Arithmetic.finiteOrNaN(formula.of(in));
    }

    @Override
    public String toString() {
        return name;
    }
}
