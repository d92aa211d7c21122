package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kind of order may have which time in force: Alpaca's matrix. */
class ConstraintMatrixTests {
    private static final List<String> TIMES = List.of("day", "gtc", "opg", "cls", "ioc", "fok");
    private static final Map<String, String> TERMS = terms();

    private static Map<String, String> terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("market", "type=market");
        terms.put("limit", "type=limit limit_price=90");
        terms.put("stop", "type=stop stop_price=110");
        terms.put("stop_limit", "type=stop_limit stop_price=110 limit_price=111");
        terms.put("trailing", "type=trailing_stop trail_price=5");
        return terms;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
        whole      | market     | day gtc opg cls ioc fok
        whole      | limit      | day gtc opg cls ioc fok
        whole      | stop       | day gtc
        whole      | stop_limit | day gtc
        whole      | trailing   | day gtc
        fractional | market     | day
        fractional | limit      | day
        fractional | stop       | day
        fractional | stop_limit | day
        fractional | trailing   | ``
        notional   | market     | day
        notional   | limit      | day
        notional   | stop       | day
        notional   | stop_limit | day
        extended   | market     | ``
        extended   | limit      | day gtc
        extended   | stop       | ``
        extended   | stop_limit | ``
        extended   | trailing   | ``
        bracket    | market     | day gtc
        bracket    | limit      | day gtc
        bracket    | stop_limit | ``
        bracket    | trailing   | ``
        crypto     | market     | gtc ioc
        crypto     | limit      | gtc ioc
        crypto     | stop       | ``
        crypto     | stop_limit | gtc
        crypto     | trailing   | ``
        """, quoteCharacter = '`')
    void eachKindHasItsTimesInForce(String kind, String type, String expected) {
        List<String> taken = new ArrayList<>();
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(List.of(Instrument.equity("AAPL"), Instrument.crypto("BTC/USD", "0.01", "0.000000001")))
                .time(Instant.parse("2026-06-01T13:00:00Z"))
                .start()) {
            alpaca.trade("AAPL", "100");
            alpaca.trade("BTC/USD", "100");
            Client client = new Client(alpaca);
            for (String time : TIMES) {
                Client.Answer answer =
                        client.order(kind + time, words(kind) + " " + TERMS.get(type) + " time_in_force=" + time);
                if (answer.status() == 200) {
                    taken.add(time);
                } else {
                    assertThat(answer.status()).isEqualTo(422);
                }
            }
        }

        assertThat(String.join(" ", taken)).isEqualTo(expected);
    }

    private static String words(String kind) {
        return switch (kind) {
            case "whole" -> "buy 2 AAPL";
            case "fractional" -> "buy 0.5 AAPL";
            case "notional" -> "buy $50 AAPL";
            case "extended" -> "buy 2 AAPL extended_hours=true";
            case "bracket" ->
                "buy 2 AAPL order_class=bracket take_profit={\"limit_price\":\"130\"} stop_loss={\"stop_price\":\"80\"}";
            case "crypto" -> "buy 2 BTC/USD";
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
