package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Measure;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.SharesOutstanding;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.UniverseFilter;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniverseTests {
    private static final Instrument STAYS = Instrument.equity("STAYS");
    private static final Instrument GOES = Instrument.equity("GOES");
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(100_000);

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Membership.Interval from(Instrument instrument, String from) {
        return new Membership.Interval(instrument.symbol(), day(from), Optional.empty());
    }

    private static Membership.Interval between(Instrument instrument, String from, String to) {
        return new Membership.Interval(instrument.symbol(), day(from), Optional.of(day(to)));
    }

    private static BarColumns days(Instrument instrument, String first, String last, double price, double volume) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        for (TradingCalendar.Session session : NYSE.sessions(day(first), day(last))) {
            bars.bar(session.openNanos(), session.closeNanos(), price, price, price, price, volume);
        }
        return bars.build();
    }

    private static BarColumns halfHours(Instrument instrument, String first, String last) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.minutes(30));
        long length = Timeframe.minutes(30).duration().toNanos();
        for (TradingCalendar.Session session : NYSE.sessions(day(first), day(last))) {
            for (long open = session.openNanos(); open < session.closeNanos(); open += length) {
                bars.bar(open, open + length, 10, 10, 10, 10, 100);
            }
        }
        return bars.build();
    }

    private static Engine.Builder engine(MarketData data, Strategy strategy, UniverseDefinition... definitions) {
        Engine.Builder engine = Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("s", strategy, CAPITAL, RiskLimits.NONE);
        for (UniverseDefinition definition : definitions) {
            engine.universe(definition);
        }
        return engine;
    }

    private static List<UniverseWatcher.Seen> seen(MarketData data, UniverseDefinition definition, Schedule... timers) {
        UniverseWatcher watcher = new UniverseWatcher(List.of(definition), timers);
        assertThat(engine(data, watcher, definition).build().run().strategies())
                .allMatch(result -> result.failure().isEmpty());
        return watcher.seen;
    }

    /** Members in New York time, each time they differ from the step before. */
    private static List<String> changes(List<UniverseWatcher.Seen> seen) {
        return seen.stream()
                .filter(UniverseWatcher.Seen::isUpdated)
                .map(step -> Instant.EPOCH
                                .plusNanos(step.epochNanos())
                                .atZone(NYSE.zone())
                                .toLocalDateTime() + " " + step.members())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // a change of the day counts from its open on, seen with the first bar after it
        "2024-11-26, 2024-11-26T10:00",
        // a holiday and a half day, which closes at 13:00
        "2024-11-28, 2024-11-29T10:00",
        "2024-11-29, 2024-11-29T10:00",
        // a weekend
        "2024-11-30, 2024-12-02T10:00",
        "2024-12-01, 2024-12-02T10:00",
        "2024-12-02, 2024-12-02T10:00",
    })
    void aChangeCountsFromTheOpenOfItsDay(String date, String firstSeen) {
        MarketData data = MarketData.of(
                NYSE, halfHours(STAYS, "2024-11-25", "2024-12-03"), halfHours(GOES, "2024-11-25", "2024-12-03"));
        UniverseDefinition joins =
                UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"), from(GOES, date))));
        UniverseDefinition leaves = UniverseDefinition.of(
                "u", Membership.of(List.of(from(STAYS, "2020-01-01"), between(GOES, "2020-01-01", date))));

        assertThat(changes(seen(data, joins)))
                .containsExactly("2024-11-25T10:00 [STAYS]", firstSeen + " [STAYS, GOES]");
        assertThat(changes(seen(data, leaves)))
                .containsExactly("2024-11-25T10:00 [STAYS, GOES]", firstSeen + " [STAYS]");
    }

    @Test
    void aTimerAtTheOpenSeesTheMembersOfTheDay() {
        MarketData data = MarketData.of(
                NYSE, halfHours(STAYS, "2024-11-25", "2024-11-27"), halfHours(GOES, "2024-11-25", "2024-11-27"));
        UniverseDefinition definition =
                UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"), from(GOES, "2024-11-26"))));

        assertThat(changes(seen(data, definition, Schedule.afterOpen(Duration.ZERO))))
                .containsExactly("2024-11-25T09:30 [STAYS]", "2024-11-26T09:30 [STAYS, GOES]");
        assertThat(changes(seen(data, definition, Schedule.beforeClose(Duration.ZERO))))
                .containsExactly("2024-11-25T10:00 [STAYS]", "2024-11-26T10:00 [STAYS, GOES]");
    }

    @Test
    void withDailyBarsTheCloseOfTheDayIsTheFirstStepThatSeesIt() {
        MarketData data = MarketData.of(
                NYSE,
                days(STAYS, "2024-11-25", "2024-12-03", 10, 100),
                days(GOES, "2024-11-25", "2024-12-03", 10, 100));
        UniverseDefinition definition = UniverseDefinition.of(
                "u", Membership.of(List.of(from(STAYS, "2020-01-01"), between(GOES, "2020-01-01", "2024-11-29"))));

        assertThat(changes(seen(data, definition)))
                .containsExactly("2024-11-25T16:00 [STAYS, GOES]", "2024-11-29T13:00 [STAYS]");
    }

    @Test
    void whereTheNextSessionOpensAtTheCloseTheMomentIsOfTheNext() {
        TradingCalendar always = TradingCalendars.alwaysOpen();
        BarColumns.Builder bars = BarColumns.builder(STAYS, Timeframe.DAY);
        for (TradingCalendar.Session session : always.sessions(day("2024-03-01"), day("2024-03-05"))) {
            bars.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 100);
        }
        UniverseDefinition definition = UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2024-03-03"))));

        List<UniverseWatcher.Seen> seen = seen(MarketData.of(always, bars.build()), definition);

        assertThat(seen.stream()
                        .filter(UniverseWatcher.Seen::isUpdated)
                        .map(step -> Instant.EPOCH.plusNanos(step.epochNanos()).toString()))
                .containsExactly("2024-03-03T00:00:00Z");
    }

    /** The whole point: who failed is in the run, and a member until it failed. */
    @Test
    void survivorshipInstrumentsThatFailedAreMembersForAsLongAsTheyWere() {
        MarketData data = MarketData.of(
                        NYSE,
                        days(STAYS, "2024-01-02", "2024-03-28", 10, 1_000),
                        days(GOES, "2024-01-02", "2024-02-15", 10, 1_000))
                .withActions(List.of(new CorporateAction.Delisting(GOES, day("2024-02-16"), true)));
        List<UniverseDefinition> definitions = List.of(
                UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"), from(GOES, "2020-01-01")))),
                UniverseDefinition.all("u"),
                UniverseDefinition.all("u").where(UniverseFilter.top(2, Measure.medianDollarVolume(1))));

        for (UniverseDefinition definition : definitions) {
            List<UniverseWatcher.Seen> seen = seen(data, definition);
            assertThat(seen.stream()
                            .filter(step -> step.members().contains(GOES))
                            .count())
                    .isBetween(30L, 32L);
            TreeMap<LocalDate, List<Instrument>> byDate = new TreeMap<>();
            seen.forEach(step -> byDate.put(
                    Instant.EPOCH
                            .plusNanos(step.epochNanos())
                            .atZone(NYSE.zone())
                            .toLocalDate(),
                    step.members()));
            assertThat(byDate.get(day("2024-02-15"))).containsExactly(STAYS, GOES);
            assertThat(byDate.get(day("2024-02-16"))).containsExactly(STAYS);
            assertThat(byDate.lastEntry().getValue()).containsExactly(STAYS);
        }
    }

    @Test
    void whoStopsTradingWithoutANoticeLosesItsPriceAtOnceAndItsVolumeWithTheSessions() {
        MarketData data = MarketData.of(
                NYSE,
                days(STAYS, "2024-01-02", "2024-03-28", 10, 1_000),
                days(GOES, "2024-01-02", "2024-02-15", 10, 1_000));

        assertThat(changes(seen(data, UniverseDefinition.all("u").where(UniverseFilter.atLeast(Measure.price(), "5")))))
                .endsWith("2024-02-20T16:00 [STAYS]");
        assertThat(changes(seen(
                        data,
                        UniverseDefinition.all("u")
                                .where(UniverseFilter.atLeast(Measure.medianDollarVolume(5), "10000")))))
                .endsWith("2024-02-22T16:00 [STAYS]");
        assertThat(changes(seen(
                        data,
                        UniverseDefinition.all("u")
                                .where(UniverseFilter.atLeast(Measure.meanDollarVolume(5), "10000")))))
                .endsWith("2024-02-20T16:00 [STAYS]");
    }

    @Test
    void equalValuesAreTakenInTheRunsOrder() {
        Instrument first = Instrument.equity("Z");
        MarketData data = MarketData.of(
                NYSE,
                days(first, "2024-01-02", "2024-01-05", 10, 100),
                days(STAYS, "2024-01-02", "2024-01-05", 10, 100),
                days(GOES, "2024-01-02", "2024-01-05", 20, 100));

        assertThat(changes(seen(
                        data, UniverseDefinition.all("u").where(UniverseFilter.top(2, Measure.meanDollarVolume(1))))))
                .containsExactly("2024-01-03T16:00 [Z, GOES]");
    }

    /** 1,000 shares at 30.30, three for one, then 10.10: exactly 30,300 on both days. */
    @Test
    void marketCapIsInTheSharesOfThePriceToTheLastUnit() {
        BarColumns.Builder bars = BarColumns.builder(STAYS, Timeframe.DAY);
        for (TradingCalendar.Session session : NYSE.sessions(day("2024-01-02"), day("2024-01-12"))) {
            double price = session.date().isBefore(day("2024-01-08")) ? 30.30 : 10.10;
            bars.bar(session.openNanos(), session.closeNanos(), price, price, price, price, 100);
        }
        MarketData data = MarketData.of(NYSE, bars.build())
                .withActions(List.of(new CorporateAction.Split(STAYS, day("2024-01-08"), 3, 1)));
        SharesOutstanding shares = SharesOutstanding.of(List.of(
                new SharesOutstanding.Entry("STAYS", day("2023-12-01"), new BigDecimal("1000")),
                new SharesOutstanding.Entry("STAYS", day("2024-01-10"), new BigDecimal("3001"))));

        List<String> exactly = changes(seen(
                data,
                UniverseDefinition.all("u")
                        .where(UniverseFilter.atLeast(Measure.marketCap(shares), "30300"))
                        .where(UniverseFilter.atMost(Measure.marketCap(shares), "30300"))));

        assertThat(exactly).containsExactly("2024-01-03T16:00 [STAYS]", "2024-01-10T16:00 []");
    }

    @Test
    void sharesThatAreKnownOnTheDayOfASplitMeetThePriceBeforeItInItsOwnTerms() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-01-02", "2024-01-08", 30, 100))
                .withActions(List.of(new CorporateAction.Split(STAYS, day("2024-01-08"), 3, 1)));
        SharesOutstanding shares = SharesOutstanding.of(
                List.of(new SharesOutstanding.Entry("STAYS", day("2024-01-08"), new BigDecimal("3000"))));

        assertThat(changes(seen(
                        data,
                        UniverseDefinition.all("u")
                                .where(UniverseFilter.atLeast(Measure.marketCap(shares), "30000"))
                                .where(UniverseFilter.atMost(Measure.marketCap(shares), "30000")))))
                .containsExactly("2024-01-08T16:00 [STAYS]");
    }

    @Test
    void factsUnderAnOldNameAreOfTheInstrument() {
        Instrument fb = Instrument.equity("FB");
        Instrument meta = Instrument.equity("META");
        MarketData data = MarketData.of(
                        NYSE,
                        days(fb, "2022-06-01", "2022-06-08", 10, 100),
                        days(meta, "2022-06-09", "2022-06-16", 10, 100))
                .withActions(List.of(new CorporateAction.SymbolChange(fb, day("2022-06-09"), meta)));
        UniverseDefinition definition = UniverseDefinition.of(
                "u",
                Membership.of(
                        List.of(between(fb, "2022-06-03", "2022-06-09"), between(meta, "2022-06-09", "2022-06-14"))));

        assertThat(changes(seen(data, definition))).containsExactly("2022-06-03T16:00 [META]", "2022-06-14T16:00 []");
    }

    @Test
    void filtersAreRefreshedWithThePeriodAndMembersLeaveAtOnce() {
        Instrument grows = Instrument.equity("GROWS");
        BarColumns.Builder bars = BarColumns.builder(grows, Timeframe.DAY);
        for (TradingCalendar.Session session : NYSE.sessions(day("2024-01-02"), day("2024-03-08"))) {
            double price = session.date().isBefore(day("2024-01-10")) ? 1 : 100;
            bars.bar(session.openNanos(), session.closeNanos(), price, price, price, price, 100);
        }
        MarketData data = MarketData.of(NYSE, bars.build(), days(GOES, "2024-01-02", "2024-03-08", 50, 100));
        UniverseDefinition daily = UniverseDefinition.of(
                        "u",
                        Membership.of(List.of(from(grows, "2020-01-01"), between(GOES, "2020-01-01", "2024-02-14"))))
                .where(UniverseFilter.atLeast(Measure.price(), "20"));

        assertThat(changes(seen(data, daily)))
                .containsExactly(
                        "2024-01-03T16:00 [GOES]", "2024-01-11T16:00 [GROWS, GOES]", "2024-02-14T16:00 [GROWS]");
        assertThat(changes(seen(data, daily.refreshed(ChronoUnit.WEEKS))))
                .containsExactly(
                        "2024-01-08T16:00 [GOES]", "2024-01-16T16:00 [GROWS, GOES]", "2024-02-14T16:00 [GROWS]");
        assertThat(changes(seen(data, daily.refreshed(ChronoUnit.MONTHS))))
                .containsExactly("2024-02-01T16:00 [GROWS, GOES]", "2024-02-14T16:00 [GROWS]");
    }

    @Test
    void theListIsTheSameUntilMembersChange() {
        MarketData data = MarketData.of(
                NYSE, halfHours(STAYS, "2024-11-25", "2024-11-27"), halfHours(GOES, "2024-11-25", "2024-11-27"));
        UniverseDefinition definition =
                UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"), from(GOES, "2024-11-26"))));

        List<UniverseWatcher.Seen> seen = seen(data, definition);

        for (int i = 1; i < seen.size(); i++) {
            if (!seen.get(i).isUpdated()) {
                assertThat(seen.get(i).members()).isSameAs(seen.get(i - 1).members());
            }
        }
        List<Instrument> members = seen.get(0).members();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> members.add(GOES));
    }

    @Test
    void whatHasChangedWhileAStrategyWarmedUpIsNewWhenItDecides() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100));
        UniverseDefinition definition = UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"))));
        UniverseWatcher watcher = new UniverseWatcher(List.of(definition));

        engine(data, watcher, definition)
                .from(Instant.parse("2024-11-28T00:00:00Z"))
                .build()
                .run();

        assertThat(changes(watcher.seen)).containsExactly("2024-11-29T13:00 [STAYS]");
    }

    /** Asks for a universe that nobody gave it. */
    private record Asking(String name) implements Strategy {
        @Override
        public void onStart(Context context) {
            context.universe(name);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100));

        assertThat(engine(data, new Asking("small"), UniverseDefinition.all("large"))
                        .build()
                        .run()
                        .strategies()
                        .get(0)
                        .failure()
                        .orElseThrow()
                        .error())
                .hasMessage("universe must be one of the run's [large], was 'small'");
    }

    /** Binds too late. */
    private static final class Late implements Strategy {
        private final List<Universe> bound = new ArrayList<>();

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            bound.add(context.universe("u"));
            return List.of();
        }
    }

    @Test
    void universesAreBoundInOnStart() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100));

        assertThat(engine(data, new Late(), UniverseDefinition.all("u"))
                        .build()
                        .run()
                        .strategies()
                        .get(0)
                        .failure()
                        .orElseThrow()
                        .error())
                .hasMessage("universes must be bound in onStart (s)");
    }

    @Test
    void membersWithoutDataAreRefusedUnlessThatIsAllowed() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100));
        UniverseDefinition definition = UniverseDefinition.of(
                "large",
                Membership.of(List.of(
                        from(STAYS, "2020-01-01"),
                        between(GOES, "2020-01-01", "2024-11-27"),
                        new Membership.Interval("OLD", day("2000-01-01"), Optional.of(day("2024-11-25"))),
                        new Membership.Interval("NEXT", day("2024-12-04"), Optional.empty()))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine(data, new Asking("large"), definition).build())
                .withMessage("members of a universe must have data, else a backtest sees survivors only; add them, or"
                        + " allow it with allowingMissingData(), missing are 1: GOES from 2020-01-01 to 2024-11-27"
                        + " (universe large)");
        assertThat(engine(data, new Asking("large"), definition.allowingMissingData())
                        .build()
                        .run()
                        .warnings())
                .contains("Universe large has 1 members without data, which was allowed: results are those of"
                        + " survivors. Missing are GOES from 2020-01-01 to 2024-11-27.");
    }

    @Test
    void membersWithBarsForAPartOfTheirTimeAreAWarning() {
        MarketData data = MarketData.of(
                NYSE,
                days(STAYS, "2024-11-25", "2024-12-03", 10, 100),
                days(GOES, "2024-11-26", "2024-11-27", 10, 100));

        assertThat(engine(
                                data,
                                new Asking("u"),
                                UniverseDefinition.of(
                                        "u",
                                        Membership.of(List.of(
                                                from(STAYS, "2020-01-01"), between(GOES, "2024-11-26", "2024-11-30")))))
                        .build()
                        .run()
                        .warnings())
                .contains("Universe u has 1 members with bars for a part of their membership only: GOES from 2024-11-26"
                        + " to 2024-11-30, bars from 2024-11-26 to 2024-11-27.");
        assertThat(engine(
                                data,
                                new Asking("u"),
                                UniverseDefinition.of(
                                        "u",
                                        Membership.of(List.of(
                                                from(STAYS, "2020-01-01"), between(GOES, "2024-11-26", "2024-11-29")))))
                        .build()
                        .run()
                        .warnings())
                .noneMatch(warning -> warning.contains("Universe"));
    }

    @Test
    void pricesThatKnowTheFutureAreNotMeasured() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100))
                .declared(PriceMode.SPLIT_ADJUSTED);
        UniverseDefinition priced = UniverseDefinition.all("u").where(UniverseFilter.atLeast(Measure.price(), "5"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine(data, new Asking("u"), priced).build())
                .withMessage("prices must be raw where a universe measures them, since adjusted ones know the future,"
                        + " were SPLIT_ADJUSTED (universe u)");
        engine(data, new Asking("u"), UniverseDefinition.all("u").where(UniverseFilter.minimumAge(2)))
                .build();
    }

    @Test
    void aNameIsGivenOnce() {
        MarketData data = MarketData.of(NYSE, days(STAYS, "2024-11-25", "2024-12-03", 10, 100));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> engine(data, new Asking("u"), UniverseDefinition.all("u"), UniverseDefinition.all("u"))
                                .build())
                .withMessage("each universe must have a name of its own, was twice 'u'");
    }

    @Test
    void barsLongerThanADayAreNotMeasured() {
        BarColumns.Builder weeks = BarColumns.builder(STAYS, Timeframe.WEEK);
        TradingCalendar.Session monday = NYSE.session(day("2024-03-04")).orElseThrow();
        TradingCalendar.Session friday = NYSE.session(day("2024-03-08")).orElseThrow();
        weeks.bar(monday.openNanos(), friday.closeNanos(), 10, 10, 10, 10, 100);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine(
                                MarketData.of(NYSE, weeks.build()),
                                new Asking("u"),
                                UniverseDefinition.all("u").where(UniverseFilter.minimumAge(1)))
                        .build())
                .withMessage("filters of a universe must have bars of a day or less, were 1w of STAYS (universe u)");
    }

    @Test
    void aCheckpointGoesOnWithTheSameMembersOnly() {
        MarketData data = MarketData.of(
                NYSE,
                days(STAYS, "2024-11-25", "2024-12-03", 10, 100),
                days(GOES, "2024-11-25", "2024-12-03", 10, 100));
        UniverseDefinition definition = UniverseDefinition.of("u", Membership.of(List.of(from(STAYS, "2020-01-01"))));
        Engine engine = engine(data, new Asking("u"), definition).build();
        engine.runUntil(Instant.parse("2024-11-27T00:00:00Z"));
        Checkpoint checkpoint = engine.checkpoint();
        UniverseDefinition same =
                UniverseDefinition.of("u", Membership.of(List.of(between(STAYS, "2020-01-01", "2024-11-27"))));
        UniverseDefinition other = UniverseDefinition.of("u", Membership.of(List.of(from(GOES, "2020-01-01"))));

        engine(data, new Asking("u"), same).resume(checkpoint).build().run();
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        engine(data, new Asking("u"), other).resume(checkpoint).build())
                .withMessageContaining("members so far");
    }
}
