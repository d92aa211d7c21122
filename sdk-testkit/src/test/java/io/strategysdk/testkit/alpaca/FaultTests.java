package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;

/** What goes wrong on the way, and whether the request was done. */
class FaultTests {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String SUBMIT = "POST /v2/orders";

    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final Client client = new Client(alpaca);

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private Client.Answer submit() throws IOException {
        return submit(Duration.ofSeconds(5));
    }

    private Client.Answer submit(Duration timeout) throws IOException {
        return client.tried("POST", "/v2/orders", Client.json("c-1", "buy 1 AAPL limit_price=50"), timeout);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT_BEFORE,0", "TIMEOUT_AFTER,1"})
    void aRequestMayNeverBeAnswered(Fault fault, int orders) {
        alpaca.faults().next(fault, SUBMIT);

        client.get("/v2/clock");

        assertThatIOException().isThrownBy(() -> submit(SHORT)).isInstanceOf(HttpTimeoutException.class);

        assertThat(alpaca.orders()).hasSize(orders);
        assertThat(alpaca.requests().get(1).status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CUT_BEFORE,0", "CUT_AFTER,1", "CUT_IN_REPLY,1"})
    void aConnectionMayBeCutBeforeTheAnswerIsThere(Fault fault, int orders) {
        alpaca.faults().next(fault, SUBMIT);

        assertThatIOException().isThrownBy(this::submit).isNotInstanceOf(HttpTimeoutException.class);

        assertThat(alpaca.orders()).hasSize(orders);
    }

    @Test
    void aConnectionMayBeCutAfterTheAnswer() throws IOException {
        alpaca.faults().next(Fault.CUT_AFTER_REPLY, SUBMIT);

        assertThat(submit().status()).isEqualTo(200);
        assertThat(client.get("/v2/clock").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS,429,42910000,0",
        "TOO_MANY_REQUESTS_BARE,429,42910000,0",
        "SERVER_ERROR_BEFORE,500,50010000,0",
        "SERVER_ERROR_AFTER,504,50410000,1"
    })
    void anErrorMayHideWhatWasDone(Fault fault, int status, int code, int orders) throws IOException {
        alpaca.faults().next(fault, SUBMIT);

        Client.Answer answer = submit();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").intValue()).isEqualTo(code);
        assertThat(alpaca.orders()).hasSize(orders);
        boolean saysHowLong =
                answer.response().headers().firstValue("X-RateLimit-Reset").isPresent();
        assertThat(saysHowLong).isEqualTo(fault != Fault.TOO_MANY_REQUESTS_BARE);
    }

    @Test
    void anAnswerMayBeNoJson() {
        alpaca.faults().next(Fault.MALFORMED_BODY, SUBMIT);

        Assertions.assertThatThrownBy(this::submit).isInstanceOf(JacksonException.class);

        assertThat(alpaca.orders()).hasSize(1);
    }

    @Test
    void anAnswerMayComeAfterItsEvents() throws IOException {
        alpaca.faults().delay(Duration.ofMillis(150)).next(Fault.EVENTS_FIRST, SUBMIT);
        Client.Stream stream = client.stream().listening();
        long before = System.nanoTime();

        assertThat(submit().status()).isEqualTo(200);

        assertThat(stream.messages).hasSize(1);
        assertThat(System.nanoTime() - before)
                .isGreaterThan(Duration.ofMillis(150).toNanos());
    }

    @Test
    void aScriptIsForTheNextThatFits() {
        alpaca.faults().next(Fault.SERVER_ERROR_BEFORE, "GET /v2/o*").next(Fault.SERVER_ERROR_AFTER, "GET /v2/orders");

        assertThat(client.get("/v2/clock").status()).isEqualTo(200);
        assertThat(client.get("/v2/orders").status()).isEqualTo(500);
        assertThat(client.get("/v2/orders").status()).isEqualTo(504);
        assertThat(client.get("/v2/orders").status()).isEqualTo(200);
        assertThat(alpaca.faults().counts()).containsOnlyKeys(Fault.SERVER_ERROR_BEFORE, Fault.SERVER_ERROR_AFTER);
    }

    private List<String> events(Client.Stream stream, int number) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            events.add(stream.event());
        }
        return events;
    }

    private void tradeTwice() {
        alpaca.quote("AAPL", "100", "101");
        client.order("c-1", "buy 1 AAPL");
        client.order("c-2", "buy 2 AAPL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        EVENT_LOST       | new c-1, new c-2, fill c-2 2@101
        EVENT_DUPLICATED | new c-1, fill c-1 1@101, fill c-1 1@101, new c-2, fill c-2 2@101
        EVENT_DELAYED    | new c-1, fill c-1 1@101, new c-2, fill c-2 2@101
        EVENT_REORDERED  | new c-1, new c-2, fill c-1 1@101, fill c-2 2@101
        """)
    void anEventMayBeLostDoubledLateOrOutOfOrder(Fault fault, String expected) {
        alpaca.faults().delay(Duration.ofSeconds(1)).next(fault, "fill");
        Client.Stream stream = client.stream().listening();

        tradeTwice();

        List<String> words = List.of(expected.split(", ", -1));
        assertThat(events(stream, words.size())).isEqualTo(words);
        assertThat(stream.messages).isEmpty();
    }

    @Test
    void aLateEventIsLate() {
        alpaca.faults().delay(Duration.ofMillis(300)).next(Fault.EVENT_DELAYED, "new");
        Client.Stream stream = client.stream().listening();
        long before = System.nanoTime();

        client.order("c-1", "buy 1 AAPL limit_price=50");
        stream.next();

        assertThat(System.nanoTime() - before)
                .isGreaterThan(Duration.ofMillis(290).toNanos());
    }

    @Test
    void anEventThatNoneFollowsIsNotKeptForEver() {
        alpaca.faults().delay(Duration.ofMillis(50)).next(Fault.EVENT_REORDERED, "new");
        Client.Stream stream = client.stream().listening();

        client.order("c-1", "buy 1 AAPL limit_price=50");

        assertThat(stream.event()).isEqualTo("new c-1");
    }

    @Test
    void aFrameMayBeUnreadable() {
        alpaca.faults().next(Fault.FRAME_MALFORMED, "fill");
        Client.Stream stream = client.stream().listening();

        tradeTwice();

        assertThat(events(stream, 4)).containsExactly("new c-1", "fill c-1 1@101", "new c-2", "fill c-2 2@101");
        assertThat(stream.unreadable).hasSize(1);
    }

    @Test
    void aHalfDeadSessionIsOpenAndSilent() {
        alpaca.faults().next(Fault.SESSION_HALF_DEAD, "fill");
        Client.Stream stream = client.stream().listening();
        tradeTwice();
        assertThat(stream.event()).isEqualTo("new c-1");

        stream.ping();

        assertThat(stream.nextOrNull(Duration.ofMillis(200))).isNull();
        assertThat(stream.pongs).hasValue(0);
        assertThat(alpaca.sessions()).isEqualTo(1);
        Client.Stream next = client.stream().listening();
        client.order("c-3", "buy 1 AAPL limit_price=50");
        assertThat(next.event()).isEqualTo("new c-3");
    }

    @Test
    void sessionsMayBeClosedOrCut() {
        alpaca.faults().next(Fault.SESSION_CLOSED, "new");
        Client.Stream closed = client.stream().listening();
        client.order("c-1", "buy 1 AAPL limit_price=50");
        alpaca.awaitSessions(0);
        alpaca.faults().next(Fault.SESSION_CUT, "new");
        Client.Stream cut = client.stream().listening();
        client.order("c-2", "buy 1 AAPL limit_price=50");
        alpaca.awaitSessions(0);

        assertThat(closed.closedWith()).isEqualTo(1001);
        assertThat(cut.closedWith()).isNotEqualTo(1001);
    }

    @Test
    void sessionsAreEndedByHandToo() {
        Client.Stream closed = client.stream().listening();
        alpaca.closeSessions();
        alpaca.awaitSessions(0);
        Client.Stream silent = client.stream().listening();
        alpaca.silenceSessions();
        client.order("c-1", "buy 1 AAPL limit_price=50");

        assertThat(closed.closedWith()).isEqualTo(1001);
        assertThat(silent.nextOrNull(Duration.ofMillis(150))).isNull();
        alpaca.cutSessions();
        alpaca.awaitSessions(0);
    }

    @Test
    void anUpgradeMayBeRefused() {
        alpaca.faults().next(Fault.UPGRADE_REFUSED, "/stream");

        Assertions.assertThatThrownBy(client::stream)
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("429");
        assertThat(client.stream().listening().messages).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRateOfOneIsAlwaysAndOfZeroNever(Fault fault) {
        AlpacaFaults faults = new AlpacaFaults(7).rate(fault, 1);

        assertThat(faults.onRequest("GET /v2/clock").isPresent()).isEqualTo(fault.point == Fault.Point.REQUEST);
        assertThat(faults.onEvent("fill").isPresent()).isEqualTo(fault.point == Fault.Point.EVENT);
        assertThat(faults.onUpgrade("/stream").isPresent()).isEqualTo(fault.point == Fault.Point.UPGRADE);
        faults.clear();
        assertThat(faults.onRequest("GET /v2/clock")).isEmpty();
    }

    @Test
    void whatIsDrawnIsTheSameForASeedWhateverIsScripted() {
        AlpacaFaults one = new AlpacaFaults(7).rate(Fault.SLOW, 0.3).rate(Fault.CUT_AFTER, 0.3);
        AlpacaFaults other = new AlpacaFaults(7).rate(Fault.SLOW, 0.3).rate(Fault.CUT_AFTER, 0.3);
        other.next(Fault.TIMEOUT_AFTER, "GET /first");
        other.onRequest("GET /first");
        one.onRequest("GET /first");

        List<Object> drawn = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            drawn.add(one.onRequest("GET /x"));
            assertThat(other.onRequest("GET /x")).isEqualTo(drawn.get(i));
        }

        assertThat(drawn.stream().distinct()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT_AFTER,/v2/orders", "EVENT_LOST,POST /v2/orders", "UPGRADE_REFUSED,fill"})
    void aFaultIsForWhatItCanHappenTo(Fault fault, String target) {
        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> alpaca.faults().next(fault, target))
                .withMessageContaining("target of " + fault + " must be ")
                .withMessageEndingWith("was '" + target + "'");
    }
}
