package io.strategysdk.backtest.load;

import static io.strategysdk.backtest.load.LocalService.status;
import static io.strategysdk.backtest.load.LocalService.text;
import static io.strategysdk.backtest.load.MinuteService.AIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.data.DataSource.TickSink;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.AlpacaBars;
import io.strategysdk.backtest.data.AlpacaTicks;
import io.strategysdk.backtest.store.AddResult;
import io.strategysdk.backtest.store.BarStore;
import io.strategysdk.backtest.store.Origin;
import io.strategysdk.backtest.store.StoreWriter;
import io.strategysdk.backtest.store.StoredSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotes and trades of a real server on this machine, page by page. */
class HttpTicksTests {
    private static final Instant FROM = Instant.parse("2024-07-08T13:30:00Z");
    private static final Instant TO = Instant.parse("2024-07-08T13:31:00Z");

    private final ManualClock clock = new ManualClock();
    private final List<String> got = new ArrayList<>();
    private final TickSink sink = new TickSink() {
        @Override
        public void quote(long time, double bid, double bidSize, double ask, double askSize) {
            got.add(Clock.instantOf(time) + " " + bid + "/" + ask);
        }

        @Override
        public void trade(long time, double price, double size) {
            got.add(Clock.instantOf(time) + " " + price + " x " + size);
        }
    };

    /** An answer; a trade is such as {@code 01.5 100}: seconds and price. */
    private static String json(String next, String... trades) {
        String rows = Stream.of(trades)
                .map(trade -> trade.split(" "))
                .map(part -> "{\"t\":\"2024-07-08T13:30:" + part[0] + "Z\",\"p\":" + part[1] + ",\"s\":1}")
                .collect(Collectors.joining(","));
        return "{\"trades\":{\"AIG\":[" + rows + "]},\"next_page_token\":"
                + (next.isEmpty() ? "null" : "\"" + next + "\"") + "}";
    }

    private static HttpBars trades(LocalService service) {
        return HttpBars.get(
                        service.address() + "/trades/{symbol}?start={from}&end={to}&page={page}",
                        (answer, asked) -> AlpacaTicks.file(answer, asked.instrument()))
                .instruments(AIG)
                .timeout(Duration.ofSeconds(10))
                .nextPageField("next_page_token");
    }

    private PagedDataSource source(HttpBars service) {
        return PagedDataSource.of(service, RateLimit.of(1_000_000, Duration.ofSeconds(1), 1_000_000))
                .clock(clock)
                .rules(LoadRules.standard().withTries(3));
    }

    @Test
    void comePageByPageAlsoWhereAPageEndsWithinAnInstant() throws IOException {
        try (LocalService service = new LocalService(
                text(json("b", "01 100", "02 101")),
                text(json("c")),
                status(503, "busy"),
                text(json("", "02 102", "03 103", "59.999999999 104")))) {
            source(trades(service)).ticks(AIG, FROM, TO, sink);

            assertThat(got)
                    .containsExactly(
                            "2024-07-08T13:30:01Z 100.0 x 1.0",
                            "2024-07-08T13:30:02Z 101.0 x 1.0",
                            "2024-07-08T13:30:02Z 102.0 x 1.0",
                            "2024-07-08T13:30:03Z 103.0 x 1.0",
                            "2024-07-08T13:30:59.999999999Z 104.0 x 1.0");
            assertThat(service.paths)
                    .containsExactly(
                            "/trades/AIG?start=2024-07-08T13%3A30%3A00Z&end=2024-07-08T13%3A31%3A00Z",
                            "/trades/AIG?start=2024-07-08T13%3A30%3A00Z&end=2024-07-08T13%3A31%3A00Z&page=b",
                            "/trades/AIG?start=2024-07-08T13%3A30%3A00Z&end=2024-07-08T13%3A31%3A00Z&page=c",
                            "/trades/AIG?start=2024-07-08T13%3A30%3A00Z&end=2024-07-08T13%3A31%3A00Z&page=c");
        }
    }

    @Test
    void whatLiesOutsideOfTheRangeIsLeftOut() throws IOException {
        try (LocalService service = new LocalService(text(json("", "01 100", "02 101", "03 102")))) {
            source(trades(service)).ticks(AIG, FROM.plusSeconds(2), FROM.plusSeconds(3), sink);

            assertThat(got).containsExactly("2024-07-08T13:30:02Z 101.0 x 1.0");
        }
    }

    @Test
    void aFailureSaysUpToWhereInstantsAreWhole() throws IOException {
        try (LocalService service =
                new LocalService(text(json("b", "01 100", "02 101", "02 101.5")), status(404, "gone"))) {
            LoadException failure = catchThrowableOfType(
                    LoadException.class, () -> source(trades(service)).ticks(AIG, FROM, TO, sink));

            assertThat(failure.lastClose()).contains(FROM.plusSeconds(1));
            assertThat(got).containsExactly("2024-07-08T13:30:01Z 100.0 x 1.0");
            assertThat(failure.getMessage()).endsWith("; there are 1 quotes and trades, until 2024-07-08T13:30:01Z");
        }
    }

    @Test
    void anInstantOfTwoPagesIsHeldUntilTheNextComes() throws IOException {
        try (LocalService service =
                new LocalService(text(json("b", "01 100", "02 101")), text(json("c", "02 102")), status(404, "gone"))) {
            LoadException failure = catchThrowableOfType(
                    LoadException.class, () -> source(trades(service)).ticks(AIG, FROM, TO, sink));

            assertThat(failure.lastClose()).contains(FROM.plusSeconds(1));
            assertThat(got).containsExactly("2024-07-08T13:30:01Z 100.0 x 1.0");
        }
    }

    @Test
    void pagesThatGoBackAreRefused() throws IOException {
        try (LocalService service = new LocalService(text(json("b", "01 100", "03 101")), text(json("", "02 102")))) {
            assertThatThrownBy(() -> source(trades(service)).ticks(AIG, FROM, TO, sink))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining(
                            "quotes and trades of page 2 must come after those of the page before, the last of"
                                    + " which closes at 2024-07-08T13:30:03Z, was earlier, 2024-07-08T13:30:02Z");
        }
    }

    @Test
    void barsAreNoTicksAndTicksNoBars() throws IOException {
        try (LocalService service = new LocalService(text(json("", "01 100")))) {
            assertThatThrownBy(() -> source(trades(service))
                            .bars(AIG, io.strategysdk.api.time.Timeframe.MINUTE, FROM, TO, (a, b, c, d, e, f, g) -> {}))
                    .hasMessageContaining(
                            "answer must have bars of AIG 1m with one side, was of AIG 1s, quotes and trades");
        }
        String bars = "{\"bars\":{\"AIG\":[{\"t\":\"2024-07-08T13:30:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1}]}}";
        try (LocalService service = new LocalService(text(bars))) {
            HttpBars asBars = HttpBars.get(
                    service.address() + "/x",
                    (answer, asked) ->
                            AlpacaBars.file(answer, asked.instrument()).timeframe(asked.timeframe()));
            assertThatThrownBy(() -> source(asBars).ticks(AIG, FROM, TO, sink))
                    .hasMessageContaining("answer must have quotes and trades of AIG, was of AIG 1s");
        }
    }

    @Test
    void goIntoAStore(@TempDir Path folder) throws IOException {
        StoredSeries series = StoredSeries.ticks(AIG);
        BarStore store = BarStore.in(folder.resolve("store"));
        try (LocalService service =
                        new LocalService(text(json("b", "01 100", "02 101")), text(json("", "02 102", "03 103")));
                StoreWriter writer = store.writer(new Origin("a service", ZoneOffset.UTC, TO))) {
            AddResult result = writer.add(source(trades(service)), series, FROM, TO);

            assertThat(result.added()).isEqualTo(4);
        }
        assertThat(store.view().columns(series).events(1)).hasSize(2);
    }
}
