package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.reference.RefTicks;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Fills on quotes and trades are those of a second matcher, written from the semantics alone. */
class TickAgreementTests {
    private static final List<RefTicks.Kind> KINDS = List.of(RefTicks.Kind.values());
    private static final int HISTORIES = 500;
    private static final long SECOND = 1_000_000_000L;

    /** A history, an order and what both matchers say of them. */
    private static final class Case {
        private final SplittableRandom random;
        private final boolean isSale;
        private final List<MarketEvent> events = new ArrayList<>();
        private final List<RefTicks.Instant> instants = new ArrayList<>();

        Case(long seed) {
            random = new SplittableRandom(seed);
            isSale = random.nextBoolean();
            int kind = random.nextInt(3);
            int price = 1000;
            for (int second = 1; second < 12; second++) {
                List<Integer> asks = new ArrayList<>();
                List<Integer> trades = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0 || (second == 1 && events.isEmpty()); i--) {
                    price += random.nextInt(-4, 5);
                    boolean isTrade = kind == 0 || (kind == 1 && random.nextBoolean());
                    if (isTrade) {
                        trades.add(isSale ? -price : price);
                        events.add(new Trade(ACME, second * SECOND, price / 100.0, 100));
                    } else {
                        int spread = random.nextInt(4);
                        asks.add(isSale ? -price : price + spread);
                        events.add(new Quote(ACME, second * SECOND, price / 100.0, 100, (price + spread) / 100.0, 100));
                    }
                }
                if (!asks.isEmpty() || !trades.isEmpty()) {
                    instants.add(new RefTicks.Instant(second, asks, trades));
                }
            }
        }

        /** Whether it was filled. */
        boolean agrees(long seed) {
            RefTicks.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            int stop = 1000 + random.nextInt(-8, 9);
            int limit = 1000 + random.nextInt(-8, 9);
            int ticksThrough = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            boolean atTouch = ticksThrough == 0 && random.nextBoolean();
            FillRules rules = FillRules.DEFAULT.withTicksThrough(ticksThrough).withTradesFillAtTouch(atTouch);
            int sign = isSale ? -1 : 1;

            Optional<RefTicks.Fill> expected =
                    new RefTicks(instants, atTouch, ticksThrough).fill(kind, sign * stop, sign * limit);
            BacktestResult result = Backtest.of(Trial.deciding(0, order(kind, stop, limit)))
                    .on(TradingCalendars.alwaysOpen(), BarColumns.ticks(events))
                    .account(AccountRules.margin())
                    .cash(100_000)
                    .fills(rules)
                    .run();

            assertThat(result.failures()).isEmpty();
            assertThat(result.fills().stream().map(fill -> inTicks(fill, sign)).toList())
                    .as(
                            "seed %d: %s, sale %b, stop %d, limit %d, %s on %s",
                            seed, kind, isSale, stop, limit, rules, events)
                    .isEqualTo(expected.stream().toList());
            return expected.isPresent();
        }

        private static RefTicks.Fill inTicks(Fill fill, int sign) {
            BigDecimal ticks = fill.lastPx().toBigDecimal().movePointRight(2);
            return new RefTicks.Fill((int) (fill.epochNanos() / SECOND), sign * ticks.intValueExact());
        }

        private NewOrder order(RefTicks.Kind kind, int stop, int limit) {
            NewOrder plain = isSale ? OrderIntent.sell(ACME, 1) : OrderIntent.buy(ACME, 1);
            return switch (kind) {
                case MARKET -> plain;
                case LIMIT -> plain.atLimit(price(limit)).withTimeInForce(TimeInForce.GTC);
                case IMMEDIATE_LIMIT ->
                    plain.atLimit(price(limit))
                            .withTimeInForce(random.nextBoolean() ? TimeInForce.IOC : TimeInForce.FOK);
                case STOP -> plain.atStop(price(stop)).withTimeInForce(TimeInForce.GTC);
                case STOP_LIMIT -> plain.atStopLimit(price(stop), price(limit)).withTimeInForce(TimeInForce.GTC);
            };
        }

        private static Price price(int ticks) {
            return Price.of(BigDecimal.valueOf(ticks, 2).toPlainString());
        }
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void eachOrderFillsWhenAndWhereTheReferenceSays(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int filled = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long one = seeds.nextLong();
            filled += new Case(one).agrees(one) ? 1 : 0;
        }
        assertThat(filled).isBetween(HISTORIES / 4, HISTORIES - 1);
    }
}
