package io.strategysdk.backtest.load;

import io.strategysdk.api.SdkException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A series that did not come to its end. All bars up to {@link #lastClose} have gone to the sink, each once. */
public final class LoadException extends SdkException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant lastClose;

    LoadException(String message, @Nullable Throwable cause, Optional<Instant> lastClose) {
        super(message);
        this.lastClose = lastClose.orElse(null);
        if (cause != null) {
            initCause(cause);
        }
    }

    /** Close of the newest bar that the sink has; empty when it has none. A call from one nanosecond later goes on. */
    public Optional<Instant> lastClose() {
        return Optional.ofNullable(lastClose);
    }
}
