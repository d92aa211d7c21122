package io.strategysdk.examples.cli;

/** The command was called wrongly; the message is one line. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
