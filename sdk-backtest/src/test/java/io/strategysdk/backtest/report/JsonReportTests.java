package io.strategysdk.backtest.report;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.internal.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs read. */
class JsonReportTests {
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    /** A closed trade, an open lot, an order that never fills and one that is refused. */
    private static BacktestResult run() {
        return Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(12, 12, 12, 12)
                .bar(9, 9, 9, 9)
                .bar(13, 13, 13, 13)
                .order(0, OrderIntent.buy(ACME, 10), OrderIntent.buy(ACME, 1_000_000))
                .order(1, OrderIntent.sell(ACME, 4), OrderIntent.buy(ACME, 5).atLimit(Price.of("5")))
                .with(backtest -> backtest.commission(CommissionModel.perOrder("1.10"))
                        .parameter("fast", "10")
                        .warning("Repaired data.")
                        .note("Prices are synthetic."))
                .run();
    }

    private static JsonNode json(BacktestResult result) {
        return JsonMapper.shared().readTree(result.report().json());
    }

    @Test
    void hasEveryFillAndWhoseItIs() {
        BacktestResult result = run();

        JsonNode fills = json(result).get("fills");

        assertThat(fills).hasSize(result.fills().size()).hasSize(2);
        JsonNode sale = fills.get(1);
        assertThat(sale.get("orderId").asString())
                .isEqualTo(result.fills().get(1).orderId().toString());
        assertThat(sale.get("strategy").asString())
                .isEqualTo(result.strategies().get(0).name());
        assertThat(sale.get("side").asString()).isEqualTo("SELL");
        assertThat(sale.get("quantity").decimalValue()).isEqualByComparingTo("4");
        assertThat(sale.get("price").decimalValue()).isEqualByComparingTo("12");
        assertThat(sale.get("fee").decimalValue()).isEqualByComparingTo("1.1");
        assertThat(sale.get("time").asString()).isEqualTo("2024-03-05T00:03:00Z");
    }

    @Test
    void hasEveryOrderAsItWasAtTheEnd() {
        BacktestResult result = run();

        JsonNode orders = json(result).get("orders");

        assertThat(orders).hasSize(result.orders().size());
        for (int i = 0; i < orders.size(); i++) {
            Order order = result.orders().get(i);
            assertThat(orders.get(i).get("id").asString()).isEqualTo(order.id().toString());
            assertThat(orders.get(i).get("status").asString())
                    .isEqualTo(order.status().name());
        }
        assertThat(orders.valueStream().map(order -> order.get("type").asString()))
                .containsOnlyOnce("LIMIT")
                .contains("MARKET");
        assertThat(orders.get(0).get("filledQuantity").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void openLotsRefusalsAndBooksHaveTheirStrategy() {
        BacktestResult result = run();
        String name = result.strategies().get(0).name();

        JsonNode json = json(result);

        assertThat(json.get("openLots").get(0).get("strategy").asString()).isEqualTo(name);
        assertThat(json.get("rejectedOrders").get(0).get("strategy").asString()).isEqualTo(name);
        assertThat(json.get("strategies").get(0).get("name").asString()).isEqualTo(name);
        assertThat(json.get("strategies").get(0).get("equity").decimalValue())
                .isEqualByComparingTo(result.finalEquity());
    }

    @Test
    void numbersShowNoTracesOfDoubleArithmetic() {
        assertThat(Exact.sensible(41955.252700000005)).isEqualTo("41955.2527");
        assertThat(Exact.sensible(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Exact.sensible(-1.0 / 3)).isEqualTo("-0.333333333333333");
        assertThat(Exact.sensible(1e9)).isEqualTo("1000000000");
        assertThat(new JsonWriter().value(0.1 + 0.2).text()).isEqualTo("0.3");
    }

    @Test
    void everyKeyIsDocumentedAndEveryDocumentedKeyIsWritten() throws IOException {
        Set<String> documented = DOCUMENTED
                .matcher(Files.readString(Path.of("..", "docs", "report-json.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> written = new TreeSet<>();

        collect("", json(run()), written);

        assertThat(written).isEqualTo(documented);
    }

    /** What the benchmark shares with the run counts once, and names that a user chooses are a star. */
    private static void collect(String path, JsonNode node, Set<String> keys) {
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, keys));
        } else if (node.isObject()) {
            boolean named = path.equals("settings") || path.equals("strategy.parameters");
            node.properties().forEach(entry -> {
                String key = named ? "*" : entry.getKey();
                collect(path.isEmpty() ? key : path + "." + key, entry.getValue(), keys);
            });
        } else {
            keys.add(path.replaceFirst("^benchmark\\.(?!label)", ""));
        }
    }

    @Test
    void amountsOfBooksAreExact() {
        JsonNode trade = json(run()).get("trades").get(0);

        // 4 × (12 − 10), a share of 4 in 10 of the buying fee and all of the selling fee
        assertThat(trade.get("netPnl").decimalValue()).isEqualByComparingTo(new BigDecimal("6.46"));
    }
}
