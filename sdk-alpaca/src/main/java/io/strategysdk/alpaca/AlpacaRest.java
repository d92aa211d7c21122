package io.strategysdk.alpaca;

import io.strategysdk.alpaca.AlpacaHttp.Service;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import net.jacobpeterson.alpaca.AlpacaAPI;
import net.jacobpeterson.alpaca.rest.AlpacaClientException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * REST of Alpaca: JSON in, JSON out. Questions are asked again while they may yet be answered; commands are sent once,
 * since whoever sends them knows how to find out what became of them. All calls wait for the account's rate limit, commands
 * before questions. Called from any thread.
 */
final class AlpacaRest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlpacaRest.class);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int TRIES = 5;
    private static final long MOST_BYTES = 64L << 20;
    private static final int HTTP_OK = 200;
    private static final int HTTP_MULTIPLE = 300;

    private final AlpacaSettings settings;
    private final AlpacaHttp http;
    private final Backoff backoff;
    private final Pause pause;

    /** Waits; a test does not. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** A call through alpaca-java. */
    interface TypedCall<T> {
        T ask(AlpacaAPI api) throws AlpacaClientException;
    }

    /** One try. */
    private interface Try<T> {
        T make();
    }

    AlpacaRest(AlpacaSettings settings) {
        this(settings, time -> Thread.sleep(time.toMillis()));
    }

    AlpacaRest(AlpacaSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
        http = new AlpacaHttp(settings);
        backoff = settings.backoff("rest");
    }

    AlpacaSettings settings() {
        return settings;
    }

    AlpacaHttp http() {
        return http;
    }

    /** An address to add a query to; path as {@code v2/orders}. */
    HttpUrl.Builder url(Service service, String path) {
        HttpUrl base = service == Service.TRADING
                ? settings.addresses().trading()
                : settings.addresses().data();
        return base.newBuilder().addPathSegments(path);
    }

    /**
     * The answer to a question.
     *
     * @throws RestException when there is none after all
     */
    JsonNode get(Service service, HttpUrl url) {
        return asked("GET " + url.encodedPath(), () -> send(service, request("GET", url, null)));
    }

    /**
     * The same asked once, for who asks again by rules of its own.
     *
     * @throws RestException when there is none
     */
    JsonNode getOnce(Service service, HttpUrl url) {
        return send(service, request("GET", url, null));
    }

    /**
     * The answer to a question of alpaca-java's, where its models have all that is needed.
     *
     * @throws RestException when there is none after all
     */
    <T> T typed(String what, TypedCall<T> call) {
        return asked(what, () -> typedOnce(what, call));
    }

    /** One question, without another try; for what is measured. */
    <T> T typedOnce(String what, TypedCall<T> call) {
        take(Service.TRADING, RateLimit.Urgency.QUERY);
        return untried(what, call);
    }

    private <T> T untried(String what, TypedCall<T> call) {
        try {
            T answer = call.ask(http.api());
            if (answer == null) {
                throw RestException.garbled(what, "it was empty", "");
            }
            return answer;
        } catch (AlpacaClientException e) {
            throw typedFailure(what, e);
        } catch (RestException e) {
            throw e;
        } catch (RuntimeException e) {
            // its JSON library throws its own kinds, with the text in them
            throw RestException.garbled(what, e.getClass().getSimpleName(), "");
        } catch (Exception e) {
            throw RestException.unanswered(what, interrupt(e));
        }
    }

    private RestException typedFailure(String what, AlpacaClientException e) {
        if (e.getCause() instanceof IOException cause) {
            return RestException.unanswered(what, cause);
        }
        String text = hidden(String.valueOf(e.getMessage())); // parses the answer, without which there is no code
        Integer status = e.getResponseStatusCode();
        Integer code = e.getAPIResponseCode();
        JsonNode body = Json.MAPPER.createObjectNode().put("code", code == null ? 0 : code);
        return RestException.answered(what, status == null ? 0 : status, body, text, "", null);
    }

    /**
     * Sends a command once.
     *
     * @param body of POST and PATCH
     * @return missing when the answer has no body
     * @throws RestException when it was refused, or when it is not known; it says which
     */
    JsonNode command(String method, HttpUrl url, @Nullable JsonNode body) {
        take(Service.TRADING, RateLimit.Urgency.ORDER);
        return exchange(request(method, url, body));
    }

    private <T> T asked(String what, Try<T> question) {
        for (int number = 1; ; number++) {
            try {
                return question.make();
            } catch (RestException e) {
                if (!e.isPassing() || number == TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                Duration wait = e.retryAfter().orElse(backoff.beforeRetry(number));
                LOG.debug("{} is asked again in {} ms: {}", what, wait.toMillis(), e.getMessage());
                sleep(what, wait);
            }
        }
    }

    private void sleep(String what, Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted(what);
        }
    }

    private void take(Service service, RateLimit.Urgency urgency) {
        try {
            http.limit(service).take(urgency);
        } catch (InterruptedException e) {
            throw interrupted("a request to Alpaca");
        }
    }

    private static RestException interrupted(String what) {
        Thread.currentThread().interrupt();
        return RestException.unanswered(what, new InterruptedIOException("interrupted"));
    }

    private JsonNode send(Service service, Request request) {
        take(service, RateLimit.Urgency.QUERY);
        return exchange(request);
    }

    private Request request(String method, HttpUrl url, @Nullable JsonNode body) {
        RequestBody content = null;
        if (body != null) {
            content = RequestBody.create(Json.MAPPER.writeValueAsBytes(body), JSON);
        } else if (method.equals("POST") || method.equals("PATCH")) {
            content = RequestBody.create(new byte[0], JSON);
        }
        return new Request.Builder()
                .url(url)
                .header("APCA-API-KEY-ID", settings.key().id())
                .header("APCA-API-SECRET-KEY", settings.key().secret())
                .header("Accept", "application/json")
                .method(method, content)
                .build();
    }

    private JsonNode exchange(Request request) {
        String what = request.method() + " " + request.url().encodedPath();
        long start = System.nanoTime();
        try (Response response = answered(request)) {
            String requestId = idOf(response);
            byte[] bytes = bytesOf(what, response, requestId);
            LOG.debug(
                    "{} {} in {} ms (request id {})",
                    what,
                    response.code(),
                    (System.nanoTime() - start) / 1_000_000,
                    requestId);
            if (response.code() < HTTP_OK || response.code() >= HTTP_MULTIPLE) {
                throw refused(what, response, bytes, requestId);
            }
            return parsed(what, bytes, requestId);
        } catch (IOException e) {
            throw RestException.unanswered(what, e);
        }
    }

    /** Kotlin code throws what it does not declare when its thread is interrupted. */
    private Response answered(Request request) throws IOException {
        try {
            return http.client().newCall(request).execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw interrupt(e);
        }
    }

    private static InterruptedIOException interrupt(Exception e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupt = new InterruptedIOException("interrupted");
        interrupt.initCause(e);
        return interrupt;
    }

    private static byte[] bytesOf(String what, Response response, String requestId) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MOST_BYTES + 1)) {
            throw RestException.garbled(what, "it has more than " + MOST_BYTES + " bytes", requestId);
        }
        return source.readByteArray();
    }

    private RestException refused(String what, Response response, byte[] bytes, String requestId) {
        JsonNode body;
        try {
            body = bytes.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(bytes);
        } catch (JacksonException notJson) {
            body = MissingNode.getInstance(); // a page of a proxy
        }
        String text = hidden(body.path("message").asString(""));
        return RestException.answered(
                what, response.code(), body, text, requestId, AlpacaHttp.retryAfter(response, Clock.systemUTC()));
    }

    private JsonNode parsed(String what, byte[] bytes, String requestId) {
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        if (settings.key().isShownIn(ByteString.of(bytes))) {
            throw RestException.garbled(what, "it shows a key", requestId);
        }
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw RestException.garbled(what, hidden(e.getOriginalMessage()), requestId);
        }
    }

    private String idOf(Response response) {
        String id = response.header("X-Request-ID");
        return id == null ? "" : hidden(id);
    }

    /** Short, once no half of a key can be left. */
    private String hidden(String text) {
        return Json.brief(settings.key().hiddenIn(text));
    }

    /** Ends connections and threads; calls that wait fail. */
    @Override
    public void close() {
        http.close();
    }

    /** Which Alpaca. */
    @Override
    public String toString() {
        return settings.toString().toLowerCase(Locale.ROOT);
    }
}
