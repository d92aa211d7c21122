package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report shows. Immutable. Text may contain anything: every format escapes it.
 *
 * <p>The equity, its zone and the dates of the run are those of the statistics.
 */
public final class ReportData {
    final String strategyName;
    final String strategyVersion;
    final Statistics statistics;
    final Map<String, String> parameters;
    final Map<String, String> settings;
    final List<Instrument> instruments;
    final Timeframe timeframe;
    final BigDecimal startCash;
    final String currency;
    final Optional<Benchmark> benchmark;
    final List<Fill> fills;
    final RoundTrips roundTrips;
    final List<Order> orders;
    final Optional<ExecutionReport> execution;
    final List<StrategyResult> strategies;
    final List<RejectedOrder> rejectedOrders;
    final List<String> warnings;
    final List<String> notes;
    final Optional<String> journalHash;
    final List<PriceSeries> prices;

    record Benchmark(String label, Statistics statistics) {
        /** Whether it never traded and never moved: as for want of a second bar, at whose open it would buy. */
        boolean isIdle() {
            EquityCurve marks = statistics.daily().marks();
            return statistics.activity().fillCount() == 0
                    && statistics.drawdowns().maxDrawdown() == 0
                    && marks.finalEquity() == marks.startEquity();
        }
    }

    private ReportData(Builder b) {
        strategyName = b.strategyName;
        strategyVersion = b.strategyVersion;
        statistics = b.statistics;
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(b.parameters));
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(b.settings));
        instruments = List.copyOf(b.instruments);
        timeframe = b.timeframe;
        startCash = b.startCash;
        currency = b.currency;
        benchmark = b.benchmark;
        fills = b.fills;
        roundTrips = b.roundTrips;
        orders = b.orders;
        execution = b.execution;
        strategies = b.strategies;
        rejectedOrders = List.copyOf(b.rejectedOrders);
        warnings = List.copyOf(b.warnings);
        notes = List.copyOf(b.notes);
        journalHash = b.journalHash;
        prices = List.copyOf(b.prices);
    }

    /**
     * Starts from what every run has.
     *
     * @param strategyName name of the strategy
     * @param strategyVersion its version
     * @param statistics of the run
     */
    public static Builder builder(String strategyName, String strategyVersion, Statistics statistics) {
        return new Builder(strategyName, strategyVersion, statistics);
    }

    /** Collects the parts; what is not set is left out of the report. Used from one thread. */
    public static final class Builder {
        private final String strategyName;
        private final String strategyVersion;
        private final Statistics statistics;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<Instrument> instruments = new ArrayList<>();
        private final List<RejectedOrder> rejectedOrders = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<PriceSeries> prices = new ArrayList<>();
        private Timeframe timeframe = Timeframe.DAY;
        private BigDecimal startCash;
        private String currency = "USD";
        private Optional<Benchmark> benchmark = Optional.empty();
        private List<Fill> fills = List.of();
        private List<Order> orders = List.of();
        private Optional<ExecutionReport> execution = Optional.empty();
        private List<StrategyResult> strategies = List.of();
        private RoundTrips roundTrips = RoundTrips.merge(List.of());
        private Optional<String> journalHash = Optional.empty();

        private Builder(String strategyName, String strategyVersion, Statistics statistics) {
            this.strategyName = Objects.requireNonNull(strategyName);
            this.strategyVersion = Objects.requireNonNull(strategyVersion);
            this.statistics = Objects.requireNonNull(statistics);
            this.startCash = BigDecimal.valueOf(statistics.daily().marks().startEquity());
        }

        /** A parameter of the strategy, shown in the order of the calls. */
        public Builder parameter(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        /** A setting of the simulation, such as its fees or its treatment of stops, shown in the order of the calls. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** An instrument of the run. */
        public Builder instrument(Instrument instrument) {
            instruments.add(instrument);
            return this;
        }

        /** Length of the bars; a day unless set. Intraday runs show times, others dates. */
        public Builder timeframe(Timeframe length) {
            timeframe = Objects.requireNonNull(length);
            return this;
        }

        /**
         * Cash at the start; the start of the equity curve unless set.
         *
         * @param amount exact
         * @param code currency of all amounts, ISO 4217
         */
        public Builder startCash(BigDecimal amount, String code) {
            startCash = Objects.requireNonNull(amount);
            currency = Objects.requireNonNull(code);
            return this;
        }

        /**
         * What the strategy is compared with.
         *
         * @param label such as {@code buy and hold}
         * @param statistics computed over the same time; drawn from the strategy's start equity on
         */
        public Builder benchmark(String label, Statistics statistics) {
            benchmark = Optional.of(new Benchmark(Objects.requireNonNull(label), Objects.requireNonNull(statistics)));
            return this;
        }

        /** What was traded: closed round trips and open lots, and the executions that they were matched from. */
        public Builder trades(RoundTrips matched, List<Fill> executions) {
            roundTrips = Objects.requireNonNull(matched);
            fills = List.copyOf(executions);
            return this;
        }

        /** Orders that were accepted, as they were at the end. */
        public Builder orders(List<Order> accepted) {
            orders = List.copyOf(accepted);
            return this;
        }

        /** How well orders were executed. */
        public Builder execution(ExecutionReport report) {
            execution = Optional.of(report);
            return this;
        }

        /** Each strategy's book at the end; compared with one another when there are several. */
        public Builder strategies(List<StrategyResult> books) {
            strategies = List.copyOf(books);
            return this;
        }

        /** An order that was refused. */
        public Builder rejectedOrder(RejectedOrder order) {
            rejectedOrders.add(order);
            return this;
        }

        /** Something that makes the figures doubtful, shown on top. */
        public Builder warning(String text) {
            warnings.add(text);
            return this;
        }

        /** Something that a reader must know, such as {@code Prices are synthetic.}, shown on top. */
        public Builder note(String text) {
            notes.add(text);
            return this;
        }

        /** Hash of the run's journal, by which a repetition is recognised. */
        public Builder journalHash(String hash) {
            journalHash = Optional.of(hash);
            return this;
        }

        /** Prices of an instrument for the chart of entries and exits. */
        public Builder prices(PriceSeries series) {
            prices.add(series);
            return this;
        }

        /** The finished data. */
        public ReportData build() {
            return new ReportData(this);
        }
    }
}
