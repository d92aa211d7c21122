package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A request without a good answer. Status and code are what is decided by; texts are for people, without keys, headers
 * and queries.
 */
final class RestException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** Status of a request that had no answer. */
    static final int NO_ANSWER = 0;

    private static final int TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final int status;
    private final int code;
    private final String text;
    private final transient JsonNode body;
    private final @Nullable Duration retryAfter;

    private RestException(
            String message,
            int status,
            int code,
            String text,
            JsonNode body,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message);
        this.status = status;
        this.code = code;
        this.text = text;
        this.body = body;
        this.retryAfter = retryAfter;
        if (cause != null) {
            initCause(cause);
        }
    }

    /** It has been answered with an error. */
    static RestException answered(
            String request, int status, JsonNode body, String text, String requestId, @Nullable Duration retryAfter) {
        int code = body.path("code").asInt(0);
        String message = request + " must be answered with success, was " + status + (code == 0 ? "" : " " + code)
                + (text.isEmpty() ? "" : ": " + text) + (requestId.isEmpty() ? "" : " (request id " + requestId + ")");
        return new RestException(message, status, code, text, body, retryAfter, null);
    }

    /** It was not answered; whether it arrived is not known. */
    static RestException unanswered(String request, IOException cause) {
        String why = cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + Json.brief(cause.getMessage()));
        String message = request + " must be answered, was not: " + why;
        return new RestException(message, NO_ANSWER, 0, why, MissingNode.getInstance(), null, cause);
    }

    /** It was answered with success and something that is no answer. */
    static RestException garbled(String request, String why, String requestId) {
        String message = request + " must be answered with JSON, was not: " + why
                + (requestId.isEmpty() ? "" : " (request id " + requestId + ")");
        return new RestException(message, NO_ANSWER, 0, why, MissingNode.getInstance(), null, null);
    }

    /** HTTP status; 0 when there was no answer that says anything. */
    int status() {
        return status;
    }

    /** Alpaca's code, such as 40310000; 0 when it gave none. */
    int code() {
        return code;
    }

    /** What Alpaca says, in its words. */
    String text() {
        return text;
    }

    /** The whole error; missing when there was none. */
    JsonNode body() {
        return body == null ? MissingNode.getInstance() : body;
    }

    /** How long not to ask, where it was said. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the same question may be answered later. Of a command: whether it is not known if it was carried out. */
    boolean isPassing() {
        return status == NO_ANSWER
                || status == TIMEOUT
                || status == TOO_EARLY
                || status == TOO_MANY
                || status >= SERVER
                || status < 400;
    }
}
