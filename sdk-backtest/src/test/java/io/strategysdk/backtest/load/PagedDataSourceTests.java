package io.strategysdk.backtest.load;

import static io.strategysdk.backtest.load.MinuteService.AIG;
import static io.strategysdk.backtest.load.MinuteService.BEGIN;
import static io.strategysdk.backtest.load.MinuteService.busy;
import static io.strategysdk.backtest.load.MinuteService.lines;
import static io.strategysdk.backtest.load.MinuteService.load;
import static io.strategysdk.backtest.load.MinuteService.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.load.MinuteService.Sink;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedDataSourceTests {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Sink sink = new Sink();

    private PagedDataSource source(PagedBars service) {
        return PagedDataSource.of(service, TradingCalendars.nyse(), RateLimit.of(1_000_000, SECOND, 1_000_000))
                .clock(clock)
                .rules(LoadRules.standard());
    }

    /** These pages, one after the other, whatever is asked. */
    private static PagedBars pages(PagedBars.Page... all) {
        Deque<PagedBars.Page> left = new ArrayDeque<>(List.of(all));
        return new PagedBars() {
            @Override
            public List<Instrument> instruments() {
                return List.of(AIG);
            }

            @Override
            public Page page(Request request, Optional<String> token) {
                return left.size() > 1 ? left.remove() : left.element();
            }
        };
    }

    private static PagedBars.Page page(String next, PagedBars.Row... rows) {
        return new PagedBars.Page(List.of(rows), Optional.of(next).filter(token -> !token.isEmpty()), Optional.empty());
    }

    private LoadException failureOf(PagedDataSource source) {
        return catchThrowableOfType(LoadException.class, () -> load(source, sink));
    }

    @Nested
    class Pages {
        @Test
        void areAskedForToTheirEnd() {
            MinuteService service = new MinuteService(8);

            load(source(service), sink);

            assertThat(sink.lines).isEqualTo(lines(0, 8));
            assertThat(service.tokens).containsExactly("first", "3", "6");
            assertThat(service.asked).allMatch(request -> request.from().equals(BEGIN.minusSeconds(60)));
        }

        @Test
        void mayBeEmpty() {
            load(source(pages(page("a"), page("b", row(0)), page("c"), page("", row(1)))), sink);

            assertThat(sink.lines).isEqualTo(lines(0, 2));
        }

        @Test
        void areCutToTheRange() {
            source(new MinuteService(8))
                    .bars(AIG, Timeframe.MINUTE, BEGIN.plusSeconds(120), BEGIN.plusSeconds(300), sink);

            assertThat(sink.lines).isEqualTo(lines(1, 4));
        }

        @Test
        void ofDaysBelongToSessions() {
            PagedBars.Row day = new PagedBars.Row(
                    io.strategysdk.api.time.Clock.epochNanosOf(Instant.parse("2021-11-26T05:00:00Z")), 1, 2, 1, 2, 5);

            source(pages(page("", day)))
                    .bars(AIG, Timeframe.DAY, Instant.parse("2021-11-26T18:00:00Z"), Instant.MAX, sink);

            assertThat(sink.lines).containsExactly("2021-11-26T14:30:00Z 2021-11-26T18:00:00Z 1.0 2.0 1.0 2.0 5.0");
        }

        /** A session may begin on the evening before, and its service dates it by its day. */
        @Test
        void ofDaysAreAskedForFromTwoDaysBefore() {
            List<PagedBars.Request> asked = new ArrayList<>();
            PagedBars service = new PagedBars() {
                @Override
                public List<Instrument> instruments() {
                    return List.of(AIG);
                }

                @Override
                public Page page(Request request, Optional<String> token) {
                    asked.add(request);
                    return PagedDataSourceTests.page("");
                }
            };
            Instant to = Instant.parse("2021-12-03T22:00:00Z");

            source(service).bars(AIG, Timeframe.DAY, Instant.parse("2021-11-26T18:00:00Z"), to, sink);

            assertThat(asked)
                    .containsExactly(
                            new PagedBars.Request(AIG, Timeframe.DAY, Instant.parse("2021-11-24T18:00:00Z"), to));
        }

        @Test
        void mustNotBeNamedAgain() {
            LoadException failure = failureOf(source(pages(page("a", row(0)), page("b", row(1)), page("a", row(2)))));

            assertThat(failure)
                    .hasMessage("AIG 1m: a next page must be named once, was named again after 3 pages: a; there are 3"
                            + " bars, until 2024-01-03T14:33:00Z");
            assertThat(failure.lastClose()).contains(BEGIN.plusSeconds(180));
        }

        @Test
        void mustEndSomeTime() {
            List<Optional<String>> asked = new ArrayList<>();
            PagedBars endless = new PagedBars() {
                private int token;

                @Override
                public List<Instrument> instruments() {
                    return List.of(AIG);
                }

                @Override
                public Page page(Request request, Optional<String> page) {
                    asked.add(page);
                    return new Page(List.of(), Optional.of(String.valueOf(token++)), Optional.empty());
                }
            };

            assertThat(failureOf(source(endless).rules(LoadRules.standard().withPages(50))))
                    .hasMessage("AIG 1m: there must not be more than 50 pages, was another one; there is no bar yet")
                    .extracting(LoadException::lastClose)
                    .isEqualTo(Optional.empty());
            assertThat(asked).hasSize(50);
        }

        @Test
        void mustComeAfterOneAnother() {
            LoadException twice = failureOf(source(pages(page("a", row(0), row(1)), page("", row(1), row(2)))));
            LoadException earlier = failureOf(source(pages(page("a", row(2)), page("", row(1)))));

            assertThat(twice)
                    .hasMessage("AIG 1m: bars of page 2 must come after those of the page before, the last of which"
                            + " closes at 2024-01-03T14:32:00Z, was the same, 2024-01-03T14:32:00Z; there are 2 bars,"
                            + " until 2024-01-03T14:32:00Z");
            assertThat(earlier).hasMessageContaining("was earlier, 2024-01-03T14:32:00Z; there are 1 bars");
        }

        @Test
        void mustBeRight() {
            PagedBars.Row free = new PagedBars.Row(row(2).startEpochNanos(), 0, 1, Double.NaN, 1, -1);

            assertThat(failureOf(source(pages(page("a", row(0)), page("", row(1), free)))))
                    .hasMessageStartingWith("""
                            AIG 1m: page 2 must be right, was not: AIG page 2: 3 problems
                              row 2 open: must be above zero, was 0.0
                              row 2 low: must be finite, was NaN
                              row 2 volume: must be finite and not negative, was -1.0""")
                    .hasMessageEndingWith("; there are 1 bars, until 2024-01-03T14:31:00Z");
            PagedBars.Row endless = new PagedBars.Row(row(2).startEpochNanos(), 1, 1, 1, 1, Double.POSITIVE_INFINITY);
            assertThat(failureOf(source(pages(page("", endless)))))
                    .hasMessageContaining("row 1 volume: must be finite and not negative, was Infinity");
            assertThat(failureOf(source(pages(page("", row(1), row(0))))))
                    .hasMessageContaining("row 2: time must not be before that of row 1");
            assertThat(sink.lines).isEqualTo(lines(0, 1));
        }
    }

    @Nested
    class Failures {
        @Test
        void thatPassAreTriedAgainAfterWaitsThatDouble() {
            MinuteService service = new MinuteService(2);
            service.failing(busy(), busy(), busy(), busy());

            load(source(service), sink);

            assertThat(sink.lines).isEqualTo(lines(0, 2));
            assertThat(clock.waits).hasSize(4);
            for (int i = 0; i < 4; i++) {
                Duration full = Duration.ofMillis(500L << i);
                assertThat(clock.waits.get(i)).isBetween(full.dividedBy(2), full);
            }
        }

        @Test
        void waitAsTheSeedSays() {
            List<List<Duration>> waits = new ArrayList<>();
            for (long seed : new long[] {7, 7, 8}) {
                MinuteService service = new MinuteService(2);
                service.failing(busy(), busy(), busy());
                ManualClock own = new ManualClock();
                load(source(service).clock(own).rules(LoadRules.standard().withSeed(seed)), new Sink());
                waits.add(own.waits);
            }

            assertThat(waits.get(0)).isEqualTo(waits.get(1)).isNotEqualTo(waits.get(2));
        }

        @Test
        void areBoundedInTries() {
            MinuteService service = new MinuteService(8);
            service.answering(2);
            service.failing(busy(), busy(), busy());

            LoadException failure =
                    failureOf(source(service).rules(LoadRules.standard().withTries(3)));

            assertThat(failure)
                    .hasMessage("AIG 1m: page 3 must load, did not: service must answer, was busy (tried 3 times);"
                            + " there are 6 bars, until 2024-01-03T14:36:00Z")
                    .hasCauseInstanceOf(PageException.class);
            assertThat(sink.lines).isEqualTo(lines(0, 6));
            assertThat(failure.lastClose()).contains(BEGIN.plusSeconds(360));
        }

        @Test
        void ofOnePageAreNotCountedOnTheNext() {
            MinuteService service = new MinuteService(8);
            service.failing(busy(), busy());
            service.answering(1);
            service.failing(busy(), busy());

            load(source(service).rules(LoadRules.standard().withTries(3)), sink);

            assertThat(sink.lines).hasSize(8);
        }

        @Test
        void thatLastEndTheCallAtOnce() {
            MinuteService service = new MinuteService(8);
            service.failing(PageException.lasting("key must be known, was not", null));

            assertThat(failureOf(source(service)))
                    .hasMessage("AIG 1m: page 1 must load, did not: key must be known, was not; there is no bar yet");
            assertThat(service.asked).hasSize(1);
            assertThat(clock.waits).isEmpty();
        }

        @Test
        void areRepeatedWhenTheServiceWantsIt() {
            MinuteService service = new MinuteService(2);
            service.failing(busy().withPause(Duration.ofSeconds(90)));

            load(source(service), sink);

            assertThat(clock.waits).containsExactly(Duration.ofSeconds(90));
        }

        @Test
        void endTheCallWhereTheWaitTakesAllTheTimeThereIs() {
            MinuteService service = new MinuteService(2);
            service.failing(busy().withPause(Duration.ofSeconds(90)));
            LoadRules rules = LoadRules.standard();

            assertThat(failureOf(source(service).rules(rules.withTime(Duration.ofSeconds(90)))))
                    .hasMessageContaining("has to wait for PT1M30S with PT1M30S left");
            assertThat(clock.waits).isEmpty();
        }

        @Test
        void endTheCallWhereTheServiceWantsEternity() {
            MinuteService service = new MinuteService(2);
            service.failing(busy().withPause(Duration.ofSeconds(Long.MAX_VALUE)));

            assertThat(failureOf(source(service)))
                    .hasMessageStartingWith("AIG 1m: loading must end within PT1H, but page 1 has to wait for ");
            assertThat(clock.waits).isEmpty();
        }

        @Test
        void endTheCallWhereTheServiceWantsMoreTimeThanThereIs() {
            MinuteService service = new MinuteService(2);
            service.failing(busy().withPause(Duration.ofHours(2)));

            assertThat(failureOf(source(service)))
                    .hasMessage("AIG 1m: loading must end within PT1H, but page 1 has to wait for PT2H with PT1H left;"
                            + " there is no bar yet");
            assertThat(clock.waits).isEmpty();
        }

        @Test
        void areBoundedInTime() {
            MinuteService service = new MinuteService(2);
            for (int i = 0; i < 1000; i++) {
                service.failing(busy());
            }

            LoadRules rules = LoadRules.standard().withTries(1000).withTime(Duration.ofMinutes(5));

            assertThat(failureOf(source(service).rules(rules))).hasMessageContaining("must end within PT5M");
            assertThat(clock.waits.stream().reduce(Duration.ZERO, Duration::plus))
                    .isLessThan(Duration.ofMinutes(5));
        }

        @Test
        void ofTheListenerOrTheSinkEndTheCall() {
            PagedDataSource source = source(new MinuteService(8)).listener(new LoadListener() {
                @Override
                public void onPage(Progress progress) {
                    throw new IllegalStateException("enough");
                }
            });

            assertThatThrownBy(() -> load(source, sink)).hasMessage("enough");
            assertThat(sink.lines).isEqualTo(lines(0, 3));
        }
    }

    @Nested
    class Pace {
        @Test
        void isThatOfTheLimit() {
            PagedDataSource source = source(new MinuteService(8));
            PagedDataSource slow = PagedDataSource.of(
                            new MinuteService(8), TradingCalendars.nyse(), RateLimit.perMinute(60))
                    .clock(clock);

            load(source, new Sink());
            load(slow, sink);

            assertThat(clock.waits).containsExactly(SECOND, SECOND);
        }

        @Test
        void isHeldByAPauseThatAnotherWasToldToMake() {
            RateLimit shared = RateLimit.of(1_000_000, SECOND, 1_000_000);
            PagedDataSource other = PagedDataSource.of(new MinuteService(3), TradingCalendars.nyse(), shared)
                    .clock(clock);
            List<Duration> waitsOfOther = new ArrayList<>();
            MinuteService refusing = new MinuteService(3);
            refusing.failing(busy().withPause(Duration.ofSeconds(90)));
            PagedDataSource source = PagedDataSource.of(refusing, TradingCalendars.nyse(), shared)
                    .clock(clock)
                    .listener(new LoadListener() {
                        @Override
                        public void onRetry(Progress progress, int failed, Duration wait, String reason) {
                            load(other, new Sink());
                            waitsOfOther.addAll(clock.waits);
                        }
                    });

            load(source, sink);

            assertThat(waitsOfOther).containsExactly(Duration.ofSeconds(90));
            assertThat(sink.lines).isEqualTo(lines(0, 3));
        }

        @Test
        void isHeldForADayAtMost() {
            PagedBars.Page whole = new PagedBars.Page(
                    List.of(row(0)), Optional.empty(), Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
            RateLimit shared = RateLimit.of(1_000_000, SECOND, 1_000_000);

            load(
                    PagedDataSource.of(pages(whole), TradingCalendars.nyse(), shared)
                            .clock(clock),
                    sink);

            assertThat(sink.lines).isEqualTo(lines(0, 1));
            assertThat(shared.take(clock.nanoTime()))
                    .isEqualTo(Duration.ofDays(1).toNanos());
        }

        @Test
        void followsPausesThatPagesAskFor() {
            MinuteService service = new MinuteService(5);
            service.pause = Optional.of(Duration.ofSeconds(20));

            load(source(service), sink);

            assertThat(clock.waits).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Nested
    class Interrupted {
        @Test
        void endsWaiting() {
            MinuteService service = new MinuteService(8);
            service.answering(1);
            service.failing(busy());
            PagedDataSource source = source(service).listener(new LoadListener() {
                @Override
                public void onRetry(Progress progress, int failed, Duration wait, String reason) {
                    Thread.currentThread().interrupt();
                }
            });

            LoadException failure = failureOf(source);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .hasMessage("AIG 1m: loading was interrupted; there are 3 bars, until 2024-01-03T14:33:00Z")
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Nested
    class Heard {
        @Test
        void areRetriesPagesAndResumption(@TempDir Path folder) {
            List<String> heard = new ArrayList<>();
            LoadListener listener = new LoadListener() {
                @Override
                public void onResume(Progress progress) {
                    heard.add("resume " + progress.bars());
                }

                @Override
                public void onPage(Progress progress) {
                    heard.add("page " + progress.pages() + " bars " + progress.bars() + " "
                            + progress.lastClose().orElseThrow());
                }

                @Override
                public void onRetry(Progress progress, int failed, Duration wait, String reason) {
                    heard.add("retry " + failed + " " + reason);
                }
            };
            MinuteService service = new MinuteService(5);
            service.answering(1);
            service.failing(busy(), PageException.lasting("stop", null));
            PagedDataSource source = source(service).listener(listener).checkpoints(folder);

            failureOf(source);
            load(source, new Sink());

            assertThat(heard)
                    .containsExactly(
                            "page 1 bars 3 2024-01-03T14:33:00Z",
                            "retry 1 service must answer, was busy",
                            "resume 3",
                            "page 1 bars 5 2024-01-03T14:35:00Z");
        }
    }

    @Nested
    class Checkpoints {
        @TempDir
        private Path folder;

        private Path part() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.findFirst().orElseThrow();
            }
        }

        private PagedDataSource broken(int pages) {
            MinuteService service = new MinuteService(11);
            service.answering(pages);
            service.failing(PageException.lasting("cut", null));
            return source(service).checkpoints(folder);
        }

        @Test
        void goOnBehindTheLastWholePage() throws IOException {
            failureOf(broken(2));
            MinuteService service = new MinuteService(11);
            Sink whole = new Sink();

            load(source(service).checkpoints(folder), whole);

            assertThat(sink.lines).isEqualTo(lines(0, 6));
            assertThat(whole.lines).isEqualTo(lines(0, 11));
            assertThat(service.asked.get(0).from()).isEqualTo(BEGIN.plusSeconds(300));
            assertThat(service.tokens.get(0)).isEqualTo("first");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }

        @Test
        void haveAPageBeforeTheSinkHasAnyBarOfIt() {
            PagedDataSource source = source(new MinuteService(11)).checkpoints(folder);
            MinuteService service = new MinuteService(11);
            Sink again = new Sink();

            assertThatThrownBy(() -> source.bars(
                            AIG,
                            Timeframe.MINUTE,
                            BEGIN,
                            BEGIN.plus(Duration.ofDays(1)),
                            (open, close, first, high, low, last, volume) -> {
                                if (volume == 3) {
                                    throw new IllegalStateException("full");
                                }
                            }))
                    .hasMessage("full");
            load(source(service).checkpoints(folder), again);

            assertThat(service.asked.get(0).from()).isEqualTo(BEGIN.plusSeconds(300));
            assertThat(again.lines).isEqualTo(lines(0, 11));
        }

        @Test
        void surviveBeingCutAtAnyByte() throws IOException {
            failureOf(broken(3));
            Path part = part();
            byte[] bytes = Files.readAllBytes(part);
            for (int length = 0; length <= bytes.length; length++) {
                Files.write(part, Arrays.copyOf(bytes, length));
                Sink again = new Sink();

                load(source(new MinuteService(11)).checkpoints(folder), again);

                assertThat(again.lines).as("cut at " + length).isEqualTo(lines(0, 11));
            }
        }

        @Test
        void areWrittenOnAfterBeingCut() throws IOException {
            failureOf(broken(3));
            byte[] bytes = Files.readAllBytes(part());
            Files.write(part(), Arrays.copyOf(bytes, bytes.length - 5));
            failureOf(broken(1));
            Sink again = new Sink();

            load(source(new MinuteService(11)).checkpoints(folder), again);

            assertThat(again.lines).isEqualTo(lines(0, 11));
        }

        @Test
        void leaveOutAPageWhoseBytesChanged() throws IOException {
            failureOf(broken(2));
            String text = Files.readString(part());
            Files.writeString(part(), text.replace(",15.0,", ",16.0,"));
            Sink again = new Sink();

            load(source(new MinuteService(11)).checkpoints(folder), again);

            assertThat(text).contains(",15.0,");
            assertThat(again.lines).isEqualTo(lines(0, 11));
        }

        @Test
        void areOfOneSeries() throws IOException {
            failureOf(broken(2));
            Files.writeString(part(), Files.readString(part()).replace("AIG", "BAC"));

            assertThatThrownBy(() -> load(source(new MinuteService(3)).checkpoints(folder), sink))
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("line 1: checkpoint must be of 'bars-in-part 1 AIG USD 1m ")
                    .hasMessageContaining(", was 'bars-in-part 1 BAC USD 1m ");
        }

        @Test
        void areUsedByOneAtATime() {
            PagedDataSource other = source(new MinuteService(3)).checkpoints(folder);
            PagedDataSource source = other.listener(new LoadListener() {
                @Override
                public void onPage(Progress progress) {
                    load(other, new Sink());
                }
            });

            assertThatThrownBy(() -> load(source, sink))
                    .isInstanceOf(SdkException.class)
                    .hasMessageStartingWith("checkpoint must be used by one process at a time, was in use: ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"BTC/USD", "../../x", "ÄÖ 日本", "a\\b"})
        void mayBeOfAnySymbol(String symbol) {
            Instrument instrument = Instrument.equity(symbol);
            for (int i = 0; i < 2; i++) {
                PagedDataSource source =
                        source(pages(page("a", row(0)), page("a", row(1)))).checkpoints(folder);
                Sink again = new Sink();

                assertThatThrownBy(() -> source.bars(instrument, Timeframe.MINUTE, BEGIN, Instant.MAX, again))
                        .isInstanceOf(LoadException.class);
            }
            assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
        }
    }

    @Test
    void rulesAreChecked() {
        LoadRules rules = LoadRules.standard();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.withTries(0))
                .withMessage("tries and pages must be at least 1, were 0 and 100000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.withTime(Duration.ZERO))
                .withMessage("time must be above zero and PT720H at most, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.withWaits(SECOND, Duration.ofMillis(5)))
                .withMessage("longest wait must not be below the first, PT1S, was PT0.005S");
    }
}
