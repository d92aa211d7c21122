package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;

/** A file that is whole and well-formed, and has no row: an empty answer, a header alone. */
public final class NoBarsException extends SdkException {
    private static final long serialVersionUID = 1L;

    NoBarsException(String message) {
        super(message);
    }
}
