package io.strategysdk.engine;

import java.io.PrintWriter;
import java.io.Writer;

/** What stopped a strategy before a restart, in the words that it had: its class may not be at hand any more. */
final class SavedError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String words;

    SavedError(String words, String message) {
        super(message, null, false, false);
        this.words = words;
    }

    /** The error, or one in its place when it throws while it, or what caused it, is printed. */
    static Throwable printable(Throwable error) {
        try {
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            nowhere.println(error.getMessage());
            error.printStackTrace(nowhere);
            return error;
        } catch (Throwable whilePrinting) {
            String type = error.getClass().getName();
            return new SavedError(type, "its message cannot be read");
        }
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it prints as the error of another class that it stands for
    public String toString() {
        return words;
    }
}
