package io.strategysdk.backtest;

import static io.strategysdk.backtest.Rising.rising;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.Rising.Buyer;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One description of a run, in backtest, on paper and live. */
class BacktestInRealtimeTests {
    private static final MarketData DATA = rising().data();

    private static Backtest described() {
        return Backtest.of(new Buyer())
                .on(DATA)
                .cash(1000)
                .commission(CommissionModel.perOrder("1"))
                .slippage(SlippageModel.fixed(5))
                .broker(BrokerProfile.ALPACA)
                .limits(RiskLimits.NONE.withMaxOrderQty(20))
                .seed(7);
    }

    private static RealtimeClock clock() {
        return RealtimeClock.accelerated(Clock.instantOf(DATA.series().get(0).openEpochNanos(0)), 1e8);
    }

    private static Journal journal(RealtimeEngine.Builder run, RealtimeClock clock) {
        return run.clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .build()
                .run()
                .journal();
    }

    @Test
    void paperTradingOnTheSameBarsHasTheSameJournal() {
        RealtimeClock clock = clock();

        Journal paper = journal(described().paper(new ReplayFeed(DATA, clock)), clock);

        assertThat(paper.entries(JournalEntry.Booked.class)).isNotEmpty();
        assertThat(paper.hash()).isEqualTo(described().run().journal().hash());
    }

    @Test
    void aLiveRunTradesWithTheBroker() {
        RealtimeClock clock = clock();
        SimulatedBroker broker = new SimulatedBroker(
                DATA.instruments(), DATA.calendar(), MarketModel.FRICTIONLESS, BigDecimal.valueOf(1000));

        Journal live = journal(described().live(new ReplayFeed(DATA, clock), broker), clock);

        assertThat(broker.account().positions()).isNotEmpty();
        assertThat(live.entries(JournalEntry.Booked.class))
                .last()
                .extracting(JournalEntry.Booked::cash)
                .isEqualTo(broker.account().cash().setScale(8));
    }

    /** With a quote between the trades, or without. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void quotesAndTradesAreTheSameOnPaper(boolean areQuoted) {
        Instrument coin = Instrument.crypto("COIN/USD", "0.01", "0.0001");
        long begin = DATA.series().get(0).epochNanos(0);
        List<MarketEvent> ticks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long time = begin + i * 1_000_000_000L;
            double price = 100 + i % 17;
            ticks.add(
                    areQuoted && i % 2 == 0
                            ? new Quote(coin, time, price - 0.01, 5, price + 0.01, 5)
                            : new Trade(coin, time, price, 2));
        }
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.ticks(ticks));
        Supplier<Backtest> described = () -> Backtest.of(context -> List.of(OrderIntent.targetQuantity(
                        coin, context.bars(coin).close(0) < 108 ? Quantity.of("1.5") : Quantity.ZERO)))
                .on(data)
                .cash(1000);
        RealtimeClock clock = clock();

        Journal paper = journal(described.get().paper(new ReplayFeed(data, clock)), clock);

        assertThat(paper.entries(JournalEntry.Booked.class)).hasSizeGreaterThan(20);
        assertThat(paper.firstDifference(described.get().run().journal())).isEmpty();
    }

    @Test
    void barsOfSeveralLengthsCannotBeTradedInRealtime() {
        Instrument other = Instrument.equity("OTHER");
        BarColumns days = BarColumns.builder(other, Timeframe.DAY).build();
        MarketData mixed = MarketData.of(
                TradingCalendars.nyse(), List.of(rising().data().series().get(0), days));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Backtest.of(context -> List.<OrderIntent>of()).on(mixed).paper(new ReplayFeed(mixed, clock())))
                .withMessage(
                        "realtime runs of a backtest must be on bars of one length, or on ticks alone, here 1m, was on OTHER 1d: 0 bars");
    }
}
