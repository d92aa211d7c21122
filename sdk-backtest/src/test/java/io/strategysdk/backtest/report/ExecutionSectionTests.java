package io.strategysdk.backtest.report;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.analytics.ExecutionReport;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run with parts of orders, a refusal, a bracket, slippage and fees, from the backtest to what is read. */
class ExecutionSectionTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");

    /**
     * ACME: 120 are bought in parts of 50, 50 and 20 at 10.10, 10.20 and 10.30 and 10 basis points more, decided at
     * 10.00; 100,000 more are refused. OTHER: 10 are bought with a bracket, decided and opened at 20.00, and sold at the
     * target, 21.00; a limit for 30 at 18.00 still waits at the close of 22.00, decided at 20.00. Asked for are 1,200, 200,
     * 210 and 600, the last in vain.
     */
    private static BacktestResult run() {
        return Trial.minutes()
                .bar(ACME, 0, 10, 10, 10, 10, 500)
                .bar(ACME, 1, 10.1, 10.1, 10.1, 10.1, 500)
                .bar(ACME, 2, 10.2, 10.2, 10.2, 10.2, 500)
                .bar(ACME, 3, 10.3, 10.3, 10.3, 10.3, 500)
                .bar(OTHER, 0, 20, 20, 20, 20, 1000)
                .bar(OTHER, 1, 20, 20, 20, 20, 1000)
                .bar(OTHER, 2, 20.5, 21.5, 20.5, 21.4, 1000)
                .bar(OTHER, 3, 22, 22, 22, 22, 1000)
                .order(
                        0,
                        OrderIntent.buy(ACME, 120),
                        OrderIntent.buy(ACME, 100_000),
                        OrderIntent.buy(OTHER, 10).withStopLoss(Price.of("19")).withTakeProfit(Price.of("21")),
                        OrderIntent.buy(OTHER, 30).atLimit(Price.of("18")))
                .with(backtest -> backtest.fills(FillRules.DEFAULT.withVolumeShare(0.1))
                        .slippage(SlippageModel.fixed(10))
                        .commission(CommissionModel.perOrder("1")))
                .run();
    }

    @Test
    void theConsoleSaysItInThreeLines() {
        assertThat(run().report().console()).contains("""

                execution: 3 of 6 orders filled whole, fill rate 72.9 %, median time to fill 2 min, refused 1 × buying power
                slippage: 139.26 bps against the decision, 64.25 bps against arrival; largest share of a bar's volume 10.0 %
                shortfall: 85.42 (386.52 bps) = delay 12.00 + execution 10.42 + not filled 60.00 + fees 3.00
                """);
    }

    @Test
    void thePageHasARowForEachInstrumentAndOneForAll() throws Exception {
        try (OpenedPage page = OpenedPage.onDesktop(run().report())) {
            assertThat(page.page.asNormalizedText())
                    .contains("ACME\t2\t1\t0\t0\t0\t1\t0\t0\t100.0 %\t3 min")
                    .contains("OTHER\t4\t2\t0\t0\t0\t0\t1\t1\t40.6 %\t1 min")
                    .contains("All\t6\t3\t0\t0\t0\t1\t1\t1\t72.9 %\t2 min\nRefused: 1 × buying power.")
                    .contains("ACME\t12.00\t10.22\t0.00\t1.00\t23.22\t193.51\t185.18\t84.33\t10.0 %");
        }
    }

    @Test
    void theJsonHasTheSameNumbersExactly() {
        JsonNode execution = JsonMapper.shared().readTree(run().report().json()).get("execution");

        JsonNode acme = execution.get("parts").get(0).get("shortfall");
        // 120 × 0.10 late; 50 × 0.10 + 20 × 0.20 waiting and 0.505 + 0.51 + 0.206 slipping
        assertThat(acme.get("delay").decimalValue()).isEqualByComparingTo("12");
        assertThat(acme.get("execution").decimalValue()).isEqualByComparingTo("10.221");
        assertThat(acme.get("fees").decimalValue()).isEqualByComparingTo("1");
        JsonNode other = execution.get("parts").get(1).get("shortfall");
        // 10 × 0.02 slipping, nothing at the target; 30 not bought for 2.00 less
        assertThat(other.get("execution").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(other.get("opportunity").decimalValue()).isEqualByComparingTo("60");
        assertThat(other.get("fees").decimalValue()).isEqualByComparingTo("2");
        assertThat(execution.get("total").get("shortfall").get("total").decimalValue())
                .isEqualByComparingTo("85.421");
    }

    @Test
    void eachStrategyHasItsRows() {
        Backtest backtest = Backtest.ofSeveral()
                .on(Trial.minutes().bar(10, 10, 10, 10).bar(11, 11, 11, 11).data());
        for (String name : List.of("zeta", "alpha")) {
            backtest.strategy(name, new BuysOnce(), new BigDecimal("1000"), RiskLimits.NONE);
        }

        BacktestResult result = backtest.run();

        assertThat(result.execution().parts())
                .extracting(ExecutionReport.Part::strategy)
                .containsExactly("zeta", "alpha");
        // 10 at 11.00, decided at 10.00, twice; both in one bar of 1,000,000
        assertThat(result.execution().total().shortfall().delay()).isEqualByComparingTo("20");
        assertThat(result.execution().total().volumeShare().largest()).hasValue(20 / 1e6);
        assertThat(result.report().html())
                .contains("<th scope=\"row\">zeta</th><td>ACME</td><td class=\"num\">1</td>")
                .contains("<tr class=\"total\"><th scope=\"row\">All</th><td></td><td class=\"num\">2</td>");
    }

    private static final class BuysOnce implements Strategy {
        private boolean bought;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean first = !bought;
            bought = true;
            return first ? List.of(OrderIntent.buy(ACME, 10)) : List.of();
        }
    }

    @Test
    void aReportWithoutOrdersSaysNothingOfExecution() {
        Report idle = Trial.minutes().bar(10, 10, 10, 10).run().report();

        assertThat(idle.html()).doesNotContain("id=\"execution\"");
        assertThat(idle.console()).doesNotContain("shortfall");
    }

    @Test
    void timesAreInTheirTwoLargestUnits() {
        assertThat(ExecutionTexts.time(Duration.ofMillis(1500))).isEqualTo("1.5 s");
        assertThat(ExecutionTexts.time(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(ExecutionTexts.time(Duration.ofMinutes(390))).isEqualTo("6 h 30 min");
        assertThat(ExecutionTexts.time(Duration.ofDays(2))).isEqualTo("2 d");
    }
}
