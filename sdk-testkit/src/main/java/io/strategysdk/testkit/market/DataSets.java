package io.strategysdk.testkit.market;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Markets that have one phenomenon each, in figures that a test can be written against. All are the same on every
 * machine and at each call, need no seed, and have one instrument: {@link #SHARE}, or {@link #COIN} where trading never
 * ends. Times of day are New York's and those of closes of bars unless said otherwise; prices are in dollars.
 */
public final class DataSets {
    /** A share in US dollars, tick 0.01, lot 1. */
    public static final Instrument SHARE = Instrument.equity("SHARE");

    /** A crypto currency in US dollars, tick 0.01, lot 0.0001. */
    public static final Instrument COIN = Instrument.crypto("COIN", "0.01", "0.0001");

    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final double DAILY_VOLUME = 1_000_000;
    private static final double MINUTE_VOLUME = 2_000;

    private DataSets() {}

    /**
     * All of them by the name of their method, in the order in which they stand here; each call makes them anew.
     */
    public static Map<String, MarketData> all() {
        Map<String, MarketData> all = new LinkedHashMap<>();
        all.put("upTrend", upTrend());
        all.put("downTrend", downTrend());
        all.put("range", range());
        all.put("crash", crash());
        all.put("gaps", gaps());
        all.put("limitDays", limitDays());
        all.put("halts", halts());
        all.put("flashCrash", flashCrash());
        all.put("splits", splits());
        all.put("missingSessions", missingSessions());
        all.put("halfDays", halfDays());
        all.put("clockChanges", clockChanges());
        all.put("clockChangesRoundTheClock", clockChangesRoundTheClock());
        all.put("ties", ties());
        all.put("plateaus", plateaus());
        all.put("walk", walk());
        all.put("walkRoundTheClock", walkRoundTheClock());
        return Collections.unmodifiableMap(all);
    }

    /**
     * A steady rise, NYSE, daily: 250 sessions from 2023-01-03. The first opens at 100.00; closes rise by 0.60 three
     * times and then fall by 0.40, over and over, to 188.00. Each bar opens at the close before it, and high and low
     * are 0.20 beyond open and close.
     */
    public static MarketData upTrend() {
        return trend(100_00, 60, -40);
    }

    /**
     * A steady fall, NYSE, daily: 250 sessions from 2023-01-03. The first opens at 200.00; closes fall by 0.60 three
     * times and then rise by 0.40, over and over, to 112.00. Each bar opens at the close before it, and high and low
     * are 0.20 beyond open and close.
     */
    public static MarketData downTrend() {
        return trend(200_00, -60, 40);
    }

    private static MarketData trend(int from, int along, int back) {
        Sketch sketch = daily(LocalDate.of(2023, 1, 3), from).rim(20);
        for (int i = 1; i <= 250; i++) {
            sketch.by(i % 4 == 0 ? back : along);
        }
        return sketch.data();
    }

    /**
     * A market that goes nowhere, NYSE, daily: 240 sessions from 2023-01-03. Closes go from 100.00 up to 105.00 in
     * steps of 0.50, down to 95.00, and back to 100.00: six times in 40 sessions each. The highest high is 105.10 and
     * the lowest low 94.90, six times each on two bars in a row.
     */
    public static MarketData range() {
        Sketch sketch = daily(LocalDate.of(2023, 1, 3), 100_00).rim(10);
        for (int i = 0; i < 240; i++) {
            int phase = i % 40;
            sketch.by(phase < 10 || phase >= 30 ? 50 : -50);
        }
        return sketch.data();
    }

    /**
     * A crash and a slow recovery, NYSE, daily: 120 sessions from 2024-01-02. Closes rise by 0.10 a session from 100.00
     * to 106.00 on the 60th, 2024-03-27. Then they are 102.80 (03-28), 97.60 (04-01) and 78.00 (04-02): that day opens
     * at 90.00, below the low before it, and has a low of 77.00 and a close 20.1 % below the one before. 82.00 and
     * 75.00 follow; from then on closes rise by 0.25 a session, to 88.75. Volume is five times the usual in these five
     * sessions.
     */
    public static MarketData crash() {
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 100_00).rim(15);
        repeat(60, () -> sketch.by(10));
        sketch.volume(5 * DAILY_VOLUME).to(102_80).to(97_60);
        sketch.bar(90_00, 90_40, 77_00, 78_00).to(82_00).to(75_00);
        sketch.volume(DAILY_VOLUME);
        repeat(55, () -> sketch.by(25));
        return sketch.data();
    }

    /**
     * Opens away from the close before them, NYSE, daily: 60 sessions from 2024-01-02 around 50.00, closes 0.20 up and
     * down in turns and high and low 0.10 beyond open and close, but for these. 2024-01-17 opens 4.00 above the close
     * before it, and what is below is never seen again. 2024-01-31 opens 3.00 above and falls back, its low exactly the
     * close before it, where it also closes: a gap that is filled. 2024-02-14 opens 3.00 below. 2024-02-29 opens 5.00
     * above, and 2024-03-05, three sessions later, 5.00 below: an island.
     */
    public static MarketData gaps() {
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 50_00).rim(10);
        repeat(5, () -> sketch.by(20).by(-20));
        opening(sketch, 4_00);
        repeat(4, () -> sketch.by(20).by(-20));
        sketch.by(20);
        int filled = sketch.close();
        sketch.bar(filled + 3_00, filled + 3_10, filled, filled);
        repeat(4, () -> sketch.by(-20).by(20));
        sketch.by(-20);
        opening(sketch, -3_00);
        repeat(4, () -> sketch.by(-20).by(20));
        sketch.by(-20);
        opening(sketch, 5_00);
        sketch.by(-20).by(20);
        opening(sketch, -5_00);
        repeat(8, () -> sketch.by(-20).by(20));
        return sketch.data();
    }

    private static void opening(Sketch sketch, int away) {
        int open = sketch.close() + away;
        sketch.from(open, open + 20);
    }

    /**
     * Days at the limit, NYSE, daily: 30 sessions from 2024-01-02, with a daily limit of ten percent of the close
     * before, rounded to the cent. On 2024-01-17, 18 and 19 open, high, low and close are one price, the upper limit:
     * 22.00, 24.20 and 26.62. On 2024-01-29, 30, 31 and 2024-02-01 they are the lower limit: 23.96, 21.56, 19.40 and
     * 17.46. The volume of such a day is 100, of the others 1,000,000; those close within 0.20 of the close before
     * them, on or off it in turns.
     *
     * <p>By default a bar fills any quantity. A run that is to feel the limit is given
     * {@code fills(FillRules.DEFAULT.withVolumeShare(0.1))}: its orders get 10 on such a day, and the rest waits.
     */
    public static MarketData limitDays() {
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 20_00).rim(10);
        repeat(5, () -> sketch.by(20).by(-20));
        sketch.volume(100).flat(22_00).flat(24_20).flat(26_62);
        sketch.volume(DAILY_VOLUME);
        repeat(2, () -> sketch.by(-20).by(20));
        sketch.to(26_62);
        sketch.volume(100).flat(23_96).flat(21_56).flat(19_40).flat(17_46);
        sketch.volume(DAILY_VOLUME);
        repeat(4, () -> sketch.by(20).by(-20));
        return sketch.data();
    }

    /**
     * Trading halts, NYSE, minutes: four sessions from 2024-03-18 near 80.00, where what is missing was halted. On
     * 2024-03-18 there is no bar from 10:31 to 10:35, and the bar of 10:36 opens 3.00 higher. On 2024-03-19 there is
     * none from 13:01 to 14:15, and the bar of 14:16 opens 12.00 lower. On 2024-03-20 there is none after 15:40, also
     * not at the close. On 2024-03-21 the first bar is that of 10:15, 5.00 higher than the last one. All other minutes
     * have bars.
     */
    public static MarketData halts() {
        Sketch sketch = minutes(LocalDate.of(2024, 3, 18), 80_00);
        through(sketch, LocalTime.of(10, 30), 80_00);
        haltUntil(sketch, LocalTime.of(10, 36));
        reopen(sketch, 3_00);
        through(sketch, LocalTime.of(16, 0), 83_00);
        through(sketch, LocalTime.of(13, 0), 83_00);
        haltUntil(sketch, LocalTime.of(14, 16));
        reopen(sketch, -12_00);
        through(sketch, LocalTime.of(16, 0), 71_00);
        through(sketch, LocalTime.of(15, 40), 71_00);
        haltUntil(sketch, LocalTime.of(10, 15));
        reopen(sketch, 5_00);
        through(sketch, LocalTime.of(16, 0), 76_00);
        return sketch.data();
    }

    /** Bars near a level until and with the one that closes then. */
    private static void through(Sketch sketch, LocalTime last, int level) {
        while (!sketch.time().equals(last)) {
            sketch.near(level);
        }
        sketch.near(level);
    }

    /** No bars until the one that closes then. */
    private static void haltUntil(Sketch sketch, LocalTime next) {
        while (!sketch.time().equals(next)) {
            sketch.skip();
        }
    }

    private static void reopen(Sketch sketch, int away) {
        int open = sketch.close() + away;
        sketch.from(open, open);
    }

    /**
     * A flash crash, NYSE, minutes: the three sessions 2010-05-05 to 05-07 near 100.00. On 2010-05-06 the bar of 14:35
     * closes at 100.00. Then it falls by 0.92 a minute to 90.80 at 14:45, 9.2 %, with the lowest low of 90.00 in the
     * bar of 14:45, and rises by 0.40 a minute back to 100.00 at 15:08. The volume of these 33 bars is 20,000, of the
     * others 2,000.
     */
    public static MarketData flashCrash() {
        Sketch sketch = minutes(LocalDate.of(2010, 5, 5), 100_00);
        through(sketch, LocalTime.of(16, 0), 100_00);
        through(sketch, LocalTime.of(14, 34), 100_00);
        sketch.to(100_00).volume(10 * MINUTE_VOLUME);
        repeat(9, () -> sketch.by(-92));
        sketch.bar(sketch.close(), sketch.close() + 2, 90_00, 90_80);
        repeat(23, () -> sketch.by(40));
        sketch.volume(MINUTE_VOLUME);
        through(sketch, LocalTime.of(16, 0), 100_00);
        through(sketch, LocalTime.of(16, 0), 100_00);
        return sketch.data();
    }

    /**
     * Splits, NYSE, daily, raw prices and both splits as {@link MarketData#actions actions}: 113 sessions from
     * 2024-01-02. Closes rise by 0.40 a session to 400.00 on 2024-02-29. On 2024-03-01 there are four shares for one;
     * it opens at 100.00, and closes fall by 2.25 a session to 5.50 on 2024-04-30. On 2024-05-01 there is one share for
     * ten; it opens at 55.00, and closes rise by 0.10 a session. Volume is 1,000,000, then 4,000,000, then 400,000.
     */
    public static MarketData splits() {
        LocalDate forward = LocalDate.of(2024, 3, 1);
        LocalDate reverse = LocalDate.of(2024, 5, 1);
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 383_60).rim(20);
        while (sketch.date().isBefore(forward)) {
            sketch.by(40);
        }
        sketch.volume(4 * DAILY_VOLUME).from(sketch.close() / 4, sketch.close() / 4 - 2_25);
        while (sketch.date().isBefore(reverse)) {
            sketch.by(-2_25);
        }
        sketch.volume(0.4 * DAILY_VOLUME).from(sketch.close() * 10, sketch.close() * 10 + 10);
        repeat(29, () -> sketch.by(10));
        return sketch.data()
                .withActions(List.of(
                        new CorporateAction.Split(SHARE, forward, 4, 1),
                        new CorporateAction.Split(SHARE, reverse, 1, 10)));
    }

    /**
     * Data with holes, NYSE, daily: the sessions from 2024-03-01 to 2024-05-31 near 50.00, without those of 2024-03-13,
     * the whole week from 2024-04-08 to 04-12, and 2024-05-24 and 05-28, before and after Memorial Day. 2024-04-15
     * opens 5.00 above the last close before that week. The exchange was open on all of them.
     */
    public static MarketData missingSessions() {
        Sketch sketch = daily(LocalDate.of(2024, 3, 1), 50_00).rim(10);
        nearThrough(sketch, LocalDate.of(2024, 3, 12), 50_00);
        sketch.skip();
        nearThrough(sketch, LocalDate.of(2024, 4, 5), 50_00);
        sketch.skipTo(LocalDate.of(2024, 4, 15));
        reopen(sketch, 5_00);
        nearThrough(sketch, LocalDate.of(2024, 5, 23), 55_00);
        sketch.skipTo(LocalDate.of(2024, 5, 29));
        nearThrough(sketch, LocalDate.of(2024, 5, 31), 55_00);
        return sketch.data();
    }

    private static void nearThrough(Sketch sketch, LocalDate last, int level) {
        while (!sketch.date().isAfter(last)) {
            sketch.near(level);
        }
    }

    /**
     * Half days, NYSE, five minutes: all sessions from 2024-07-02 to 07-05, 2024-11-27 to 12-02 and 2024-12-23 to
     * 12-26, near 120.00. 2024-07-03, 11-29 and 12-24 end at 13:00 and have 42 bars, the others 78.
     */
    public static MarketData halfDays() {
        Sketch sketch = intraday(SHARE, NYSE, Timeframe.minutes(5), LocalDate.of(2024, 7, 2), 120_00);
        nearThrough(sketch, LocalDate.of(2024, 7, 5), 120_00);
        nearThrough(sketch.skipTo(LocalDate.of(2024, 11, 27)), LocalDate.of(2024, 12, 2), 120_00);
        nearThrough(sketch.skipTo(LocalDate.of(2024, 12, 23)), LocalDate.of(2024, 12, 26), 120_00);
        return sketch.data();
    }

    /**
     * Both changes of the clock, NYSE, hours: the weeks 2024-03-04 to 03-15 and 2024-10-28 to 11-08, near 70.00.
     * Sessions have seven bars, of 10:30 to 16:00, the last of half an hour. They open at 14:30 UTC until 2024-03-08
     * and again from 2024-11-04, at 13:30 UTC from 2024-03-11 to 2024-11-01.
     */
    public static MarketData clockChanges() {
        return clockChanges(SHARE, NYSE, 70_00, 15, 8);
    }

    /**
     * Both changes of the clock where trading never ends, 24/7, hours: the days 2024-03-04 to 03-17 and 2024-10-28 to
     * 11-10, UTC, near 60,000.00. Each has 24 bars, also 2024-03-10, of which New York has 23 hours, and 2024-11-03, of
     * which it has 25.
     */
    public static MarketData clockChangesRoundTheClock() {
        return clockChanges(COIN, TradingCalendars.alwaysOpen(), 60_000_00, 17, 10);
    }

    private static MarketData clockChanges(
            Instrument instrument, TradingCalendar calendar, int level, int lastInMarch, int lastInNovember) {
        Sketch sketch = intraday(instrument, calendar, Timeframe.hours(1), LocalDate.of(2024, 3, 4), level);
        nearThrough(sketch, LocalDate.of(2024, 3, lastInMarch), level);
        nearThrough(sketch.skipTo(LocalDate.of(2024, 10, 28)), LocalDate.of(2024, 11, lastInNovember), level);
        return sketch.data();
    }

    /**
     * Ties, NYSE, daily: 80 sessions from 2024-01-02, in four parts of 20. In the first each high is 105.00, in the
     * second each low is 95.00, in the third each close is 100.00; the other prices change from bar to bar. In the last
     * all bars have high 105.00, low 95.00 and open 100.00, and closes of 99.00 and 101.00 in turns.
     */
    public static MarketData ties() {
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 100_00);
        for (int i = 0; i < 20; i++) {
            int close = 101_00 + 15 * (i * 7 % 20);
            sketch.bar(sketch.close(), 105_00, Math.min(sketch.close(), close) - 5 * (i % 4), close);
        }
        for (int i = 0; i < 20; i++) {
            int close = 99_00 - 15 * (i * 7 % 20);
            sketch.bar(sketch.close(), Math.max(sketch.close(), close) + 5 * (i % 4), 95_00, close);
        }
        for (int i = 0; i < 20; i++) {
            int open = 100_00 + 10 * (i * 7 % 20 - 10);
            sketch.bar(open, Math.max(open, 100_00) + 5 * (i % 4), Math.min(open, 100_00) - 5 * (i % 3), 100_00);
        }
        repeat(10, () -> sketch.bar(100_00, 105_00, 95_00, 99_00).bar(100_00, 105_00, 95_00, 101_00));
        return sketch.data();
    }

    /**
     * Plateaus, NYSE, daily: 100 sessions from 2024-01-02. Ten move by 0.20 around 100.00. Then 30 have one price,
     * 100.00, at open, high, low and close; 30 have 101.00, the last 15 of them without volume; 20 have 99.00; and ten
     * move again.
     */
    public static MarketData plateaus() {
        Sketch sketch = daily(LocalDate.of(2024, 1, 2), 100_00).rim(10);
        repeat(5, () -> sketch.by(20).by(-20));
        repeat(30, () -> sketch.flat(100_00));
        repeat(15, () -> sketch.flat(101_00));
        sketch.volume(0);
        repeat(15, () -> sketch.flat(101_00));
        sketch.volume(DAILY_VOLUME);
        repeat(20, () -> sketch.flat(99_00));
        repeat(5, () -> sketch.by(20).by(-20));
        return sketch.data();
    }

    /**
     * An ordinary market, NYSE, daily: 500 sessions from 2022-01-03 of {@link Garch} from 100.00, with a drift of 0.08,
     * a volatility of 0.2, α 0.08 and β 0.9, a quarter of each session's move overnight, from seed 1.
     */
    public static MarketData walk() {
        return GeneratedMarket.of(NYSE, LocalDate.of(2022, 1, 3), 500)
                .with(SHARE, "100.00", new Garch(0.08, 0.2, 0.08, 0.9))
                .overnight(0.25)
                .generate(1);
    }

    /**
     * An ordinary market that never closes, 24/7, hours: 30 days from 2024-01-01, UTC, of a {@link JumpDiffusion} from
     * 40,000.00, with a drift of 0, a volatility of 0.6 and 50 jumps a year of -0.01 ± 0.05, from seed 2.
     */
    public static MarketData walkRoundTheClock() {
        return GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(2024, 1, 1), 30)
                .with(COIN, "40000.00", new JumpDiffusion(0, 0.6, 50, -0.01, 0.05))
                .bars(Timeframe.hours(1))
                .generate(2);
    }

    private static Sketch daily(LocalDate first, int from) {
        return Sketch.of(SHARE, NYSE, Timeframe.DAY, first, from).volume(DAILY_VOLUME);
    }

    private static Sketch minutes(LocalDate first, int from) {
        return intraday(SHARE, NYSE, Timeframe.MINUTE, first, from);
    }

    private static Sketch intraday(
            Instrument instrument, TradingCalendar calendar, Timeframe timeframe, LocalDate first, int from) {
        return Sketch.of(instrument, calendar, timeframe, first, from).rim(2).volume(MINUTE_VOLUME);
    }

    private static void repeat(int times, Runnable bars) {
        for (int i = 0; i < times; i++) {
            bars.run();
        }
    }
}
