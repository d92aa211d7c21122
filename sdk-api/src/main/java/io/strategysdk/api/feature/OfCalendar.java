package io.strategysdk.api.feature;

import java.util.List;

/** What the calendar says of a bar, as it is. */
record OfCalendar(String name, Input.SessionField field) implements Feature {
    @Override
    public List<Input> inputs() {
        return List.of(Input.of(field));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return Arithmetic.SAME;
    }

    @Override
    public String toString() {
        return name;
    }
}
