package io.strategysdk.backtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTests {
    private static final String DATE = "Date: Wed, 03 Jan 2024 14:30:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 17 | false | PT17S",
                "Retry-After: 0 | true | PT0S",
                "Retry-After: Wed, 03 Jan 2024 14:30:45 GMT; " + DATE + " | false | PT45S",
                "Retry-After: Wed, 03 Jan 2024 14:30:45 GMT | false | none",
                "Retry-After: Wed, 03 Jan 2024 14:29:45 GMT; " + DATE + " | false | none",
                "Retry-After: soon | true | none",
                "Retry-After: -5 | true | none",
                "Retry-After: 999999999 | true | PT24H",
                "X-RateLimit-Reset: 1704292210; X-RateLimit-Remaining: 0; " + DATE + " | false | PT10S",
                "X-RateLimit-Reset: 1704292210; X-RateLimit-Remaining: 5; " + DATE + " | false | none",
                "X-RateLimit-Reset: 1704292210; " + DATE + " | true | PT10S",
                "X-RateLimit-Reset: 1704292210; X-RateLimit-Remaining: 0 | false | none",
                "X-RateLimit-Reset: 1704292210; Retry-After: 3; " + DATE + " | true | PT3S",
                "X-RateLimit-Reset: 9223372036854775807; X-RateLimit-Remaining: 0; " + DATE + " | false | none",
                "X-RateLimit-Reset: -9223372036854775807; X-RateLimit-Remaining: 0; " + DATE + " | false | none",
                DATE + " | true | none",
            })
    void areReadFromHeaders(String headers, boolean isRefused, String pause) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String header : headers.split("; ", -1)) {
            String[] parts = header.split(": ", 2);
            all.put(parts[0], new ArrayList<>(List.of(parts[1])));
        }

        String read = Pauses.of(HttpHeaders.of(all, (name, value) -> true), isRefused)
                .map(Object::toString)
                .orElse("none");

        assertThat(read).isEqualTo(pause);
    }
}
