package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.execution.BrokerExecution;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Random histories at a broker that reports executions late, out of order, more than once and after the end of their
 * orders: each is booked once, and the books of all strategies together are what the broker has executed.
 */
@Tag("long")
class RedeliveryHistoriesTests {
    private static final int HISTORIES = Integer.getInteger("ledger.histories", 10_000);
    private static final BigDecimal CAPITAL = new BigDecimal(100_000);

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void theBooksAreWhatTheBrokerExecuted(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < HISTORIES / 4; i++) {
            long one = seeds.nextLong();
            try {
                check(one, seen);
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("seed " + one + ": " + wrong.getMessage(), wrong);
            }
        }
        assertThat(seen.keySet())
                .contains(
                        "Accepted", "Filled", "Replaced", "Cancelled", "Expired", "Rejected", "CancelRejected", "late");
    }

    private static void check(long seed, Map<String, Integer> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        MarketData data = Histories.data(random);
        DisorderlyBroker broker = new DisorderlyBroker(random.nextLong());
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e9);
        RealtimeEngine.Builder engine = RealtimeEngine.on(
                        new ReplayFeed(data, clock), data.instruments(), Timeframe.DAY, data.calendar())
                .execution(new BrokerExecution(broker))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1));
        int strategies = 1 + random.nextInt(3);
        for (int i = 0; i < strategies; i++) {
            Strategy erratic = new Erratic(random.nextLong(), Histories.BOTH, CAPITAL);
            engine.strategy("s" + i, new Prodding(erratic, broker), CAPITAL, RiskLimits.NONE);
        }

        RunResult result = engine.build().run();

        assertThat(result.strategies()).allMatch(strategy -> strategy.failure().isEmpty());
        PlainLedger.auditAtBroker(result, data);
        for (Instrument instrument : Histories.BOTH) {
            assertThat(held(result, instrument)).isEqualByComparingTo(executed(broker, instrument));
        }
        assertThat(cash(result)).isEqualByComparingTo(paid(broker, strategies));
        result.journal()
                .entries(JournalEntry.Reported.class)
                .forEach(entry -> seen.merge(kind(entry), 1, Integer::sum));
    }

    private static String kind(JournalEntry.Reported entry) {
        boolean isLate = entry.event() instanceof OrderEvent.Filled filled
                && filled.order().status() == OrderStatus.CANCELLED;
        return isLate ? "late" : entry.event().getClass().getSimpleName();
    }

    private static BigDecimal held(RunResult result, Instrument instrument) {
        return result.strategies().stream()
                .map(strategy -> strategy.positions()
                        .getOrDefault(instrument, Quantity.ZERO)
                        .toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal executed(DisorderlyBroker broker, Instrument instrument) {
        return broker.executions().stream()
                .filter(fill -> fill.instrument().equals(instrument))
                .map(RedeliveryHistoriesTests::signed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal signed(Fill fill) {
        return fill.lastQty()
                .toBigDecimal()
                .multiply(BigDecimal.valueOf(fill.side().sign()));
    }

    private static BigDecimal cash(RunResult result) {
        return result.strategies().stream().map(StrategyResult::cash).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal paid(DisorderlyBroker broker, int strategies) {
        return broker.executions().stream()
                .map(fill -> signed(fill)
                        .multiply(fill.lastPx().toBigDecimal())
                        .setScale(8, RoundingMode.HALF_EVEN)
                        .add(fill.fee())
                        .negate())
                .reduce(CAPITAL.multiply(BigDecimal.valueOf(strategies)), BigDecimal::add);
    }

    /** The broker acts while a strategy decides. */
    private record Prodding(Strategy strategy, DisorderlyBroker broker) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            broker.prod();
            return strategy.generateOrders(context);
        }
    }
}
