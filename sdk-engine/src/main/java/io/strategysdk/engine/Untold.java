package io.strategysdk.engine;

/** A definition, or the code of its formula, whose content cannot be told exactly. */
final class Untold extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Untold(String message) {
        super(message);
    }

    Untold(String message, Throwable cause) {
        super(message, cause);
    }
}
