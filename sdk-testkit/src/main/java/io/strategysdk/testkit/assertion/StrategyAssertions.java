package io.strategysdk.testkit.assertion;

import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.RoundTrip;
import io.strategysdk.backtest.statistics.RoundTrips;
import io.strategysdk.backtest.statistics.Statistics;
import io.strategysdk.engine.Journal;
import io.strategysdk.testkit.StrategyTester;
import java.time.ZoneId;
import org.assertj.core.api.Assertions;

/**
 * Assertions in the words of the trading field, beside all those of AssertJ: one static import gives both.
 *
 * <pre>{@code
 * import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
 *
 * assertThat(tester).wanted("buy 100 ACME at limit 10.05");
 * assertThat(tester).position().isLong(100).hasAveragePrice("10.05");
 * assertThat(result).equity().neverFallsBelow(9_000).hasDrawdownOfAtMost(0.1);
 * }</pre>
 *
 * <p>A failure says the rule and the value, then what happened around it: the steps of a test, or bars and journal of a
 * backtest. Amounts of money and prices are decimal text and compared exactly; doubles to nine digits unless a tolerance
 * is given. Several at once: {@code softly.check(() -> assertThat(tester).isFlat())} of AssertJ's SoftAssertions.
 */
public final class StrategyAssertions extends Assertions {
    private StrategyAssertions() {}

    /** Begins assertions on a test of a strategy. */
    public static StrategyTesterAssert assertThat(StrategyTester actual) {
        return new StrategyTesterAssert(actual);
    }

    /** Begins assertions on what came of a backtest. */
    public static BacktestResultAssert assertThat(BacktestResult actual) {
        return new BacktestResultAssert(actual);
    }

    /** Begins assertions on what a strategy wants. */
    public static OrderIntentAssert assertThat(OrderIntent actual) {
        return new OrderIntentAssert(actual, Story.NONE);
    }

    /** Begins assertions on an order. */
    public static OrderAssert assertThat(Order actual) {
        return new OrderAssert(actual, Story.NONE);
    }

    /** Begins assertions on an execution. */
    public static FillAssert assertThat(Fill actual) {
        return new FillAssert(actual, Story.NONE);
    }

    /** Begins assertions on a position. */
    public static PositionAssert assertThat(Position actual) {
        return new PositionAssert(actual, Story.NONE);
    }

    /** Begins assertions on a strategy's books. */
    public static PortfolioAssert assertThat(Portfolio actual) {
        return new PortfolioAssert(actual, Story.NONE);
    }

    /** Begins assertions on closed trades and what is still open. */
    public static RoundTripsAssert assertThat(RoundTrips actual) {
        return new RoundTripsAssert(actual, Story.NONE);
    }

    /** Begins assertions on one trade. */
    public static RoundTripAssert assertThat(RoundTrip actual) {
        return new RoundTripAssert(actual, Story.NONE);
    }

    /** Begins assertions on figures. */
    public static StatisticsAssert assertThat(Statistics actual) {
        return new StatisticsAssert(actual);
    }

    /** Begins assertions on a journal. */
    public static JournalAssert assertThat(Journal actual) {
        return new JournalAssert(actual, new JournalTable(actual, null));
    }

    /** Begins assertions on an equity curve; times in messages are in UTC. */
    public static EquityCurveAssert assertThat(EquityCurve actual) {
        return new EquityCurveAssert(actual, ZoneId.of("UTC"), Story.NONE);
    }
}
