package io.strategysdk.testkit.alpaca;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a request that is not done: status, code, message, and what else the body says. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient Map<String, String> extras = new LinkedHashMap<>();

    Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** With one more field in the body. */
    Refusal with(String field, String value) {
        extras.put(field, value);
        return this;
    }

    int status() {
        return status;
    }

    /** As Alpaca writes it; without a code where it has none. */
    ObjectNode body() {
        ObjectNode body = Wire.object();
        extras.forEach(body::put);
        if (code != 0) {
            body.put("code", code);
        }
        return body.put("message", getMessage());
    }
}
