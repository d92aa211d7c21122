package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.data.DataSource.BarSink;
import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link DataSource} promises, a test for each rule. The author says in which range it has bars, a dozen of each
 * instrument at least, of more than one session where that can be.
 *
 * <pre>{@code
 * final class MyFilesTests extends DataSourceContract {
 *     protected DataSource source() {
 *         return MyFiles.in(folder);
 *     }
 *
 *     protected Timeframe timeframe() {
 *         return Timeframe.MINUTE;
 *     }
 *
 *     protected Instant from() {
 *         return Instant.parse("2024-07-01T00:00:00Z");
 *     }
 *
 *     protected Instant to() {
 *         return Instant.parse("2024-07-04T00:00:00Z");
 *     }
 *
 *     protected TradingCalendar calendar() {
 *         return TradingCalendars.nyse();
 *     }
 * }
 * }</pre>
 *
 * <p>Bars from outside of the sessions are allowed: for data that have such, override
 * {@link #barsLieInsideOfSessions()} as disabled.
 */
public abstract class DataSourceContract {
    private static final int FEWEST = 4;
    private static final int PARTS = 3;

    /** For subclasses. */
    protected DataSourceContract() {}

    /** The source under test; the same or an equal one at each call of one test. */
    protected abstract DataSource source();

    /** Of the bars that it has. */
    protected abstract Timeframe timeframe();

    /** First moment of the range that the suite asks for, inclusive. */
    protected abstract Instant from();

    /** End of the range that the suite asks for, exclusive. */
    protected abstract Instant to();

    /** Whose sessions the bars are of. */
    protected abstract TradingCalendar calendar();

    /** Those that it has bars of; all of its instruments unless overridden. */
    protected List<Instrument> barInstruments() {
        return source().instruments();
    }

    /** Those that it has quotes and trades of; none unless overridden. */
    protected List<Instrument> tickInstruments() {
        return List.of();
    }

    /** One that it does not have. */
    protected Instrument unknown() {
        return Instrument.equity("NO-SUCH-INSTRUMENT");
    }

    /** A bar as the sink got it. */
    private record Row(
            long openNanos, long closeNanos, double open, double high, double low, double close, double volume) {
        boolean isLongAs(Timeframe timeframe, TradingCalendar calendar) {
            long length = timeframe.duration().toNanos();
            Session session = calendar.sessionAtOrAfter(openNanos);
            boolean isCut = closeNanos == session.closeNanos() || openNanos == session.openNanos();
            return closeNanos - openNanos == length || (closeNanos - openNanos < length && isCut);
        }
    }

    private static List<Row> bars(
            DataSource source, Instrument instrument, Timeframe timeframe, Instant from, Instant to) {
        List<Row> rows = new ArrayList<>();
        source.bars(
                instrument,
                timeframe,
                from,
                to,
                (open, time, first, high, low, last, volume) ->
                        rows.add(new Row(open, time, first, high, low, last, volume)));
        return rows;
    }

    private List<Row> bars(Instrument instrument, Instant from, Instant to) {
        return bars(source(), instrument, timeframe(), from, to);
    }

    private List<Row> all(Instrument instrument) {
        List<Row> rows = bars(instrument, from(), to());
        assertThat(rows)
                .as(
                        "bars of %s from %s to %s: at least %s, or this suite says nothing",
                        instrument, from(), to(), FEWEST)
                .hasSizeGreaterThanOrEqualTo(FEWEST);
        return rows;
    }

    /** One for which the suite can say something. */
    private List<Instrument> withBars() {
        assertThat(Stream.of(barInstruments(), tickInstruments()).flatMap(List::stream))
                .as("instruments with bars, or with quotes and trades")
                .isNotEmpty();
        assumeFalse(barInstruments().isEmpty(), "the source has no bars");
        return barInstruments();
    }

    private static Instant at(long epochNanos) {
        return Clock.instantOf(epochNanos);
    }

    /** In the source's own order. */
    @Test
    protected void itsInstrumentsAreListedOnceAndAlwaysInTheSameOrder() {
        List<Instrument> instruments = List.copyOf(source().instruments());

        assertThat(instruments).as("instruments").isNotEmpty().doesNotHaveDuplicates();
        assertThat(source().instruments()).as("instruments at the second call").isEqualTo(instruments);
    }

    /** By their closes, of which no two are one. */
    @Test
    protected void barsComeOldestFirst() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).closeNanos())
                        .as("close of bar %s of %s, %s, with that of the bar before", i, instrument, rows.get(i))
                        .isGreaterThan(rows.get(i - 1).closeNanos());
            }
        }
    }

    /** One that labels bars by their start, or by their end, does not push that label for both. */
    @Test
    protected void aBarOpensBeforeItCloses() {
        for (Instrument instrument : withBars()) {
            for (Row row : all(instrument)) {
                assertThat(row.openNanos())
                        .as("open in nanoseconds of %s, %s", instrument, row)
                        .isLessThan(row.closeNanos());
            }
        }
    }

    /** None opens before the one before it has closed. */
    @Test
    protected void barsDoNotOverlap() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i).openNanos())
                        .as("open in nanoseconds of bar %s of %s, with the close of the bar before", i, instrument)
                        .isGreaterThanOrEqualTo(rows.get(i - 1).closeNanos());
            }
        }
    }

    /** No bar is longer, and none shorter but for the first and the last of a session; for bars shorter than a day. */
    @Test
    protected void aBarIsAsLongAsItsTimeframe() {
        assumeFalse(!timeframe().isIntraday(), "days and longer have no fixed length");
        for (Instrument instrument : withBars()) {
            for (Row row : all(instrument)) {
                assertThat(row.isLongAs(timeframe(), calendar()))
                        .as(
                                "length of %s, of %s: from %s to %s",
                                timeframe(), instrument, at(row.openNanos()), at(row.closeNanos()))
                        .isTrue();
            }
        }
    }

    /** Opens and closes are those of sessions, or inside of one for bars shorter than a day. */
    @Test
    protected void barsLieInsideOfSessions() {
        for (Instrument instrument : withBars()) {
            for (Row row : all(instrument)) {
                Session first = calendar().sessionAtOrAfter(row.openNanos());
                Session last = calendar().sessionAtOrAfter(row.closeNanos() - 1);
                boolean isInside = timeframe().isIntraday()
                        ? first.equals(last)
                                && row.openNanos() >= first.openNanos()
                                && row.closeNanos() <= first.closeNanos()
                        : row.openNanos() == first.openNanos() && row.closeNanos() == last.closeNanos();
                assertThat(isInside)
                        .as(
                                "bar of %s from %s to %s lies inside of sessions of %s",
                                instrument,
                                at(row.openNanos()),
                                at(row.closeNanos()),
                                calendar().name())
                        .isTrue();
            }
        }
    }

    /** Numbers, of which the high is the highest and the low the lowest; a volume is not negative. */
    @Test
    protected void pricesLieBetweenLowAndHigh() {
        for (Instrument instrument : withBars()) {
            for (Row row : all(instrument)) {
                assertThat(List.of(row.open(), row.close()))
                        .as("open and close of %s, %s", instrument, row)
                        .allMatch(price -> row.low() <= price && price <= row.high() && Double.isFinite(price));
                assertThat(row.volume())
                        .as("volume of %s, %s", instrument, row)
                        .isFinite()
                        .isNotNegative();
            }
        }
    }

    /** No run takes bars at 0 or below: what has no price is left out, or an error. */
    @Test
    protected void pricesArePositive() {
        for (Instrument instrument : withBars()) {
            for (Row row : all(instrument)) {
                assertThat(List.of(row.open(), row.high(), row.low(), row.close()))
                        .as("open, high, low and close of %s, %s", instrument, row)
                        .allMatch(price -> price > 0);
            }
        }
    }

    /** A bar that closes at it is there. */
    @Test
    protected void theFirstMomentIsInclusive() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            Instant close = at(rows.get(1).closeNanos());
            assertThat(bars(instrument, close, to()))
                    .as("bars of %s that close from %s on, the close of the second", instrument, close)
                    .isEqualTo(rows.subList(1, rows.size()));
            assertThat(bars(instrument, close.plusNanos(1), to()))
                    .as("bars of %s that close from a nanosecond after %s on", instrument, close)
                    .isEqualTo(rows.subList(2, rows.size()));
        }
    }

    /** A bar that closes at it is not there. */
    @Test
    protected void theLastMomentIsExclusive() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            int last = rows.size() - 1;
            Instant close = at(rows.get(last).closeNanos());
            assertThat(bars(instrument, from(), close))
                    .as("bars of %s that close before %s, the close of the last", instrument, close)
                    .isEqualTo(rows.subList(0, last));
            assertThat(bars(instrument, from(), close.plusNanos(1)))
                    .as("bars of %s that close before a nanosecond after %s", instrument, close)
                    .isEqualTo(rows);
        }
    }

    /** Nor an error: it is a range like any other. */
    @Test
    protected void betweenTwoClosesThereIsNothing() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            for (int i = 1; i < rows.size(); i++) {
                Instant after = at(rows.get(i - 1).closeNanos() + 1);
                Instant close = at(rows.get(i).closeNanos());
                assertThat(bars(instrument, after, close))
                        .as("bars of %s that close from %s to before %s", instrument, after, close)
                        .isEmpty();
            }
        }
    }

    /** Also at a close. */
    @Test
    protected void anEmptyRangeHasNoBars() {
        for (Instrument instrument : withBars()) {
            Instant close = at(all(instrument).get(1).closeNanos());
            assertThat(bars(instrument, close, close))
                    .as("bars of %s in no time", instrument)
                    .isEmpty();
        }
    }

    /** None is lost and none comes twice where two ranges meet. */
    @Test
    protected void aRangeInPartsHasTheBarsOfTheWhole() {
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            List<Row> joined = new ArrayList<>();
            Instant from = from();
            for (int part = 1; part < PARTS; part++) {
                Instant to = at(rows.get(rows.size() * part / PARTS).closeNanos());
                joined.addAll(bars(instrument, from, to));
                from = to;
            }
            joined.addAll(bars(instrument, from, to()));
            assertThat(joined).as("bars of %s in %s parts", instrument, PARTS).isEqualTo(rows);
        }
    }

    /** To the last bit, of the same source and of another. */
    @Test
    protected void theSameQuestionHasTheSameAnswer() {
        DataSource source = source();
        for (Instrument instrument : withBars()) {
            List<Row> rows = all(instrument);
            for (int i = 0; i < 2; i++) {
                assertThat(bars(source, instrument, timeframe(), from(), to()))
                        .as("bars of %s at another call", instrument)
                        .isEqualTo(rows);
            }
        }
    }

    /** It refuses what it does not have, or has none, or makes them: bars of seven minutes are seven minutes long. */
    @Test
    protected void barsOfAnotherLengthAreNotPassedOffAsThoseAskedFor() {
        Timeframe other = Timeframe.minutes(7);
        for (Instrument instrument : withBars()) {
            List<Row> rows = new ArrayList<>();
            Throwable refusal = catchThrowable(() -> rows.addAll(bars(source(), instrument, other, from(), to())));
            if (refusal == null) {
                assertThat(rows)
                        .as("bars of %s that were asked for as bars of %s", instrument, other)
                        .allMatch(row -> row.isLongAs(other, calendar()));
            } else {
                assertThat(refusal)
                        .as("refusal of bars of %s", other)
                        .isInstanceOfAny(SdkException.class, IllegalArgumentException.class);
            }
        }
    }

    /** Naming it, and without a bar; no bars would be taken for a quiet market. */
    @Test
    protected void anUnknownInstrumentIsRefused() {
        List<Row> rows = new ArrayList<>();

        assertRefusal(
                "refusal of the bars of an instrument that it does not have",
                () -> rows.addAll(bars(unknown(), from(), to())));
        assertThat(rows).as("bars of an instrument that it does not have").isEmpty();
    }

    private void assertRefusal(String what, ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .as(what)
                .isInstanceOfAny(SdkException.class, IllegalArgumentException.class)
                .hasMessageContaining(unknown().symbol());
    }

    /** On which the sink is not safe for others. */
    @Test
    protected void theSinkIsCalledOnTheCallersThread() {
        for (Instrument instrument : withBars()) {
            List<Thread> threads = new ArrayList<>();
            BarSink sink = (open, time, first, high, low, last, volume) -> {
                synchronized (threads) {
                    threads.add(Thread.currentThread());
                }
            };
            source().bars(instrument, timeframe(), from(), to(), sink);
            synchronized (threads) {
                assertThat(threads)
                        .as("threads that called the sink before the call for %s returned", instrument)
                        .isNotEmpty()
                        .containsOnly(Thread.currentThread());
            }
        }
    }

    /** What it refuses is not left out in silence. */
    @Test
    protected void whatTheSinkThrowsReachesTheCaller() {
        IllegalStateException full = new IllegalStateException("the sink is full");
        Instrument instrument = withBars().get(0);
        BarSink sink = (open, time, first, high, low, last, volume) -> {
            throw full;
        };

        assertThatThrownBy(() -> source().bars(instrument, timeframe(), from(), to(), sink))
                .as("what the sink threw, or its cause")
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isSameAs(full),
                        thrown -> assertThat(thrown).hasRootCause(full));
    }

    /** What issuers did is applied in this order. */
    @Test
    protected void corporateActionsAreAlwaysTheSameInTheSameOrder() {
        DataSource source = source();
        List<Object> actions = List.copyOf(source.corporateActions());

        assertThat(source.corporateActions())
                .as("corporate actions at the second call")
                .isEqualTo(actions);
    }

    /** With a bid that is not above the ask. */
    @Test
    protected void theLatestQuoteIsOfTheInstrumentAskedFor() {
        for (Instrument instrument : source().instruments()) {
            source().latestQuote(instrument).ifPresent(quote -> {
                assertThat(quote.instrument())
                        .as("instrument of the latest quote")
                        .isEqualTo(instrument);
                assertThat(quote.bid()).as("bid of %s", quote).isLessThanOrEqualTo(quote.ask());
            });
        }
    }

    /** A quote, or a trade, as the sink got it. */
    private record Tick(
            boolean isQuote, long epochNanos, double bidOrPrice, double bidSizeOrSize, double ask, double askSize) {
        boolean canBeTradedAt() {
            return isTraded(bidOrPrice, bidSizeOrSize) && (!isQuote || (isTraded(ask, askSize) && bidOrPrice <= ask));
        }

        private static boolean isTraded(double price, double size) {
            return price > 0 && Double.isFinite(price) && size >= 0 && Double.isFinite(size);
        }
    }

    private static List<Tick> ticks(DataSource source, Instrument instrument, Instant from, Instant to) {
        List<Tick> ticks = new ArrayList<>();
        source.ticks(instrument, from, to, new TickSink() {
            @Override
            public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
                ticks.add(new Tick(true, epochNanos, bid, bidSize, ask, askSize));
            }

            @Override
            public void trade(long epochNanos, double price, double size) {
                ticks.add(new Tick(false, epochNanos, price, size, 0, 0));
            }
        });
        return ticks;
    }

    private List<Tick> allTicks(Instrument instrument) {
        List<Tick> ticks = ticks(source(), instrument, from(), to());
        assertThat(ticks)
                .as(
                        "ticks of %s from %s to %s: at least %s, or this suite says nothing",
                        instrument, from(), to(), FEWEST)
                .hasSizeGreaterThanOrEqualTo(FEWEST);
        return ticks;
    }

    private List<Instrument> withTicks() {
        assumeFalse(tickInstruments().isEmpty(), "the source has no quotes and trades");
        return tickInstruments();
    }

    /** Those of one instant in the order in which they happened. */
    @Test
    protected void ticksComeOldestFirst() {
        for (Instrument instrument : withTicks()) {
            List<Tick> ticks = allTicks(instrument);
            for (int i = 1; i < ticks.size(); i++) {
                assertThat(ticks.get(i).epochNanos())
                        .as("time of tick %s of %s, with that of the tick before", i, instrument)
                        .isGreaterThanOrEqualTo(ticks.get(i - 1).epochNanos());
            }
        }
    }

    /** Prices are positive, sizes not negative, and a bid is not above its ask. */
    @Test
    protected void ticksHavePricesThatCanBeTradedAt() {
        for (Instrument instrument : withTicks()) {
            for (Tick tick : allTicks(instrument)) {
                assertThat(tick.canBeTradedAt())
                        .as("%s of %s can be traded at", tick, instrument)
                        .isTrue();
            }
        }
    }

    /** First moment inclusive, last exclusive. */
    @Test
    protected void ticksAreThoseOfTheRangeAskedFor() {
        for (Instrument instrument : withTicks()) {
            List<Tick> ticks = allTicks(instrument);
            long from = ticks.get(1).epochNanos();
            long to = ticks.get(ticks.size() - 1).epochNanos();
            assertThat(ticks(source(), instrument, at(from), at(to)))
                    .as("ticks of %s from %s to before %s", instrument, at(from), at(to))
                    .isEqualTo(ticks.stream()
                            .filter(tick -> tick.epochNanos() >= from && tick.epochNanos() < to)
                            .toList());
        }
    }

    /** Those of one instant are in one part. */
    @Test
    protected void aRangeInPartsHasTheTicksOfTheWhole() {
        for (Instrument instrument : withTicks()) {
            List<Tick> ticks = allTicks(instrument);
            Instant middle = at(ticks.get(ticks.size() / 2).epochNanos());
            List<Tick> joined = new ArrayList<>(ticks(source(), instrument, from(), middle));
            joined.addAll(ticks(source(), instrument, middle, to()));
            assertThat(joined).as("ticks of %s in two parts", instrument).isEqualTo(ticks);
        }
    }

    /** To the last bit. */
    @Test
    protected void theSameQuestionForTicksHasTheSameAnswer() {
        for (Instrument instrument : withTicks()) {
            List<Tick> ticks = allTicks(instrument);
            assertThat(allTicks(instrument))
                    .as("ticks of %s at another call", instrument)
                    .isEqualTo(ticks);
        }
    }

    /** No ticks would be taken for a quiet market. */
    @Test
    protected void anInstrumentWithoutTicksIsRefused() {
        List<Instrument> without = new ArrayList<>(source().instruments());
        without.removeAll(tickInstruments());
        assumeFalse(without.isEmpty(), "the source has quotes and trades of all of its instruments");
        for (Instrument instrument : without) {
            assertThatThrownBy(() -> ticks(source(), instrument, from(), to()))
                    .as("refusal of the ticks of %s", instrument)
                    .isInstanceOfAny(
                            UnsupportedOperationException.class, SdkException.class, IllegalArgumentException.class);
        }
    }
}
