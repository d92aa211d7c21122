package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import java.math.MathContext;
import java.util.Locale;
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
 * @param feature which and of which bars, as {@code rsi(14) of AAPL 1d}, of a rule what it must be, too, of a correlation
 *     both; empty when no feature was measured
 */
public record Alert(
        long epochNanos,
        Monitor monitor,
        String strategy,
        Optional<Instrument> instrument,
        double figure,
        String feature) {
    private static final MathContext DIGITS = new MathContext(6);

    /** Checks. */
    public Alert {
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(feature, "feature");
    }

    /** Whose figure, and how large it is, in a sentence. */
    public String text() {
        Monitor.Measure measure = monitor.measure();
        if (measure == Monitor.Measure.FEATURE_RULE) {
            return "Feature " + feature + ", was " + OrderCosts.text(figure) + " at " + Clock.instantOf(epochNanos)
                    + " (strategy " + strategy + ").";
        }
        if (!feature.isEmpty()) {
            return "Monitor of " + measure.words() + ": " + feature + " (strategy " + strategy + ") has "
                    + shown(figure) + " " + measure.unit() + ", threshold " + shown(monitor.threshold()) + ".";
        }
        return "Monitor of " + measure.words() + ": "
                + instrument.map(Instrument::toString).orElse("strategy " + strategy) + " has "
                + shown(figure) + " " + measure.unit() + ", threshold " + shown(monitor.threshold())
                + ".";
    }

    static String words(Monitor.Response response) {
        return response.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** No more digits than anybody reads. */
    static String shown(double value) {
        return OrderCosts.text(value, DIGITS);
    }
}
