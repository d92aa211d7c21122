package io.strategysdk.api.feature;

import java.util.List;

/** A function of the inputs at one bar: a constant of an enum or a record, so that equal ones are equal. */
record Pointwise(String name, Kernel.Stateless function, List<Input> inputs) implements Feature {
    static Pointwise of(String name, Formula formula, Input... inputs) {
        return new Pointwise(name, formula, List.of(inputs));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return function;
    }

    @Override
    public String toString() {
        return name;
    }
}
