package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds of every run over quotes and trades, whatever is ordered. */
class TickHistoriesTests {
    private static final int HISTORIES = 100;
    private static final long SECOND = 1_000_000_000L;

    /** What a stream is made of. */
    enum Kind {
        QUOTES,
        TRADES,
        BOTH
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void fillsAreAtPricesOfTheirInstantAfterTheDecisionAndLimitsAreNeverWorse(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int filled = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long history = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(history);
            Kind kind = Kind.values()[random.nextInt(3)];
            List<MarketEvent> shares = events(Histories.SHARE, kind, random);
            List<MarketEvent> coins = events(Histories.COIN, kind, random);
            MarketData data =
                    MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.ticks(shares), BarColumns.ticks(coins));

            BacktestResult result = Backtest.ofSeveral()
                    .on(data)
                    .account(AccountRules.margin())
                    .fills(FillRules.DEFAULT.withVolumeShare(random.nextBoolean() ? 0 : 0.5))
                    .strategy(
                            "s",
                            new Erratic(random.nextLong(), Histories.BOTH, new BigDecimal("5000")),
                            new BigDecimal("5000"),
                            RiskLimits.NONE)
                    .run();

            assertThat(result.failures()).as("seed %d", history).isEmpty();
            Map<OrderId, Long> accepts = new HashMap<>();
            for (JournalEntry.Reported reported : result.journal().entries(JournalEntry.Reported.class)) {
                if (reported.event() instanceof OrderEvent.Accepted accepted) {
                    accepts.put(accepted.order().id(), accepted.epochNanos());
                } else if (reported.event() instanceof OrderEvent.Filled fill) {
                    assertThat(fill.epochNanos())
                            .as("seed %d", history)
                            .isGreaterThan(accepts.get(fill.order().id()));
                    check(fill, fill.fill().instrument().equals(Histories.SHARE) ? shares : coins, history);
                    filled++;
                }
            }
        }
        assertThat(filled).isGreaterThan(5 * HISTORIES);
    }

    private static void check(OrderEvent.Filled filled, List<MarketEvent> events, long seed) {
        Fill fill = filled.fill();
        BigDecimal price = fill.lastPx().toBigDecimal();
        List<BigDecimal> there = new ArrayList<>();
        for (MarketEvent event : events) {
            if (event.epochNanos() == fill.epochNanos()) {
                there.add(BigDecimal.valueOf(priceFor(fill.side(), event)));
            }
        }
        if (filled.order().request().terms() instanceof OrderTerms.Limit limit) {
            assertThat(fill.side().sign() * price.compareTo(limit.price().toBigDecimal()))
                    .as("seed %d: %s", seed, fill)
                    .isNotPositive();
            assertThat(there).as("seed %d: %s", seed, fill).isNotEmpty();
        } else {
            assertThat(there).as("seed %d: %s", seed, fill).anyMatch(one -> one.compareTo(price) == 0);
        }
    }

    private static double priceFor(Side side, MarketEvent event) {
        if (event instanceof Quote quote) {
            return side == Side.BUY ? quote.ask() : quote.bid();
        }
        return ((Trade) event).price();
    }

    static List<MarketEvent> events(Instrument instrument, Kind kind, SplittableRandom random) {
        List<MarketEvent> events = new ArrayList<>();
        double price = 100;
        for (int second = 1; second < 60; second += random.nextInt(4)) {
            price = Histories.cents(price * (1 + random.nextInt(-3, 4) / 100.0));
            boolean isTrade = kind == Kind.TRADES || (kind == Kind.BOTH && random.nextBoolean());
            if (isTrade) {
                events.add(new Trade(instrument, second * SECOND, price, random.nextInt(200)));
            } else {
                double ask = Histories.cents(price + random.nextInt(100) / 100.0);
                events.add(
                        new Quote(instrument, second * SECOND, price, random.nextInt(200), ask, random.nextInt(200)));
            }
        }
        return events;
    }
}
