package io.strategysdk.backtest.statistics;

import io.strategysdk.api.order.Fill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is computed from the result of a run. Immutable and safe to share between threads.
 *
 * <p>Annualised figures and those of daily returns sample the equity at the end of each session, whatever the length of
 * the bars; drawdowns look at every bar. What is undefined is absent, never NaN or infinite. The same inputs give the
 * same bits on every machine.
 */
public final class Statistics {
    private final DailyEquity daily;
    private final DrawdownStatistics drawdowns;
    private final ReturnStatistics returns;
    private final TradeStatistics trades;
    private final ActivityStatistics activity;
    private final Optional<BenchmarkComparison> benchmark;
    private final List<Figure> figures;

    private Statistics(Builder b) {
        daily = b.daily;
        drawdowns = DrawdownStatistics.of(daily.marks());
        returns = ReturnStatistics.of(daily, drawdowns.maxDrawdown(), b.periodsPerYear, b.riskFreeRate);
        trades = TradeStatistics.of(b.roundTrips.closed());
        activity = new ActivityStatistics(b);
        benchmark = b.benchmark.map(other -> BenchmarkComparison.of(daily, other, b.periodsPerYear));
        figures = Figures.of(this);
    }

    /**
     * Starts from the equity of a run.
     *
     * @param daily equity at the end of each session, see {@link EquityCurve#daily}
     */
    public static Builder builder(DailyEquity daily) {
        return new Builder(Objects.requireNonNull(daily));
    }

    /** The equity that all this was computed from. */
    public DailyEquity daily() {
        return daily;
    }

    /** Returns and what they risked. */
    public ReturnStatistics returns() {
        return returns;
    }

    /** Falls from a peak. */
    public DrawdownStatistics drawdowns() {
        return drawdowns;
    }

    /** Closed round trips; of none where none were given. */
    public TradeStatistics trades() {
        return trades;
    }

    /** Trading and its costs. */
    public ActivityStatistics activity() {
        return activity;
    }

    /** Beside a benchmark; empty where none was given. */
    public Optional<BenchmarkComparison> benchmark() {
        return benchmark;
    }

    /** All figures as a list, in an order that is fit for a report; undefined ones are in it, without a value. */
    public List<Figure> figures() {
        return figures;
    }

    /**
     * One figure by its key, such as {@code sharpe}.
     *
     * @throws IllegalArgumentException naming the keys there are, when there is no such one
     */
    public Figure figure(String key) {
        return figures.stream()
                .filter(figure -> figure.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("figure must be one of "
                        + figures.stream().map(Figure::key).toList() + ", was '" + key + "'"));
    }

    /** Collects what a run left behind; used from one thread. */
    public static final class Builder {
        final DailyEquity daily;
        private int periodsPerYear = 252;
        private double riskFreeRate;
        RoundTrips roundTrips = RoundTrips.merge(List.of());
        List<Fill> fills = List.of();
        Optional<BigDecimal> slippagePaid = Optional.empty();
        BigDecimal dividends = BigDecimal.ZERO;
        int ambiguousFills;
        int rejectedOrders;
        private Optional<DailyEquity> benchmark = Optional.empty();

        private Builder(DailyEquity daily) {
            this.daily = daily;
        }

        /**
         * Trading days per year; 252 unless set.
         *
         * @param periods 252 for equities, 365 for crypto currencies, see
         *     {@link io.strategysdk.api.instrument.AssetClass#periodsPerYear()}
         */
        public Builder periodsPerYear(int periods) {
            periodsPerYear = periods;
            return this;
        }

        /**
         * What money earns without risk; 0 unless set.
         *
         * @param perYear 0.02 = 2 % per year
         */
        public Builder riskFreeRate(double perYear) {
            riskFreeRate = perYear;
            return this;
        }

        /**
         * What was traded.
         *
         * @param matched round trips and open lots
         * @param executions all of them, for fees and turnover
         */
        public Builder trades(RoundTrips matched, List<Fill> executions) {
            roundTrips = Objects.requireNonNull(matched);
            fills = List.copyOf(executions);
            return this;
        }

        /**
         * What fills cost against the price without slippage; unknown unless set.
         *
         * @param amount in the run's currency
         */
        public Builder slippagePaid(BigDecimal amount) {
            slippagePaid = Optional.of(amount);
            return this;
        }

        /**
         * What issuers paid beside profit of trading; 0 unless set.
         *
         * @param amount in the run's currency, negative where more was paid than received
         */
        public Builder dividends(BigDecimal amount) {
            dividends = Objects.requireNonNull(amount);
            return this;
        }

        /** Executions that depended on the path inside of a bar; 0 unless set. */
        public Builder ambiguousFills(int count) {
            ambiguousFills = count;
            return this;
        }

        /** Orders that were refused; 0 unless set. */
        public Builder rejectedOrders(int count) {
            rejectedOrders = count;
            return this;
        }

        /** What to compare with; nothing unless set. */
        public Builder benchmark(DailyEquity other) {
            benchmark = Optional.of(other);
            return this;
        }

        /**
         * Computes the statistics.
         *
         * @throws IllegalArgumentException when periods per year or the risk-free rate are out of range
         */
        public Statistics build() {
            return new Statistics(this);
        }
    }
}
