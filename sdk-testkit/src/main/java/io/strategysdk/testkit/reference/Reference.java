package io.strategysdk.testkit.reference;

import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.statistics.DailyEquity;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A strategy on a few bars, and everything that must come of it, worked out by hand. Amounts are exact, in the run's
 * currency; figures are right to nine digits.
 *
 * @param name of the strategy
 * @param backtest describes the run; a new one each time
 * @param executions in order
 * @param equity at the close of each bar
 * @param cash at the end
 * @param totalReturn 0.1 = 10 %
 * @param sharpe annual, of 252 days
 * @param maxDrawdown 0.25 = 25 %
 * @param winRate of closed round trips; absent without one
 * @param averageDuration of closed round trips, from close to close of the bars of their fills; empty without one
 */
public record Reference(
        String name,
        Supplier<Backtest> backtest,
        List<Execution> executions,
        List<BigDecimal> equity,
        BigDecimal cash,
        double totalReturn,
        double sharpe,
        double maxDrawdown,
        OptionalDouble winRate,
        Optional<Duration> averageDuration) {
    private static final double TOLERANCE = 1e-9;

    /** Copies. */
    public Reference {
        executions = List.copyOf(executions);
        equity = List.copyOf(equity);
    }

    /**
     * A fill.
     *
     * @param date of the session whose bar it was in
     * @param symbol of the instrument
     * @param side bought or sold
     * @param quantity shares
     * @param price per share
     * @param fee paid
     */
    public record Execution(
            LocalDate date, String symbol, Side side, BigDecimal quantity, BigDecimal price, BigDecimal fee) {
        /** Takes the zeros off the ends of numbers, so that equal ones are equal. */
        public Execution {
            quantity = plain(quantity);
            price = plain(price);
            fee = plain(fee);
        }

        static Execution of(String date, String symbol, Side side, long quantity, String price, String fee) {
            return new Execution(
                    LocalDate.parse(date),
                    symbol,
                    side,
                    BigDecimal.valueOf(quantity),
                    new BigDecimal(price),
                    new BigDecimal(fee));
        }

        static Execution of(BacktestResult result, Fill fill) {
            return new Execution(
                    Clock.instantOf(fill.epochNanos())
                            .atZone(result.data().calendar().zone())
                            .toLocalDate(),
                    fill.instrument().symbol(),
                    fill.side(),
                    fill.lastQty().toBigDecimal(),
                    fill.lastPx().toBigDecimal(),
                    fill.fee());
        }

        private static BigDecimal plain(BigDecimal value) {
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        /** Such as {@code 2024-01-03 BUY 100 ABC at 99, fee 0}. */
        @Override
        public String toString() {
            return date + " " + side + " " + quantity.toPlainString() + " " + symbol + " at " + price.toPlainString()
                    + ", fee " + fee.toPlainString();
        }
    }

    /**
     * Runs it and holds it to what must come of it.
     *
     * @throws AssertionError naming each difference
     */
    public void check() {
        check(backtest.get().run());
    }

    /**
     * Holds a run to what must come of it: one that was stepped through, restored, or made in another way than
     * {@link #check()} does.
     *
     * @throws AssertionError naming each difference
     */
    public void check(BacktestResult result) {
        List<String> differences = differences(result);
        if (!differences.isEmpty()) {
            throw new AssertionError("reference " + name + " must come to what was worked out by hand, did not:\n  "
                    + String.join("\n  ", differences));
        }
    }

    private List<String> differences(BacktestResult result) {
        Differences found = new Differences();
        found.compare("failures", List.of(), result.failures());
        found.compareAll(
                "fill",
                executions,
                result.fills().stream().map(fill -> Execution.of(result, fill)).toList());
        DailyEquity daily = result.equity().daily(result.data().calendar());
        List<Double> closes = new ArrayList<>();
        for (int row = 1; row < daily.size(); row++) {
            closes.add(daily.equity(row));
        }
        found.compareAll(
                "equity at close", equity.stream().map(BigDecimal::doubleValue).toList(), closes);
        found.compare(
                "cash",
                cash.stripTrailingZeros(),
                result.strategies().stream()
                        .map(StrategyResult::cash)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .stripTrailingZeros());
        Statistics statistics = result.statistics();
        found.compareNear("total return", totalReturn, statistics.returns().totalReturn());
        found.compareNear("Sharpe ratio", sharpe, statistics.returns().sharpe().orElse(Double.NaN));
        found.compareNear(
                "maximum drawdown", maxDrawdown, statistics.drawdowns().maxDrawdown());
        found.compare("win rate", winRate, statistics.trades().winRate());
        found.compare("average duration", averageDuration, statistics.trades().averageDuration());
        return found.texts;
    }

    private static final class Differences {
        private final List<String> texts = new ArrayList<>();

        void compare(String what, Object wanted, Object was) {
            if (!Objects.equals(wanted, was)) {
                texts.add(what + " must be " + wanted + ", was " + was);
            }
        }

        void compareAll(String what, List<?> wanted, List<?> was) {
            compare("number of " + what, wanted.size(), was.size());
            for (int i = 0; i < Math.min(wanted.size(), was.size()); i++) {
                compare(what + " " + (i + 1), wanted.get(i), was.get(i));
            }
        }

        void compareNear(String what, double wanted, double was) {
            if (!(Math.abs(wanted - was) <= TOLERANCE * Math.max(1, Math.abs(wanted)))) {
                texts.add(what + " must be " + wanted + ", was " + was);
            }
        }
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
