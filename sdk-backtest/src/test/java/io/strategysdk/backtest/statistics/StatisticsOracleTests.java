package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every figure of returns against the formula written out, over marks of days and of hours, with and without nights. */
class StatisticsOracleTests {
    private record Curve(EquityCurve marks, TreeMap<LocalDate, Double> ends, double start, LocalDate begin) {}

    private static Curve curve(long seed, boolean sessions, int perDay, boolean total) {
        SplittableRandom random = new SplittableRandom(seed);
        ZoneId zone = sessions ? ZoneId.of("America/New_York") : ZoneId.of("UTC");
        TradingCalendar nyse = TradingCalendars.nyse();
        LocalDate day = LocalDate.of(2015 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28));
        double equity = Math.pow(10, random.nextInt(1, 10));
        double start = equity;
        TreeMap<LocalDate, Double> ends = new TreeMap<>();
        EquityCurve.Builder builder = null;
        LocalDate begin = day;
        int days = 1 + random.nextInt(900);
        for (int d = 0; d < days; d++, day = day.plusDays(1)) {
            Instant open;
            Instant close;
            if (sessions) {
                if (nyse.session(day).isEmpty()) {
                    continue;
                }
                open = nyse.session(day).get().open();
                close = nyse.session(day).get().close();
            } else {
                open = day.atStartOfDay(zone).toInstant();
                close = day.plusDays(1).atStartOfDay(zone).toInstant();
            }
            if (builder == null) {
                builder = EquityCurve.builder(Clock.epochNanosOf(open), equity);
                begin = day;
            } else if (random.nextInt(10) == 0) {
                continue;
            }
            long length = ChronoUnit.NANOS.between(open, close) / perDay;
            for (int i = 1; i <= perDay; i++) {
                equity = total && random.nextInt(200) == 0 ? 0 : equity * (1 + random.nextDouble(-0.03, 0.031));
                builder.mark(Clock.epochNanosOf(open) + i * length, equity);
            }
            ends.put(day, equity);
        }
        return builder == null
                ? curve(seed + 1, sessions, perDay, total)
                : new Curve(builder.build(), ends, start, begin);
    }

    private static void same(OptionalDouble figure, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(figure).isPresent();
            assertThat(figure.getAsDouble()).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(figure).isEmpty();
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).sum() / values.size();
    }

    private static double moment(List<Double> values, int power) {
        double mean = mean(values);
        return values.stream().mapToDouble(v -> Math.pow(v - mean, power)).sum();
    }

    private static double std(List<Double> values) {
        return values.size() < 2 ? Double.NaN : Math.sqrt(moment(values, 2) / (values.size() - 1));
    }

    private static List<Double> returns(List<Double> rows) {
        List<Double> r = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1) <= 0) {
                return List.of();
            }
            r.add(rows.get(i) / rows.get(i - 1) - 1);
        }
        return r;
    }

    @Property(tries = 400)
    void everyFigureIsItsFormula(
            @ForAll long seed, @ForAll boolean sessions, @ForAll boolean hours, @ForAll boolean total) {
        Curve c = curve(seed, sessions, hours ? 6 : 1, total);
        int p = sessions ? 252 : 365;
        double rf = 0.03;
        DailyEquity daily =
                sessions ? c.marks.daily(TradingCalendars.nyse()) : c.marks.daily(TradingCalendars.alwaysOpen());
        Statistics s =
                Statistics.builder(daily).periodsPerYear(p).riskFreeRate(rf).build();

        List<Double> rows = new ArrayList<>(List.of(c.start));
        rows.addAll(c.ends.values());
        assertThat(daily.size()).isEqualTo(rows.size());
        List<Double> r = returns(rows);
        int n = r.size();
        double growth = rows.get(rows.size() - 1) / c.start;
        long days = ChronoUnit.DAYS.between(c.begin, c.ends.lastKey());
        ReturnStatistics f = s.returns();
        assertThat(f.totalReturn()).isCloseTo(growth - 1, within(1e-12 * Math.max(1, growth)));
        same(f.cagr(), days == 0 ? Double.NaN : Math.pow(growth, 365.25 / days) - 1);
        double annual = n < 2 ? Double.NaN : Math.pow(growth, (double) p / n) - 1;
        same(f.annualReturn(), annual);
        same(f.volatility(), n < 2 ? Double.NaN : std(r) * Math.sqrt(p));
        same(f.sharpe(), n < 2 ? Double.NaN : (mean(r) - rf / p) / std(r) * Math.sqrt(p));
        double down = Math.sqrt(
                r.stream().mapToDouble(x -> Math.min(x, 0) * Math.min(x, 0)).sum() / n);
        same(f.sortino(), n < 2 || down == 0 ? Double.NaN : mean(r) * p / (down * Math.sqrt(p)));
        double deepest = 0;
        for (int i = 0; i < c.marks.size(); i++) {
            for (int j = i; j < c.marks.size() && c.marks.size() < 1500; j++) {
                deepest =
                        c.marks.equity(i) <= 0 ? deepest : Math.max(deepest, 1 - c.marks.equity(j) / c.marks.equity(i));
            }
        }
        if (c.marks.size() < 1500) {
            assertThat(s.drawdowns().maxDrawdown()).isCloseTo(deepest, within(1e-12));
            same(f.calmar(), deepest == 0 ? Double.NaN : annual / deepest);
        }
        double peak = 0;
        double ulcer = 0;
        for (double e : rows) {
            peak = Math.max(peak, e);
            ulcer += Math.pow(100 * (1 - e / peak), 2);
        }
        same(f.ulcer(), Math.sqrt(ulcer / rows.size()));
        double gains = r.stream().mapToDouble(x -> Math.max(x, 0)).sum();
        double losses = r.stream().mapToDouble(x -> Math.max(-x, 0)).sum();
        same(f.omega(), n < 2 ? Double.NaN : gains / losses);
        double[] sorted = r.stream().mapToDouble(x -> x).sorted().toArray();
        if (n >= 2) {
            double at = 0.05 * (n - 1);
            int lo = (int) Math.floor(at);
            double var = sorted[lo] + (at - lo) * (sorted[Math.min(n - 1, lo + 1)] - sorted[lo]);
            same(f.valueAtRisk95(), var);
            same(
                    f.conditionalValueAtRisk95(),
                    Arrays.stream(sorted).filter(x -> x <= var).average().orElse(Double.NaN));
            double variance = moment(r, 2) / n;
            same(f.skewness(), moment(r, 3) / n / Math.pow(variance, 1.5));
            same(f.excessKurtosis(), moment(r, 4) / n / variance / variance - 3);
        }
        Map<YearMonth, Double> months = new LinkedHashMap<>();
        Map<YearMonth, Double> monthEnds = new LinkedHashMap<>();
        c.ends.forEach((d, e) -> monthEnds.put(YearMonth.from(d), e));
        double before = c.start;
        for (Map.Entry<YearMonth, Double> month : monthEnds.entrySet()) {
            if (before > 0) {
                months.put(month.getKey(), month.getValue() / before - 1);
            }
            before = month.getValue();
        }
        assertThat(daily.monthlyReturns()).isEqualTo(new TreeMap<>(months));
    }

    @Property(tries = 200)
    void betaAndItsKinAreTheirFormulas(@ForAll long seed, @ForAll boolean sessions) {
        Curve a = curve(seed, sessions, 1, false);
        SplittableRandom random = new SplittableRandom(seed + 7);
        EquityCurve.Builder other = EquityCurve.builder(a.marks.epochNanos(0), 50);
        TreeMap<LocalDate, Double> ends = new TreeMap<>();
        List<LocalDate> dates = new ArrayList<>(a.ends.keySet());
        double equity = 50;
        for (int i = 1; i < a.marks.size(); i++) {
            equity *= 1 + random.nextDouble(-0.02, 0.02);
            if (random.nextInt(8) > 0) {
                other.mark(a.marks.epochNanos(i), equity);
                ends.put(dates.get(i - 1), equity);
            }
        }
        int p = sessions ? 252 : 365;
        TradingCalendar calendar = sessions ? TradingCalendars.nyse() : TradingCalendars.alwaysOpen();
        BenchmarkComparison comparison =
                BenchmarkComparison.of(a.marks.daily(calendar), other.build().daily(calendar), p);

        List<Double> mine = new ArrayList<>(List.of(a.start));
        List<Double> theirs = new ArrayList<>(List.of(50.0));
        ends.forEach((d, e) -> {
            mine.add(a.ends.get(d));
            theirs.add(e);
        });
        List<Double> r = returns(mine);
        List<Double> b = returns(theirs);
        List<Double> excess = new ArrayList<>();
        double covariance = 0;
        for (int i = 0; i < r.size(); i++) {
            covariance += (r.get(i) - mean(r)) * (b.get(i) - mean(b)) / (r.size() - 1);
            excess.add(r.get(i) - b.get(i));
        }
        if (r.size() < 2) {
            assertThat(comparison.beta()).isEmpty();
            return;
        }
        double beta = covariance / (std(b) * std(b));
        same(comparison.beta(), beta);
        same(comparison.alpha(), (mean(r) - beta * mean(b)) * p);
        double correlation = covariance / std(b) / std(r);
        same(comparison.correlation(), correlation);
        same(comparison.rSquared(), correlation * correlation);
        same(comparison.trackingError(), std(excess) * Math.sqrt(p));
        same(comparison.informationRatio(), mean(excess) / std(excess) * Math.sqrt(p));
    }
}
