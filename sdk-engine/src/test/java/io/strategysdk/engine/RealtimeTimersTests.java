package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static io.strategysdk.engine.ScriptedFeed.bars;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timers of realtime runs come at their time, whatever the feed does. */
@Timeout(60)
final class RealtimeTimersTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private static Bar dailyBar(String date) {
        TradingCalendar.Session session = NYSE.session(LocalDate.parse(date)).orElseThrow();
        return new Bar(AAPL, Timeframe.DAY, session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 0);
    }

    @Test
    void aTimerOfTheNextSessionComesBeforeTheFirstBarOfThatSession() {
        CountDownLatch second = new CountDownLatch(2);
        List<Instant> told = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.beforeClose(Duration.ofMinutes(15)));
        script.onTimer = context -> {
            told.add(context.clock().instant());
            second.countDown();
        };
        boolean[] inTime = new boolean[1];
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(dailyBar("2024-07-01"));
            inTime[0] = second.await(10, TimeUnit.SECONDS);
            listener.onEnd();
        });

        RealtimeEngine.on(feed, List.of(AAPL), Timeframe.DAY, NYSE)
                .execution(new Venue())
                .clock(RealtimeClock.accelerated(Instant.parse("2024-07-01T20:00:00Z"), 1e5))
                .sliceTimeout(Duration.ofMillis(20))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(inTime[0]).isTrue();
        assertThat(told).startsWith(Instant.parse("2024-07-01T19:45:00Z"), Instant.parse("2024-07-02T19:45:00Z"));
    }

    @Test
    void otherEventsDoNotPutATimerOff() {
        CountDownLatch due = new CountDownLatch(1);
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 2)));
        script.onTimer = context -> due.countDown();
        boolean[] inTime = new boolean[1];
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(bar(AAPL, 1, 10));
            for (int i = 0; i < 500 && !inTime[0]; i++) {
                listener.onEvent(bar(MSFT, 1, 10));
                inTime[0] = due.await(5, TimeUnit.MILLISECONDS);
            }
            listener.onEnd();
        });

        RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .clock(RealtimeClock.accelerated(Clock.instantOf(START + MINUTE), 600))
                .sliceTimeout(Duration.ofMillis(100))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(inTime[0]).isTrue();
    }

    @Test
    void aTimerBetweenTwoBarsSeesNothingOfTheSecond() {
        List<List<Double>> seen = new ArrayList<>();
        FeatureHandle[] same = new FeatureHandle[1];
        Script script = new Script();
        script.onStart = context -> {
            same[0] = context.feature(Indicators.sma(1), AAPL);
            context.timer(Schedule.afterOpen(Duration.ofSeconds((15 * 60 + 2) * 60 + 30)));
        };
        script.onTimer = context -> seen.add(closes(context, same[0]));

        RealtimeEngine.on(
                        new ScriptedFeed(bars(bar(AAPL, 1, 10), bar(AAPL, 2, 11), bar(AAPL, 3, 12))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .clock(RealtimeClock.accelerated(Clock.instantOf(START + 3 * MINUTE), 1))
                .sliceTimeout(Duration.ofSeconds(30))
                .history(2)
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(seen).containsExactly(List.of(11.0, 11.0, 10.0, 10.0));
    }

    /** Each twice: from the series, and from a feature that is the same. */
    private static List<Double> closes(Context context, FeatureHandle same) {
        List<Double> closes = new ArrayList<>();
        for (int ago = 0; ago < context.bars(AAPL).size(); ago++) {
            closes.add(context.bars(AAPL).close(ago));
            closes.add(same.ago(ago));
        }
        return closes;
    }

    @Test
    void timeDoesNotGoBackWhenBarsComeThatWereDueBeforeATimer() {
        CountDownLatch due = new CountDownLatch(1);
        List<Long> times = new ArrayList<>();
        List<Double> closes = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.afterOpen(Duration.ofMinutes(15 * 60 + 4)));
        script.onTimer = context -> due.countDown();
        script.onMarket = context -> closes.add(context.bars(AAPL).close(0));
        script.decide = context -> {
            times.add((context.clock().epochNanos() - START) / MINUTE);
            return List.of();
        };
        ScriptedFeed feed = new ScriptedFeed(listener -> {
            listener.onEvent(bar(AAPL, 1, 10));
            due.await(10, TimeUnit.SECONDS);
            for (int minute = 2; minute <= 5; minute++) {
                listener.onEvent(bar(AAPL, minute, 10 + minute));
            }
            listener.onEnd();
        });

        RunResult result = RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                .execution(new Venue())
                .clock(RealtimeClock.accelerated(Clock.instantOf(START + MINUTE), 1200))
                .sliceTimeout(Duration.ofMillis(20))
                .strategy(script, CAPITAL)
                .build()
                .run();

        assertThat(closes).containsExactly(10.0, 12.0, 13.0, 14.0, 15.0);
        assertThat(times).containsExactly(1L, 4L, 4L, 4L, 4L, 5L);
        assertThat(result.times()).isSorted();
    }
}
