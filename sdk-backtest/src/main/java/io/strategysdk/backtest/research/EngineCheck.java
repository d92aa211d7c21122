package io.strategysdk.backtest.research;

import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.statistics.BenchmarkComparison;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.FigureFormat;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * How far a quick look is from the engine's run of the same targets.
 *
 * @param quickEquity the quick look's equity at the end, in the instruments' currency
 * @param engineEquity the engine's
 * @param greatest largest distance of the two curves at the close of a bar, as a share of the engine's equity there;
 *     infinite where that is zero
 * @param greatestAt when that was; the start where they are nowhere apart
 * @param correlation of daily returns, see {@link BenchmarkComparison#correlation}; absent where one of them does not move
 * @param trades how often the quick look changed a position
 * @param traded value of all trades of the quick look, in the instruments' currency; less of it in the engine tells of
 *     orders that were cut
 * @param orders that the engine accepted
 * @param rejected orders that the engine refused
 * @param quick the quick look's curve
 * @param engine all of the engine's result
 */
public record EngineCheck(
        double quickEquity,
        BigDecimal engineEquity,
        double greatest,
        Instant greatestAt,
        OptionalDouble correlation,
        long trades,
        double traded,
        int orders,
        int rejected,
        EquityCurve quick,
        BacktestResult engine) {
    private static final int DECIMALS = 6;
    private static final String HUNDRED = "100";

    /**
     * Runs the engine.
     *
     * @throws IllegalStateException when it stopped
     */
    static EngineCheck of(QuickResult quick, UnaryOperator<Backtest> settings) {
        QuickBacktest look = quick.settings;
        BigDecimal percent = new BigDecimal(Exact.text(look.basisPoints)).divide(new BigDecimal(HUNDRED));
        Backtest backtest = Backtest.of(new HeldTargets(quick))
                .on(look.data)
                .cash(Exact.text(look.cash))
                .commission(CommissionModel.percent(percent.toPlainString()))
                .account(needsMargin(quick) ? AccountRules.margin() : AccountRules.cash());
        if (look.quality != null) {
            backtest.quality(look.quality);
        }
        BacktestResult engine = settings.apply(backtest).run();
        if (!engine.failures().isEmpty()) {
            throw new IllegalStateException("targets must be tradable in the engine, the run was stopped: "
                    + engine.failures().get(0));
        }
        return compare(quick, look.data, engine);
    }

    private static EngineCheck compare(QuickResult quick, MarketData data, BacktestResult engine) {
        EquityCurve mine = quick.equity();
        EquityCurve other = engine.equity();
        double greatest = 0;
        long at = mine.epochNanos(0);
        for (int i = 0, j = 0; i < mine.size() && j < other.size(); ) {
            if (mine.epochNanos(i) == other.epochNanos(j)) {
                double apart = distance(mine.equity(i), other.equity(j));
                at = apart > greatest ? mine.epochNanos(i) : at;
                greatest = Math.max(greatest, apart);
                i++;
                j++;
            } else if (mine.epochNanos(i) < other.epochNanos(j)) {
                i++;
            } else {
                j++;
            }
        }
        return new EngineCheck(
                mine.finalEquity(),
                engine.finalEquity(),
                greatest,
                Clock.instantOf(at),
                correlation(quick, data, engine),
                quick.trades(),
                quick.traded(),
                engine.orders().size(),
                engine.rejections().size(),
                mine,
                engine);
    }

    private static double distance(double quick, double engine) {
        return quick == engine ? 0 : Math.abs(quick - engine) / Math.abs(engine);
    }

    private static OptionalDouble correlation(QuickResult quick, MarketData data, BacktestResult engine) {
        return BenchmarkComparison.of(
                        engine.equity().daily(data.calendar()), quick.equity().daily(data.calendar()), 1)
                .correlation();
    }

    /** Short, or for more than there is. */
    private static boolean needsMargin(QuickResult quick) {
        double[] last = new double[quick.targets.length];
        for (int row = 0; row < quick.targets[0].length; row++) {
            double sum = 0;
            for (int i = 0; i < last.length; i++) {
                double target = quick.targets[i][row];
                last[i] = Double.isNaN(target) ? last[i] : target;
                if (last[i] < 0) {
                    return true;
                }
                sum += last[i];
            }
            if (quick.byWeight && sum > 1) {
                return true;
            }
        }
        return false;
    }

    /** The quick look's final equity less the engine's, as a share of the engine's; infinite where that is zero. */
    public double finalDifference() {
        double other = engineEquity.doubleValue();
        return quickEquity == other ? 0 : (quickEquity - other) / Math.abs(other);
    }

    /** Both curves. */
    public Picture picture() {
        return new LineChart("Equity: engine, and quick look, an approximation")
                .add("engine", engine.equity())
                .add("quick look", quick)
                .picture();
    }

    /** Value of all trades of the engine, in the instruments' currency. */
    public BigDecimal engineTraded() {
        return engine.fills().stream()
                .map(fill ->
                        fill.lastPx().toBigDecimal().multiply(fill.lastQty().toBigDecimal()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A table of all figures but the engine's own, and what the engine warns of. */
    @Override
    public String toString() {
        TextTable table = TextTable.of("quick look beside the engine, same targets", "", "quick look", "engine");
        table.row("Final equity", FigureFormat.MONEY.text(quickEquity), FigureFormat.MONEY.text(engineEquity));
        table.row(
                "Trades, orders", FigureFormat.COUNT.text(BigDecimal.valueOf(trades)), FigureFormat.COUNT.text(orders));
        table.row("Value traded", FigureFormat.MONEY.text(traded), FigureFormat.MONEY.text(engineTraded()));
        table.row("Refused orders", "", FigureFormat.COUNT.text(rejected));
        table.row("Final equity apart by", share(finalDifference()), "");
        table.row("Curves apart by at most", share(greatest), "");
        table.row("at", greatestAt.toString(), "");
        table.row("Correlation of daily returns", text(correlation).orElse("-"), "");
        StringBuilder text = new StringBuilder(table.toString());
        engine.warnings()
                .forEach(warning ->
                        text.append("engine: ").append(TextTable.plain(warning)).append('\n'));
        return text.toString();
    }

    private static String share(double value) {
        return Double.isFinite(value) ? Digits.fixed(100 * value, 4) + " %" : "-";
    }

    private static Optional<String> text(OptionalDouble value) {
        return value.isPresent() ? Optional.of(Digits.fixed(value.getAsDouble(), DECIMALS)) : Optional.empty();
    }
}
