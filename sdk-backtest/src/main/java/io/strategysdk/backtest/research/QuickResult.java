package io.strategysdk.backtest.research;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.TradingYear;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.FigureFormat;
import io.strategysdk.backtest.statistics.Statistics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What came of a {@link QuickBacktest}: <b>an approximation</b>, and every text and picture of it says so. Immutable, but
 * for the targets that it was given and {@link #check} reads again.
 */
public final class QuickResult {
    static final String LABEL = "quick look, an approximation: no lots, cash, margin or order types";

    private static final List<String> SHOWN =
            List.of("totalReturn", "cagr", "volatility", "sharpe", "sortino", "maxDrawdown", "calmar");

    final QuickBacktest settings;
    final boolean byWeight;
    final double[][] targets;
    private final EquityCurve equity;
    private final double traded;
    private final long trades;

    QuickResult(
            QuickBacktest settings,
            boolean byWeight,
            double[][] targets,
            EquityCurve equity,
            double traded,
            long trades) {
        this.settings = settings;
        this.byWeight = byWeight;
        this.targets = targets;
        this.equity = equity;
        this.traded = traded;
        this.trades = trades;
    }

    /** Equity at the start and at the close of each bar, in the instruments' currency. */
    public EquityCurve equity() {
        return equity;
    }

    /** Value of all trades, in the instruments' currency. */
    public double traded() {
        return traded;
    }

    /** How often a position was changed. */
    public long trades() {
        return trades;
    }

    /** What trading cost, in the instruments' currency: the value of all trades × the costs. */
    public double costs() {
        return traded * settings.rate();
    }

    /**
     * The engine's figures of this curve, worked out at each call. Those of trades, orders and fees are of none: a quick
     * look has no orders.
     */
    public Statistics statistics() {
        return Statistics.builder(equity.daily(settings.data.calendar()))
                .periodsPerYear(TradingYear.periods(settings.data))
                .build();
    }

    /**
     * Runs the same targets through the engine, with the same costs as a commission, and says how far the two are apart.
     * Negative targets, and weights that add up to more than 1, have a margin account there, others one of cash.
     */
    public EngineCheck check() {
        return check(UnaryOperator.identity());
    }

    /**
     * The same with other costs, accounts or rules of the engine.
     *
     * @param settings changes the backtest that {@link #check()} would run
     */
    public EngineCheck check(UnaryOperator<Backtest> settings) {
        return EngineCheck.of(this, settings);
    }

    /** The curve, under the label that all texts of quick looks have. */
    public Picture picture() {
        return new LineChart("Equity, " + LABEL).add("quick look", equity).picture();
    }

    /** What a quality policy repaired in the data or holds for doubtful, a sentence each; none where none looked at them. */
    public List<String> warnings() {
        return settings.quality == null ? List.of() : settings.quality.warnings();
    }

    /** A table with the few figures that make sense here, and the {@link #warnings}. */
    @Override
    public String toString() {
        Statistics statistics = statistics();
        TextTable table = TextTable.of(LABEL, "", "quick look");
        table.row("instruments", String.join(", ", symbols()));
        table.row("bars", FigureFormat.COUNT.text(equity.size() - 1));
        table.row("from", Clock.instantOf(equity.epochNanos(0)).toString());
        table.row("to", Clock.instantOf(equity.epochNanos(equity.size() - 1)).toString());
        table.row("costs", Exact.text(settings.basisPoints) + " bps of each trade");
        table.row("Start equity", FigureFormat.MONEY.text(equity.startEquity()));
        table.row("Final equity", FigureFormat.MONEY.text(equity.finalEquity()));
        for (String key : SHOWN) {
            Figure figure = statistics.figure(key);
            table.row(figure.label(), figure.text());
        }
        table.row("Trades", FigureFormat.COUNT.text(BigDecimal.valueOf(trades)));
        table.row("Value traded", FigureFormat.MONEY.text(traded));
        table.row("Costs paid", FigureFormat.MONEY.text(costs()));
        StringBuilder text = new StringBuilder(table.toString());
        if (settings.quality != null) {
            text.append("data quality: ").append(settings.quality.describe()).append('\n');
        }
        warnings().forEach(warning -> text.append(TextTable.plain(warning)).append('\n'));
        return text.toString();
    }

    private List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        settings.data.instruments().forEach(instrument -> symbols.add(instrument.symbol()));
        return symbols;
    }
}
