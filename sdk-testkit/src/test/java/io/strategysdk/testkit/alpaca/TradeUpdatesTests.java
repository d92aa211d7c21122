package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of order updates. */
class TradeUpdatesTests {
    private static final Duration SOON = Duration.ofMillis(200);

    private AlpacaSimulator alpaca = AlpacaSimulator.start();
    private Client client = new Client(alpaca);

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private void startWith(AlpacaRules rules) {
        alpaca.close();
        alpaca = AlpacaSimulator.builder().rules(rules).start();
        client = new Client(alpaca);
    }

    private String authenticate() {
        return "{'action':'authenticate','data':{'key_id':'" + alpaca.keyId() + "','secret_key':'" + alpaca.secret()
                + "'}}";
    }

    @Test
    void bothFormsOfAuthenticationAreTaken() {
        Client.Stream older = client.stream();
        Client.Stream newer = client.stream();

        older.say(authenticate());
        newer.say("{'action':'auth','key':'" + alpaca.keyId() + "','secret':'" + alpaca.secret() + "'}");

        String authorized =
                "{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\",\"action\":\"authenticate\"}}";
        assertThat(older.next().toString()).isEqualTo(authorized);
        assertThat(newer.next().toString()).isEqualTo(authorized);
    }

    @Test
    void wrongKeysAreUnauthorized() {
        Client.Stream stream = client.stream();

        stream.say("{'action':'authenticate','data':{'key_id':'x','secret_key':'y'}}");

        assertThat(stream.next().path("data").path("status").asString()).isEqualTo("unauthorized");
    }

    @Test
    void listeningNeedsAuthorisationFirst() {
        Client.Stream stream = client.stream();

        stream.say("{'action':'listen','data':{'streams':['trade_updates']}}");

        assertThat(stream.next().toString())
                .isEqualTo(
                        "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\",\"action\":\"listen\"}}");
    }

    @Test
    void listeningBeforeAuthorisationMayBeRemembered() {
        startWith(AlpacaRules.builder().queuesEarlyListen(true).build());
        Client.Stream stream = client.stream();

        stream.say("{'action':'listen','data':{'streams':['trade_updates']}}");
        stream.say(authenticate());

        assertThat(stream.next().path("data").path("status").asString()).isEqualTo("authorized");
        assertThat(stream.next().path("stream").asString()).isEqualTo("listening");
    }

    @Test
    void whatIsListenedForIsTheWholeListAndUnknownStreamsAreDropped() {
        Client.Stream stream = client.stream().listening();

        stream.say("{'action':'listen','data':{'streams':['trade_updates','weather']}}");
        assertThat(stream.next().toString())
                .isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        stream.say("{'action':'listen','data':{'streams':[]}}");
        assertThat(stream.next().toString()).isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[]}}");
        client.order("c-1", "buy 1 AAPL");

        assertThat(stream.nextOrNull(SOON)).isNull();
    }

    @Test
    void whatHappenedBeforeIsNotRepeated() {
        client.order("c-1", "buy 1 AAPL");
        Client.Stream stream = client.stream().listening();

        client.order("c-2", "buy 1 AAPL");

        assertThat(stream.event()).isEqualTo("new c-2");
    }

    @Test
    void jsonComesInBinaryFramesOrInTextFrames() {
        Client.Stream binary = client.stream().listening();
        assertThat(binary.textFrames).hasValue(0);
        startWith(AlpacaRules.builder().textFrames(true).build());

        Client.Stream text = client.stream().listening();

        assertThat(text.textFrames).hasValue(2);
    }

    @Test
    void msgpackIsSpokenWhenTheUpgradeAsksForIt() {
        Client.Stream stream = client.stream(Codec.MSGPACK_TYPE).listening();
        alpaca.quote("AAPL", "100", "101");

        client.order("c-1", "buy 1 AAPL");

        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("fill c-1 1@101");
        assertThat(stream.textFrames).hasValue(0);
    }

    @Test
    void nonsenseIsAnErrorAndEndsTheSession() {
        Client.Stream stream = client.stream();

        stream.say("{'action':");

        assertThat(stream.next().path("action").asString()).isEqualTo("error");
        alpaca.awaitSessions(0);
        assertThat(stream.closedWith()).isEqualTo(1001);
    }

    @Test
    void pingsAreAnswered() {
        Client.Stream stream = client.stream().listening();

        stream.ping();
        client.order("c-1", "buy 1 AAPL");
        stream.next();

        assertThat(stream.pongs).hasValue(1);
    }

    @Test
    void allSessionsHearTheSame() {
        Client.Stream one = client.stream().listening();
        Client.Stream other = client.stream().listening();
        alpaca.awaitListeners(2);

        client.order("c-1", "buy 1 AAPL");

        assertThat(one.next()).isEqualTo(other.next());
    }

    @Test
    void theReplacedEventMayCarryTheNewOrder() {
        startWith(AlpacaRules.builder().replacedEventHasNewOrder(true).build());
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 1 AAPL limit_price=50");

        client.send("PATCH", "/v2/orders/" + alpaca.order("c-1").id(), "{\"qty\":\"2\",\"client_order_id\":\"c-2\"}");

        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("replaced c-2");
    }

    /** A fault that always happens counts what is delivered. */
    @Test
    void eventsOfARequestWaitForItsAnswer() {
        AlpacaFaults faults = new AlpacaFaults(1).rate(Fault.EVENT_LOST, 1);
        try (Timer timer = new Timer()) {
            TradeUpdates updates = new TradeUpdates(this, new Streams(this), faults, timer);

            updates.hold();
            updates.publish("new", Wire.object());
            assertThat(faults.counts()).isEmpty();
            updates.release();

            assertThat(faults.counts()).containsEntry(Fault.EVENT_LOST, 1);
        }
    }
}
