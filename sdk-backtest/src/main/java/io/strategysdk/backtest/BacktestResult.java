package io.strategysdk.backtest;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.execution.FillQuality;
import io.strategysdk.backtest.internal.TradingYear;
import io.strategysdk.backtest.report.PriceSeries;
import io.strategysdk.backtest.report.RejectedOrder;
import io.strategysdk.backtest.report.Report;
import io.strategysdk.backtest.report.ReportData;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a backtest. The journal has everything; figures and lists are worked out when they are first asked for.
 * Immutable to its users; read it from one thread at a time.
 */
public final class BacktestResult {
    private static final int A_YEAR = 365;

    private final Backtest settings;
    private final MarketData data;
    private final RunResult run;
    private final FillQuality quality;
    private @Nullable Trading trading;
    private @Nullable EquityCurve equity;
    private @Nullable Statistics statistics;
    private @Nullable ExecutionReport execution;
    private @Nullable BacktestResult benchmark;

    /** What the journal says of orders, read once. */
    private record Trading(
            List<Order> orders, List<Fill> fills, List<OrderEvent.Rejected> rejections, RoundTrips roundTrips) {}

    BacktestResult(Backtest settings, MarketData data, RunResult run, FillQuality quality) {
        this.settings = settings;
        this.data = data;
        this.run = run;
        this.quality = quality;
    }

    /** Everything that happened, with the hash by which a repetition is recognised. */
    public Journal journal() {
        return run.journal();
    }

    /** The engine's own result: books and equity of each strategy. */
    public RunResult run() {
        return run;
    }

    /** Each strategy's book at the end, in order of registration. */
    public List<StrategyResult> strategies() {
        return run.strategies();
    }

    /** Strategies that were stopped because they threw. */
    public List<StrategyFailure> failures() {
        return run.strategies().stream()
                .flatMap(strategy -> strategy.failure().stream())
                .toList();
    }

    /** Cash that all strategies began with. */
    public BigDecimal startCash() {
        return run.strategies().stream().map(StrategyResult::capital).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Cash and positions of all strategies at their last marks, exact. */
    public BigDecimal finalEquity() {
        return run.strategies().stream().map(StrategyResult::equity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Equity of all strategies together at the run's start and after each slice. */
    public EquityCurve equity() {
        if (equity == null) {
            long[] times = run.times();
            double[] marks = run.equity();
            long start = times.length == 0 ? data.series().get(0).epochNanos(0) : startOf(times[0]);
            EquityCurve.Builder curve =
                    EquityCurve.builder(start, startCash().doubleValue()).expect(times.length);
            for (int i = 0; i < times.length; i++) {
                curve.mark(times[i], marks[i]);
            }
            equity = curve.build();
        }
        return equity;
    }

    /** Open of the bar that closes the first slice. */
    private long startOf(long firstSlice) {
        for (BarColumns series : data.series()) {
            for (int row = 0; row < series.size() && series.epochNanos(row) <= firstSlice; row++) {
                if (series.epochNanos(row) == firstSlice) {
                    return series.openEpochNanos(row);
                }
            }
        }
        return firstSlice;
    }

    /** Every order that was accepted, as it was at the end, in order of acceptance. */
    public List<Order> orders() {
        return trading().orders();
    }

    /** Every execution, in order. */
    public List<Fill> fills() {
        return trading().fills();
    }

    /** Orders that were refused by validation, risk or the market, in order. */
    public List<OrderEvent.Rejected> rejections() {
        return trading().rejections();
    }

    /** Closed trades, first in first out, and what is still open. */
    public RoundTrips roundTrips() {
        return trading().roundTrips();
    }

    /** How far the fills can be trusted. */
    public FillQuality fillQuality() {
        return quality;
    }

    /** How well orders were executed, by strategy and instrument: what they cost against the price of their decision. */
    public ExecutionReport execution() {
        if (execution == null) {
            execution = ExecutionReport.of(journal(), data, settings::latencyNanos);
        }
        return execution;
    }

    /** Every figure, compared with buying and holding the same instruments. */
    public Statistics statistics() {
        if (statistics == null) {
            statistics = builder().benchmark(benchmark().daily()).build();
        }
        return statistics;
    }

    /** The same figures of buying everything at the start and holding it. */
    public Statistics benchmarkStatistics() {
        return benchmark().builder().build();
    }

    /** Buying everything in equal parts at the start and holding it, at the same costs. */
    public BacktestResult benchmark() {
        if (benchmark == null) {
            benchmark = settings.buyAndHold(startCash());
        }
        return benchmark;
    }

    private Statistics.Builder builder() {
        return Statistics.builder(daily())
                .periodsPerYear(TradingYear.periods(data))
                .trades(roundTrips(), fills())
                .rejectedOrders(rejections().size())
                .ambiguousFills(quality.ambiguous())
                .dividends(strategies().stream().map(StrategyResult::income).reduce(BigDecimal.ZERO, BigDecimal::add))
                .slippagePaid(quality.slippagePaid());
    }

    private DailyEquity daily() {
        return equity().daily(data.calendar());
    }

    /** What makes the figures doubtful, in words; empty when nothing does. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(settings.warnings());
        warnings.addAll(run.warnings());
        failures().forEach(failure -> warnings.add(failure.toString()));
        warnings.addAll(new EarlyEnds(data).sentences());
        if (fills().isEmpty()) {
            warnings.add("The strategy never traded: " + whyNothingFilled());
        }
        if (orders().stream().anyMatch(MissedAuctions::mayBe)) {
            warnings.addAll(MissedAuctions.of(journal(), data));
        }
        if (settings.fillsAtDecisionClose() && !fills().isEmpty()) {
            warnings.add(
                    "Market orders filled at the close that they were decided on, which is optimistic: that price was"
                            + " gone when it was known.");
        }
        if (quality.large() > 0) {
            warnings.add(quality.large() + " of " + fills().size()
                    + " fills took more than a tenth of their bar's volume: a real market may not have given it.");
        }
        if (quality.ambiguous() > 0) {
            warnings.add(
                    quality.ambiguous() + " of " + fills().size() + " fills depended on the path inside of a bar.");
        }
        return List.copyOf(warnings);
    }

    private String whyNothingFilled() {
        if (!rejections().isEmpty()) {
            return "orders rejected " + rejections().size() + ", the first because "
                    + rejections().get(0).text() + ".";
        }
        return orders().isEmpty() ? "it sent no order." : "none of its orders was filled.";
    }

    /** The result as console table, JSON, CSV and one HTML file, beside buying and holding. */
    public Report report() {
        List<StrategyResult> strategies = strategies();
        String name =
                String.join(", ", strategies.stream().map(StrategyResult::name).toList());
        ReportData.Builder report = ReportData.builder(name, settings.version(), statistics())
                .benchmark("buy and hold", benchmarkStatistics())
                .trades(roundTrips(), fills())
                .orders(orders())
                .execution(execution())
                .strategies(strategies)
                .journalHash(journal().hash())
                .timeframe(data.series().get(0).timeframe())
                .startCash(startCash(), data.instruments().get(0).currency());
        settings.parameters().forEach(report::parameter);
        settings.settings().forEach(report::setting);
        settings.notes().forEach(report::note);
        if (data.instruments().size() > 1) {
            report.note("Buy and hold is all instruments in equal parts, bought at the start at the same costs.");
        }
        if (settings.isFree() && !fills().isEmpty()) {
            report.note("Trading was free in this run: no fees, no slippage. Real trading is not.");
        }
        long days = daily().days() + 1;
        if (days < A_YEAR) {
            report.note("The run is shorter than a year: figures per year are its " + days
                    + (days == 1 ? " day" : " days") + " drawn out.");
        }
        warnings().forEach(report::warning);
        data.instruments().forEach(instrument -> {
            report.instrument(instrument);
            report.prices(prices(data.executionSeries(instrument)));
        });
        rejections()
                .forEach(rejected -> report.rejectedOrder(new RejectedOrder(
                        rejected.epochNanos(),
                        rejected.order().id().origin(),
                        rejected.order().instrument(),
                        rejected.reason(),
                        rejected.text())));
        return Report.of(report.build());
    }

    private static PriceSeries prices(BarColumns bars) {
        long[] times = new long[bars.size()];
        double[] close = new double[times.length];
        double[] high = new double[times.length];
        double[] low = new double[times.length];
        for (int row = 0; row < times.length; row++) {
            times[row] = bars.epochNanos(row);
            close[row] = bars.close(row);
            high[row] = bars.high(row);
            low[row] = bars.low(row);
        }
        return PriceSeries.ofRange(bars.instrument(), times, close, high, low);
    }

    private Trading trading() {
        if (trading == null) {
            trading = read(run.journal());
        }
        return trading;
    }

    private static Trading read(Journal journal) {
        Map<OrderId, Order> orders = new LinkedHashMap<>();
        List<Fill> fills = new ArrayList<>();
        List<OrderEvent.Rejected> rejections = new ArrayList<>();
        Map<String, RoundTrips.Matcher> matchers = new LinkedHashMap<>();
        CorporateAction applied = null;
        for (JournalEntry entry : journal) {
            if (entry instanceof JournalEntry.Reported reported) {
                OrderEvent event = reported.event();
                if (event instanceof OrderEvent.Rejected rejected) {
                    rejections.add(rejected);
                    orders.computeIfPresent(rejected.order().id(), (id, known) -> rejected.order());
                } else if (!(event instanceof OrderEvent.CancelRejected)) {
                    orders.put(event.order().id(), event.order());
                }
                if (event instanceof OrderEvent.Filled filled) {
                    fills.add(filled.fill());
                    matchers.computeIfAbsent(reported.strategy(), RoundTrips::matcher)
                            .add(filled.fill());
                }
            } else if (entry instanceof JournalEntry.Held held) {
                matchers.computeIfAbsent(held.strategy(), RoundTrips::matcher)
                        .begin(held.instrument(), held.quantity(), held.cost(), held.epochNanos());
            } else if (entry instanceof JournalEntry.Adjusted adjusted) {
                applied = adjusted.action();
            } else if (entry instanceof JournalEntry.Entitled entitled
                    && applied != null
                    && applied.instrument().equals(entitled.instrument())) {
                matchers.computeIfAbsent(entitled.strategy(), RoundTrips::matcher)
                        .add(applied, entitled.amount(), entitled.epochNanos());
            }
        }
        return new Trading(
                List.copyOf(orders.values()),
                List.copyOf(fills),
                List.copyOf(rejections),
                RoundTrips.merge(matchers.values().stream()
                        .map(RoundTrips.Matcher::result)
                        .toList()));
    }

    /** What it ran over. */
    public MarketData data() {
        return data;
    }

    /** How it ran, in words by name, as reports show it: costs, account, start, limits, prices, seed. */
    public Map<String, String> settings() {
        return Collections.unmodifiableMap(settings.settings());
    }

    /** Instruments of the run, in its order. */
    public List<Instrument> instruments() {
        return data.instruments();
    }

    /** Hash of the journal and what the books came to, in one line. */
    @Override
    public String toString() {
        return strategies().stream().map(StrategyResult::name).toList() + ": "
                + startCash().toPlainString() + " -> " + finalEquity().toPlainString() + ", journal "
                + journal().hash();
    }
}
