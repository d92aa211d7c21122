package io.strategysdk.api.feature;

/** Marc Chaikin's share of the volume that was bought less what was sold: ((c - l) - (h - c)) / (h - l), 0 when h = l. */
enum MoneyFlowVolume implements Formula {
    FORMULA;

    static Feature feature() {
        return Pointwise.of("moneyFlowVolume", FORMULA, Input.high(), Input.low(), Input.close(), Input.volume());
    }

    @Override
    public double of(Kernel.Inputs in) {
        double high = in.get(0);
        double low = in.get(1);
        double close = in.get(2);
        return high > low ? ((close - low) - (high - close)) / (high - low) * in.get(3) : 0;
    }
}
