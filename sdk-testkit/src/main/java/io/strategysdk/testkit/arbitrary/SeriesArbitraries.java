package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.internal.SessionBars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What the market shows. */
final class SeriesArbitraries {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 2);
    private static final int DAYS = 700;
    private static final int LEAST_TICKS = 20;
    private static final int MOST_TICKS = 100_000;
    private static final int BARS = 60;
    private static final int LETTERS = 26;
    private static final int SECONDS_OF_HALF_DAY = 3 * 3_600 + 1_800;

    private SeriesArbitraries() {}

    static Arbitrary<BarColumns> series(
            Instrument instrument, TradingCalendar calendar, Timeframe timeframe, int most) {
        SessionBars.of(timeframe);
        if (most < 1) {
            throw new IllegalArgumentException("number of bars must be positive, was " + most);
        }
        return dates(calendar)
                .flatMap(first -> series(instrument, calendar, timeframe, first, most))
                .withoutEdgeCases();
    }

    private static Arbitrary<BarColumns> series(
            Instrument instrument, TradingCalendar calendar, Timeframe timeframe, LocalDate first, int most) {
        Arbitrary<List<BarShape>> shapes =
                BarShape.arbitrary().list().ofMinSize(1).ofMaxSize(most);
        return Combinators.combine(prices(), shapes).as((start, bars) -> {
            BarColumns.Builder columns = BarColumns.builder(instrument, timeframe);
            BarSlots slots = new BarSlots(calendar, timeframe, first);
            Ticks ticks = new Ticks(instrument);
            long close = start;
            for (BarShape bar : bars) {
                close = bar.add(columns, slots, ticks, close);
            }
            return columns.build();
        });
    }

    static Arbitrary<Bar> bars(Instrument instrument) {
        return series(instrument, TradingCalendars.nyse(), Timeframe.DAY, 1)
                .map(series -> (Bar) series.events(0).get(0));
    }

    static Arbitrary<Quote> quotes(Instrument instrument) {
        Ticks ticks = new Ticks(instrument);
        Arbitrary<Integer> spreads = Arbitraries.integers().between(0, 100);
        Arbitrary<Double> sizes = Arbitraries.integers()
                .between(0, 10_000)
                .map(lots -> instrument.lotSize().times(lots).toDouble());
        return Combinators.combine(moments(), prices(), spreads, sizes, sizes)
                .as((at, bid, spread, bidSize, askSize) -> new Quote(
                        instrument, at, ticks.toDouble(bid), bidSize, ticks.toDouble(bid + (long) spread), askSize))
                .withoutEdgeCases();
    }

    /** In NYSE sessions, to the second. */
    private static Arbitrary<Long> moments() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, SECONDS_OF_HALF_DAY - 1);
        return Combinators.combine(dates(TradingCalendars.nyse()), seconds)
                .as((date, second) ->
                        BarSlots.sessionFrom(TradingCalendars.nyse(), date).openNanos() + second * 1_000_000_000L);
    }

    static Arbitrary<MarketData> markets(int instruments) {
        if (instruments < 1 || instruments > LETTERS) {
            throw new IllegalArgumentException(
                    "number of instruments must be from 1 to " + LETTERS + ", was " + instruments);
        }
        Arbitrary<TradingCalendar> calendars = Arbitraries.of(TradingCalendars.nyse(), TradingCalendars.alwaysOpen());
        Arbitrary<Timeframe> timeframes = Arbitraries.of(Timeframe.DAY, Timeframe.hours(1));
        return Combinators.combine(calendars, timeframes, dates(TradingCalendars.nyse()))
                .flatAs((calendar, timeframe, first) -> {
                    List<Arbitrary<BarColumns>> series = new ArrayList<>();
                    for (int i = 0; i < instruments; i++) {
                        series.add(InstrumentArbitraries.inDollars(String.valueOf((char) ('A' + i)))
                                .flatMap(instrument -> series(instrument, calendar, timeframe, first, BARS)));
                    }
                    return Combinators.combine(series).as(all -> MarketData.of(calendar, all));
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<LocalDate> dates(TradingCalendar calendar) {
        LocalDate first = calendar.firstDate().isAfter(FIRST) ? calendar.firstDate() : FIRST;
        return Arbitraries.integers().between(0, DAYS).map(first::plusDays);
    }

    /** In ticks. */
    private static Arbitrary<Long> prices() {
        return Arbitraries.longs().between(LEAST_TICKS, MOST_TICKS);
    }
}
