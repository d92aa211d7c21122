package io.strategysdk.testkit.alpaca;

import java.time.Instant;

/**
 * A request that came to an {@link AlpacaSimulator}. Headers are not kept, so that no secret is.
 *
 * @param number from 1, in the order of arrival
 * @param time when it came, the venue's time
 * @param method such as {@code POST}
 * @param path without the query, such as {@code /v2/orders}
 * @param query as it was written, may be empty
 * @param body may be empty
 * @param status of the answer; 0 while there is none, and when it never came
 */
public record ReceivedRequest(
        long number, Instant time, String method, String path, String query, String body, int status) {
    /** Method and path, as {@link AlpacaFaults#next} names a request. */
    public String target() {
        return method + " " + path;
    }
}
