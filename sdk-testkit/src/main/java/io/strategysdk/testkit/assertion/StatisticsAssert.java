package io.strategysdk.testkit.assertion;

import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.testkit.internal.TextTable;
import java.util.List;
import java.util.function.DoublePredicate;
import org.assertj.core.data.Offset;

/**
 * Assertions on the figures of a run by their keys, such as {@code sharpe}; percentages are fractions, 0.1 is 10 %. An
 * unknown key is an IllegalArgumentException that names all there are.
 */
public final class StatisticsAssert extends StoryAssert<StatisticsAssert, Statistics> {
    StatisticsAssert(Statistics actual) {
        super(actual, StatisticsAssert.class, Story.NONE);
    }

    /** Equals this number to nine digits. */
    public StatisticsAssert hasFigure(String key, double value) {
        return hasFigure(key, value + "", was -> Written.isNear(was, value));
    }

    /** Equals this number within a tolerance. */
    public StatisticsAssert hasFigure(String key, double value, Offset<Double> offset) {
        return hasFigure(key, value + " within " + offset.value, was -> Written.isWithin(was, value, offset));
    }

    /** Is this number or more. */
    public StatisticsAssert hasFigureOfAtLeast(String key, double value) {
        return hasFigure(key, "at least " + value, was -> was >= value);
    }

    /** Is this number or less. */
    public StatisticsAssert hasFigureOfAtMost(String key, double value) {
        return hasFigure(key, "at most " + value, was -> was <= value);
    }

    /** Has no value, as a ratio of too few returns. */
    public StatisticsAssert hasUndefinedFigure(String key) {
        isNotNull();
        Figure figure = actual.figure(key);
        return must(figure.value().isEmpty(), "figure " + key + " must be undefined", value(figure), beside(figure));
    }

    private StatisticsAssert hasFigure(String key, String rule, DoublePredicate holds) {
        isNotNull();
        Figure figure = actual.figure(key);
        return must(
                figure.value().isPresent() && holds.test(figure.value().getAsDouble()),
                "figure " + key + " must be " + rule,
                value(figure),
                beside(figure));
    }

    private static String value(Figure figure) {
        return figure.value().isPresent() ? Double.toString(figure.value().getAsDouble()) : "undefined";
    }

    /** The figures under its heading. */
    private Story beside(Figure figure) {
        return () -> {
            TextTable table = TextTable.of(List.of("figure", figure.group().title()));
            actual.figures().stream()
                    .filter(other -> other.group() == figure.group())
                    .forEach(other -> table.row(List.of(other.key(), other.text())));
            return table.toString();
        };
    }
}
