package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quotes, trades and bid/ask bars of a feed that is not a replay. */
@Timeout(20)
final class RealtimeTicksTests {
    private static final long SECOND = 1_000_000_000L;

    /** Notes what it is told. */
    @Impure(value = Impurity.THREADS, reason = "lets the test wait for its first decision")
    private static final class Listening implements Strategy {
        final List<MarketEvent> told = new ArrayList<>();
        final List<Optional<Quote>> standing = new ArrayList<>();
        final CountDownLatch decided = new CountDownLatch(1);

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            told.add(event);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            standing.add(context.quote(AAPL));
            decided.countDown();
            return List.of();
        }
    }

    private final Listening strategy = new Listening();

    private static Quote quote(int second, double bid, double ask) {
        return new Quote(AAPL, START + second * SECOND, bid, 5, ask, 7);
    }

    private static Trade trade(int second, double price) {
        return new Trade(AAPL, START + second * SECOND, price, 1);
    }

    private static ScriptedFeed feed(MarketEvent... events) {
        return new ScriptedFeed(listener -> {
            List.of(events).forEach(listener::onEvent);
            listener.onEnd();
        });
    }

    private static RealtimeEngine.Builder on(ScriptedFeed feed) {
        return RealtimeEngine.onTicks(feed, List.of(AAPL), TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .sliceTimeout(Duration.ofSeconds(10));
    }

    @Test
    void anInstantIsOneStepWithAllOfItsEventsAndItsLastQuoteStands() {
        MarketEvent[] events = {quote(1, 9, 11), trade(1, 10), quote(1, 9.5, 10.5), trade(2, 10)};

        RunResult result = on(feed(events)).strategy(strategy, CAPITAL).build().run();

        assertThat(strategy.told).containsExactly(events);
        assertThat(strategy.standing).containsExactly(Optional.of(lastOfTheFirst()), Optional.of(lastOfTheFirst()));
        assertThat(result.times()).containsExactly(START + SECOND, START + 2 * SECOND);
    }

    private static Quote lastOfTheFirst() {
        return quote(1, 9.5, 10.5);
    }

    @Test
    void nothingIsQuotedBeforeTheFirstQuote() {
        on(feed(trade(1, 10), quote(2, 9, 11)))
                .strategy(strategy, CAPITAL)
                .build()
                .run();

        assertThat(strategy.standing).containsExactly(Optional.empty(), Optional.of(quote(2, 9, 11)));
    }

    @Test
    void anInstantIsDecidedOnWithoutALaterOneOnceNothingMoreHasComeForIt() {
        boolean[] inTime = new boolean[1];
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(quote(1, 9, 11));
            inTime[0] = strategy.decided.await(10, TimeUnit.SECONDS);
            listener.onEvent(trade(1, 10));
            listener.onEvent(trade(2, 10));
            listener.onEnd();
        });
        RealtimeEngine engine = RealtimeEngine.onTicks(feed, List.of(AAPL), TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy(strategy, CAPITAL)
                .build();

        RunResult result = engine.run();

        assertThat(inTime[0]).isTrue();
        assertThat(engine.lateBars()).isEqualTo(1);
        assertThat(strategy.told).containsExactly(quote(1, 9, 11), trade(1, 10), trade(2, 10));
        assertThat(result.times()).containsExactly(START + SECOND, START + 2 * SECOND);
    }

    @Test
    void whatCannotBeRightIsDroppedAndWhatWasNotAskedForIsCounted() {
        RealtimeEngine engine = on(feed(
                        quote(1, 9, 11),
                        quote(2, 11, 9),
                        quote(2, 0, 9),
                        trade(2, Double.NaN),
                        new Trade(AAPL, START, 10, -1),
                        new Trade(MSFT, START + SECOND, 10, 1),
                        bar(AAPL, 1, 10),
                        quote(3, 9, 11)))
                .strategy(strategy, CAPITAL)
                .build();

        RunResult result = engine.run();

        assertThat(engine.malformedBars()).isEqualTo(4);
        assertThat(engine.ignoredBars()).isEqualTo(1);
        assertThat(engine.undeliveredEvents()).isEqualTo(1);
        assertThat(strategy.told).containsExactly(quote(1, 9, 11), quote(3, 9, 11));
        assertThat(result.warnings())
                .contains(
                        "The feed sent events whose numbers cannot be right: they were dropped and counted.",
                        "The feed sends events of the kind Bar, which this run was not started for: they are counted.");
    }

    @Test
    void aTimerBetweenTwoInstantsSeesTheQuoteThatStandsAndNothingOfTheNext() {
        List<Optional<Quote>> seen = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.afterOpen(Duration.ofSeconds(15 * 60 * 60 + 30)));
        script.onTimer = context -> seen.add(context.quote(AAPL));

        on(feed(quote(1, 9, 11), quote(50, 12, 13)))
                .clock(RealtimeClock.accelerated(Clock.instantOf(START + MINUTE), 1))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(seen).containsExactly(Optional.of(quote(1, 9, 11)));
    }

    @Test
    void bidAskBarsAreToldAndQuotedByTheirClose() {
        QuoteBar good = quoteBar(1, 11);
        RealtimeEngine engine = RealtimeEngine.onQuoteBars(
                        feed(good, quoteBar(2, 9), quoteBar(3, 12)),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .strategy(strategy, CAPITAL)
                .build();

        engine.run();

        assertThat(strategy.told).containsExactly(good, quoteBar(3, 12));
        assertThat(engine.malformedBars()).isEqualTo(1);
        assertThat(strategy.standing.get(0)).contains(new Quote(AAPL, START + MINUTE, 10, 3, 11, 4));
    }

    private static QuoteBar quoteBar(int minute, double ask) {
        return new QuoteBar(
                AAPL,
                Timeframe.MINUTE,
                START + (minute - 1) * MINUTE,
                START + minute * MINUTE,
                new QuoteBar.SideBar(10, 10, 10, 10, 3),
                new QuoteBar.SideBar(ask, ask, ask, ask, 4));
    }

    @Test
    void corporateActionsDoNotGoWithThem() {
        CorporateAction split = new CorporateAction.Split(AAPL, LocalDate.of(2024, 7, 2), 2, 1);
        RealtimeEngine.Builder builder = on(feed()).strategy(strategy, CAPITAL).corporateActions(List.of(split));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("a run over quotes and trades must have no corporate actions, was ");
    }
}
