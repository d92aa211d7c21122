package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import java.util.Map;
import java.util.Objects;
import okio.ByteString;

/**
 * An API key of Alpaca, id and secret. Neither is ever shown: not by {@link #toString}, not in logs, errors or files.
 * Immutable.
 */
public final class AlpacaKey {
    /** Environment variable of the id, as Alpaca's own clients name it. */
    public static final String ID_VARIABLE = "APCA_API_KEY_ID";

    /** Environment variable of the secret, as Alpaca's own clients name it. */
    public static final String SECRET_VARIABLE = "APCA_API_SECRET_KEY";

    private static final String HIDDEN = "***";
    private static final String LIVE = "AK";
    private static final String PAPER = "PK";
    /** So short a text would also hide what is none of it. */
    private static final int SHORTEST = 4;
    /** Alpaca's are longer; so long a text is in no message by chance. */
    private static final int LONG = 16;

    private final String id;
    private final String secret;

    private AlpacaKey(String id, String secret) {
        this.id = checked("id", id);
        this.secret = checked("secret", secret);
    }

    /**
     * A key given by code.
     *
     * @throws IllegalArgumentException when a part is shorter than 4 characters, or not of visible ASCII; without saying
     *     what it was
     */
    public static AlpacaKey of(String id, String secret) {
        return new AlpacaKey(id, secret);
    }

    /**
     * The key that the variables {@value #ID_VARIABLE} and {@value #SECRET_VARIABLE} hold.
     *
     * @param environment such as {@link System#getenv()}
     * @throws SdkException naming the variable that is missing or cannot be a key
     */
    public static AlpacaKey of(Map<String, String> environment) {
        String id = required(environment, ID_VARIABLE);
        String secret = required(environment, SECRET_VARIABLE);
        try {
            return of(id, secret);
        } catch (IllegalArgumentException wrong) {
            throw new SdkException(
                    wrong.getMessage() + " (environment variables " + ID_VARIABLE + " and " + SECRET_VARIABLE + ")");
        }
    }

    private static String required(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new SdkException("Alpaca needs a key: environment variable " + variable + " must be set, was not");
        }
        return value.strip();
    }

    private static String checked(String part, String value) {
        Objects.requireNonNull(value, part);
        if (value.length() < SHORTEST || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("key " + part + " must be " + SHORTEST
                    + " or more visible ASCII characters, was " + value.length() + " characters of which some are not"
                    + " or too few");
        }
        return value;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    /** Ids of live accounts begin so. */
    boolean isLive() {
        return id.startsWith(LIVE);
    }

    /** Ids of paper accounts begin so. */
    boolean isPaper() {
        return id.startsWith(PAPER);
    }

    /** A text of another's making, without either part. */
    String hiddenIn(String text) {
        return text.replace(secret, HIDDEN).replace(id, HIDDEN);
    }

    /** Whether a message has either part in it, which it would then show wherever it is quoted. */
    boolean isShownIn(ByteString message) {
        return isIn(message, secret) || isIn(message, id);
    }

    private static boolean isIn(ByteString message, String part) {
        return part.length() >= LONG && message.indexOf(ByteString.encodeUtf8(part)) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlpacaKey that && id.equals(that.id) && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "key " + HIDDEN;
    }
}
