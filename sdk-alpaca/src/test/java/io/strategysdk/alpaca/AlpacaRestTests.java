package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class AlpacaRestTests {
    private static final AlpacaKey KEY = AlpacaKey.of("PKABCDEFGH", "very-secret-text");

    private final MockWebServer server = new MockWebServer();
    private final List<Duration> pauses = new ArrayList<>();
    private @Nullable AlpacaRest rest;

    @BeforeEach
    void start() throws IOException {
        server.start();
        AlpacaSettings settings = AlpacaSettings.builder()
                .key(KEY)
                .address(URI.create("http://127.0.0.1:" + server.getPort()))
                .requestTimeout(Duration.ofMillis(500))
                .build();
        rest = new AlpacaRest(settings, pauses::add);
    }

    @AfterEach
    void stop() {
        rest().close();
        server.close();
    }

    private AlpacaRest rest() {
        return Objects.requireNonNull(rest);
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private void cutOff() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    private HttpUrl orders() {
        return rest().url(Service.TRADING, "v2/orders").build();
    }

    private JsonNode ask() {
        return rest().get(Service.TRADING, orders());
    }

    private RestException failureOf(Runnable call) {
        RestException failure = catchThrowableOfType(RestException.class, call::run);
        assertThat(failure).isNotNull();
        return failure;
    }

    private RecordedRequest nextRequest() throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS));
    }

    @Test
    void aQuestionCarriesTheKeyInItsHeadersOnly() throws InterruptedException {
        answer(200, "[]");

        ask();

        RecordedRequest request = nextRequest();
        assertThat(request.getHeaders().get("APCA-API-KEY-ID")).isEqualTo("PKABCDEFGH");
        assertThat(request.getHeaders().get("APCA-API-SECRET-KEY")).isEqualTo("very-secret-text");
        assertThat(request.getTarget()).isEqualTo("/v2/orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aQuestionIsAskedAgainWhileItMayBeAnswered(int status) {
        answer(status, "{\"message\":\"later\"}", "Retry-After", "0");
        answer(200, "{\"a\":1}");

        assertThat(ask().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void aQuestionWhoseConnectionBreaksIsAskedAgainLaterEachTime() {
        cutOff();
        cutOff();
        answer(200, "{\"a\":1}");

        assertThat(ask().path("a").asInt()).isEqualTo(1);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(1)).isGreaterThan(pauses.get(0));
    }

    @Test
    void aQuestionIsNotAskedForEver() {
        for (int i = 0; i < 10; i++) {
            answer(503, "");
        }

        assertThat(failureOf(this::ask).isPassing()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void aRefusedQuestionIsNotAskedAgain(int status) {
        answer(status, "{\"code\":40310000,\"message\":\"no\"}");

        RestException failure = failureOf(this::ask);

        assertThat(failure.isPassing()).isFalse();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(40310000);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anErrorSaysRequestStatusCodeTextAndRequestId() {
        answer(
                403,
                "{\"code\":40310000,\"message\":\"insufficient buying power\",\"buying_power\":\"1\"}",
                "X-Request-ID",
                "r-1");

        RestException failure = failureOf(this::ask);

        assertThat(failure)
                .hasMessage("GET /v2/orders must be answered with success, was 403 40310000: insufficient buying power"
                        + " (request id r-1)");
        assertThat(Json.text(failure.body(), "buying_power")).contains("1");
    }

    @Test
    void anErrorShowsNoSecretEvenIfTheServerDoes() {
        answer(401, "{\"message\":\"key PKABCDEFGH and very-secret-text are wrong\"}");

        RestException failure = failureOf(this::ask);

        assertThat(failure).hasMessageContaining("key *** and *** are wrong");
        assertThat(failure.text()).doesNotContain("very-secret-text");
    }

    @Test
    void aPageOfAProxyIsAnErrorByItsStatus() {
        answer(401, "<html>nginx</html>");

        assertThat(failureOf(this::ask).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 408, 429, 500, 503})
    void aCommandIsSentOnce(int status) {
        answer(status, "{\"message\":\"x\"}");
        answer(200, "{}");
        JsonNode body = Json.MAPPER.createObjectNode().put("symbol", "AAPL");
        if (status == 200) {
            rest().command("POST", orders(), body);
        } else {
            assertThat(failureOf(() -> rest().command("POST", orders(), body)).isPassing())
                    .as("whether it may have been carried out")
                    .isTrue();
        }

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aCommandWhoseConnectionBreaksIsNotRepeatedBeneath() {
        answer(200, "{}");
        rest().command("DELETE", orders(), null);
        cutOff();
        answer(200, "{}");

        RestException failure = failureOf(() -> rest().command("POST", orders(), Json.MAPPER.createObjectNode()));

        assertThat(failure.isPassing()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aCommandIsSentAsItsJson() throws InterruptedException {
        answer(200, "{\"id\":\"x\"}");

        rest().command("PATCH", orders(), Json.MAPPER.createObjectNode().put("qty", "0.0001"));

        RecordedRequest request = nextRequest();
        assertThat(request.getMethod()).isEqualTo("PATCH");
        assertThat(request.getBody()).isEqualTo(ByteString.encodeUtf8("{\"qty\":\"0.0001\"}"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(302, "", "Location", server.url("/elsewhere").toString());
        for (int i = 0; i < 4; i++) {
            answer(302, "", "Location", server.url("/elsewhere").toString());
        }

        assertThat(failureOf(this::ask).status()).isEqualTo(302);
    }

    @Test
    void successWithoutJsonIsNoAnswer() {
        for (int i = 0; i < 5; i++) {
            answer(200, "{\"a\":");
        }

        assertThat(failureOf(this::ask)).hasMessageContaining("must be answered with JSON");
    }

    @Test
    void aSlowAnswerIsGivenUp() {
        for (int i = 0; i < 5; i++) {
            server.enqueue(new MockResponse.Builder()
                    .headersDelay(2, TimeUnit.SECONDS)
                    .body("{}")
                    .build());
        }

        RestException failure = failureOf(() -> rest().command("POST", orders(), Json.MAPPER.createObjectNode()));

        assertThat(failure.status()).isEqualTo(RestException.NO_ANSWER);
        assertThat(failure.isPassing()).isTrue();
    }

    @Test
    void alpacaJavaAsksTheAddressOfTheSettings() throws InterruptedException {
        answer(
                200,
                "{\"timestamp\":\"2026-11-20T14:15:22.123-05:00\",\"is_open\":true,"
                        + "\"next_open\":\"2026-11-23T09:30:00-05:00\",\"next_close\":\"2026-11-20T16:00:00-05:00\"}");

        var clock = rest().typed("GET /v2/clock", api -> api.clock().get());

        assertThat(clock.getTimestamp().toInstant()).hasToString("2026-11-20T19:15:22.123Z");
        RecordedRequest request = nextRequest();
        assertThat(request.getTarget()).isEqualTo("/v2/clock");
        assertThat(request.getHeaders().get("APCA-API-KEY-ID")).isEqualTo("PKABCDEFGH");
    }

    @Test
    void anErrorOfAlpacaJavaHasStatusAndCode() {
        answer(404, "{\"code\":40410000,\"message\":\"position does not exist\"}");

        RestException failure = failureOf(() ->
                rest().typed("GET /v2/positions/AAPL", api -> api.positions().getBySymbol("AAPL")));

        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure.code()).isEqualTo(40410000);
    }

    @Test
    void anAnswerThatAlpacaJavaCannotReadIsNoAnswer() {
        for (int i = 0; i < 5; i++) {
            answer(200, "not json {");
        }

        RestException failure = failureOf(
                () -> rest().typed("GET /v2/positions", api -> api.positions().get()));

        assertThat(failure.isPassing()).isTrue();
    }

    @Test
    void headersOfAnyAnswerCountForTheLimitOfTheAccount() {
        answer(200, "[]", "X-RateLimit-Limit", "200", "X-RateLimit-Remaining", "1");

        ask();

        RateLimit limit = rest().http().limit(Service.TRADING);
        assertThat(limit.tryTake(RateLimit.Urgency.QUERY, 0)).isPositive();
        assertThat(limit.tryTake(RateLimit.Urgency.ORDER, 0)).isZero();
        assertThat(limit.tryTake(RateLimit.Urgency.ORDER, 0)).isPositive();
    }

    @Test
    void whoeverAsksForTheAccountSharesItsLimit() {
        try (AlpacaRest other = new AlpacaRest(rest().settings())) {
            assertThat(other.http().limit(Service.TRADING))
                    .isSameAs(rest().http().limit(Service.TRADING));
        }
    }

    @Test
    void nothingIsAskedOfAnybodyElse() {
        HttpUrl elsewhere = HttpUrl.get("http://localhost:1/v2/orders");

        RestException failure = failureOf(() -> rest().command("GET", elsewhere, null));

        assertThat(failure).hasMessageContaining("requests must go to Alpaca only");
    }
}
