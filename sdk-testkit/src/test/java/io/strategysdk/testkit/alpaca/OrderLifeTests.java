package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of orders, told by requests and by the stream. */
class OrderLifeTests {
    private static final String BRACKET =
            "order_class=bracket take_profit={\"limit_price\":\"120\"} stop_loss={\"stop_price\":\"80\"}";

    private static final Duration SOON = Duration.ofMillis(100);

    private AlpacaSimulator alpaca = AlpacaSimulator.start();
    private Client client = new Client(alpaca);

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private void startWith(AlpacaSimulator.Builder builder) {
        alpaca.close();
        alpaca = builder.start();
        client = new Client(alpaca);
    }

    private Client.Answer patch(String clientOrderId, String json) {
        return client.send("PATCH", "/v2/orders/" + alpaca.order(clientOrderId).id(), json);
    }

    private Client.Answer delete(String clientOrderId) {
        return client.send("DELETE", "/v2/orders/" + alpaca.order(clientOrderId).id(), "");
    }

    private String leg(String clientOrderId, int place) {
        String id = alpaca.order(clientOrderId).legs().get(place);
        return alpaca.orders().stream()
                .filter(order -> order.id().equals(id))
                .findFirst()
                .orElseThrow()
                .clientOrderId();
    }

    @Test
    void anOrderHasEveryFieldOfTheProtocol() {
        Client.Answer answer = client.order("c-1", "buy 2 AAPL limit_price=150.10 time_in_force=gtc");

        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "client_order_id",
                        "created_at",
                        "updated_at",
                        "submitted_at",
                        "filled_at",
                        "expired_at",
                        "cancel_requested_at",
                        "canceled_at",
                        "failed_at",
                        "replaced_at",
                        "replaced_by",
                        "replaces",
                        "asset_id",
                        "symbol",
                        "asset_class",
                        "notional",
                        "qty",
                        "filled_qty",
                        "filled_avg_price",
                        "order_class",
                        "order_type",
                        "type",
                        "side",
                        "position_intent",
                        "time_in_force",
                        "limit_price",
                        "stop_price",
                        "status",
                        "extended_hours",
                        "legs",
                        "trail_percent",
                        "trail_price",
                        "hwm",
                        "subtag",
                        "source",
                        "expires_at");
        assertThat(answer.text("limit_price")).isEqualTo("150.1");
        assertThat(answer.text("order_class")).isEmpty();
        assertThat(answer.text("position_intent")).isEqualTo("buy_to_open");
        assertThat(answer.body().path("filled_avg_price").isNull()).isTrue();
        assertThat(answer.text("expires_at")).isEqualTo("2026-08-30T20:15:00Z");
    }

    @Test
    void numbersMayComeAsNumbersAndUnknownFieldsAreNotLookedAt() {
        Client.Answer answer =
                client.post("{\"symbol\":\"AAPL\",\"qty\":2,\"side\":\"buy\",\"type\":\"limit\",\"limit_price\":150.25,"
                        + "\"time_in_force\":\"day\",\"colour\":\"blue\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("qty")).isEqualTo("2");
        assertThat(answer.text("limit_price")).isEqualTo("150.25");
        assertThat(answer.text("client_order_id")).hasSize(36);
    }

    @Test
    void partsOfAFillAddUp() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");

        alpaca.fill("c-1", "4", "99.50");
        alpaca.fill("c-1", "6", "99.75");

        assertThat(stream.event()).isEqualTo("new c-1");
        JsonNode part = stream.next().path("data");
        JsonNode rest = stream.next().path("data");
        assertThat(part.path("event").asString()).isEqualTo("partial_fill");
        assertThat(part.path("qty").asString()).isEqualTo("4");
        assertThat(part.path("position_qty").asString()).isEqualTo("4");
        assertThat(part.path("order").path("status").asString()).isEqualTo("partially_filled");
        assertThat(rest.path("event").asString()).isEqualTo("fill");
        assertThat(rest.path("qty").asString()).isEqualTo("6");
        assertThat(rest.path("position_qty").asString()).isEqualTo("10");
        assertThat(rest.path("order").path("filled_qty").asString()).isEqualTo("10");
        assertThat(rest.path("order").path("filled_avg_price").asString()).isEqualTo("99.65");
        assertThat(part.path("execution_id").asString())
                .isNotEqualTo(rest.path("execution_id").asString());
        assertThat(alpaca.account().cash()).isEqualByComparingTo("99003.50");
    }

    @Test
    void moreThanIsLeftIsNotFilled() {
        client.order("c-1", "buy 10 AAPL limit_price=100");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> alpaca.fill("c-1", "11", "99"))
                .withMessageContaining("not above the 10 that are left, was 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alpaca.fill("c-2", "1", "99"))
                .withMessageContaining("was c-2");
    }

    @Test
    void aCancelEndsWhatIsLeft() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.fill("c-1", "4", "100");

        Client.Answer answer = delete("c-1");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(List.of(stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "partial_fill c-1 4@100", "canceled c-1");
        assertThat(alpaca.order("c-1").filledQty()).isEqualByComparingTo("4");
        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("4");
    }

    @Test
    void aCancelMayTakeItsTimeAndAFillMayOvertakeIt() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder()
                        .answersCancels(false)
                        .pendingEvents(true)
                        .build()));
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");

        assertThat(delete("c-1").status()).isEqualTo(204);
        assertThat(alpaca.order("c-1").status()).isEqualTo("pending_cancel");
        alpaca.fill("c-1", "4", "100");
        assertThat(alpaca.order("c-1").status()).isEqualTo("pending_cancel");
        alpaca.fill("c-1", "6", "100");

        assertThat(List.of(stream.event(), stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly(
                        "pending_new c-1", "new c-1", "pending_cancel c-1", "partial_fill c-1 4@100", "fill c-1 6@100");
        assertThat(delete("c-1").status()).isEqualTo(422);
    }

    @Test
    void aCancelMayBeRefusedAndTheOrderWorksOn() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().answersCancels(false).build()));
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");
        delete("c-1");

        alpaca.refuseCancel("c-1");

        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("order_cancel_rejected c-1");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
    }

    @Test
    void aReplacementIsANewOrderInTheChain() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.fill("c-1", "4", "100");

        Client.Answer answer = patch("c-1", "{\"qty\":\"12\",\"limit_price\":\"101\",\"client_order_id\":\"c-2\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("pending_new");
        assertThat(answer.text("replaces")).isEqualTo(alpaca.order("c-1").id());
        assertThat(List.of(stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "partial_fill c-1 4@100", "replaced c-1", "new c-2");
        assertThat(alpaca.order("c-1").status()).isEqualTo("replaced");
        assertThat(alpaca.order("c-1").replacedBy())
                .contains(alpaca.order("c-2").id());
        assertThat(alpaca.order("c-2").filledQty()).isEqualByComparingTo("4");
        alpaca.fill("c-2", "8", "101");
        assertThat(alpaca.order("c-2").status()).isEqualTo("filled");
        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("12");
    }

    @Test
    void aReplacementMayBeForWhatIsLeft() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().replacementKeepsFills(false).build()));
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.fill("c-1", "4", "100");

        Client.Answer answer = patch("c-1", "{\"qty\":\"12\",\"client_order_id\":\"c-2\"}");

        assertThat(answer.text("qty")).isEqualTo("8");
        assertThat(answer.text("filled_qty")).isEqualTo("0");
    }

    @Test
    void aFillMayOvertakeAReplacementWhichIsRejectedThen() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().answersReplacements(false).build()));
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");
        patch("c-1", "{\"limit_price\":\"101\",\"client_order_id\":\"c-2\"}");
        assertThat(alpaca.order("c-1").status()).isEqualTo("pending_replace");
        assertThat(delete("c-1").status()).isEqualTo(422);

        alpaca.fill("c-1", "10", "100");

        assertThat(List.of(stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "fill c-1 10@100", "order_replace_rejected c-2");
        assertThat(alpaca.order("c-1").status()).isEqualTo("filled");
        assertThat(alpaca.order("c-2").status()).isEqualTo("rejected");
    }

    @Test
    void aPartThatIsFilledMeanwhileCountsInTheReplacement() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().answersReplacements(false).build()));
        client.order("c-1", "buy 10 AAPL limit_price=100");
        patch("c-1", "{\"qty\":\"8\",\"client_order_id\":\"c-2\"}");
        alpaca.fill("c-1", "3", "100");

        alpaca.replace("c-2");

        assertThat(alpaca.order("c-2").filledQty()).isEqualByComparingTo("3");
        alpaca.fill("c-2", "5", "100");
        assertThat(alpaca.order("c-2").status()).isEqualTo("filled");
        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("8");
    }

    @Test
    void aReplacementEndsWithTheOrderThatItWasFor() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().answersReplacements(false).build()));
        client.order("c-1", "buy 10 AAPL limit_price=100");
        patch("c-1", "{\"qty\":\"8\",\"client_order_id\":\"c-2\"}");

        alpaca.now(Instant.parse("2026-06-01T20:00:00Z"));

        assertThat(alpaca.order("c-1").status()).isEqualTo("expired");
        assertThat(alpaca.order("c-2").isOpen()).isFalse();
    }

    @Test
    void theNextCancelOrReplacementIsRefusedOnce() {
        client.order("c-1", "buy 10 AAPL limit_price=100");

        alpaca.refuseNextChange("c-1");
        patch("c-1", "{\"qty\":\"8\",\"client_order_id\":\"c-2\"}");
        assertThat(alpaca.order("c-2").status()).isEqualTo("rejected");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        alpaca.refuseNextChange("c-1");
        delete("c-1");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");

        delete("c-1");
        assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
    }

    @Test
    void anExecutionThatIsTakenBackLeavesTheAccountAsItWas() {
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.fill("c-1", "4", "100");
        alpaca.fill("c-1", "6", "99");

        alpaca.bust("c-1");

        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("4");
        assertThat(alpaca.account().cash()).isEqualByComparingTo("99600");
        assertThat(alpaca.order("c-1").filledQty()).isEqualByComparingTo("4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alpaca.bust("c-1"))
                .withMessageContaining("order must have an execution of shares");
    }

    @Test
    void anExecutionThatIsCorrectedCostsTheOtherPrice() {
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.fill("c-1", "10", "100");

        alpaca.correct("c-1", "98.5");

        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("10");
        assertThat(alpaca.account().cash()).isEqualByComparingTo("99015");
    }

    @Test
    void whatHasEndedIsNotEndedAgainByHand() {
        client.order("c-1", "buy 10 AAPL limit_price=100");
        alpaca.cancel("c-1");

        assertThatIllegalStateException()
                .isThrownBy(() -> alpaca.expire("c-1"))
                .withMessageContaining("c-1 buy 10 AAPL canceled");
        assertThatIllegalStateException().isThrownBy(() -> alpaca.refuseCancel("c-1"));
        assertThatIllegalStateException().isThrownBy(() -> alpaca.replace("c-1"));
    }

    @Test
    void aReplacementMayBeRefusedAndTheOldOrderWorksOn() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().answersReplacements(false).build()));
        client.order("c-1", "buy 10 AAPL limit_price=100");
        patch("c-1", "{\"limit_price\":\"101\",\"client_order_id\":\"c-2\"}");

        alpaca.refuseReplacement("c-2");

        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        assertThat(alpaca.order("c-1").replacedBy()).isEmpty();
        assertThat(patch("c-1", "{\"limit_price\":\"102\",\"client_order_id\":\"c-3\"}")
                        .status())
                .isEqualTo(200);
        alpaca.replace("c-3");
        assertThat(alpaca.order("c-1").status()).isEqualTo("replaced");
        assertThat(alpaca.order("c-3").status()).isEqualTo("new");
    }

    @Test
    void anOrderThatWasTakenMayStillBeRejected() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");

        alpaca.reject("c-1");

        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("rejected c-1");
        assertThat(client.get("/v2/orders:by_client_order_id?client_order_id=c-1")
                        .text("failed_at"))
                .isNotEmpty();
    }

    @Test
    void theVenueMayRestateSuspendAndStopForTheDay() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100 time_in_force=gtc");

        alpaca.restate("c-1", "7");
        alpaca.suspend("c-1");
        alpaca.doneForDay("c-1");

        assertThat(List.of(stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "restated c-1", "suspended c-1", "done_for_day c-1");
        assertThat(alpaca.order("c-1").qty().orElseThrow()).isEqualByComparingTo("7");
        assertThat(alpaca.order("c-1").isOpen()).isTrue();
    }

    @Test
    void legsOfABracketWakeWhenItsEntryIsFilledWhole() {
        Client.Stream stream = client.stream().listening();
        Client.Answer answer = client.order("c-1", "buy 10 AAPL limit_price=100 time_in_force=gtc " + BRACKET);
        assertThat(answer.body().path("legs")).hasSize(2);
        assertThat(answer.body().path("legs").path(0).path("status").asString()).isEqualTo("held");

        alpaca.fill("c-1", "9", "100");
        assertThat(alpaca.order(leg("c-1", 0)).status()).isEqualTo("held");
        alpaca.fill("c-1", "1", "100");

        String target = leg("c-1", 0);
        String stop = leg("c-1", 1);
        assertThat(alpaca.order(target).status()).isEqualTo("new");
        assertThat(alpaca.order(stop).status()).isEqualTo("new");
        alpaca.fill(target, "4", "120");
        assertThat(alpaca.order(stop).qty().orElseThrow()).isEqualByComparingTo("6");
        alpaca.fill(stop, "6", "80");
        assertThat(alpaca.order(target).status()).isEqualTo("canceled");
        assertThat(alpaca.account().positions()).isEmpty();
        assertThat(List.of(stream.event(), stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "partial_fill c-1 9@100", "fill c-1 1@100", "new " + target, "new " + stop);
        assertThat(List.of(stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly(
                        "partial_fill " + target + " 4@120",
                        "restated " + stop,
                        "fill " + stop + " 6@80",
                        "canceled " + target);
    }

    @Test
    void theCancelOfOneLegCancelsTheOther() {
        client.order("c-1", "buy 10 AAPL limit_price=100 time_in_force=gtc " + BRACKET);
        alpaca.fill("c-1", "10", "100");

        delete(leg("c-1", 0));

        assertThat(alpaca.order(leg("c-1", 1)).status()).isEqualTo("canceled");
        assertThat(alpaca.order("c-1").status()).isEqualTo("filled");
    }

    @Test
    void theCancelOfABracketEndsItsLegsWhichMayNotBeTold() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().legCancelsAreTold(false).build()));
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100 " + BRACKET);

        delete("c-1");
        client.order("c-2", "buy 1 AAPL limit_price=100");

        assertThat(alpaca.order(leg("c-1", 0)).status()).isEqualTo("canceled");
        assertThat(List.of(stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "canceled c-1", "new c-2");
    }

    @Test
    void theCancelOfALegThatWaitsEndsTheWholeGroup() {
        client.order("c-1", "buy 10 AAPL limit_price=100 " + BRACKET);

        delete(leg("c-1", 1));

        assertThat(alpaca.orders()).extracting(AlpacaOrder::status).containsOnly("canceled");
    }

    @Test
    void legsOfTheDayExpireTogether() {
        client.order("c-1", "buy 10 AAPL limit_price=100 " + BRACKET);
        alpaca.fill("c-1", "10", "100");

        alpaca.now(Instant.parse("2026-06-01T20:00:00Z"));

        assertThat(alpaca.orders()).extracting(AlpacaOrder::status).containsExactly("filled", "expired", "expired");
    }

    @Test
    void aFillMayComeAfterTheCancel() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 10 AAPL limit_price=100");
        delete("c-1");

        alpaca.fill("c-1", "4", "100");

        assertThat(List.of(stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "canceled c-1", "partial_fill c-1 4@100");
        assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
        assertThat(alpaca.order("c-1").filledQty()).isEqualByComparingTo("4");
        assertThat(alpaca.account().positions().get("AAPL")).isEqualByComparingTo("4");
    }

    @Test
    void aLegIsReplacedInItsPlace() {
        client.order("c-1", "buy 10 AAPL limit_price=100 time_in_force=gtc " + BRACKET);
        alpaca.fill("c-1", "10", "100");
        String stop = leg("c-1", 1);

        Client.Answer answer = patch(stop, "{\"stop_price\":\"90\",\"client_order_id\":\"c-2\"}");

        assertThat(answer.status()).as(answer.text("message")).isEqualTo(200);
        assertThat(leg("c-1", 1)).isEqualTo("c-2");
        alpaca.fill(leg("c-1", 0), "10", "120");
        assertThat(alpaca.order("c-2").status()).isEqualTo("canceled");
    }

    @Test
    void oneOfTwoExitsCancelsTheOtherAndTheyHoldThePositionOnce() {
        startWith(AlpacaSimulator.builder().position("AAPL", "10", "100"));
        Client.Answer answer = client.order(
                "c-1",
                "sell 10 AAPL type=limit order_class=oco take_profit={\"limit_price\":\"120\"} "
                        + "stop_loss={\"stop_price\":\"80\",\"limit_price\":\"79\"}");

        assertThat(answer.status()).as(answer.text("message")).isEqualTo(200);
        assertThat(answer.text("limit_price")).isEqualTo("120");
        assertThat(answer.body().path("legs")).hasSize(1);
        JsonNode position = client.get("/v2/positions/AAPL").body();
        assertThat(position.path("qty_available").asString()).isEqualTo("0");
        alpaca.quote("AAPL", "79.50", "79.60");
        assertThat(alpaca.order(leg("c-1", 0)).status()).isEqualTo("filled");
        assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
    }

    @Test
    void eitherOfTwoExitsIsReplaced() {
        startWith(AlpacaSimulator.builder().position("AAPL", "10", "100"));
        client.order(
                "c-1",
                "sell 10 AAPL type=limit order_class=oco take_profit={\"limit_price\":\"120\"} "
                        + "stop_loss={\"stop_price\":\"80\"}");
        String stop = leg("c-1", 0);

        Client.Answer target = patch("c-1", "{\"limit_price\":\"130\",\"client_order_id\":\"c-2\"}");
        Client.Answer loss = patch(stop, "{\"stop_price\":\"85\",\"client_order_id\":\"c-3\"}");

        assertThat(target.status()).as(target.text("message")).isEqualTo(200);
        assertThat(loss.status()).as(loss.text("message")).isEqualTo(200);
        alpaca.fill("c-2", "10", "130");
        assertThat(alpaca.order("c-3").status()).isEqualTo("canceled");
    }

    @Test
    void ordersOfTheDayEndWithTheSessionAndOthersGoOn() {
        Client.Stream stream = client.stream().listening();
        client.order("c-1", "buy 1 AAPL limit_price=50");
        client.order("c-2", "buy 1 AAPL limit_price=50 time_in_force=gtc");
        client.order("c-3", "buy 1 AAPL limit_price=50 extended_hours=true");

        alpaca.now(Instant.parse("2026-06-01T20:00:00Z"));

        assertThat(alpaca.order("c-1").status()).isEqualTo("expired");
        assertThat(alpaca.order("c-2").status()).isEqualTo("new");
        assertThat(alpaca.order("c-3").status()).isEqualTo("new");
        alpaca.now(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(alpaca.order("c-3").status()).isEqualTo("expired");
        alpaca.now(Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(alpaca.order("c-2").status()).isEqualTo("canceled");
        assertThat(List.of(
                        stream.event(), stream.event(), stream.event(), stream.event(), stream.event(), stream.event()))
                .containsExactly("new c-1", "new c-2", "new c-3", "expired c-1", "expired c-3", "canceled c-2");
    }

    @Test
    void ordersOfTheDayMayEndAsCanceled() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().dayOrdersExpire(false).build()));
        client.order("c-1", "buy 1 AAPL limit_price=50");

        alpaca.now(Instant.parse("2026-06-01T20:00:00Z"));

        assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
    }

    @Test
    void whatComesOvernightWaitsForTheOpening() {
        startWith(AlpacaSimulator.builder().time(Instant.parse("2026-06-01T21:00:00Z")));
        Client.Stream stream = client.stream().listening();
        alpaca.quote("AAPL", "100", "101");

        Client.Answer answer = client.order("c-1", "buy 1 AAPL");
        client.order("c-2", "buy 1 AAPL limit_price=101 extended_hours=true");

        assertThat(answer.text("status")).isEqualTo("accepted");
        assertThat(stream.event()).isEqualTo("new c-2");
        assertThat(stream.event()).isEqualTo("fill c-2 1@101");
        assertThat(alpaca.order("c-1").status()).isEqualTo("accepted");
        alpaca.now(Instant.parse("2026-06-02T13:30:00Z"));
        assertThat(stream.event()).isEqualTo("new c-1");
        assertThat(stream.event()).isEqualTo("fill c-1 1@101");
    }

    @Test
    void immediateOrdersFillAtTheQuoteOrEnd() {
        alpaca.quote("AAPL", "100", "101");

        client.order("c-1", "buy 1 AAPL limit_price=100.50 time_in_force=ioc");
        client.order("c-2", "buy 1 AAPL limit_price=101 time_in_force=fok");

        assertThat(alpaca.order("c-1").status()).isEqualTo("canceled");
        assertThat(alpaca.order("c-2").status()).isEqualTo("filled");
    }

    @Test
    void limitsFillAtTheFarSideOfTheQuoteOnceItIsAsGood() {
        alpaca.quote("AAPL", "100", "101");
        client.order("c-1", "buy 1 AAPL limit_price=100.50");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");

        alpaca.quote("AAPL", "100.20", "100.40");

        assertThat(alpaca.order("c-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("100.40");
    }

    @Test
    void aStopToBuyFillsNoMoreThanABufferAboveIt() {
        alpaca.quote("AAPL", "99", "100");
        client.order("c-1", "buy 1 AAPL type=stop stop_price=110");

        alpaca.quote("AAPL", "112.90", "113");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        alpaca.quote("AAPL", "112", "112.75");

        assertThat(alpaca.order("c-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("112.75");
    }

    @Test
    void theBufferOfAStopBelowFiftyDollarsIsWider() {
        alpaca.quote("AAPL", "39", "39.50");
        client.order("c-1", "buy 1 AAPL type=stop stop_price=40");

        alpaca.quote("AAPL", "41.50", "41.61");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        alpaca.quote("AAPL", "41.50", "41.60");

        assertThat(alpaca.order("c-1").status()).isEqualTo("filled");
    }

    @Test
    void aTrailingStopFollowsTheBestPrice() {
        startWith(AlpacaSimulator.builder().position("AAPL", "10", "100"));
        alpaca.quote("AAPL", "100", "100.10");
        client.order("c-1", "sell 10 AAPL type=trailing_stop trail_percent=5");

        alpaca.quote("AAPL", "110", "110.10");
        JsonNode order =
                client.get("/v2/orders:by_client_order_id?client_order_id=c-1").body();
        assertThat(order.path("hwm").asString()).isEqualTo("110");
        assertThat(order.path("stop_price").asString()).isEqualTo("104.5");
        alpaca.quote("AAPL", "104.51", "104.60");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        alpaca.quote("AAPL", "104.50", "104.60");

        assertThat(alpaca.order("c-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("104.50");
    }

    @Test
    void anOrderForAnAmountKnowsItsQuantityWhenItIsFilled() {
        Client.Answer answer = client.order("c-1", "buy $100 AAPL");
        assertThat(answer.body().path("qty").isNull()).isTrue();

        alpaca.quote("AAPL", "29", "30");

        AlpacaOrder order = alpaca.order("c-1");
        assertThat(order.status()).isEqualTo("filled");
        assertThat(order.qty().orElseThrow()).isEqualByComparingTo("3.333333333");
    }

    @Test
    void cryptoTradesAtNightAndPaysItsFeeInWhatIsBought() {
        startWith(AlpacaSimulator.builder().time(Instant.parse("2026-06-06T03:00:00Z")));
        alpaca.quote("BTC/USD", "59990", "60000");

        client.order("c-1", "buy 0.5 BTC/USD time_in_force=gtc");

        assertThat(alpaca.order("c-1").filledQty()).isEqualByComparingTo("0.5");
        assertThat(alpaca.account().positions().get("BTC/USD")).isEqualByComparingTo("0.49875");
        assertThat(alpaca.account().cash()).isEqualByComparingTo("70000");
        assertThat(client.get("/v2/positions/BTCUSD").text("symbol")).isEqualTo("BTCUSD");
        assertThat(client.get("/v2/positions/BTC%2FUSD").text("qty")).isEqualTo("0.49875");
        assertThat(client.get("/v2/account/activities/CFEE")
                        .body()
                        .path(0)
                        .path("qty")
                        .asString())
                .isEqualTo("-0.00125");
    }

    @Test
    void quantitiesOfCryptoAreCutToTheirStep() {
        Client.Answer answer = client.order("c-1", "buy 0.12345678987 BTC/USD time_in_force=gtc");

        assertThat(answer.text("qty")).isEqualTo("0.123456789");
    }

    @Test
    void paperAccountsFillInPartsAtRandomButAlwaysTheSame() {
        String first = partialFills();

        assertThat(partialFills()).isEqualTo(first);
        assertThat(first).contains("partial_fill");
    }

    private String partialFills() {
        startWith(AlpacaSimulator.builder()
                .rules(AlpacaRules.builder().partialFills(0.5).build()));
        Client.Stream stream = client.stream().listening();
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            client.order("c-" + i, "buy 100 AAPL limit_price=101");
        }
        int filled = 0;
        for (int quotes = 0; quotes < 50 && filled < 5; quotes++) {
            alpaca.quote("AAPL", "100", "101");
            for (JsonNode next = stream.nextOrNull(SOON); next != null; next = stream.nextOrNull(SOON)) {
                String event = next.path("data").path("event").asString();
                filled += event.equals("fill") ? 1 : 0;
                events.append(event)
                        .append(next.path("data").path("qty").asString(""))
                        .append('\n');
            }
        }
        return events.toString();
    }

    @Test
    void auctionsFillAtTheLastPriceOrNotAtAll() {
        startWith(AlpacaSimulator.builder().time(Instant.parse("2026-06-01T12:00:00Z")));
        alpaca.quote("AAPL", "100", "101");
        client.order("o-1", "buy 1 AAPL time_in_force=opg");
        client.order("o-2", "buy 1 AAPL limit_price=90 time_in_force=opg");
        client.order("c-1", "buy 1 AAPL limit_price=99 time_in_force=cls");
        client.order("c-2", "buy 1 AAPL limit_price=90 time_in_force=cls");
        alpaca.trade("AAPL", "100.50");

        alpaca.now(Instant.parse("2026-06-01T13:30:00Z"));
        assertThat(alpaca.order("o-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("100.50");
        assertThat(alpaca.order("o-2").status()).isEqualTo("expired");
        alpaca.trade("AAPL", "98.75");
        assertThat(alpaca.order("c-1").status()).isEqualTo("new");
        alpaca.now(Instant.parse("2026-06-01T20:00:00Z"));

        assertThat(alpaca.order("c-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("98.75");
        assertThat(alpaca.order("c-2").status()).isEqualTo("expired");
    }

    @Test
    void timeThatRunsEndsOrdersByItself() {
        startWith(AlpacaSimulator.builder().time(Instant.parse("2026-06-01T19:59:00Z")));
        client.order("c-1", "buy 1 AAPL limit_price=50");

        alpaca.run(600);

        assertThat(alpaca.awaitOrder("c-1", "expired").filledQty()).isZero();
        assertThat(alpaca.now()).isAfterOrEqualTo(Instant.parse("2026-06-01T20:00:00Z"));
    }

    @Test
    void theLegsOfAFilledBracketAreCancelledWithAllOrders() {
        client.order("c-1", "buy 10 AAPL limit_price=100 time_in_force=gtc " + BRACKET);
        alpaca.fill("c-1", "10", "100");

        client.send("DELETE", "/v2/orders", "");

        assertThat(alpaca.orders()).noneMatch(AlpacaOrder::isOpen);
    }

    @Test
    void bracketsThatBarsFillEndAsTheyDoByHand() {
        client.order("c-1", "buy 10 AAPL time_in_force=gtc " + BRACKET);

        alpaca.bar(bar("2026-06-01T14:05:00Z", 100, 121, 99, 110));

        assertThat(alpaca.order("c-1").filledAvgPrice().orElseThrow()).isEqualByComparingTo("100");
        assertThat(alpaca.order(leg("c-1", 0)).filledAvgPrice().orElseThrow()).isEqualByComparingTo("120");
        assertThat(alpaca.order(leg("c-1", 1)).status()).isEqualTo("canceled");
    }

    @Test
    void legsThatAHandHasWokenAreFilledByBars() {
        client.order("c-1", "buy 10 AAPL limit_price=90 time_in_force=gtc " + BRACKET);
        alpaca.fill("c-1", "10", "90");

        alpaca.bar(bar("2026-06-01T14:05:00Z", 100, 110, 79, 85));

        assertThat(alpaca.order(leg("c-1", 1)).filledAvgPrice().orElseThrow()).isEqualByComparingTo("80");
        assertThat(alpaca.order(leg("c-1", 0)).status()).isEqualTo("canceled");
    }

    private static Bar bar(String end, double open, double high, double low, double close) {
        long nanos = Clock.epochNanosOf(Instant.parse(end));
        return new Bar(
                Instrument.equity("AAPL"),
                Timeframe.MINUTE,
                nanos - 60_000_000_000L,
                nanos,
                open,
                high,
                low,
                close,
                1000);
    }
}
