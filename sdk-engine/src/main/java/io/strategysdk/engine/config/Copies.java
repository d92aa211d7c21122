package io.strategysdk.engine.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order of the file: {@link Map#copyOf} iterates in an order that differs from run to run. */
final class Copies {
    private Copies() {}

    static <V> Map<String, V> of(Map<String, ? extends V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
