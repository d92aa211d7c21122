package io.strategysdk.engine;

/** What stopped a strategy before a restart, in the words that it had: its class may not be at hand any more. */
final class SavedError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String words;

    SavedError(String words, String message) {
        super(message, null, false, false);
        this.words = words;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // it prints as the error of another class that it stands for
    public String toString() {
        return words;
    }
}
