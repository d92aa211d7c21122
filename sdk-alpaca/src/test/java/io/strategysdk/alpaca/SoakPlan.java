package io.strategysdk.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How much a soak trades, and on what market: that of a week in June of 2024, in minutes, made of a seed.
 *
 * @param strategies each with as many symbols of its own
 * @param symbols of all together, a multiple of the strategies
 * @param days sessions
 * @param minutes of each session
 * @param sampleEvery slices after which memory is measured
 */
record SoakPlan(int strategies, int symbols, int days, int minutes, int sampleEvery) {
    static final SoakPlan WEEK = new SoakPlan(50, 1000, 5, 390, 30);
    static final BigDecimal CAPITAL = new BigDecimal("1000000");
    static final TradingCalendar CALENDAR = TradingCalendars.nyse();
    private static final Instant MONDAY = Instant.parse("2024-06-03T04:00:00Z");
    private static final long MINUTE = Timeframe.MINUTE.duration().toNanos();

    /** As {@link #words} says it. */
    static SoakPlan of(List<String> words) {
        List<Integer> numbers = words.stream().map(Integer::valueOf).toList();
        return new SoakPlan(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }

    List<String> words() {
        return IntStream.of(strategies, symbols, days, minutes, sampleEvery)
                .mapToObj(Integer::toString)
                .toList();
    }

    List<Instrument> instruments() {
        return IntStream.range(0, symbols)
                .mapToObj(number -> Instrument.equity(String.format(Locale.ROOT, "S%03d", number)))
                .toList();
    }

    /** Those of one strategy. */
    List<Instrument> instruments(int strategy) {
        int each = symbols / strategies;
        return instruments().subList(strategy * each, (strategy + 1) * each);
    }

    int slices() {
        return days * minutes;
    }

    /** When the first session opens. */
    Instant begin() {
        return Clock.instantOf(opens().get(0));
    }

    private List<Long> opens() {
        return Stream.iterate(CALENDAR.sessionAtOrAfter(MONDAY), CALENDAR::next)
                .limit(days)
                .map(TradingCalendar.Session::openNanos)
                .toList();
    }

    /** The market: walks of cents that begin at 100. */
    Market market() {
        return new Market();
    }

    final class Market {
        private final List<Instrument> instruments = instruments();
        private final List<Long> opens = opens();
        private final SplittableRandom random = new SplittableRandom(7);
        private final long[] cents = new long[symbols];
        private int slice;

        Market() {
            Arrays.fill(cents, 10_000);
        }

        /** A bar of each symbol. */
        List<Bar> next() {
            long open = opens.get(slice / minutes) + slice % minutes * MINUTE;
            slice++;
            List<Bar> bars = new ArrayList<>(symbols);
            for (int i = 0; i < symbols; i++) {
                long from = cents[i];
                long to = Math.max(1_000, from + random.nextInt(41) - 20);
                long high = Math.max(from, to) + random.nextInt(10);
                long low = Math.min(from, to) - random.nextInt(10);
                cents[i] = to;
                bars.add(new Bar(
                        instruments.get(i),
                        Timeframe.MINUTE,
                        open,
                        open + MINUTE,
                        from / 100.0,
                        high / 100.0,
                        low / 100.0,
                        to / 100.0,
                        1_000 + random.nextInt(9_000)));
            }
            return bars;
        }
    }
}
