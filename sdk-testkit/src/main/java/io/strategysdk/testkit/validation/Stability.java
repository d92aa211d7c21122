package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.statistics.DailyEquity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A result cut into periods: whether it was earned all the time or once. A period with less than a quarter of the
 * sessions of the longest one, as the first days of a year that a run ends in, is shown but does not count.
 *
 * @param periods oldest first; empty where there are too few sessions, or the equity was lost
 * @param reason why there are none; empty when there are some
 */
public record Stability(List<Period> periods, String reason) {
    /** Years make the periods where so many count. */
    static final int FEWEST_YEARS = 3;

    /** Parts make the periods of shorter runs. */
    static final int PARTS = 4;

    private static final int FEWEST_DAYS_IN_A_PART = 5;
    private static final int SHORTEST_PART_OF_LONGEST = 4;

    /** Copies. */
    public Stability {
        periods = List.copyOf(periods);
    }

    /**
     * A part of the run.
     *
     * @param name the year, or the part's number
     * @param first date of its first session
     * @param last date of its last session
     * @param days sessions
     * @param totalReturn last equity / equity before it − 1
     * @param sharpe annual Sharpe ratio; absent without variation
     * @param maxDrawdown at the ends of sessions, from the equity before it
     */
    public record Period(
            String name,
            LocalDate first,
            LocalDate last,
            int days,
            double totalReturn,
            OptionalDouble sharpe,
            double maxDrawdown) {}

    /**
     * By calendar year, those at both ends as far as they go.
     *
     * @param daily equity at the end of each session
     * @param periodsPerYear trading days per year, 252 for shares
     */
    public static Stability byYear(DailyEquity daily, int periodsPerYear) {
        double[] returns = daily.returns();
        String reason = whyNone(daily, returns.length, 1);
        if (!reason.isEmpty()) {
            return new Stability(List.of(), reason);
        }
        List<Period> periods = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= returns.length; i++) {
            boolean isNew = i == returns.length
                    || daily.date(i + 1).getYear() != daily.date(i).getYear();
            if (isNew) {
                String name = Integer.toString(daily.date(i).getYear());
                periods.add(period(name, daily, returns, from, i, periodsPerYear));
                from = i;
            }
        }
        return new Stability(periods, "");
    }

    private static String whyNone(DailyEquity daily, int days, int fewest) {
        String loss = DailyFigures.loss(daily);
        return loss.isEmpty() && days < fewest ? "there are too few sessions" : loss;
    }

    /**
     * In equal parts; where sessions are left over, the first ones are a session longer.
     *
     * @param daily equity at the end of each session
     * @param parts at least 2
     * @param periodsPerYear trading days per year, 252 for shares
     * @return without periods where a part would be shorter than five sessions
     * @throws IllegalArgumentException when there are fewer than two parts
     */
    public static Stability inParts(DailyEquity daily, int parts, int periodsPerYear) {
        if (parts < 2) {
            throw new IllegalArgumentException("number of parts must be at least 2, was " + parts);
        }
        double[] returns = daily.returns();
        String reason = whyNone(daily, returns.length, parts * FEWEST_DAYS_IN_A_PART);
        if (!reason.isEmpty()) {
            return new Stability(List.of(), reason);
        }
        List<Period> periods = new ArrayList<>();
        int from = 0;
        for (int part = 0; part < parts; part++) {
            int to = from + returns.length / parts + (part < returns.length % parts ? 1 : 0);
            periods.add(period("part " + (part + 1), daily, returns, from, to, periodsPerYear));
            from = to;
        }
        return new Stability(periods, "");
    }

    /** By year, or of a run with fewer than three calendar years that count in four parts. */
    static Stability of(DailyEquity daily, int periodsPerYear) {
        Stability years = byYear(daily, periodsPerYear);
        return years.counted().size() >= FEWEST_YEARS ? years : inParts(daily, PARTS, periodsPerYear);
    }

    private static Period period(String name, DailyEquity daily, double[] returns, int from, int to, int perYear) {
        double[] part = Arrays.copyOfRange(returns, from, to);
        double sharpe = part.length < 2 ? Double.NaN : DailyFigures.sharpe(part, perYear);
        return new Period(
                name,
                daily.date(from + 1),
                daily.date(to),
                to - from,
                DailyFigures.totalReturn(part),
                Double.isFinite(sharpe) ? OptionalDouble.of(sharpe) : OptionalDouble.empty(),
                DailyFigures.maxDrawdown(part));
    }

    /** Those that are long enough to be compared: with at least a quarter of the sessions of the longest. */
    public List<Period> counted() {
        int longest = periods.stream().mapToInt(Period::days).max().orElse(0);
        return periods.stream()
                .filter(period -> period.days() * SHORTEST_PART_OF_LONGEST >= longest)
                .toList();
    }

    /** Share of the periods that count which earned more than nothing; absent without periods. */
    public OptionalDouble positiveShare() {
        return counted().stream()
                .mapToDouble(period -> period.totalReturn() > 0 ? 1 : 0)
                .average();
    }

    /** Of those that count the period with the lowest total return, the first of equals; empty without periods. */
    public Optional<Period> worst() {
        return counted().stream().min(Comparator.comparingDouble(Period::totalReturn));
    }

    /** Sample standard deviation of the Sharpe ratios of those that count; absent where fewer than two have one. */
    public OptionalDouble dispersion() {
        double[] ratios = counted().stream()
                .flatMapToDouble(period -> period.sharpe().stream())
                .toArray();
        if (ratios.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(ratios).sum() / ratios.length;
        double squares = 0;
        for (double ratio : ratios) {
            squares += (ratio - mean) * (ratio - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / (ratios.length - 1)));
    }
}
