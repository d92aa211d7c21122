package io.strategysdk.testkit.alpaca;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The key pair of the account. */
final class Keys {
    private static final String BASIC = "Basic ";

    private final String id;
    private final String secret;

    Keys(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    boolean are(String givenId, String givenSecret) {
        return same(id, givenId) && same(secret, givenSecret);
    }

    /** As the Authorization header has them: user and password. */
    boolean are(String authorization) {
        return authorization.startsWith(BASIC)
                && same(
                        BASIC
                                + Base64.getEncoder()
                                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8)),
                        authorization);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return id;
    }
}
