package io.strategysdk.backtest.statistics;

import static io.strategysdk.backtest.statistics.FigureFormat.COUNT;
import static io.strategysdk.backtest.statistics.FigureFormat.DAYS;
import static io.strategysdk.backtest.statistics.FigureFormat.MONEY;
import static io.strategysdk.backtest.statistics.FigureFormat.PERCENT;
import static io.strategysdk.backtest.statistics.FigureFormat.RATIO;

import io.strategysdk.backtest.statistics.Figure.Group;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The statistics as a list with a sentence each; {@code {}} stands for the value in its format, {@code {abs}} for
 * the value without its sign. */
final class Figures {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final String UNDEFINED = "Not defined for this run.";
    private static final String UNREWARDED = "Below 0: the risk was not rewarded.";

    private final List<Figure> figures = new ArrayList<>();
    private Group group = Group.RETURN;

    private Figures() {}

    static List<Figure> of(Statistics statistics) {
        Figures list = new Figures();
        list.addReturns(statistics);
        list.addRisks(statistics);
        list.addTrades(statistics.trades());
        list.addActivity(statistics.activity());
        statistics.benchmark().ifPresent(list::addBenchmark);
        return List.copyOf(list.figures);
    }

    private void addReturns(Statistics s) {
        ReturnStatistics r = s.returns();
        double total = r.totalReturn();
        double end = s.daily().marks().finalEquity();
        add("finalEquity", "Final equity", value(end), MONEY, "Cash and positions were worth {} at the end.");
        add(
                "totalReturn",
                "Total return",
                value(total),
                PERCENT,
                "The whole run "
                        + (total < 0 ? "lost money: {} from start to end." : "returned {} from start to end."));
        add(
                "cagr",
                "Annual growth (CAGR)",
                r.cagr(),
                PERCENT,
                below(r.cagr(), "Shrinking", "Growing") + " by {abs} every year would have led to the same end.");
        add(
                "annualReturn",
                "Annual return",
                r.annualReturn(),
                PERCENT,
                "Counted in trading days instead of calendar days it was {} per year.");
        add(
                "sharpe",
                "Sharpe ratio",
                r.sharpe(),
                RATIO,
                below(r.sharpe(), UNREWARDED, "Each unit of fluctuation was paid with {} units of return per year."));
        add(
                "sortino",
                "Sortino ratio",
                r.sortino(),
                RATIO,
                below(
                        r.sortino(),
                        UNREWARDED,
                        "Each unit of losing fluctuation was paid with {} units of return per year."));
        add(
                "calmar",
                "Calmar ratio",
                r.calmar(),
                RATIO,
                below(r.calmar(), UNREWARDED, "A year's return was {} times the worst fall from a peak."));
        add("omega", "Omega ratio", r.omega(), RATIO, "The gains of all days were {} times the losses of all days.");
    }

    private void addRisks(Statistics s) {
        group = Group.RISK;
        ReturnStatistics r = s.returns();
        DrawdownStatistics d = s.drawdowns();
        add(
                "maxDrawdown",
                "Maximum drawdown",
                value(d.maxDrawdown()),
                PERCENT,
                "The worst fall from a peak was {}: that much could have been lost by someone who came in at the wrong"
                        + " moment.");
        add(
                "maxDrawdownDays",
                "Duration of maximum drawdown",
                days(d.deepest()),
                DAYS,
                "It took {} from that peak until " + ended(d.deepest()) + ".");
        add(
                "longestDrawdownDays",
                "Longest drawdown",
                days(d.longest()),
                DAYS,
                "The longest wait for a new peak was {}, until " + ended(d.longest()) + ".");
        add(
                "volatility",
                "Annual volatility",
                r.volatility(),
                PERCENT,
                "In two years of three the return would lie within {} of its average, if days were independent.");
        add(
                "ulcer",
                "Ulcer index",
                r.ulcer(),
                RATIO,
                "Depth and length of all falls together: a typical distance from the peak of {} percent.");
        add(
                "valueAtRisk95",
                "Value at risk, 95 %, one day",
                r.valueAtRisk95(),
                PERCENT,
                "On one day in twenty "
                        + below(r.valueAtRisk95(), "{abs} or more was lost.", "the return was {} or worse."));
        add(
                "conditionalValueAtRisk95",
                "Expected shortfall, 95 %, one day",
                r.conditionalValueAtRisk95(),
                PERCENT,
                "On those worst days "
                        + below(
                                r.conditionalValueAtRisk95(),
                                "{abs} was lost on average.",
                                "the return was {} on average."));
        add(
                "skewness",
                "Skewness of daily returns",
                r.skewness(),
                RATIO,
                "Below 0 the large moves were rather losses, above 0 rather gains: {}.");
        add(
                "excessKurtosis",
                "Excess kurtosis of daily returns",
                r.excessKurtosis(),
                RATIO,
                "Above 0 extreme days were more frequent than a bell curve would have them: {}.");
    }

    private void addTrades(TradeStatistics t) {
        group = Group.TRADES;
        add("trades", "Trades", value(t.count()), COUNT, "{} positions were opened and closed again.");
        add("winRate", "Win rate", t.winRate(), PERCENT, "{} of the trades earned money after fees.");
        add(
                "profitFactor",
                "Profit factor",
                t.profitFactor(),
                RATIO,
                "The winning trades earned {} times what the losing ones lost.");
        add(
                "netPnl",
                "Net P&L of trades",
                money(t.netPnl()),
                MONEY,
                "All closed trades together " + below(money(t.netPnl()), "lost", "earned") + " {abs}.");
        add(
                "expectancy",
                "Expectancy",
                t.expectancy(),
                MONEY,
                "An average trade " + below(t.expectancy(), "lost", "earned") + " {abs} after fees.");
        add("averageWin", "Average win", t.averageWin(), MONEY, "An average winning trade earned {}.");
        add("averageLoss", "Average loss", t.averageLoss(), MONEY, "An average losing trade lost {abs}.");
        add("largestWin", "Largest win", t.largestWin(), MONEY, "The best trade earned {}.");
        add("largestLoss", "Largest loss", t.largestLoss(), MONEY, "The worst trade lost {abs}.");
        add(
                "averageDuration",
                "Average duration",
                t.averageDuration().map(Figures::days).orElse(OptionalDouble.empty()),
                DAYS,
                "A trade lasted {} on average.");
        add(
                "sqn",
                "System quality number",
                t.sqn(),
                RATIO,
                "{}: the average trade measured against how much trades differ; below 1.6 it is hard to tell from luck.");
        add(
                "kelly",
                "Kelly fraction",
                t.kelly(),
                PERCENT,
                below(
                        t.kelly(),
                        "Below 0: on trades like these nothing should be risked.",
                        "Had the trades repeated, risking {} of the capital on each would have grown it fastest: far more than is prudent."));
    }

    private void addActivity(ActivityStatistics a) {
        group = Group.ACTIVITY;
        add(
                "exposure",
                "Time in the market",
                a.exposure(),
                PERCENT,
                "Something was held at the close of {} of the bars.");
        add(
                "turnover",
                "Turnover per year",
                a.turnover(),
                RATIO,
                "Bought and sold per year: {} times the average capital.");
        add("fees", "Fees", money(a.fees()), MONEY, "{} were paid in fees.");
        add(
                "dividends",
                "Dividends",
                money(a.dividends()),
                MONEY,
                below(
                        money(a.dividends()),
                        "{abs} had to be paid in dividends, which is no loss of trades.",
                        "{} came in as dividends, which is no profit of trades."));
        add(
                "slippagePaid",
                "Slippage",
                a.slippagePaid().map(Figures::money).orElse(OptionalDouble.empty()),
                MONEY,
                "Fills cost {} more than the prices they were matched at.");
        add("fills", "Fills", value(a.fillCount()), COUNT, "There were {} executions.");
        add(
                "ambiguousFills",
                "Ambiguous fills",
                value(a.ambiguousFills()),
                COUNT,
                "{} of " + COUNT.text(a.fillCount()) + " fills depended on the path of the price inside a bar.");
        add("rejectedOrders", "Rejected orders", value(a.rejectedOrders()), COUNT, "{} orders were refused.");
    }

    private void addBenchmark(BenchmarkComparison b) {
        group = Group.BENCHMARK;
        add("beta", "Beta", b.beta(), RATIO, "When the benchmark moved by 1 %, this moved by {} % on average.");
        add("alpha", "Alpha per year", b.alpha(), PERCENT, "{} per year are not explained by following the benchmark.");
        add(
                "correlation",
                "Correlation",
                b.correlation(),
                RATIO,
                "1 would be moving together always, 0 not at all, -1 opposite: {}.");
        add("rSquared", "R squared", b.rSquared(), PERCENT, "The benchmark explains {} of the fluctuation.");
        add(
                "trackingError",
                "Tracking error",
                b.trackingError(),
                PERCENT,
                "The difference to the benchmark fluctuated by {} per year.");
        add(
                "informationRatio",
                "Information ratio",
                b.informationRatio(),
                RATIO,
                "Each unit of that difference was paid with {} units of return per year.");
    }

    private void add(String key, String label, OptionalDouble value, FigureFormat format, String sentence) {
        String text = value.isPresent() ? filled(sentence, format, value.getAsDouble()) : UNDEFINED;
        figures.add(new Figure(key, group, label, value, format, text));
    }

    private static String filled(String sentence, FigureFormat format, double value) {
        return sentence.replace("{}", format.text(value)).replace("{abs}", format.text(Math.abs(value)));
    }

    private static String below(OptionalDouble value, String loss, String gain) {
        return value.orElse(0) < 0 ? loss : gain;
    }

    private static OptionalDouble value(double value) {
        return OptionalDouble.of(value);
    }

    private static OptionalDouble money(BigDecimal amount) {
        return OptionalDouble.of(amount.doubleValue());
    }

    private static OptionalDouble days(Optional<Drawdown> drawdown) {
        return drawdown.map(d -> OptionalDouble.of((double) d.days())).orElse(OptionalDouble.empty());
    }

    private static String ended(Optional<Drawdown> drawdown) {
        boolean recovered = drawdown.flatMap(Drawdown::recovery).isPresent();
        return recovered ? "it was regained" : "the end of the run, still below it";
    }

    private static OptionalDouble days(Duration duration) {
        return OptionalDouble.of(duration.toNanos() / 1e9 / SECONDS_PER_DAY);
    }
}
