package io.strategysdk.testkit.assertion;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Assertions on what came of a backtest, all of its strategies together. Amounts are decimal text in the run's currency.
 */
public final class BacktestResultAssert extends StoryAssert<BacktestResultAssert, BacktestResult> {
    BacktestResultAssert(BacktestResult actual) {
        super(actual, BacktestResultAssert.class, new ResultStory(actual));
    }

    /** Cash at the end, exact. */
    public BacktestResultAssert hasCash(String amount) {
        isNotNull();
        BigDecimal cash =
                actual.strategies().stream().map(StrategyResult::cash).reduce(BigDecimal.ZERO, BigDecimal::add);
        return mustBe("cash", cash, amount);
    }

    /** Cash and positions at their last marks, exact. */
    public BacktestResultAssert hasEquity(String amount) {
        isNotNull();
        return mustBe("equity", actual.finalEquity(), amount);
    }

    /** Nothing is held at the end. */
    public BacktestResultAssert isFlat() {
        isNotNull();
        List<String> held = actual.strategies().stream()
                .flatMap(strategy -> strategy.positions().entrySet().stream())
                .filter(position -> !position.getValue().isZero())
                .map(position -> position.getValue() + " " + position.getKey())
                .toList();
        return must(held.isEmpty(), "books must be flat", String.join(", ", held));
    }

    /** So many whole shares are held at the end of the instrument with this symbol; negative when owed, 0 when none. */
    public BacktestResultAssert holds(String symbol, long shares) {
        return holds(symbol, Quantity.of(shares));
    }

    /** So much is held at the end of the instrument with this symbol; negative when owed, 0 when nothing. */
    public BacktestResultAssert holds(String symbol, Quantity quantity) {
        isNotNull();
        Quantity held = actual.strategies().stream()
                .flatMap(strategy -> strategy.positions().entrySet().stream())
                .filter(position -> position.getKey().symbol().equals(symbol))
                .map(Map.Entry::getValue)
                .reduce(Quantity.ZERO, Quantity::plus);
        return mustBe("position in " + symbol, held, quantity);
    }

    /** Orders were refused for these reasons, in this order, and no others were. */
    public BacktestResultAssert wasRefused(RejectReason... reasons) {
        isNotNull();
        List<String> were = actual.rejections().stream()
                .map(OrderEvent.Rejected::reason)
                .map(Enum::name)
                .toList();
        return mustBe("refusals", were, Stream.of(reasons).map(Enum::name).toList());
    }

    /** No order was refused. */
    public BacktestResultAssert wasRefusedNothing() {
        return wasRefused();
    }

    /** No strategy was stopped because it threw. */
    public BacktestResultAssert hasNotFailed() {
        isNotNull();
        return mustBe(
                "failures",
                actual.failures().stream().map(StrategyFailure::toString).toList(),
                List.of());
    }

    /** Nothing makes its figures doubtful. */
    public BacktestResultAssert hasNoWarnings() {
        isNotNull();
        return mustBe("warnings", actual.warnings(), List.of());
    }

    /** Goes on with the executions. */
    public SequenceAssert<Fill, FillAssert> fills() {
        isNotNull();
        return lead(Sequences.fills(actual.fills(), story));
    }

    /** Goes on with the orders that were accepted, as they were at the end. */
    public SequenceAssert<Order, OrderAssert> orders() {
        isNotNull();
        return lead(Sequences.orders(actual.orders(), story));
    }

    /** Goes on with the trades. */
    public RoundTripsAssert roundTrips() {
        isNotNull();
        return lead(new RoundTripsAssert(actual.roundTrips(), story));
    }

    /** Goes on with the figures. */
    public StatisticsAssert statistics() {
        isNotNull();
        return lead(new StatisticsAssert(actual.statistics()));
    }

    /** Goes on with the journal. */
    public JournalAssert journal() {
        isNotNull();
        return lead(new JournalAssert(actual.journal(), new ResultStory(actual).table()));
    }

    /** Goes on with the equity at each mark. */
    public EquityCurveAssert equity() {
        isNotNull();
        return lead(
                new EquityCurveAssert(actual.equity(), actual.data().calendar().zone(), story));
    }
}
