package io.strategysdk.api;

/**
 * Root of what the outside world can do wrong: files, networks, configuration, brokers. Caller mistakes are
 * {@link IllegalArgumentException} and {@link IllegalStateException} instead; refusals of orders are events.
 */
public class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message fact, rule, value and place in full words
     */
    public SdkException(String message) {
        super(message);
    }

    /**
     * Says what is wrong and keeps why.
     *
     * @param message fact, rule, value and place in full words
     * @param cause what the platform reported
     */
    public SdkException(String message, Throwable cause) {
        super(message, cause);
    }
}
