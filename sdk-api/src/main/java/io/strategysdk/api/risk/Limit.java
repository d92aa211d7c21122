package io.strategysdk.api.risk;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number that must not be exceeded, and the largest that may be asked for. */
enum Limit {
    MAX_ORDER_QTY("maxOrderQty", 1e9),
    MAX_ORDER_NOTIONAL("maxOrderNotional", 1e10),
    MAX_POSITION_WEIGHT("maxPositionWeight", 1),
    MAX_LEVERAGE("maxLeverage", 5),
    MAX_CONCENTRATION("maxConcentration", 1),
    MAX_SECTOR_EXPOSURE("maxSectorExposure", 5),
    MAX_CORRELATED_NET("maxCorrelatedNet", 5),
    MAX_CORRELATED_GROSS("maxCorrelatedGross", 5),
    MAX_ORDERS_PER_STEP("maxOrdersPerStep", 1_000),
    MAX_ORDERS_PER_MINUTE("maxOrdersPerMinute", 3_000),
    MAX_PRICE_DEVIATION("maxPriceDeviation", 1),
    MAX_DAILY_LOSS("maxDailyLoss", 0.5),
    MAX_DRAWDOWN("maxDrawdown", 0.9),
    STOP_LOSS("stopLoss", 0.9),
    POSITION_STOP_LOSS("positionStopLoss", 0.9);

    /** There is none. */
    static final double NONE = Double.POSITIVE_INFINITY;

    private final String label;
    private final double hard;

    Limit(String label, double hard) {
        this.label = label;
        this.hard = hard;
    }

    double hard() {
        return hard;
    }

    /** The value, positive and not beyond the hard maximum, or {@link #NONE}. */
    double require(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(label + " must be positive, was " + text(value));
        }
        if (value > hard && value != NONE) {
            throw new IllegalArgumentException(
                    label + " must not exceed the hard maximum " + text(hard) + ", was " + text(value));
        }
        return value;
    }

    /** The same digits on every version of Java. */
    static String text(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(MathContext.DECIMAL64)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(value);
    }

    @Override
    public String toString() {
        return label;
    }
}
