package io.strategysdk.testkit.alpaca;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request as an endpoint sees it.
 *
 * @param variables parts of the path that the route left open, in order
 * @param query parameters, decoded
 */
record Call(String method, String path, List<String> variables, Map<String, String> query, String body) {
    Call with(List<String> found) {
        return new Call(method, path, found, query, body);
    }

    String variable(int place) {
        return variables.get(place);
    }

    /** A parameter that is there and not empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** The values of a parameter that are separated by commas; none where it is not there. */
    List<String> list(String name) {
        return parameter(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    /** The body, which must be a JSON object. */
    JsonNode object() {
        return Wire.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow(Problem.UNDECODABLE::of);
    }

    /** The fields of the body, which must be a JSON object. */
    Fields fields() {
        return new Fields(object());
    }
}
