package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.TickHistoriesTests.Kind;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * A backtest and the live engine with a simulated execution, on a replay of the same quotes, trades or bid/ask bars, see
 * and do the same: events, quotes, fills and equity, to the last bit of the journal.
 */
class QuoteReplayTests {
    private static final int HISTORIES = 200;
    private static final BigDecimal CAPITAL = new BigDecimal("5000");

    /** What strategies are told besides what they do. */
    private static final class Watching implements Strategy {
        final List<Object> seen = new ArrayList<>();
        private final Strategy erratic;

        Watching(long seed) {
            erratic = new Erratic(seed, Histories.BOTH, CAPITAL);
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            seen.add(event);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            for (Instrument instrument : Histories.BOTH) {
                seen.add(context.quote(instrument));
                seen.add(context.bars(instrument).close(0));
                seen.add(context.bars(instrument).volume(0));
            }
            return erratic.generateOrders(context);
        }
    }

    /** Starts the live engine on data. */
    private interface Live {
        RealtimeEngine.Builder on(ReplayFeed feed, MarketData data);
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void overQuotesAndTrades(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int filled = 0;
        for (int i = 0; i < HISTORIES; i++) {
            long history = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(history);
            boolean areTrades = random.nextInt(3) == 0;
            Kind kind = areTrades ? Kind.TRADES : random.nextBoolean() ? Kind.QUOTES : Kind.BOTH;
            MarketData data = MarketData.of(
                    TradingCalendars.alwaysOpen(),
                    ticks(Histories.SHARE, kind, random),
                    ticks(Histories.COIN, kind, random));

            filled += isReplayedAsItWas(
                    data,
                    history,
                    (feed, of) -> areTrades
                            ? RealtimeEngine.onTrades(feed, of.instruments(), of.calendar())
                            : RealtimeEngine.onTicks(feed, of.instruments(), of.calendar()));
        }
        assertThat(filled).isGreaterThan(5 * HISTORIES);
    }

    /** Of both there is at least one quote: a run without any is one over trades. */
    private static BarColumns ticks(Instrument instrument, Kind kind, SplittableRandom random) {
        List<MarketEvent> events = TickHistoriesTests.events(instrument, kind, random);
        while (kind == Kind.BOTH && events.stream().noneMatch(Quote.class::isInstance)) {
            events = TickHistoriesTests.events(instrument, kind, random);
        }
        return BarColumns.ticks(events);
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void overBidAskBars(@ForAll long seed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int filled = 0;
        for (int i = 0; i < HISTORIES; i++) {
            filled += bidAskBarsAreReplayed(seeds.nextLong());
        }
        assertThat(filled).isGreaterThan(5 * HISTORIES);
    }

    /** One instrument shows a size while the other, which has an order, has not shown any yet. */
    @Test
    void aSizeOfOneInstrumentSaysNothingOfAnother() {
        assertThat(bidAskBarsAreReplayed(3243537595890659613L)).isPositive();
    }

    private static int bidAskBarsAreReplayed(long history) {
        SplittableRandom random = new SplittableRandom(history);
        MarketData data = MarketData.of(
                TradingCalendars.alwaysOpen(),
                QuoteBarHistoriesTests.spread(Histories.bars(Histories.SHARE, random), random),
                QuoteBarHistoriesTests.spread(Histories.bars(Histories.COIN, random), random));
        return isReplayedAsItWas(
                data,
                history,
                (feed, of) -> RealtimeEngine.onQuoteBars(feed, of.instruments(), Timeframe.DAY, of.calendar()));
    }

    private static int isReplayedAsItWas(MarketData data, long seed, Live live) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean atMiddle = random.nextBoolean();
        AccountRules account = LedgerHistoriesTests.account(random);
        AccountRules rules = atMiddle ? account.withMarksAtMiddle() : account;
        MarketModel model = new MarketModel(
                random.nextBoolean() ? SlippageModel.NONE : SlippageModel.volumeShare(20, 0.1),
                random.nextBoolean() ? CommissionModel.NONE : CommissionModel.perShare("0.01"),
                random.nextInt(3) == 0 ? LatencyModel.fixed(Duration.ofSeconds(2)) : LatencyModel.NONE,
                random.nextLong(),
                LedgerHistoriesTests.rules(random).withTradesFillAtTouch(random.nextBoolean()));
        Watching told = new Watching(seed);
        Watching toldLive = new Watching(seed);

        BacktestResult historical = Backtest.ofSeveral()
                .on(data)
                .account(rules)
                .slippage(model.slippage())
                .commission(model.commission())
                .latency(model.latency())
                .fills(model.fills())
                .seed(model.seed())
                .strategy("s", told, CAPITAL, RiskLimits.NONE)
                .run();
        RealtimeClock clock = RealtimeClock.accelerated(Clock.instantOf(0), 1e8);
        RunResult replayed = live.on(new ReplayFeed(data, clock), data)
                .execution(new SimulatedMarket(model))
                .account(rules)
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .seed(model.seed())
                .strategy("s", toldLive, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(historical.failures()).as("seed %d", seed).isEmpty();
        assertThat(toldLive.seen).as("seed %d", seed).isEqualTo(told.seen);
        assertThat(historical.journal().firstDifference(replayed.journal()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(replayed.times())
                .as("seed %d", seed)
                .isEqualTo(historical.run().times());
        assertThat(replayed.equity())
                .as("seed %d", seed)
                .isEqualTo(historical.run().equity());
        return (int) replayed.journal().entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .count();
    }
}
