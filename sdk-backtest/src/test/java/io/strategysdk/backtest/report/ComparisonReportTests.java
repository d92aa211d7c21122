package io.strategysdk.backtest.report;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.backtest.analytics.ExecutionComparison;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.Journal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonReportTests {
    private static Journal journal(int bps) {
        return Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .order(0, OrderIntent.buy(ACME, 100))
                .with(backtest -> backtest.slippage(SlippageModel.fixed(bps)))
                .run()
                .journal();
    }

    private static ComparisonReport report(int expectedBps, int actualBps) {
        return ComparisonReport.of(ExecutionComparison.of(journal(expectedBps), journal(actualBps)));
    }

    @Test
    void theTextHasTotalsAndALineForEachDifference() {
        assertThat(report(0, 20).text()).isEqualTo("""
                expected: 1 order, 1 fill, quantity 100, value 1,000.00, fees 0.00
                actual: 1 order, 1 fill, quantity 100, value 1,002.00, fees 0.00
                paired: 1 order; prices cost 2.00 more than expected, 20.00 bps
                1 difference
                  Decisions-1 BUY ACME: price of fill, expected 10, was 10.02
                """);
    }

    @Test
    void theTextOfEqualsSaysSo() {
        assertThat(report(5, 5).text()).endsWith("\nno differences\n");
    }

    @Test
    void theJsonHasTheSame() {
        JsonNode json = JsonMapper.shared().readTree(report(0, 20).json());

        assertThat(json.get("actual").get("value").decimalValue()).isEqualByComparingTo("1002");
        assertThat(json.get("meanPriceDifferenceBps").doubleValue()).isEqualTo(20);
        JsonNode difference = json.get("differences").get(0);
        assertThat(difference.get("kind").asString()).isEqualTo("FILL_PRICE");
        assertThat(difference.get("order").asString()).isEqualTo("Decisions-1");
        assertThat(difference.get("actual").asString()).isEqualTo("10.02");
    }
}
