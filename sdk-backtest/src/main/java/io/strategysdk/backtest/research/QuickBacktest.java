package io.strategysdk.backtest.research;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.quality.CheckedData;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A quick look at an idea: targets in, equity out, in one loop over columns. <b>An approximation, no backtest</b>: it knows
 * neither lots, ticks, cash, margin, volume, latency nor order types. {@link QuickResult#check} says how far it is from the
 * engine for the same targets; what goes on to paper is a {@link io.strategysdk.api.Strategy} in the engine.
 *
 * <p>A target at row t is known at the close of that bar and traded at the open of bar t + 1, so that it earns from there
 * on and never before; the target of the last bar is never traded. A weight w becomes w · equity / close units at the close
 * of t, as the engine sizes it. Units are held until the target becomes another number; NaN is no opinion and leaves the
 * position. Each trade costs its value × the costs; over bars of bid and ask it also pays the spread: it buys at the open
 * of the ask and sells at that of the bid, and what is held is worth the bid, what is owed the ask. Once equity is not
 * above zero nothing is held any more.
 *
 * <pre>{@code
 * QuickResult quick = QuickBacktest.over(data).costs(5).weights(targets);
 * System.out.println(quick);
 * }</pre>
 *
 * <p>Immutable; each of the methods that set something answers with another one.
 */
public final class QuickBacktest {
    private static final double DEFAULT_CASH = 100_000;
    private static final double BASIS_POINT = 1e-4;
    private static final double MOST_COSTS = 1_000;

    final MarketData data;
    final List<BarColumns> bars;
    final double cash;
    final double basisPoints;
    final @Nullable CheckedData quality;

    private QuickBacktest(
            MarketData data, List<BarColumns> bars, double cash, double basisPoints, @Nullable CheckedData quality) {
        this.data = data;
        this.bars = bars;
        this.cash = cash;
        this.basisPoints = basisPoints;
        this.quality = quality;
    }

    /**
     * Over the bars that fill orders in each of the data's instruments: 100,000 in their currency to begin with, no costs.
     *
     * @throws IllegalArgumentException when the bars of two instruments do not close at the same times, the data are quotes
     *     and trades, or have corporate actions: adjust the prices first, {@link MarketData#adjusted}
     */
    public static QuickBacktest over(MarketData data) {
        if (!data.actions().isEmpty()) {
            throw new IllegalArgumentException("a quick look must be over adjusted prices, was over prices with events,"
                    + " the first of them " + data.actions().get(0) + ": use MarketData.adjusted");
        }
        List<BarColumns> bars =
                data.instruments().stream().map(data::executionSeries).toList();
        BarColumns first = bars.get(0);
        for (BarColumns each : bars) {
            if (each.areTicks()) {
                throw new IllegalArgumentException(
                        "a quick look must be over bars, was over quotes and trades (" + each.instrument() + ")");
            }
            requireSameTimes(first, each);
        }
        return new QuickBacktest(data, bars, DEFAULT_CASH, 0, null);
    }

    /**
     * Over bars of one or more instruments, as {@link #over(MarketData)}.
     *
     * @param calendar sessions that daily figures are taken at
     */
    public static QuickBacktest over(TradingCalendar calendar, BarColumns... bars) {
        return over(MarketData.of(calendar, bars));
    }

    /**
     * Over bars that a quality policy let pass, as {@link #over(MarketData)}. Every text of results names the policy and
     * tells what it repaired or marked, and {@link QuickResult#check} hands it on.
     *
     * @param calendar sessions that daily figures are taken at
     */
    public static QuickBacktest over(TradingCalendar calendar, CheckedData checked) {
        QuickBacktest plain = over(MarketData.of(calendar, checked.bars()));
        return new QuickBacktest(plain.data, plain.bars, plain.cash, plain.basisPoints, checked);
    }

    private static void requireSameTimes(BarColumns first, BarColumns other) {
        int rows = Math.min(first.size(), other.size());
        for (int row = 0; row < rows; row++) {
            if (first.epochNanos(row) != other.epochNanos(row)) {
                throw apart(
                        first,
                        other,
                        row,
                        Clock.instantOf(other.epochNanos(row)) + ", not " + Clock.instantOf(first.epochNanos(row)));
            }
        }
        if (first.size() != other.size()) {
            throw apart(
                    first,
                    other,
                    rows,
                    "there for one of them only, they are " + first.size() + " and " + other.size());
        }
    }

    private static IllegalArgumentException apart(BarColumns first, BarColumns other, int row, String was) {
        return new IllegalArgumentException("bars of all instruments must close at the same times, was bar " + row + " "
                + was + " (" + first.instrument() + ", " + other.instrument() + ")");
    }

    /**
     * With so much to begin with, in the instruments' currency.
     *
     * @throws IllegalArgumentException when not positive and finite
     */
    public QuickBacktest cash(double amount) {
        if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cash must be positive and finite, was " + amount);
        }
        return new QuickBacktest(data, bars, amount, basisPoints, quality);
    }

    /**
     * With so much lost of the value of each trade.
     *
     * @param value in basis points, hundredths of a percent: 5 is 0.05 %; from 0 to 1,000
     * @throws IllegalArgumentException when out of range
     */
    public QuickBacktest costs(double value) {
        if (!(value >= 0 && value <= MOST_COSTS)) {
            throw new IllegalArgumentException("costs must be from 0 to 1000 basis points, was " + value);
        }
        return new QuickBacktest(data, bars, cash, value, quality);
    }

    /**
     * What comes of target weights: 0.5 is half of the equity, negative is short.
     *
     * @param targets one array for each instrument in the order of the data, with a number for each bar; NaN leaves the
     *     position. They are read now, and again by {@link QuickResult#check}, not copied
     * @throws IllegalArgumentException when arrays or numbers are missing, or one is infinite
     * @throws ArithmeticException when the equity becomes infinite
     */
    public QuickResult weights(double[]... targets) {
        return run(Target.WEIGHT, targets);
    }

    /**
     * What comes of target positions in units, such as shares; negative is short. Otherwise as {@link #weights}.
     *
     * @throws IllegalArgumentException when arrays or numbers are missing, or one is infinite
     * @throws ArithmeticException when the equity becomes infinite
     */
    public QuickResult positions(double[]... targets) {
        return run(Target.UNITS, targets);
    }

    private QuickResult run(Target kind, double[][] targets) {
        requireShape(targets);
        return new QuickLoop(this, kind, targets).run();
    }

    private void requireShape(double[][] targets) {
        Objects.requireNonNull(targets, "targets");
        if (targets.length != bars.size()) {
            throw new IllegalArgumentException("targets must be one array for each of "
                    + data.instruments().stream().map(Instrument::symbol).toList() + ", was " + targets.length);
        }
        for (int i = 0; i < targets.length; i++) {
            Objects.requireNonNull(
                    targets[i], "targets of " + bars.get(i).instrument().symbol());
            if (targets[i].length != bars.get(i).size()) {
                throw new IllegalArgumentException("targets must have a number for each of the "
                        + bars.get(i).size() + " bars, was " + targets[i].length + " ("
                        + bars.get(i).instrument() + ")");
            }
        }
    }

    /** Share of a trade's value that it costs. */
    double rate() {
        return basisPoints * BASIS_POINT;
    }

    /** What targets are. */
    enum Target {
        WEIGHT,
        UNITS
    }
}
