package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TradeStatisticsTests {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void everyFormulaByHand() {
        // given net results of 30, -10, 0, 50, -20
        TradeStatistics s = TradeStatistics.of(trips(30, -10, 0, 50, -20));

        assertThat(s.count()).isEqualTo(5);
        assertThat(s.wins()).isEqualTo(2);
        assertThat(s.losses()).isEqualTo(2);
        assertThat(s.netPnl()).isEqualByComparingTo("50");
        assertThat(s.winRate().orElseThrow()).isCloseTo(0.4, EXACT);
        assertThat(s.profitFactor().orElseThrow()).isCloseTo(80.0 / 30, EXACT);
        assertThat(s.expectancy().orElseThrow()).isCloseTo(10, EXACT);
        assertThat(s.averageWin().orElseThrow()).isCloseTo(40, EXACT);
        assertThat(s.averageLoss().orElseThrow()).isCloseTo(-15, EXACT);
        assertThat(s.largestWin().orElseThrow()).isEqualTo(50);
        assertThat(s.largestLoss().orElseThrow()).isEqualTo(-20);
        assertThat(s.averageDuration()).contains(Duration.ofSeconds(1));
        // squares of 20, -20, -10, 40, -30 are 3,400
        assertThat(s.sqn().orElseThrow()).isCloseTo(Math.sqrt(5) * 10 / Math.sqrt(3_400 / 4.0), EXACT);
        assertThat(s.kelly().orElseThrow()).isCloseTo(0.4 - 0.6 / (40.0 / 15), EXACT);
    }

    @Test
    void withoutTradesOnlyCountsAreDefined() {
        TradeStatistics s = TradeStatistics.of(List.of());

        assertThat(s.count()).isZero();
        assertThat(s.netPnl()).isZero();
        assertThat(List.of(s.winRate(), s.profitFactor(), s.expectancy(), s.averageWin(), s.averageLoss(), s.sqn()))
                .allMatch(value -> value.isEmpty());
        assertThat(List.of(s.largestWin(), s.largestLoss(), s.kelly())).allMatch(value -> value.isEmpty());
        assertThat(s.averageDuration()).isEmpty();
    }

    @Test
    void withoutALossThereIsNoProfitFactorAndNoKelly() {
        TradeStatistics s = TradeStatistics.of(trips(10, 20));

        assertThat(s.winRate()).hasValue(1);
        assertThat(s.profitFactor()).isEmpty();
        assertThat(s.kelly()).isEmpty();
    }

    @Test
    void equalTradesHaveNoQualityNumber() {
        assertThat(TradeStatistics.of(trips(7, 7, 7)).sqn()).isEmpty();
        assertThat(TradeStatistics.of(trips(7)).sqn()).isEmpty();
    }

    @Test
    void feesTurnABreakEvenIntoALoss() {
        List<Fill> fills = List.of(
                RoundTripsTests.fill(1, Side.BUY, "1", "10", "0.01"),
                RoundTripsTests.fill(2, Side.SELL, "1", "10", "0"));

        TradeStatistics s = TradeStatistics.of(RoundTrips.match("sma", fills).closed());

        assertThat(s.losses()).isEqualTo(1);
        assertThat(s.expectancy()).hasValue(-0.01);
    }

    private static List<RoundTrip> trips(int... netPnl) {
        List<Fill> fills = new ArrayList<>();
        for (int i = 0; i < netPnl.length; i++) {
            fills.add(RoundTripsTests.fill(2L * i + 1L, Side.BUY, "1", "100", "1"));
            fills.add(RoundTripsTests.fill(2L * i + 2L, Side.SELL, "1", 101 + netPnl[i] + "", "0"));
        }
        return RoundTrips.match("sma", fills).closed();
    }
}
