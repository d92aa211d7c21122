package io.strategysdk.testkit.assertion;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.statistics.DrawdownStatistics;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.testkit.internal.Words;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.data.Offset;

/** Assertions on the equity of a run, mark by mark. Amounts are nearest doubles in the run's currency. */
public final class EquityCurveAssert extends StoryAssert<EquityCurveAssert, EquityCurve> {
    private final ZoneId zone;

    EquityCurveAssert(EquityCurve actual, ZoneId zone, Story story) {
        super(actual, EquityCurveAssert.class, story);
        this.zone = zone;
    }

    /** Begins with this equity, to nine digits. */
    public EquityCurveAssert startsAt(double equity) {
        isNotNull();
        return mustAt(0, Written.isNear(actual.startEquity(), equity), "equity at the start must be " + text(equity));
    }

    /** Ends with this equity, to nine digits. */
    public EquityCurveAssert endsAt(double equity) {
        isNotNull();
        return mustAt(
                actual.size() - 1,
                Written.isNear(actual.finalEquity(), equity),
                "equity at the end must be " + text(equity));
    }

    /** Ends with this equity within a tolerance. */
    public EquityCurveAssert endsAt(double equity, Offset<Double> offset) {
        isNotNull();
        return mustAt(
                actual.size() - 1,
                Written.isWithin(actual.finalEquity(), equity, offset),
                "equity at the end must be " + text(equity) + " within " + text(offset.value));
    }

    /** Is at or above this equity at each mark. */
    public EquityCurveAssert neverFallsBelow(double equity) {
        isNotNull();
        for (int i = 0; i < actual.size(); i++) {
            mustAt(i, actual.equity(i) >= equity, "equity must never fall below " + text(equity));
        }
        return myself;
    }

    /** Never falls by a larger share from a peak; 0.1 is ten percent. */
    public EquityCurveAssert hasDrawdownOfAtMost(double depth) {
        isNotNull();
        DrawdownStatistics drawdowns = DrawdownStatistics.of(actual);
        double deepest = drawdowns.maxDrawdown();
        return must(
                deepest <= depth,
                "drawdown must be at most " + text(depth),
                text(deepest),
                () -> around(
                        drawdowns.deepest().map(fall -> indexOf(fall.trough())).orElse(0)));
    }

    private EquityCurveAssert mustAt(int index, boolean holds, String rule) {
        if (holds) {
            return myself;
        }
        String was = text(actual.equity(index)) + " at " + Clock.instantOf(actual.epochNanos(index));
        return must(false, rule, was, () -> around(index));
    }

    private int indexOf(Instant moment) {
        long time = Clock.epochNanosOf(moment);
        int index = 0;
        while (actual.epochNanos(index) < time) {
            index++;
        }
        return index;
    }

    private String around(int index) {
        String marks = EquityTable.around(actual, index, zone);
        String told = story.at(actual.epochNanos(index)).tell();
        return told.isEmpty() ? marks : marks + "\n" + told;
    }

    private static String text(double value) {
        return Words.number(value);
    }
}
