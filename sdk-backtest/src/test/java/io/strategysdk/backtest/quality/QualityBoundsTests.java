package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From where on something is a finding, what beside it is none, and which of several is told. */
class QualityBoundsTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final int DAY = 175;

    private final Market market = Market.daily(NYSE, "2018-01-01", "2019-12-31", 1);

    private static Optional<Finding> found(BarColumns bars, FindingKind kind) {
        return QualityCheck.against(NYSE).bars(bars).report().series().get(0).finding(kind);
    }

    private Optional<Finding> found(FindingKind kind) {
        return found(market.bars(), kind);
    }

    private Finding the(FindingKind kind) {
        return found(kind).orElseThrow();
    }

    /** Puts these in place of a bar's open, high, low and close. */
    private void price(int row, double... prices) {
        market.rows.get(row).prices = prices;
    }

    private Instant open(int row) {
        return Clock.instantOf(market.rows.get(row).open);
    }

    /** Half hours from four in the morning to eight in the evening of New York. */
    private static Market extended() {
        Market market =
                Market.intraday(TradingCalendars.alwaysOpen(), "2019-09-09", "2019-11-15", Timeframe.minutes(30), 5);
        market.rows.removeIf(row -> {
            ZonedDateTime local = Clock.instantOf(row.open).atZone(NYSE.zone());
            return local.getHour() < 4
                    || local.getHour() >= 20
                    || local.getDayOfWeek().getValue() > 5;
        });
        return market;
    }

    private static boolean isOutside(Market.Row row) {
        return NYSE.sessionAtOrAfter(row.open).openNanos() > row.open;
    }

    @Nested
    class OfSessions {
        private void remove(String from, String to) {
            market.rows.subList(market.rowOf(from), market.rowOf(to)).clear();
        }

        @ParameterizedTest
        @CsvSource({
            "2019-04-01, 2019-05-01, MISSING_MONTH",
            "2019-03-29, 2019-05-01, MISSING_MONTH",
            "2019-04-01, 2019-04-30, MISSING_SESSIONS",
            "2019-03-01, 2019-04-30, MISSING_MONTH",
        })
        void aMonthIsWholeFromItsFirstToItsLastSession(String from, String to, FindingKind kind) {
            remove(from, to);

            assertThat(QualityCheck.against(NYSE).bars(market.bars()).report().findings())
                    .extracting(Finding::kind)
                    .containsExactly(kind);
        }

        @Test
        void theFirstOfTheLongestGapsIsToldAndTheLastSessionOfAll() {
            remove("2019-08-07", "2019-08-09");
            remove("2019-05-07", "2019-05-09");
            remove("2018-05-07", "2018-05-08");

            Finding finding = the(FindingKind.MISSING_SESSIONS);

            assertThat(finding.text())
                    .isEqualTo("5 sessions of XNYS without a bar, first 2018-05-07, most in a row 2 from 2019-05-07 to"
                            + " 2019-05-08");
            assertThat(finding.last()).contains(Instant.parse("2019-08-08T13:30:00Z"));
        }

        /** The Friday after Christmas closed early in 2003, as Christmas Eve did. */
        @Test
        void ofTwoShortSessionsInARowEachIsShort() {
            Market old = Market.daily(NYSE, "2003-10-01", "2004-02-27", 1);
            old.rows.remove(old.rowOf("2003-12-24"));

            assertThat(found(old.bars(), FindingKind.MISSING_SESSIONS)
                            .orElseThrow()
                            .text())
                    .isEqualTo("1 session of XNYS without a bar, first 2003-12-24, 1 of them shorter than usual");
        }
    }

    @Nested
    class OfReturns {
        @Test
        void theLargestIsToldAsPartOfThePriceBefore() {
            market.scale(DAY, DAY + 1, 1.2);
            market.scale(302, market.rows.size(), 150 / market.rows.get(301).prices[3]);
            price(300, 100, 100, 100, 100);
            price(301, 100, 150, 100, 150);

            Finding finding = the(FindingKind.OUTLIER);

            assertThat(finding.values()).containsEntry("worst", "2019-03-15").containsEntry("worstReturn", "50 %");
            assertThat(finding.text()).contains("the worst 50 % on 2019-03-15, from 100 to 150");
        }

        @Test
        void thoseOutsideOfSessionsAreComparedWithOneAnother() {
            Market wild = extended();
            wild.rows.removeIf(row -> {
                int hour = Clock.instantOf(row.open).atZone(NYSE.zone()).getHour();
                return hour < 8 || hour >= 16;
            });
            SplittableRandom random = new SplittableRandom(1);
            double price = 100;
            for (Market.Row row : wild.rows) {
                price *= 1 + (isOutside(row) ? 0.08 : 0.001) * (random.nextDouble() - 0.5);
                row.prices = new double[] {price, price, price, price};
            }

            assertThat(found(wild.bars(), FindingKind.OUTLIER)).isEmpty();
        }

        @Test
        void thoseIntoASessionAreComparedWithOneAnother() {
            Market quiet = Market.intraday(NYSE, "2019-09-09", "2019-12-31", Timeframe.minutes(30), 5);
            SplittableRandom random = new SplittableRandom(1);
            double factor = 1;
            for (int i = 0; i < quiet.rows.size(); i++) {
                boolean isFirst = NYSE.sessionAtOrAfter(quiet.rows.get(i).open).openNanos() == quiet.rows.get(i).open;
                factor *= isFirst ? 0.95 + random.nextDouble() / 10 : 1;
                quiet.scale(i, i + 1, factor);
            }

            assertThat(found(quiet.bars(), FindingKind.OUTLIER)).isEmpty();
        }

        @Test
        void aSpikeOfTheFirstBarIsOne() {
            market.rows.get(0).prices[1] *= 1.6;

            assertThat(the(FindingKind.SPIKE).first()).contains(open(0));
        }
    }

    @Nested
    class OfLeaps {
        private void scaleAll(int from, double factor) {
            market.scale(from, market.rows.size(), factor);
            market.rows.subList(from, market.rows.size()).forEach(row -> row.volume = Math.ceil(row.volume / factor));
        }

        @Test
        void aSplitOfTheLastBarIsOne() {
            int last = market.rows.size() - 1;
            scaleAll(last, 0.5);

            assertThat(the(FindingKind.UNDECLARED_SPLIT).first()).contains(open(last));
        }

        @ParameterizedTest
        @CsvSource({"0.8, 5 for 4", "0.75, 4 for 3", "0.4, 5 for 2", "0.6, 5 for 3"})
        void smallSplitsAreFound(double factor, String ratio) {
            scaleAll(DAY, factor);

            assertThat(the(FindingKind.UNDECLARED_SPLIT).values()).containsEntry("ratio", ratio);
        }

        /** Shares that are joined twenty to one move a lot, on that day and on those after it. */
        @Test
        void aLargeSplitMayBeFurtherFromItsRatio() {
            scaleAll(DAY, 15);
            double[] day = market.rows.get(DAY).prices;
            double before = market.rows.get(DAY - 1).prices[3];
            day[0] = Math.rint(before * 1870) / 100;
            day[1] = day[0];

            assertThat(the(FindingKind.UNDECLARED_SPLIT).values())
                    .containsEntry("ratio", "1 for 20")
                    .containsEntry("change", "18.7");
        }

        @Test
        void whatFollowsAWideDayIsNoSplit() {
            scaleAll(DAY, 2 / 3.0);
            Market.Row before = market.rows.get(DAY - 1);
            before.prices[1] = Math.rint(before.prices[1] * 130) / 100;

            assertThat(found(FindingKind.UNDECLARED_SPLIT)).isEmpty();
        }

        /** Each day moves as a split of five for four would, up or down. */
        @Test
        void whereEachDayLeapsNoLeapIsASplit() {
            for (int row = 0; row < market.rows.size(); row++) {
                boolean isUp = row < DAY ? (DAY - row) % 2 == 0 : (row - DAY) % 2 == 1;
                double price = (row < DAY ? 100 : 80) * (isUp ? 1.25 : 1);
                price(row, price, price, price, price);
            }

            assertThat(found(FindingKind.UNDECLARED_SPLIT)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"5, OTHER_COMPANY", "4, UNDECLARED_SPLIT"})
        void anInterruptionIsOneFromFiveSessionsOn(int sessions, FindingKind kind) {
            market.rows.subList(DAY, DAY + sessions).clear();
            scaleAll(DAY, 3.8);

            assertThat(QualityCheck.against(NYSE).bars(market.bars()).report().findings())
                    .extracting(Finding::kind)
                    .containsExactly(FindingKind.MISSING_SESSIONS, kind);
        }

        @Test
        void oneBadDayAfterAnInterruptionIsNoOtherCompany() {
            market.rows.subList(DAY, DAY + 8).clear();
            market.scale(DAY, DAY + 1, 5);

            assertThat(found(FindingKind.OTHER_COMPANY)).isEmpty();
        }

        @Test
        void ofSeveralCompaniesWhatIsBeforeTheLastIsTold() {
            market.rows.subList(DAY, DAY + 8).clear();
            market.rows.subList(300, 308).clear();
            market.scale(0, DAY, 0.1);
            market.scale(300, market.rows.size(), 0.1);
            price(299, 70, 71, 69, 70.5);
            price(300, 8, 8.5, 7.5, 7.9);

            Finding finding = the(FindingKind.OTHER_COMPANY);

            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.values())
                    .containsEntry("barsBefore", "300")
                    .containsEntry("from", "70.5")
                    .containsEntry("to", "8")
                    .containsEntry("sessionsMissingBefore", "8");
        }
    }

    @Nested
    class OfSpreads {
        private BarColumns quotes(Market of, double usual, int row, double wide) {
            BarColumns.Builder bids = BarColumns.builder(Market.ACME, of.bars().timeframe());
            BarColumns.Builder asks = BarColumns.builder(Market.ACME, of.bars().timeframe());
            for (int i = 0; i < of.rows.size(); i++) {
                Market.Row bar = of.rows.get(i);
                double half = (i == row ? wide : usual) / 2;
                bids.bar(bar.open, bar.close, 100 - half, 100 - half, 100 - half, 100 - half, 0);
                asks.bar(bar.open, bar.close, 100 + half, 100 + half, 100 + half, 100 + half, 0);
            }
            return BarColumns.quoted(bids.build(), asks.build());
        }

        @Test
        void oneIsWideFromTenTimesTheUsualOn() {
            assertThat(found(quotes(market, 0.5, DAY, 4.9), FindingKind.WIDE_SPREAD))
                    .isEmpty();
            assertThat(found(quotes(market, 0.5, DAY, 5.1), FindingKind.WIDE_SPREAD))
                    .isPresent();
        }

        @Test
        void oneIsAPartOfTheMiddle() {
            Finding finding =
                    found(quotes(market, 0.01, DAY, 2), FindingKind.WIDE_SPREAD).orElseThrow();

            assertThat(finding.values()).containsEntry("worst", "2 %");
            assertThat(found(quotes(market, 0.01, DAY, 0.19), FindingKind.WIDE_SPREAD))
                    .isEmpty();
        }

        @Test
        void theWidestIsTold() {
            BarColumns first = quotes(market, 0.01, 100, 2);
            BarColumns second = quotes(market, 0.01, 200, 3);
            BarColumns.Builder bids = BarColumns.builder(Market.ACME, Timeframe.DAY);
            BarColumns.Builder asks = BarColumns.builder(Market.ACME, Timeframe.DAY);
            for (int i = 0; i < first.size(); i++) {
                BarColumns of = i < 150 ? first : second;
                double bid = of.bids().close(i);
                double ask = of.asks().close(i);
                bids.bar(of.openEpochNanos(i), of.epochNanos(i), bid, bid, bid, bid, 0);
                asks.bar(of.openEpochNanos(i), of.epochNanos(i), ask, ask, ask, ask, 0);
            }

            Finding finding = found(BarColumns.quoted(bids.build(), asks.build()), FindingKind.WIDE_SPREAD)
                    .orElseThrow();

            assertThat(finding.count()).isEqualTo(2);
            assertThat(finding.values()).containsEntry("worst", "3 %");
        }

        @Test
        void thoseOutsideOfSessionsAreNotLookedAt() {
            Market all = extended();

            assertThat(isOutside(all.rows.get(320))).isTrue();
            assertThat(found(quotes(all, 0.01, 320, 2), FindingKind.WIDE_SPREAD))
                    .isEmpty();
        }
    }

    @Nested
    class OfStalePrices {
        private void repeat(Market in, int from, int length) {
            for (int row = from + 1; row < from + length; row++) {
                in.rows.get(row).prices = in.rows.get(from).prices.clone();
            }
        }

        @Test
        void aRunIsStaleWhenChanceHardlyMakesItsLength() {
            repeat(market, DAY, 4);

            assertThat(found(FindingKind.STALE)).isEmpty();
            market.rows.subList(DAY + 50, market.rows.size()).clear();
            market.rows.subList(0, DAY - 50).clear();
            assertThat(the(FindingKind.STALE).values()).containsEntry("runs", "1");
        }

        @Test
        void theLongestRunIsTold() {
            repeat(market, 100, 7);
            repeat(market, 200, 9);
            repeat(market, 300, 8);

            Finding finding = the(FindingKind.STALE);

            assertThat(finding.values().get("longest")).startsWith("9 bars at ");
            assertThat(finding.count()).isEqualTo(6 + 8 + 7);
        }

        @Test
        void whereClosesOftenRepeatARunIsNothing() {
            for (int row = 0; row + 1 < market.rows.size(); row += 2) {
                repeat(market, row, 2);
            }
            repeat(market, 200, 6);

            assertThat(found(FindingKind.STALE)).isEmpty();
        }

        @Test
        void outsideOfSessionsNothingIsStale() {
            Market all = extended();
            for (int i = 1; i < all.rows.size(); i++) {
                if (isOutside(all.rows.get(i)) && isOutside(all.rows.get(i - 1))) {
                    repeat(all, i - 1, 2);
                }
            }

            assertThat(found(all.bars(), FindingKind.STALE)).isEmpty();
        }
    }

    @Nested
    class OfVolumes {
        private void volume(int row, double volume) {
            market.rows.get(row).volume = volume;
        }

        @Test
        void oneIsASpikeFromTenTimesTheUsualOn() {
            volume(DAY, 70_000);
            assertThat(found(FindingKind.VOLUME_SPIKE)).isEmpty();
            volume(DAY, 150_000);
            assertThat(found(FindingKind.VOLUME_SPIKE)).isPresent();
        }

        @Test
        void whereVolumesAreWildOneMustBeWilder() {
            for (int row = 0; row < market.rows.size(); row++) {
                volume(row, row % 3 == 0 ? 1_000 : row % 3 == 1 ? 10_000 : 100_000);
            }
            volume(DAY, 1_000_000);

            assertThat(found(FindingKind.VOLUME_SPIKE)).isEmpty();
        }

        @Test
        void barsWithoutOneDoNotTellWhatIsUsual() {
            for (int row = 0; row < market.rows.size(); row++) {
                volume(row, row % 9 % 2 == 0 ? market.rows.get(row).volume : 0);
            }
            int row = 180;
            volume(row, 150_000);

            assertThat(the(FindingKind.VOLUME_SPIKE).first()).contains(open(row));
        }

        @Test
        void barsWithoutOneAreAPartOfAll() {
            market.rows.subList(100, market.rows.size()).clear();
            for (int row = 1; row < 100; row++) {
                volume(row, 0);
            }

            assertThat(the(FindingKind.NO_VOLUME).count()).isEqualTo(99);
            assertThat(the(FindingKind.NO_VOLUME).values()).containsEntry("part", "99 %");
            assertThat(List.of(open(1), open(99)))
                    .isEqualTo(List.of(
                            the(FindingKind.NO_VOLUME).first().orElseThrow(),
                            the(FindingKind.NO_VOLUME).last().orElseThrow()));
        }
    }
}
