package io.strategysdk.backtest.load;

import static io.strategysdk.backtest.load.LocalService.bytes;
import static io.strategysdk.backtest.load.LocalService.cut;
import static io.strategysdk.backtest.load.LocalService.slow;
import static io.strategysdk.backtest.load.LocalService.status;
import static io.strategysdk.backtest.load.LocalService.text;
import static io.strategysdk.backtest.load.MinuteService.AIG;
import static io.strategysdk.backtest.load.MinuteService.BEGIN;
import static io.strategysdk.backtest.load.MinuteService.lines;
import static io.strategysdk.backtest.load.MinuteService.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.AlpacaBars;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.Repair;
import io.strategysdk.backtest.load.MinuteService.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on this machine; waits are those of a clock that only counts them. */
class HttpBarsTests {
    private static final String QUERY =
            "/bars/{symbol}?tf={timeframe}&start={from}&end={to_date}&key={secret:QUERY_KEY}&page={page}";
    private static final String SECRET = "s3cr+t/öf all";
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ManualClock clock = new ManualClock();
    private final Sink sink = new Sink();

    private static String json(int from, int to, String next) {
        List<String> rows = new ArrayList<>();
        for (int minute = from; minute < to; minute++) {
            rows.add("{\"t\":\"" + BEGIN.plusSeconds(60L * minute) + "\",\"o\":" + (10 + minute) + ",\"h\":"
                    + (11 + minute) + ",\"l\":" + (9.5 + minute) + ",\"c\":" + (10.1 + minute) + ",\"v\":" + minute
                    + "}");
        }
        return "{\"bars\":{\"AIG\":[" + String.join(",", rows) + "]},\"next_page_token\":"
                + (next.isEmpty() ? "null" : "\"" + next + "\"") + "}";
    }

    private static HttpBars bars(LocalService service) {
        return HttpBars.get(
                        service.address() + QUERY,
                        (answer, asked) ->
                                AlpacaBars.file(answer, asked.instrument()).timeframe(asked.timeframe()))
                .environment(Map.of("QUERY_KEY", SECRET, "HEADER_KEY", "abcdef")::get)
                .header("X-Key", "Bearer {secret:HEADER_KEY}")
                .instruments(AIG)
                .timeframes(timeframe -> timeframe.equals(Timeframe.MINUTE) ? "1Min" : "?")
                .timeout(Duration.ofSeconds(10))
                .nextPageField("next_page_token");
    }

    private PagedDataSource source(HttpBars bars) {
        return PagedDataSource.of(bars, RateLimit.of(1_000_000, Duration.ofSeconds(1), 1_000_000))
                .clock(clock)
                .rules(LoadRules.standard().withTries(3));
    }

    private LoadException failureOf(HttpBars bars) {
        LoadException failure = catchThrowableOfType(LoadException.class, () -> load(source(bars), sink));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(SECRET)
                .doesNotContain("s3cr")
                .doesNotContain("abcdef")
                .doesNotContain("tf=1Min");
        return failure;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Nested
    class Answers {
        @Test
        void comePageByPage() throws IOException {
            try (LocalService service =
                    new LocalService(text(json(0, 3, "b+/=&c")), text(json(3, 3, "d")), text(json(3, 5, "")))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 5));
                String begin = "/bars/AIG?tf=1Min&start=2024-01-03T14%3A29%3A00Z&end=2024-01-04"
                        + "&key=s3cr%2Bt%2F%C3%B6f%20all";
                assertThat(service.paths).containsExactly(begin, begin + "&page=b%2B%2F%3D%26c", begin + "&page=d");
                assertThat(service.keys).containsOnly("Bearer abcdef");
            }
        }

        @Test
        void mayBeCsvInOnePiece() throws IOException {
            String csv = "time,open,high,low,close,volume\n2024-01-03T14:30:00Z,10,11,9.5,10.1,0\n";
            try (LocalService service = new LocalService(text(csv), text("time,open,high,low,close,volume\n"))) {
                HttpBars bars = HttpBars.get(
                                service.address() + "/{symbol}.csv?a={from_seconds}&b={to_millis}",
                                (answer, asked) ->
                                        CsvBars.file(answer, asked.instrument()).timeframe(asked.timeframe()))
                        .instruments(AIG);

                load(source(bars), sink);
                load(source(bars), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 1));
                assertThat(service.paths.get(0)).isEqualTo("/AIG.csv?a=1704292140&b=1704378600000");
                assertThat(source(bars).instruments()).containsExactly(AIG);
            }
        }

        @Test
        void mayNameTheNextPageInAHeader() throws IOException {
            try (LocalService service =
                    new LocalService(status(200, json(0, 3, ""), "X-Next", "2"), text(json(3, 5, "")))) {
                load(source(bars(service).nextPageHeader("X-Next")), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 5));
                assertThat(service.paths.get(1)).endsWith("&page=2");
            }
        }

        @Test
        void mayBeCompressed() throws IOException {
            byte[] packed = gzip(json(0, 3, "").getBytes(StandardCharsets.UTF_8));
            try (LocalService service = new LocalService(
                    bytes(200, Arrays.copyOf(packed, packed.length - 9), "Content-Encoding", "gzip"),
                    bytes(200, packed, "Content-Encoding", "gzip"))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(clock.waits).hasSize(1);
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void mayBeAsLargeAsTheirBoundAndNoLarger(boolean isPacked) throws IOException {
            byte[] plain = json(0, 3, "").getBytes(StandardCharsets.UTF_8);
            byte[] sent = isPacked ? gzip(plain) : plain;
            String coding = isPacked ? "gzip" : "identity";
            try (LocalService service = new LocalService(bytes(200, sent, "Content-Encoding", coding))) {
                load(source(bars(service).mostBytes(plain.length)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(failureOf(bars(service).mostBytes(plain.length - 1L)))
                        .hasMessageContaining("answer must not be larger than");
            }
        }

        @Test
        void endWhereTheNextPageHasNoName() throws IOException {
            try (LocalService service = new LocalService(text(json(0, 3, "").replace("null", "\" \"")))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(service.paths).hasSize(1);
            }
        }

        @Test
        void tellWhatWasRepairedInThem() throws IOException {
            List<String> heard = new ArrayList<>();
            String csv = """
                    time,open,high,low,close,volume
                    2024-01-03T14:30:00Z,10,11,9.5,10.1,0
                    2024-01-03T14:31:00Z,null,null,null,null,null
                    """;
            try (LocalService service = new LocalService(text(csv))) {
                HttpBars bars = HttpBars.get(
                        service.address() + "/",
                        (answer, asked) -> CsvBars.file(answer, asked.instrument())
                                .timeframe(asked.timeframe())
                                .repair(Repair.DROP_EMPTY_ROWS));

                load(
                        source(bars).listener(new LoadListener() {
                            @Override
                            public void onRepair(Progress progress, String repair) {
                                heard.add(repair);
                            }
                        }),
                        sink);

                assertThat(sink.lines).isEqualTo(lines(0, 1));
                assertThat(heard).containsExactly("drop_empty_rows 1 (line 3: row must have prices, was without any)");
            }
        }

        @Test
        void mayLeadElsewhereOnTheSameServer() throws IOException {
            try (LocalService service =
                    new LocalService(status(307, "", "Location", "/other?x=1"), text(json(0, 3, "")))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(service.paths.get(1)).isEqualTo("/other?x=1");
            }
        }
    }

    @Nested
    class Passing {
        @Test
        void errorsOfTheServerAreTriedAgain() throws IOException {
            try (LocalService service = new LocalService(status(500, "oops"), status(503, ""), text(json(0, 3, "")))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(clock.waits).hasSize(2);
            }
        }

        @Test
        void tooManyRequestsWaitAsLongAsIsWanted() throws IOException {
            try (LocalService service = new LocalService(
                    status(429, "{\"message\":\"too many requests.\"}", "Retry-After", "17"), text(json(0, 3, "")))) {
                load(source(bars(service)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(clock.waits).containsExactly(Duration.ofSeconds(17));
            }
        }

        @Test
        void connectionsThatAreCutAreTriedAgain() throws IOException {
            try (LocalService service =
                    new LocalService(cut(json(0, 3, "")), text(json(0, 3, "b")), cut("x".repeat(9)))) {
                LoadException failure = failureOf(bars(service));

                assertThat(failure).hasMessageContaining("page 2 must load, did not: GET http://127.0.0.1:");
                assertThat(failure).hasMessageContaining("/bars/{symbol}?…: there must be a whole answer, was ");
                assertThat(failure).hasMessageContaining("(tried 3 times)");
                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(failure.lastClose()).contains(BEGIN.plusSeconds(180));
            }
        }

        @Test
        void nobodyThereIsTriedAgain() throws IOException {
            LocalService gone = new LocalService(text(""));
            gone.close();

            assertThat(failureOf(bars(gone)))
                    .hasMessageContaining("ConnectException")
                    .hasMessageContaining("tried 3");
        }

        @Test
        void bodiesThatDoNotEndAreTriedAgain() throws IOException {
            try (LocalService service = new LocalService(slow(json(0, 3, "")), text(json(0, 3, "")))) {
                load(source(bars(service).timeout(SHORT)), sink);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(clock.waits).hasSize(1);
            }
        }

        @Test
        void answersThatDoNotBeginAreTriedAgain() throws IOException {
            try (LocalService service = new LocalService(exchange -> Thread.sleep(20_000))) {
                HttpBars bars = bars(service).timeout(Duration.ofMillis(100));

                assertThat(failureOf(bars))
                        .hasMessageContaining("answer must come within PT0.1S, did not (tried 3 times)");
            }
        }

        @Test
        void aPartialDownloadGoesOnFromItsCheckpoint(@TempDir Path folder) throws IOException {
            try (LocalService service =
                    new LocalService(text(json(0, 3, "b")), status(403, "no"), text(json(2, 5, "")))) {
                PagedDataSource source = source(bars(service)).checkpoints(folder);
                Sink second = new Sink();

                assertThatThrownBy(() -> load(source, sink)).isInstanceOf(LoadException.class);
                load(source, second);

                assertThat(sink.lines).isEqualTo(lines(0, 3));
                assertThat(second.lines).isEqualTo(lines(0, 5));
                assertThat(service.paths.get(2)).contains("start=2024-01-03T14%3A32%3A00Z");
            }
        }
    }

    @Nested
    class Lasting {
        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 422, 204, 304})
        void otherAnswersAreNotTriedAgain(int code) throws IOException {
            try (LocalService service = new LocalService(status(code, ""))) {
                assertThat(failureOf(bars(service)))
                        .hasMessageContaining("/bars/{symbol}?…: answer must have status 200, was " + code + ";");
                assertThat(service.paths).hasSize(1);
                assertThat(clock.waits).isEmpty();
            }
        }

        @Test
        void whatTheServerSaysIsToldWithoutSecrets() throws IOException {
            try (LocalService service =
                    new LocalService(status(401, "key abcdef and " + SECRET + "\nare unknown" + " so".repeat(200)))) {
                assertThat(failureOf(bars(service)))
                        .hasMessageContaining("was 401: key *** and *** are unknown so so")
                        .hasMessageContaining("so…; there is no bar yet");
            }
        }

        @Test
        void wrongContentIsNotTriedAgain() throws IOException {
            try (LocalService service = new LocalService(text("<html>abcdef</html>"))) {
                assertThat(failureOf(bars(service)))
                        .hasMessageContaining("page 1 must be right, was not: GET http://")
                        .hasMessageContaining("answer line 1 column 1: must be whole JSON within its bounds");
                assertThat(service.paths).hasSize(1);
            }
        }

        @Test
        void barsOfAnotherLengthAreRefused() throws IOException {
            try (LocalService service = new LocalService(text(json(0, 3, "")))) {
                HttpBars bars = HttpBars.get(
                        service.address() + "/",
                        (answer, asked) ->
                                AlpacaBars.file(answer, asked.instrument()).timeframe(Timeframe.seconds(30)));

                assertThatThrownBy(() -> load(source(bars), sink))
                        .hasMessageContaining("answer must have bars of AIG 1m with one side, was of AIG 30s");
            }
        }

        @Test
        void largeBodiesAreNotRead() throws IOException {
            byte[] zeros = new byte[3_000_000];
            try (LocalService plain = new LocalService(bytes(200, zeros));
                    LocalService packed = new LocalService(bytes(200, gzip(zeros), "Content-Encoding", "gzip"))) {
                for (LocalService service : List.of(plain, packed)) {
                    assertThat(failureOf(bars(service).mostBytes(100_000)))
                            .hasMessageContaining("answer must not be larger than 100000 bytes, was;");
                    assertThat(service.paths).hasSize(1);
                }
            }
        }

        @Test
        void endlessPaginationEnds() throws IOException {
            try (LocalService service = new LocalService(text(json(0, 3, "a")), text(json(3, 3, "a")))) {
                assertThat(failureOf(bars(service)))
                        .hasMessageContaining("a next page must be named once, was named again after 2 pages: a");
            }
        }

        @Test
        void redirectsToOthersAreNotFollowed() throws IOException {
            try (LocalService other = new LocalService(text(json(0, 3, "")));
                    LocalService service =
                            new LocalService(status(302, "", "Location", other.address() + "/bars?key=x"))) {
                assertThat(failureOf(bars(service)))
                        .hasMessageContaining("redirect must stay on the same scheme, host and port, was to "
                                + other.address() + ";");
                assertThat(other.paths).isEmpty();
            }
        }

        @Test
        void redirectsWithoutEndAreNotFollowed() throws IOException {
            try (LocalService service = new LocalService(status(302, "", "Location", "/again"))) {
                assertThat(failureOf(bars(service))).hasMessageContaining("there must be 3 redirects at most");
                assertThat(service.paths).hasSize(4);
            }
        }

        @Test
        void anInterruptEndsTheAnswer() throws IOException {
            Thread loader = Thread.currentThread();
            try (LocalService service = new LocalService(exchange -> {
                loader.interrupt();
                Thread.sleep(20_000);
            })) {
                LoadException failure = failureOf(bars(service));

                assertThat(Thread.interrupted()).isTrue();
                assertThat(failure).hasMessage("AIG 1m: loading was interrupted; there is no bar yet");
            }
        }
    }

    @Nested
    class Secret {
        @Test
        void valuesComeFromTheEnvironment() throws IOException {
            try (LocalService service = new LocalService(text(json(0, 3, "")))) {
                HttpBars bars = bars(service).environment(name -> name.equals("QUERY_KEY") ? "x" : null);

                assertThatThrownBy(() -> load(source(bars), sink))
                        .hasMessageContaining("environment variable HEADER_KEY must be set, was not");
                assertThat(service.paths).isEmpty();
            }
        }

        @Test
        void valuesAreNotSentInTheOpen() {
            HttpBars bars = HttpBars.get("http://192.0.2.1/bars?key={secret:KEY}", (answer, asked) -> {
                        throw new AssertionError();
                    })
                    .environment(name -> "x");

            assertThatThrownBy(() -> load(source(bars), sink))
                    .hasMessageContaining("GET http://192.0.2.1/bars?…: secrets must be sent over https, was http");
        }

        @Test
        void valuesThatAreNoHeaderAreNotShown() throws IOException {
            try (LocalService service = new LocalService(text(""))) {
                assertThat(failureOf(bars(service).environment(name -> "abcdef\nInjected: yes")))
                        .hasMessageContaining("header 'X-Key' must have a name and value of HTTP");
            }
        }

        @Test
        void placesAreAllThatIsShown() throws IOException {
            try (LocalService service = new LocalService(text(""))) {
                assertThat(bars(service)).hasToString("GET " + service.address() + "/bars/{symbol}?…");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://x.com/ | address must begin with https:// or http://, was 'ftp://x.com/'",
                "x.com/?key=1 | address must begin with https:// or http://, was 'x.com/?…'",
                "https://{symbol}.com/ | host of an address must be written out, without places, was"
                        + " 'https://{symbol}.com/'",
                "https://u:p@x.com/ | address must be without a user and password, was with one",
                "https://x.com/{sybmol} | place in an address must be one of from, from_date, from_millis, from_seconds,"
                        + " page, symbol, timeframe, to, to_date, to_millis, to_seconds or secret:NAME, was sybmol",
            })
    void addressesAreChecked(String address, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpBars.get(address, (answer, asked) -> {
                    throw new AssertionError();
                }))
                .withMessage(message);
    }

    @Test
    void aNextPageNeedsAPlace() {
        HttpBars bars = HttpBars.get("https://x.com/?key=1", (answer, asked) -> {
            throw new SdkException("not reached");
        });

        assertThatThrownBy(() -> bars.nextPageField("next"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("address must have a place {page} for the next page, was https://x.com/?…");
    }
}
