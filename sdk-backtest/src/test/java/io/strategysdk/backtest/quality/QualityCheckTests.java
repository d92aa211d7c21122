package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityCheckTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final long HOUR = 3600 * Clock.NANOS_PER_SECOND;

    private static List<Finding> found(TradingCalendar calendar, BarColumns bars) {
        return QualityCheck.against(calendar).bars(bars).report().findings();
    }

    private static List<Finding> found(Market market) {
        return found(NYSE, market.bars());
    }

    private static Finding only(List<Finding> findings, FindingKind kind) {
        assertThat(findings).extracting(Finding::kind).containsExactly(kind);
        return findings.get(0);
    }

    private static Market years(long seed) {
        return Market.daily(NYSE, "2018-01-01", "2019-12-31", seed);
    }

    private static Market minutes() {
        return Market.intraday(NYSE, "2019-10-21", "2019-12-31", Timeframe.minutes(5), 3);
    }

    private static Instant open(Market.Row row) {
        return Clock.instantOf(row.open);
    }

    @Nested
    class OfCleanData {
        @Property(tries = 40)
        void dailyBarsOfRandomMarketsHaveNoFinding(@ForAll @IntRange(max = 1_000_000) int seed) {
            assertThat(found(years(seed))).isEmpty();
        }

        /** Both changes of clocks, Thanksgiving's and Christmas Eve's half days, and the year's end are in it. */
        @Property(tries = 4)
        void intradayBarsOfRandomMarketsHaveNoFinding(@ForAll @IntRange(max = 1_000_000) int seed) {
            Market market = Market.intraday(NYSE, "2019-02-25", "2019-12-31", Timeframe.minutes(30), seed);

            assertThat(found(market)).isEmpty();
        }

        @Property(tries = 4)
        void cryptoAroundTheClockHasNoFinding(@ForAll @IntRange(max = 1_000_000) int seed) {
            TradingCalendar always = TradingCalendars.alwaysOpen();

            assertThat(found(
                            always,
                            Market.daily(always, "2019-01-01", "2019-12-31", seed)
                                    .bars()))
                    .isEmpty();
            assertThat(found(
                            always,
                            Market.intraday(always, "2019-03-01", "2019-04-15", Timeframe.hours(1), seed)
                                    .bars()))
                    .isEmpty();
        }

        @Property(tries = 4)
        void theCurrencyWeekHasNoFinding(@ForAll @IntRange(max = 1_000_000) int seed) {
            TradingCalendar fx = TradingCalendars.forex();
            Instrument euro = Instrument.of("EURUSD", AssetClass.FOREX, "USD");

            assertThat(found(
                            fx,
                            Market.daily(fx, "2019-01-02", "2019-12-24", seed).quoted(euro)))
                    .isEmpty();
            assertThat(found(
                            fx,
                            Market.intraday(fx, "2019-02-01", "2019-12-20", Timeframe.hours(1), seed)
                                    .quoted(euro)))
                    .isEmpty();
        }
    }

    @Nested
    class OfSessions {
        @Test
        void aMissingSessionIsFoundWithItsDate() {
            Market market = years(1);
            market.rows.remove(market.rowOf("2018-07-03")); // a half day

            Finding finding = only(found(market), FindingKind.MISSING_SESSIONS);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.first()).contains(Instant.parse("2018-07-03T13:30:00Z"));
            assertThat(finding.text())
                    .isEqualTo("1 session of XNYS without a bar, first 2018-07-03, 1 of them shorter than usual");
            assertThat(finding.examples()).extracting(Finding.Example::text).containsExactly("1 on 2018-07-03");
        }

        @Test
        void aWholeMonthIsSaidByItself() {
            Market market = years(1);
            market.rows
                    .subList(market.rowOf("2019-03-29"), market.rowOf("2019-05-02"))
                    .clear();
            market.rows.remove(market.rowOf("2019-08-07"));

            List<Finding> findings = found(market);

            assertThat(findings)
                    .extracting(Finding::kind, Finding::count)
                    .containsExactly(tuple(FindingKind.MISSING_SESSIONS, 1L), tuple(FindingKind.MISSING_MONTH, 23L));
            assertThat(findings.get(1).values()).containsEntry("longest", "23 from 2019-03-29 to 2019-05-01");
        }

        @Test
        void aMonthLessOneSessionIsNoMonth() {
            Market market = years(1);
            market.rows
                    .subList(market.rowOf("2019-04-02"), market.rowOf("2019-05-02"))
                    .clear();

            only(found(market), FindingKind.MISSING_SESSIONS);
        }

        @Test
        void barsMissingInsideOfASessionAreCounted() {
            Market market = minutes();
            int noon = market.rowOf("2019-11-11T17:00");
            market.rows.subList(noon, noon + 3).clear();

            Finding finding = only(found(market), FindingKind.MISSING_BARS);

            assertThat(finding.count()).isEqualTo(3);
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.first()).contains(Instant.parse("2019-11-11T17:00:00Z"));
            assertThat(finding.values()).containsEntry("longest", "3 from 2019-11-11T12:00");
        }

        /** failures.md 11: a vendor that takes a whole day for a half day loses the afternoon. */
        @Test
        void anEarlyCloseThatWasNoneIsMissingBars() {
            Market market = minutes();
            market.rows
                    .subList(market.rowOf("2019-12-23T18:00"), market.rowOf("2019-12-24"))
                    .clear();

            Finding finding = only(found(market), FindingKind.MISSING_BARS);

            assertThat(finding.count()).isEqualTo(36);
        }

        /** failures.md 11: one that misses a half day goes on after its close. */
        @Test
        void anEarlyCloseThatWasMissedIsBarsOutsideOfSessions() {
            Market market = minutes();
            int last = market.rowOf("2019-11-29T17:55");
            Market.Row before = market.rows.get(last);
            Market later =
                    Market.intraday(TradingCalendars.alwaysOpen(), "2019-11-29", "2019-11-29", Timeframe.minutes(5), 4);
            Market.Row added = later.rows.get(later.rowOf("2019-11-29T18:30"));
            added.prices = before.prices.clone();
            market.rows.add(last + 1, added);

            Finding finding = only(found(market), FindingKind.OUTSIDE_SESSIONS);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.text()).contains("first 2019-11-29 13:30");
        }

        @Test
        void whatIsSeldomTradedIsOnlyNoted() {
            Market market = minutes();
            market.rows.removeIf(row -> row.open / (5 * 60 * Clock.NANOS_PER_SECOND) % 2 == 0);

            Finding finding = found(market).stream()
                    .filter(each -> each.kind() == FindingKind.MISSING_BARS)
                    .findFirst()
                    .orElseThrow();

            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.text()).contains("a session usually has 50 % of its bars, it is seldom traded");
        }
    }

    @Nested
    class OfPrices {
        @Test
        void aBadCloseIsFoundOnItsDayAndOnTheNext() {
            Market market = years(1);
            int row = market.rowOf("2018-09-12");
            market.scale(row, row + 1, 1.3);

            Finding finding = only(found(market), FindingKind.OUTLIER);

            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.first()).contains(open(market.rows.get(row)));
            assertThat(finding.last()).contains(open(market.rows.get(row + 1)));
            assertThat(finding.rule()).contains("12 robust deviations").contains("60 returns");
        }

        /** Half of all days move as much: none of them is out of line. */
        @Test
        void aCrashIsNoOutlierWhereAllDaysAreWild() {
            Market market = years(1);
            for (int row = 200; row < 300; row++) {
                double factor = row % 2 == 0 ? 0.95 : 1 / 0.95;
                market.scale(row, market.rows.size(), factor);
            }

            assertThat(found(market)).isEmpty();
        }

        @Test
        void aReturnOverAGapIsAsLargeAsThoseOfItsSessions() {
            Market market = years(1);
            int from = market.rowOf("2018-09-12");
            market.rows.subList(from, from + 16).clear();
            market.scale(from, market.rows.size(), 1.2);

            assertThat(found(market)).extracting(Finding::kind).containsExactly(FindingKind.MISSING_SESSIONS);
        }

        @Test
        void aBadTickInsideOfASessionIsFound() {
            Market market = minutes();
            int row = market.rowOf("2019-11-12T16:00");
            market.scale(row, row + 1, 1.02);

            Finding finding = only(found(market), FindingKind.OUTLIER);

            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.examples().get(0).text()).contains("on 2019-11-12 11:00");
        }

        @Test
        void aHighFarBeyondTheBodyIsASpike() {
            Market market = years(1);
            Market.Row row = market.rows.get(market.rowOf("2018-09-12"));
            row.prices[1] = row.prices[1] * 1.2;

            Finding finding = only(found(market), FindingKind.SPIKE);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.first()).contains(open(row));
        }

        @Test
        void aRunOfOneCloseIsStale() {
            Market market = years(1);
            int from = market.rowOf("2018-09-12");
            for (int row = from + 1; row < from + 8; row++) {
                market.rows.get(row).prices = market.rows.get(from).prices.clone();
            }

            Finding finding = only(found(market), FindingKind.STALE);

            assertThat(finding.count()).isEqualTo(7);
            assertThat(finding.text()).startsWith("1 run of one close, the longest 8 bars at ");
            assertThat(finding.values().get("longest")).endsWith("from 2018-09-12 to 2018-09-21");
            assertThat(finding.examples()).hasSize(1);
        }

        @Test
        void anotherCompanyUnderTheSameSymbolIsSaidInWords() {
            Market market = years(1);
            int from = market.rowOf("2018-09-12");
            market.scale(0, from, 0.01);
            market.rows.subList(0, from).forEach(row -> row.volume = Math.rint(row.volume / 100));

            Finding finding = found(market).get(0);

            assertThat(finding.kind()).isEqualTo(FindingKind.OTHER_COMPANY);
            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.first()).contains(open(market.rows.get(from)));
            assertThat(finding.text())
                    .startsWith("the " + from
                            + " bars before 2018-09-12 look like another company's under the same symbol");
            assertThat(finding.values()).containsEntry("barsBefore", Integer.toString(from));
        }

        @ParameterizedTest
        @CsvSource({"0.5, 2 for 1", "0.6666666667, 3 for 2", "3, 1 for 3", "20, 1 for 20", "0.1428571, 7 for 1"})
        void aSplitThatNobodyDeclaredIsFoundWithItsRatio(double factor, String ratio) {
            Market market = years(1);
            int row = market.rowOf("2018-09-12");
            market.scale(row, market.rows.size(), factor);
            market.rows.subList(row, market.rows.size()).forEach(each -> each.volume = Math.rint(each.volume / factor));

            List<Finding> findings = found(market).stream()
                    .filter(finding -> finding.kind() != FindingKind.VOLUME_SPIKE)
                    .toList();
            Finding finding = only(findings, FindingKind.UNDECLARED_SPLIT);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.first()).contains(open(market.rows.get(row)));
            assertThat(finding.values()).containsEntry("ratio", ratio);
        }

        /** The price halves, and its level comes back: no split. */
        @Test
        void aBadDayAtHalfThePriceIsNoSplit() {
            Market market = years(1);
            int row = market.rowOf("2018-09-12");
            market.scale(row, row + 1, 0.5);

            only(found(market), FindingKind.OUTLIER);
        }

        /** What news do to a price shows in the range of the day. */
        @Test
        void aCrashByAThirdWithAWideRangeIsNoSplit() {
            Market market = years(1);
            int row = market.rowOf("2018-09-12");
            market.scale(row, market.rows.size(), 2 / 3.0);
            Market.Row day = market.rows.get(row);
            day.prices[1] = Math.rint(day.prices[0] * 130) / 100;

            assertThat(found(market)).extracting(Finding::kind).doesNotContain(FindingKind.UNDECLARED_SPLIT);
        }
    }

    @Nested
    class OfCorporateActions {
        private Market split() {
            Market market = years(1);
            return market.scale(market.rowOf("2018-09-12"), market.rows.size(), 0.5);
        }

        private List<Finding> found(Market market, PriceMode mode, CorporateAction... actions) {
            return QualityCheck.against(NYSE)
                    .bars(market.bars())
                    .actions(List.of(actions))
                    .prices(mode)
                    .report()
                    .findings();
        }

        @Test
        void aDeclaredSplitExplainsItsDay() {
            CorporateAction split = new CorporateAction.Split(Market.ACME, LocalDate.of(2018, 9, 12), 2, 1);

            assertThat(found(split(), PriceMode.RAW, split)).isEmpty();
        }

        @Test
        void oneOfAnotherDayDoesNot() {
            CorporateAction split = new CorporateAction.Split(Market.ACME, LocalDate.of(2018, 9, 13), 2, 1);

            assertThat(found(split(), PriceMode.RAW, split))
                    .extracting(Finding::kind)
                    .contains(FindingKind.UNDECLARED_SPLIT, FindingKind.OUTLIER);
        }

        @Test
        void oneThatThePriceDoesNotShowIsAnOutlier() {
            CorporateAction split = new CorporateAction.Split(Market.ACME, LocalDate.of(2018, 9, 12), 2, 1);

            Finding finding = only(found(years(1), PriceMode.RAW, split), FindingKind.OUTLIER);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(found(years(1), PriceMode.SPLIT_ADJUSTED, split)).isEmpty();
        }

        @Test
        void aLargeDividendExplainsTheFall() {
            Market market = years(1);
            int row = market.rowOf("2018-09-12");
            double before = market.rows.get(row - 1).prices[3];
            market.scale(row, market.rows.size(), 0.8);
            CorporateAction paid = new CorporateAction.Dividend(
                    Market.ACME, LocalDate.of(2018, 9, 12), BigDecimal.valueOf(Math.rint(before * 20) / 100));

            assertThat(found(market, PriceMode.RAW)).isNotEmpty();
            assertThat(found(market, PriceMode.RAW, paid)).isEmpty();
        }

        /** Between the last bar after hours and the first one before them, neither of which is in a session. */
        @Test
        void aSplitOfBarsWithExtendedHoursIsFoundAndExplained() {
            Market market = Market.intraday(
                    TradingCalendars.alwaysOpen(), "2019-11-11", "2019-11-22", Timeframe.minutes(30), 5);
            market.rows.removeIf(row -> {
                int hour = open(row).atZone(NYSE.zone()).getHour();
                return hour < 4 || hour >= 20;
            });
            market.rows.removeIf(
                    row -> open(row).atZone(NYSE.zone()).getDayOfWeek().getValue() > 5);
            market.scale(market.rowOf("2019-11-19T09:00"), market.rows.size(), 0.5);
            CorporateAction split = new CorporateAction.Split(Market.ACME, LocalDate.of(2019, 11, 19), 2, 1);

            assertThat(found(market, PriceMode.RAW))
                    .filteredOn(finding -> finding.kind() == FindingKind.UNDECLARED_SPLIT)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.first()).contains(Instant.parse("2019-11-19T09:00:00Z")));
            assertThat(found(market, PriceMode.RAW, split))
                    .extracting(Finding::kind)
                    .containsExactly(FindingKind.OUTSIDE_SESSIONS);
        }

        @Test
        void afterAMergerOrANewNameThePriceMayBeAny() {
            Instrument other = Instrument.equity("OTHER");
            CorporateAction renamed = new CorporateAction.SymbolChange(other, LocalDate.of(2018, 9, 12), Market.ACME);

            assertThat(found(split(), PriceMode.RAW, renamed)).isEmpty();
        }

        @Test
        void thoseOfMarketDataAreKnown() {
            CorporateAction split = new CorporateAction.Split(Market.ACME, LocalDate.of(2018, 9, 12), 2, 1);
            MarketData data = MarketData.of(NYSE, split().bars()).withActions(List.of(split));

            assertThat(QualityCheck.of(data).report().findings()).isEmpty();
            assertThat(QualityCheck.of(data.adjusted(PriceMode.SPLIT_ADJUSTED))
                            .report()
                            .findings())
                    .isEmpty();
        }
    }

    @Nested
    class OfVolumesAndSpreads {
        @Test
        void aVolumeFarAboveTheUsualIsASpike() {
            Market market = years(1);
            Market.Row row = market.rows.get(market.rowOf("2018-09-12"));
            row.volume = 1_000_000;

            Finding finding = only(found(market), FindingKind.VOLUME_SPIKE);

            assertThat(finding.first()).contains(open(row));
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        }

        /** The close trades a multiple each day: it is compared with other closes. */
        @Test
        void theVolumeOfTheCloseIsNoneEachDay() {
            Market market = minutes();
            for (int row = 0; row < market.rows.size(); row++) {
                boolean isLast =
                        row + 1 == market.rows.size() || market.rows.get(row + 1).open != market.rows.get(row).close;
                market.rows.get(row).volume *= isLast ? 40 : 1;
            }

            assertThat(found(market)).isEmpty();
        }

        @Test
        void aBarWithoutVolumeIsFoundAndAllOfThemAreNot() {
            Market market = years(1);
            market.rows.get(7).volume = 0;

            assertThat(only(found(market), FindingKind.NO_VOLUME).count()).isEqualTo(1);

            market.rows.forEach(row -> row.volume = 0);
            assertThat(found(market)).isEmpty();
        }

        @Test
        void aWideSpreadIsFound() {
            Market market = years(1);
            BarColumns all = market.quoted(Market.ACME);
            int wide = market.rowOf("2018-09-12");
            BarColumns.Builder asks = BarColumns.builder(Market.ACME, Timeframe.DAY);
            for (int row = 0; row < all.size(); row++) {
                double more = row == wide ? 1 : 0;
                BarColumns side = all.asks();
                asks.bar(
                        side.openEpochNanos(row),
                        side.epochNanos(row),
                        side.open(row),
                        side.high(row) + more,
                        side.low(row),
                        side.close(row) + more,
                        0);
            }

            Finding finding = only(found(NYSE, BarColumns.quoted(all.bids(), asks.build())), FindingKind.WIDE_SPREAD);

            assertThat(finding.count()).isEqualTo(1);
            assertThat(finding.first()).contains(open(market.rows.get(wide)));
        }

        @Test
        void quotesAndTradesAreLookedAtToo() {
            List<MarketEvent> events = new ArrayList<>();
            long open = Clock.epochNanosOf(Instant.parse("2019-11-12T14:30:00Z"));
            for (int i = 0; i < 300; i++) {
                double bid = 100 + i % 7 * 0.01 - (i == 150 ? 10 : 0);
                events.add(new Quote(Market.ACME, open + i * Clock.NANOS_PER_SECOND, bid, 100, bid + 0.02, 100));
            }
            events.add(new Trade(Market.ACME, open - HOUR, 100, 10));
            events.sort(Comparator.comparingLong(MarketEvent::epochNanos));

            List<Finding> findings = found(NYSE, BarColumns.ticks(events));

            assertThat(findings)
                    .extracting(Finding::kind, Finding::count)
                    .containsExactly(tuple(FindingKind.OUTLIER, 2L), tuple(FindingKind.OUTSIDE_SESSIONS, 1L));
        }
    }

    @Nested
    class OfTimes {
        private Market halfHours() {
            return Market.intraday(NYSE, "2019-01-02", "2019-12-20", Timeframe.minutes(30), 5);
        }

        private Finding shift(List<Finding> findings) {
            return findings.stream()
                    .filter(finding -> finding.kind() == FindingKind.TIME_SHIFT)
                    .findFirst()
                    .orElseThrow();
        }

        @ParameterizedTest
        @CsvSource({"1, 1 hour late", "-1, 1 hour early", "3, 3 hours late", "-6, 6 hours early"})
        void aFixedShiftIsToldWithItsHours(int hours, String words) {
            Finding finding = shift(found(halfHours().shift(hours * HOUR)));

            assertThat(finding.values()).containsEntry("winter", words).containsEntry("summer", words);
            assertThat(finding.text())
                    .startsWith("times lie " + words + " against the sessions of XNYS, in winter and in");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        }

        /** failures.md 10: half of the year drifts an hour. */
        @Test
        void aMissedChangeOfClocksIsToldFromAFixedShift() {
            Market market = halfHours();
            market.rows.stream()
                    .filter(row -> NYSE.zone().getRules().isDaylightSavings(open(row)))
                    .forEach(row -> {
                        row.open += HOUR;
                        row.close += HOUR;
                    });

            Finding finding = shift(found(market));

            assertThat(finding.values()).containsEntry("winter", "0 h").containsEntry("summer", "1 hour late");
            assertThat(finding.text())
                    .contains("times of summer lie 1 hour late")
                    .contains("daylight saving time");
            assertThat(finding.first().orElseThrow()).isAfter(Instant.parse("2019-03-08T00:00:00Z"));
        }

        /** Times of New York that were taken for UTC lie five hours early in winter and four in summer. */
        @Test
        void anotherZoneIsToldByTheOffsetOfEachSeason() {
            Market market = halfHours();
            market.rows.forEach(row -> {
                long offset = NYSE.zone().getRules().getOffset(open(row)).getTotalSeconds() * Clock.NANOS_PER_SECOND;
                row.open += offset;
                row.close += offset;
            });

            Finding finding = shift(found(market));

            assertThat(finding.values())
                    .containsEntry("winter", "5 hours early")
                    .containsEntry("summer", "4 hours early");
        }

        @Test
        void utcTakenForLocalTimeIsNamed() {
            Market market = halfHours();
            market.rows.forEach(row -> {
                long offset = NYSE.zone().getRules().getOffset(open(row)).getTotalSeconds() * Clock.NANOS_PER_SECOND;
                row.open -= offset;
                row.close -= offset;
            });

            assertThat(shift(found(market)).text()).contains("which is the offset of America/New_York: they are UTC");
        }

        @Test
        void theCurrencyWeekShowsAShiftAtItsEnds() {
            TradingCalendar fx = TradingCalendars.forex();
            Market market = Market.intraday(fx, "2019-02-01", "2019-12-20", Timeframe.hours(1), 5)
                    .shift(-2 * HOUR);

            assertThat(shift(found(fx, market.bars())).values())
                    .containsEntry("winter", "2 hours early")
                    .containsEntry("summer", "2 hours early");
        }

        @Test
        void thinTradingOutsideOfSessionsIsNoShift() {
            Market market = halfHours();
            List<Market.Row> all = new ArrayList<>();
            for (Market.Row row : market.rows) {
                all.add(row);
            }
            Market early = Market.intraday(
                    TradingCalendars.alwaysOpen(), "2019-01-02", "2019-12-20", Timeframe.minutes(30), 6);
            early.rows.stream()
                    .filter(row -> NYSE.session(LocalDate.ofInstant(open(row), NYSE.zone()))
                            .filter(session ->
                                    row.open < session.openNanos() && row.open >= session.openNanos() - 4 * HOUR)
                            .isPresent())
                    .forEach(row -> {
                        row.prices = new double[] {100, 100, 100, 100};
                        row.volume = 100;
                        all.add(row);
                    });
            all.sort(Comparator.comparingLong(row -> row.open));
            market.rows.clear();
            market.rows.addAll(all);

            assertThat(found(market)).extracting(Finding::kind).doesNotContain(FindingKind.TIME_SHIFT);
        }
    }
}
