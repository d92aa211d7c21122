package io.strategysdk.testkit.contract;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Feeds of made up bars, each wrong in one way. */
final class BrokenFeeds {
    private BrokenFeeds() {}

    static class Sound extends MarketDataFeedContract {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed();
        }

        @Override
        protected List<Instrument> instruments() {
            return PlainFeed.INSTRUMENTS;
        }

        @Override
        protected Timeframe timeframe() {
            return Timeframe.MINUTE;
        }

        @Override
        protected Optional<MarketDataFeed> failingFeed() {
            return Optional.of(new PlainFeed() {
                @Override
                void end(Listener listener) {
                    listener.onFailure(failure());
                }
            });
        }

        @Override
        protected Optional<MarketDataFeed> interruptedFeed() {
            return Optional.of(new PlainFeed() {
                @Override
                void onTheWay(Listener listener) {
                    listener.onGap("the connection was lost for a second");
                }
            });
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(1_500);
        }

        @Override
        protected Duration quiet() {
            return Duration.ofMillis(30);
        }

        @Override
        protected Duration promptness() {
            return Duration.ofMillis(300);
        }
    }

    @CaughtBy("itIsStartedOnce")
    static final class IgnoresTheSecondStart extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                private boolean isStarted;

                @Override
                public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
                    if (!isStarted) {
                        super.start(instruments, timeframe, listener);
                    }
                    isStarted = true;
                }
            };
        }
    }

    @CaughtBy(
            value = "startReturnsThoughTheListenerWaits",
            also = {"itIsStartedOnce", "nothingComesAfterClose", "closeReturnsSoon"})
    static final class PlaysWhileItStarts extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
                    if (!INSTRUMENTS.containsAll(instruments)) {
                        super.start(instruments, timeframe, listener);
                    }
                    play(timeframe, listener);
                }
            };
        }
    }

    @CaughtBy("noTwoBarsOfAnInstrumentCloseAtOneTime")
    static final class SendsEachBarTwice extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                void send(MarketEvent event, Listener listener) {
                    super.send(event, listener);
                    super.send(event, listener);
                }
            };
        }
    }

    @CaughtBy(value = "eventsComeInTheOrderOfTheirTime", also = "noTwoBarsOfAnInstrumentCloseAtOneTime")
    static final class SendsABarLate extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                MarketEvent event(Instrument instrument, Timeframe timeframe, int bar) {
                    return super.event(instrument, timeframe, bar == 3 ? 1 : bar);
                }
            };
        }
    }

    @CaughtBy("eventsAreOfTheInstrumentsAskedFor")
    static final class SendsEverythingItHas extends Sound {
        @Override
        protected List<Instrument> instruments() {
            return PlainFeed.INSTRUMENTS.subList(0, 1);
        }
    }

    @CaughtBy("barsAreOfTheTimeframeAskedFor")
    static final class HasBarsOfOneLength extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                MarketEvent event(Instrument instrument, Timeframe timeframe, int bar) {
                    return super.event(instrument, Timeframe.hours(1), bar);
                }
            };
        }
    }

    /** Each event by a thread of its own. */
    @CaughtBy(
            value = "theListenerIsCalledOneAtATime",
            also = {"eventsComeInTheOrderOfTheirTime", "theEndComesOnceAndLast", "nothingComesAfterClose"})
    static final class CallsFromManyThreads extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                void send(MarketEvent event, Listener listener) {
                    new Thread(() -> super.send(event, listener)).start();
                }
            };
        }
    }

    @CaughtBy("theEndComesOnceAndLast")
    static final class EndsTwice extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                void end(Listener listener) {
                    super.end(listener);
                    super.end(listener);
                }
            };
        }
    }

    @CaughtBy("aFailureComesOnceAndLast")
    static final class EndsAfterItsFailure extends Sound {
        @Override
        protected Optional<MarketDataFeed> failingFeed() {
            return Optional.of(new PlainFeed() {
                @Override
                void onTheWay(Listener listener) {
                    listener.onFailure(failure());
                }
            });
        }
    }

    @CaughtBy("aGapIsToldWithItsReason")
    static final class HidesItsGaps extends Sound {
        @Override
        protected Optional<MarketDataFeed> interruptedFeed() {
            return Optional.of(new PlainFeed());
        }
    }

    @CaughtBy("nothingComesAfterClose")
    static final class GoesOnAfterClose extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                public void close() {}
            };
        }
    }

    @CaughtBy("closeReturnsSoon")
    static final class TakesItsTimeToClose extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                public void close() {
                    super.close();
                    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                }
            };
        }
    }

    @CaughtBy("closeMayBeCalledAgain")
    static final class ClosesOnce extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                private int closes;

                @Override
                public void close() {
                    super.close();
                    if (++closes == 2) {
                        throw new IllegalStateException("must be open, was closed");
                    }
                }
            };
        }
    }

    @CaughtBy("closeMayBeCalledWithoutAStart")
    static final class ClosesWhatWasStarted extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                private boolean isStarted;

                @Override
                public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
                    isStarted = true;
                    super.start(instruments, timeframe, listener);
                }

                @Override
                public void close() {
                    if (!isStarted) {
                        throw new IllegalStateException("must be started, was not");
                    }
                    super.close();
                }
            };
        }
    }

    /** Waits for bars of what does not exist. */
    @CaughtBy("whatItDoesNotHaveIsRefused")
    static final class WaitsForTheUnknown extends Sound {
        @Override
        protected MarketDataFeed feed() {
            return new PlainFeed() {
                @Override
                public void start(List<Instrument> instruments, Timeframe timeframe, Listener listener) {
                    if (INSTRUMENTS.containsAll(instruments)) {
                        super.start(instruments, timeframe, listener);
                    }
                }
            };
        }
    }
}
