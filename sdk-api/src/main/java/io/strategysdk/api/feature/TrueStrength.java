package io.strategysdk.api.feature;

import java.util.List;
import java.util.Objects;

/** TSI of one input: the momentum, smoothed twice, in percent of what is its magnitude, smoothed twice. */
record TrueStrength(int first, int second, Input input) implements Indicator {
    TrueStrength {
        Objects.requireNonNull(input, "input");
        Length.check("first length", "tsi", first, 1);
        Length.check("second length", "tsi", second, 1);
    }

    @Override
    public Indicator of(Input other) {
        return new TrueStrength(first, second, other);
    }

    @Override
    public List<Input> inputs() {
        Feature momentum = Indicators.momentum(1).of(input);
        Feature magnitude = Pointwise.of("magnitude(" + momentum + ")", Arithmetic.MAGNITUDE, Input.of(momentum));
        return List.of(smoothed(momentum), smoothed(magnitude));
    }

    private Input smoothed(Feature feature) {
        return Input.of(Indicators.ema(second).of(Indicators.ema(first).of(feature)));
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Kernel newKernel() {
        return Arithmetic.PERCENTAGE;
    }

    @Override
    public String toString() {
        return Names.of("tsi(" + first + ", " + second + ")", input, Input.close());
    }
}
