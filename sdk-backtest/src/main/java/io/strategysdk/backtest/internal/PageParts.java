package io.strategysdk.backtest.internal;

import io.strategysdk.api.SdkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Styles and scripts that stand inside of a page. */
public final class PageParts {
    private PageParts() {}

    /** Of a style or script, as a content security policy names it. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be part of every Java platform", e);
        }
    }

    /**
     * Text of a file beside a class of this module.
     *
     * @throws SdkException when it is not in the jar
     */
    public static String resource(Class<?> beside, String name) {
        return text(beside.getResourceAsStream(name), name);
    }

    /**
     * Text of a file that its own module has opened, which is closed.
     *
     * @param opened null when it is not there
     * @throws SdkException when it is not in the jar
     */
    public static String text(@Nullable InputStream opened, String name) {
        try (InputStream in = opened) {
            if (in == null) {
                throw new SdkException("part of the report must be in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SdkException("part of the report must be readable: " + name, e);
        }
    }
}
