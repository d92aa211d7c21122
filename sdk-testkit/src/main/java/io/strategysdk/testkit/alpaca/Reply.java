package io.strategysdk.testkit.alpaca;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answer to a request: status and body; without a body where there is none. */
record Reply(int status, @Nullable JsonNode body) {
    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    static Reply of(Refusal refusal) {
        return new Reply(refusal.status(), refusal.body());
    }

    byte[] bytes() {
        return body == null ? new byte[0] : Wire.bytes(body);
    }

    /** The body as what no JSON is: cut in the middle, as a broken proxy leaves it. */
    byte[] brokenBytes() {
        String text = body == null ? "<html>" : new String(bytes(), StandardCharsets.UTF_8);
        return text.substring(0, Math.max(1, text.length() / 2)).getBytes(StandardCharsets.UTF_8);
    }
}
