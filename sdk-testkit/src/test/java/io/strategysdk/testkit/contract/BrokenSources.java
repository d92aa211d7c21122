package io.strategysdk.testkit.contract;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sources of made up bars, each wrong in one way. */
final class BrokenSources {
    private BrokenSources() {}

    static class Sound extends DataSourceContract {
        private final DataSource source = made();

        DataSource made() {
            return new PlainSource();
        }

        @Override
        protected DataSource source() {
            return source;
        }

        @Override
        protected Timeframe timeframe() {
            return PlainSource.HOUR;
        }

        @Override
        protected Instant from() {
            return PlainSource.FROM;
        }

        @Override
        protected Instant to() {
            return PlainSource.TO;
        }

        @Override
        protected TradingCalendar calendar() {
            return PlainSource.CALENDAR;
        }

        @Override
        protected List<Instrument> tickInstruments() {
            return List.of(PlainSource.ABC);
        }
    }

    /** A source that changes each bar, or the sink that it goes to. */
    abstract static class Changed extends PlainSource {
        @Override
        public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
            super.bars(instrument, timeframe, from, to, changed(sink));
        }

        abstract BarSink changed(BarSink sink);
    }

    @CaughtBy("itsInstrumentsAreListedOnceAndAlwaysInTheSameOrder")
    static final class ListsByHash extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                private int calls;

                @Override
                public List<Instrument> instruments() {
                    List<Instrument> list = new ArrayList<>(super.instruments());
                    Collections.rotate(list, ++calls);
                    return list;
                }
            };
        }
    }

    @CaughtBy(
            value = "barsComeOldestFirst",
            also = {
                "barsDoNotOverlap",
                "theFirstMomentIsInclusive",
                "theLastMomentIsExclusive",
                "aRangeInPartsHasTheBarsOfTheWhole",
                "ticksComeOldestFirst",
                "ticksAreThoseOfTheRangeAskedFor",
                "aRangeInPartsHasTheTicksOfTheWhole"
            })
    static final class ComesNewestFirst extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    List<Runnable> bars = new ArrayList<>();
                    super.bars(
                            instrument,
                            timeframe,
                            from,
                            to,
                            (open, time, first, high, low, last, volume) ->
                                    bars.add(() -> sink.bar(open, time, first, high, low, last, volume)));
                    Collections.reverse(bars);
                    bars.forEach(Runnable::run);
                }
            };
        }
    }

    /** Bars of its service are labelled by their start, and so they stay. */
    @CaughtBy(
            value = "aBarOpensBeforeItCloses",
            also = {
                "aBarIsAsLongAsItsTimeframe",
                "barsLieInsideOfSessions",
                "theFirstMomentIsInclusive",
                "theLastMomentIsExclusive",
                "betweenTwoClosesThereIsNothing",
                "aRangeInPartsHasTheBarsOfTheWhole",
                "anEmptyRangeHasNoBars"
            })
    static final class KeepsLabels extends Sound {
        @Override
        DataSource made() {
            return new Changed() {
                @Override
                BarSink changed(BarSink sink) {
                    return (open, time, first, high, low, last, volume) ->
                            sink.bar(open, open, first, high, low, last, volume);
                }

                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    new PlainSource().ticks(instrument, from, to, sink);
                }
            };
        }
    }

    @CaughtBy(
            value = "barsDoNotOverlap",
            also = {"aBarIsAsLongAsItsTimeframe", "barsLieInsideOfSessions"})
    static final class OpensTooEarly extends Sound {
        @Override
        DataSource made() {
            return new Changed() {
                @Override
                BarSink changed(BarSink sink) {
                    return (open, time, first, high, low, last, volume) ->
                            sink.bar(open - 1, time, first, high, low, last, volume);
                }
            };
        }
    }

    @CaughtBy("aBarIsAsLongAsItsTimeframe")
    static final class OpensWithTheFirstTrade extends Sound {
        @Override
        DataSource made() {
            return new Changed() {
                @Override
                BarSink changed(BarSink sink) {
                    return (open, time, first, high, low, last, volume) ->
                            sink.bar(open + TimeUnit.SECONDS.toNanos(3), time, first, high, low, last, volume);
                }
            };
        }
    }

    /** The last hour of the session ends after it. */
    @CaughtBy("barsLieInsideOfSessions")
    static final class KnowsNoClose extends Sound {
        private static final long ONE_HOUR = PlainSource.HOUR.duration().toNanos();

        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isWanted(long close, Instant from, Instant to) {
                    return super.isWanted(whole(close), from, to);
                }

                @Override
                void push(long open, long close, BarSink sink) {
                    super.push(open, whole(close), sink);
                }

                private long whole(long close) {
                    long open = CALENDAR.sessionAtOrAfter(close - 1).openNanos();
                    return open + Math.floorDiv(close - open + ONE_HOUR - 1, ONE_HOUR) * ONE_HOUR;
                }
            };
        }
    }

    @CaughtBy(value = "pricesLieBetweenLowAndHigh", also = "ticksHavePricesThatCanBeTradedAt")
    static final class MixesHighAndLow extends Sound {
        @Override
        DataSource made() {
            return new Changed() {
                @Override
                BarSink changed(BarSink sink) {
                    return (open, time, first, high, low, last, volume) ->
                            sink.bar(open, time, first, low, high, last, volume);
                }
            };
        }
    }

    /** A bar without a trade, as zeros. */
    @CaughtBy("pricesArePositive")
    static final class FillsGapsWithZeros extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                void push(long open, long close, BarSink sink) {
                    if (open / TimeUnit.HOURS.toNanos(1) % 3 == 0) {
                        sink.bar(open, close, 0, 0, 0, 0, 0);
                    } else {
                        super.push(open, close, sink);
                    }
                }

                @Override
                void trade(long time, double price, TickSink sink) {
                    super.trade(time, Math.max(price, 1), sink);
                }

                @Override
                void quote(long time, double bid, double ask, TickSink sink) {
                    super.quote(time, Math.max(bid, 1), Math.max(ask, 1), sink);
                }
            };
        }
    }

    @CaughtBy("pricesArePositive")
    static final class ShowsReturnsForPrices extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    super.bars(
                            instrument,
                            timeframe,
                            from,
                            to,
                            (open, time, first, high, low, last, volume) ->
                                    sink.bar(open, time, -2, -1, -3, -2, volume));
                }

                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    new PlainSource().ticks(instrument, from, to, sink);
                }
            };
        }
    }

    @CaughtBy("ticksHavePricesThatCanBeTradedAt")
    static final class ShowsAnEmptySideAsZero extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                void quote(long time, double bid, double ask, TickSink sink) {
                    super.quote(time, bid, 0, sink);
                }
            };
        }
    }

    @CaughtBy("ticksHavePricesThatCanBeTradedAt")
    static final class CrossesItsQuotes extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                void quote(long time, double bid, double ask, TickSink sink) {
                    super.quote(time, ask, bid, sink);
                }
            };
        }
    }

    @CaughtBy("ticksHavePricesThatCanBeTradedAt")
    static final class SignsSales extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                void trade(long time, double price, TickSink sink) {
                    sink.trade(time, price, -1);
                }
            };
        }
    }

    @CaughtBy(
            value = "theFirstMomentIsInclusive",
            also = {"aRangeInPartsHasTheBarsOfTheWhole"})
    static final class LeavesTheFirstMomentOut extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isWanted(long close, Instant from, Instant to) {
                    return super.isWanted(close, from.plusNanos(1), to);
                }
            };
        }
    }

    @CaughtBy(
            value = "theLastMomentIsExclusive",
            also = {"aRangeInPartsHasTheBarsOfTheWhole", "betweenTwoClosesThereIsNothing", "anEmptyRangeHasNoBars"})
    static final class TakesTheLastMomentIn extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isWanted(long close, Instant from, Instant to) {
                    return super.isWanted(close, from, to.plusNanos(1));
                }
            };
        }
    }

    @CaughtBy("betweenTwoClosesThereIsNothing")
    static final class RefusesRangesWithoutBars extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    boolean[] isEmpty = {true};
                    super.bars(instrument, timeframe, from, to, (open, time, first, high, low, last, volume) -> {
                        isEmpty[0] = false;
                        sink.bar(open, time, first, high, low, last, volume);
                    });
                    if (isEmpty[0] && !from.equals(to)) {
                        throw new SdkException("there must be bars of " + instrument + ", was none");
                    }
                }
            };
        }
    }

    @CaughtBy("anEmptyRangeHasNoBars")
    static final class TakesAMomentForADay extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isWanted(long close, Instant from, Instant to) {
                    return super.isWanted(close, from, from.equals(to) ? to.plusSeconds(86_400) : to);
                }
            };
        }
    }

    /** What it has delivered it does not deliver again. */
    @CaughtBy(
            value = "theSameQuestionHasTheSameAnswer",
            also = {
                "barsComeOldestFirst",
                "aBarOpensBeforeItCloses",
                "barsDoNotOverlap",
                "aBarIsAsLongAsItsTimeframe",
                "barsLieInsideOfSessions",
                "pricesLieBetweenLowAndHigh",
                "theFirstMomentIsInclusive",
                "theLastMomentIsExclusive",
                "betweenTwoClosesThereIsNothing",
                "anEmptyRangeHasNoBars",
                "aRangeInPartsHasTheBarsOfTheWhole",
                "barsOfAnotherLengthAreNotPassedOffAsThoseAskedFor",
                "theSinkIsCalledOnTheCallersThread"
            })
    static final class IsReadOnce extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                private final List<Object> delivered = new ArrayList<>();

                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    super.bars(instrument, timeframe, from, to, (open, time, first, high, low, last, volume) -> {
                        if (!delivered.contains(List.of(instrument, time))) {
                            delivered.add(List.of(instrument, time));
                            sink.bar(open, time, first, high, low, last, volume);
                        }
                    });
                }

                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    new PlainSource().ticks(instrument, from, to, sink);
                }
            };
        }
    }

    /** A bar that spans the edge of two ranges comes with both. */
    @CaughtBy(
            value = "aRangeInPartsHasTheBarsOfTheWhole",
            also = {"theFirstMomentIsInclusive"})
    static final class TakesBarsThatOpenInTheRange extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isWanted(long close, Instant from, Instant to) {
                    return from.equals(FROM)
                            ? super.isWanted(close, from, to)
                            : super.isWanted(close, from.plus(HOUR.duration()), to);
                }
            };
        }
    }

    @CaughtBy("barsOfAnotherLengthAreNotPassedOffAsThoseAskedFor")
    static final class HasOneLengthForAll extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    super.bars(instrument, HOUR, from, to, sink);
                }
            };
        }
    }

    @CaughtBy("anUnknownInstrumentIsRefused")
    static final class HasNothingOfTheUnknown extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    if (instruments().contains(instrument)) {
                        super.bars(instrument, timeframe, from, to, sink);
                    }
                }
            };
        }
    }

    @CaughtBy(value = "theSinkIsCalledOnTheCallersThread", also = "whatTheSinkThrowsReachesTheCaller")
    static final class ReadsOnAThreadOfItsOwn extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
                    List<RuntimeException> thrown = new ArrayList<>();
                    Thread reader = new Thread(() -> {
                        try {
                            super.bars(instrument, timeframe, from, to, sink);
                        } catch (RuntimeException e) {
                            thrown.add(e);
                        }
                    });
                    reader.start();
                    try {
                        reader.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    for (RuntimeException each : thrown) {
                        throw each;
                    }
                }
            };
        }
    }

    @CaughtBy("whatTheSinkThrowsReachesTheCaller")
    static final class SwallowsExceptions extends Sound {
        @Override
        DataSource made() {
            return new Changed() {
                @Override
                BarSink changed(BarSink sink) {
                    return (open, time, first, high, low, last, volume) -> {
                        try {
                            sink.bar(open, time, first, high, low, last, volume);
                        } catch (IllegalStateException wrong) {
                            // left out
                        }
                    };
                }
            };
        }
    }

    @CaughtBy("corporateActionsAreAlwaysTheSameInTheSameOrder")
    static final class ListsActionsByHash extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                private int calls;

                @Override
                public List<CorporateAction> corporateActions() {
                    List<CorporateAction> list = new ArrayList<>(super.corporateActions());
                    Collections.rotate(list, ++calls);
                    return list;
                }
            };
        }
    }

    @CaughtBy("theLatestQuoteIsOfTheInstrumentAskedFor")
    static final class HasOneQuoteForAll extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public Optional<Quote> latestQuote(Instrument instrument) {
                    return super.latestQuote(ABC);
                }
            };
        }
    }

    @CaughtBy(
            value = "ticksComeOldestFirst",
            also = {"ticksAreThoseOfTheRangeAskedFor", "aRangeInPartsHasTheTicksOfTheWhole"})
    static final class TellsTradesLate extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                private int trades;

                @Override
                void trade(long time, double price, TickSink sink) {
                    super.trade(time - TimeUnit.MINUTES.toNanos(++trades % 2), price, sink);
                }

                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    trades = 1;
                    super.ticks(instrument, from, to, sink);
                }
            };
        }
    }

    @CaughtBy(
            value = "ticksAreThoseOfTheRangeAskedFor",
            also = {"aRangeInPartsHasTheTicksOfTheWhole"})
    static final class HasTicksOfTheLastMoment extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isTickWanted(long time, Instant from, Instant to) {
                    return super.isTickWanted(time, from, to.plusNanos(1));
                }
            };
        }
    }

    /** Ranges that begin on the full hour begin there with the trade before. */
    @CaughtBy(
            value = "aRangeInPartsHasTheTicksOfTheWhole",
            also = {"ticksAreThoseOfTheRangeAskedFor"})
    static final class BeginsAnInstantEarlier extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                boolean isTickWanted(long time, Instant from, Instant to) {
                    return time >= Clock.epochNanosOf(from) - HOUR.duration().toNanos()
                            && super.isTickWanted(time, FROM, to);
                }
            };
        }
    }

    @CaughtBy("theSameQuestionForTicksHasTheSameAnswer")
    static final class CountsTicksOn extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                private int calls;

                @Override
                void trade(long time, double price, TickSink sink) {
                    super.trade(time, price + calls, sink);
                }

                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    calls += from.equals(FROM) && to.equals(TO) ? 1 : 0;
                    super.ticks(instrument, from, to, sink);
                }
            };
        }
    }

    @CaughtBy("anInstrumentWithoutTicksIsRefused")
    static final class HasNoTicksInSilence extends Sound {
        @Override
        DataSource made() {
            return new PlainSource() {
                @Override
                public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
                    if (instrument.equals(ABC)) {
                        super.ticks(instrument, from, to, sink);
                    }
                }
            };
        }
    }
}
