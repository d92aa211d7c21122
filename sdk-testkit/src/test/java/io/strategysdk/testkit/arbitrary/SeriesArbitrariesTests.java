package io.strategysdk.testkit.arbitrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SeriesArbitrariesTests {
    private static final Instrument SHARE = Instrument.equity("SHARE");
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @Provide
    Arbitrary<Instrument> instruments() {
        return SdkArbitraries.instruments();
    }

    @Provide
    Arbitrary<BarColumns> hours() {
        return SdkArbitraries.instruments()
                .flatMap(each -> SdkArbitraries.barSeries(each, NYSE, Timeframe.hours(1), 40));
    }

    @Provide
    Arbitrary<Bar> bars() {
        return SdkArbitraries.bars(SHARE);
    }

    @Provide
    Arbitrary<Quote> quotes() {
        return SdkArbitraries.quotes(SHARE);
    }

    @Provide
    Arbitrary<MarketData> markets() {
        return SdkArbitraries.markets(3);
    }

    @Property(tries = 300)
    void pricesAreOnTheTickAndVolumesInLots(@ForAll("hours") BarColumns bars) {
        Instrument instrument = bars.instrument();
        for (int row = 0; row < bars.size(); row++) {
            for (double price : new double[] {bars.open(row), bars.high(row), bars.low(row), bars.close(row)}) {
                assertThat(instrument.isOnTick(Price.of(BigDecimal.valueOf(price))))
                        .isTrue();
            }
            assertThat(instrument.quantity(bars.volume(row)).toDouble()).isEqualTo(bars.volume(row));
        }
    }

    @Property(tries = 300)
    void barsAreWholeBarsOfTheirSessions(@ForAll("hours") BarColumns bars) {
        assertThat(bars.size()).isBetween(1, 40);
        for (int row = 0; row < bars.size(); row++) {
            TradingCalendar.Session session = NYSE.sessionAtOrAfter(bars.openEpochNanos(row));
            assertThat((bars.openEpochNanos(row) - session.openNanos())
                            % Timeframe.hours(1).duration().toNanos())
                    .isZero();
            assertThat(bars.epochNanos(row))
                    .isEqualTo(Math.min(
                            session.closeNanos(),
                            bars.openEpochNanos(row)
                                    + Timeframe.hours(1).duration().toNanos()));
        }
    }

    @Property(tries = 200)
    void marketsHaveEachInstrumentAndOneCalendar(@ForAll("markets") MarketData data) {
        assertThat(data.instruments()).extracting(Instrument::symbol).containsExactly("A", "B", "C");
        assertThat(data.series()).allSatisfy(bars -> assertThat(bars.size()).isBetween(1, 60));
        assertThat(data.series().stream().map(BarColumns::timeframe).distinct()).hasSize(1);
    }

    @Property(tries = 300)
    void quotesAreUncrossedAndTakenByTheEngine(@ForAll("quotes") Quote quote) {
        BarColumns ticks = BarColumns.ticks(List.of(quote));

        assertThat(ticks.size()).isEqualTo(1);
        assertThat(quote.ask()).isGreaterThanOrEqualTo(quote.bid());
        assertThat(NYSE.isOpen(quote.epochNanos())).isTrue();
    }

    @Property(tries = 200)
    void aBarIsADayOfTheExchange(@ForAll("bars") Bar bar) {
        TradingCalendar.Session session = NYSE.sessionAtOrAfter(bar.openEpochNanos());

        assertThat(bar.timeframe()).isEqualTo(Timeframe.DAY);
        assertThat(bar.openEpochNanos()).isEqualTo(session.openNanos());
        assertThat(bar.epochNanos()).isEqualTo(session.closeNanos());
        assertThat(bar.high()).isGreaterThanOrEqualTo(Math.max(bar.open(), bar.close()));
    }

    @Example
    void seriesHaveGapsTiesHolesAndBarsWithoutVolume() {
        Arbitrary<BarColumns> series = SdkArbitraries.barSeries(SHARE, NYSE, Timeframe.DAY, 40);

        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> bars.open(row) != bars.close(row - 1))))
                .isGreaterThan(0.3);
        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> bars.high(row) == bars.high(row - 1))))
                .isGreaterThan(0.2);
        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> bars.high(row) == bars.low(row))))
                .isGreaterThan(0.3);
        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> bars.volume(row) == 0)))
                .isGreaterThan(0.3);
        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> isHole(bars, row))))
                .isGreaterThan(0.3);
        assertThat(Draw.share(1_000, series, bars -> bars.size() > 20)).isGreaterThan(0.1);
    }

    private static boolean isHole(BarColumns bars, int row) {
        return NYSE.sessionAtOrAfter(bars.epochNanos(row - 1)).openNanos() != bars.openEpochNanos(row);
    }

    private static boolean any(BarColumns bars, IntPredicate which) {
        return IntStream.range(1, bars.size()).anyMatch(which);
    }

    @Example
    void holesReachIntoTheSessionsAfterThem() {
        Arbitrary<BarColumns> series = SdkArbitraries.barSeries(SHARE, NYSE, Timeframe.hours(1), 40);

        assertThat(Draw.share(1_000, series, bars -> any(bars, row -> beginsLate(bars, row))))
                .isGreaterThan(0.1);
    }

    /** Whether one hole takes the end of a session and the beginning of another one. */
    private static boolean beginsLate(BarColumns bars, int row) {
        TradingCalendar.Session before = NYSE.sessionAtOrAfter(bars.openEpochNanos(row - 1));
        TradingCalendar.Session now = NYSE.sessionAtOrAfter(bars.openEpochNanos(row));
        return !before.equals(now)
                && bars.epochNanos(row - 1) < before.closeNanos()
                && bars.openEpochNanos(row) > now.openNanos();
    }

    @Example
    void seriesShrinkToOneFlatBar() {
        BarColumns bars = Draw.simplest(SdkArbitraries.barSeries(SHARE, NYSE, Timeframe.DAY, 40));

        assertThat(bars.size()).isEqualTo(1);
        assertThat(bars.high(0)).isEqualTo(bars.low(0));
        assertThat(bars.volume(0)).isZero();
    }

    @Example
    void whatMakesNoSeriesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.barSeries(SHARE, NYSE, Timeframe.DAY, 0))
                .withMessage("number of bars must be positive, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.barSeries(SHARE, NYSE, Timeframe.WEEK, 5))
                .withMessage("timeframe of made bars must be 1d or intraday, was 1w");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdkArbitraries.markets(0))
                .withMessage("number of instruments must be from 1 to 26, was 0");
    }

    @Property(tries = 200)
    void instrumentsAreOfEachKind(@ForAll("instruments") Instrument instrument) {
        assertThat(instrument.maxOrderQty()).isGreaterThanOrEqualTo(instrument.lotSize());
        assertThat(instrument.symbol()).matches("[A-Z]{1,6}");
    }
}
