package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EarlyEndsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final long MINUTE = 60_000_000_000L;

    private static BarColumns days(String symbol, int count) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.DAY);
        TradingCalendar.Session session = NYSE.session(LocalDate.of(2024, 7, 1)).orElseThrow();
        for (int i = 0; i < count; i++) {
            bars.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 100);
            session = NYSE.next(session);
        }
        return bars.build();
    }

    /** The first minutes of a session. */
    private static BarColumns minutes(String symbol, int count) {
        return minutes(
                symbol, NYSE.session(LocalDate.of(2024, 7, 3)).orElseThrow().openNanos(), count);
    }

    private static BarColumns minutes(String symbol, long open, int count) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.MINUTE);
        for (int i = 0; i < count; i++) {
            bars.bar(open + i * MINUTE, open + (i + 1) * MINUTE, 10, 10, 10, 10, 100);
        }
        return bars.build();
    }

    private static List<String> sentences(BarColumns... bars) {
        return new EarlyEnds(MarketData.of(NYSE, bars)).sentences();
    }

    /** The third of July closes at one, the fourth is none. */
    @Test
    void namesWhatEndsSessionsBeforeTheRun() {
        assertThat(sentences(days("WHOLE", 6), days("DEAD", 3), days("GONE", 5)))
                .containsExactly(
                        "DEAD has no bar after 2024-07-03, and the run goes on to 2024-07-09: a position is valued at"
                                + " its last price since, and its orders wait in vain.",
                        "GONE has no bar after 2024-07-08, and the run goes on to 2024-07-09: a position is valued at"
                                + " its last price since, and its orders wait in vain.");
    }

    @Test
    void isSilentWhereAllEndWithTheRunsLastSession() {
        assertThat(sentences(days("A", 6), days("B", 6))).isEmpty();
        assertThat(sentences(minutes("A", 1), minutes("B", 30))).isEmpty();
        assertThat(sentences(days("A", 3), minutes("B", 30))).isEmpty();
    }

    @Test
    void barsAfterTheCloseAreOfTheSameDay() {
        long close = NYSE.session(LocalDate.of(2024, 7, 3)).orElseThrow().closeNanos();

        assertThat(sentences(minutes("A", 30), minutes("B", close + 60 * MINUTE, 5)))
                .isEmpty();
    }

    @Test
    void aBarThatEndsAtMidnightIsOfTheDayBefore() {
        TradingCalendar always = TradingCalendars.alwaysOpen();

        assertThat(new EarlyEnds(MarketData.of(always, midnights("COIN", 3), midnights("GONE", 2))).sentences())
                .singleElement()
                .asString()
                .startsWith("GONE has no bar after 2024-07-02, and the run goes on to 2024-07-03: ");
    }

    private static BarColumns midnights(String symbol, int count) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.DAY);
        long day = 24 * 60 * MINUTE;
        long start = LocalDate.of(2024, 7, 1).toEpochDay() * day;
        for (int i = 0; i < count; i++) {
            bars.bar(start + i * day, start + (i + 1) * day, 10, 10, 10, 10, 100);
        }
        return bars.build();
    }

    @Test
    void isPartOfAResultsWarnings() {
        Strategy waits = new Strategy() {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        };

        assertThat(Backtest.of(waits)
                        .on(NYSE, days("WHOLE", 3), days("DEAD", 1))
                        .run()
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).startsWith("DEAD has no bar after 2024-07-01, "));
    }
}
