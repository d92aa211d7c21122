package io.strategysdk.api.spi;

import io.strategysdk.api.SdkException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that brought no page. Its message has no secrets in it: no keys, no headers and no query of an address.
 */
public final class PageException extends SdkException {
    private static final long serialVersionUID = 1L;

    private final boolean isPassing;
    private final @Nullable Duration pause;

    private PageException(String message, @Nullable Throwable cause, boolean isPassing, @Nullable Duration pause) {
        super(message);
        this.isPassing = isPassing;
        this.pause = pause;
        if (cause != null) {
            initCause(cause);
        }
    }

    /**
     * A failure that may pass: no connection, a time-out, an answer that was cut off, HTTP 408, 425, 429 and 5xx.
     *
     * @param message fact, rule, value and place in full words
     * @param cause what the platform reported, if it did
     */
    public static PageException passing(String message, @Nullable Throwable cause) {
        return new PageException(message, cause, true, null);
    }

    /**
     * A failure that asking again will not mend: a wrong request, a key that is not accepted, other answers of HTTP.
     *
     * @param message fact, rule, value and place in full words
     * @param cause what the platform reported, if it did
     */
    public static PageException lasting(String message, @Nullable Throwable cause) {
        return new PageException(message, cause, false, null);
    }

    /**
     * The same, of a service that said how long it wants no further request.
     *
     * @throws IllegalArgumentException when negative
     */
    public PageException withPause(Duration wanted) {
        if (wanted.isNegative()) {
            throw new IllegalArgumentException("pause must not be negative, was " + wanted + " (" + getMessage() + ")");
        }
        PageException same = new PageException(String.valueOf(getMessage()), getCause(), isPassing, wanted);
        same.setStackTrace(getStackTrace());
        return same;
    }

    /** Whether the same request may succeed later. */
    public boolean isPassing() {
        return isPassing;
    }

    /** How long the service wants no further request, where it said so. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }
}
