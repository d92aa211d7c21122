package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;

/**
 * A monitor's figure has gone beyond its threshold.
 *
 * @param epochNanos time of the run, UTC nanoseconds since 1970
 * @param monitor which
 * @param strategy whose; empty when an instrument was measured
 * @param instrument which; empty when a strategy was measured
 * @param figure what was measured, in the unit of the measure
 */
public record Alert(long epochNanos, Monitor monitor, String strategy, Optional<Instrument> instrument, double figure) {
    private static final MathContext DIGITS = new MathContext(6);

    /** Checks. */
    public Alert {
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(instrument, "instrument");
    }

    /** Whose figure, and how large it is, in a sentence. */
    public String text() {
        Monitor.Measure measure = monitor.measure();
        return "Monitor of " + measure.words() + ": "
                + instrument.map(Instrument::toString).orElse("strategy " + strategy) + " has "
                + shown(figure) + " " + measure.unit() + ", threshold " + shown(monitor.threshold())
                + ".";
    }

    /** No more digits than anybody reads. */
    static String shown(double value) {
        return OrderCosts.text(value, DIGITS);
    }
}
