package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.BacktestResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How trailing stops follow the market. */
class TrailingStopTests {
    private static Trial holding(NewOrder sell) {
        return Trial.minutes()
                .bar(10, 10, 10, 10)
                .order(0, OrderIntent.buy(ACME, 1))
                .bar(10, 10, 10, 10)
                .order(1, sell.withTimeInForce(TimeInForce.GTC));
    }

    private static NewOrder trailingBy(String distance) {
        return OrderIntent.sell(ACME, 1).atTrailingStop(Price.of(distance));
    }

    private static Trial with(Trial trial, UnaryOperator<FillRules> rules) {
        return trial.with(backtest -> backtest.fills(rules.apply(FillRules.DEFAULT)));
    }

    @Test
    void beginsAtTheMarkOfItsAcceptance() {
        assertThat(holding(trailingBy("2")).bar(10, 10, 8, 9).fills()).containsExactly("1 BUY 1 @ 10", "2 SELL 1 @ 8");
    }

    @Test
    void followsHighsAfterTheBarThatMadeThem() {
        Trial trial = holding(trailingBy("2")).bar(10, 14, 10, 13).bar(13, 13, 11, 11);

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 10", "3 SELL 1 @ 12");
    }

    @Test
    void doesNotComeBack() {
        Trial trial = holding(trailingBy("2"))
                .bar(10, 14, 10, 13)
                .bar(13, 13.5, 12.5, 13)
                .bar(13, 13, 11, 11);

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 10", "4 SELL 1 @ 12");
    }

    @Test
    void isLeftToTheNextOpenWhereTheBarClosesBelowTheMovedLevelAndThatIsDoubtful() {
        BacktestResult result = holding(trailingBy("2"))
                .bar(10, 14, 9, 11)
                .bar(11.5, 12, 11, 11)
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 1 @ 10", "3 SELL 1 @ 11.5");
        assertThat(result.fillQuality().ambiguous()).isOne();
    }

    @Test
    void followsClosesWhereThatIsChosen() {
        Trial trial = with(holding(trailingBy("2")), rules -> rules.withTrailFrom(TrailFrom.CLOSE))
                .bar(10, 14, 10, 13)
                .bar(13, 13, 11, 11);

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 10", "3 SELL 1 @ 11");
    }

    @Test
    void followsByAShareOfTheBestPrice() {
        Trial trial = holding(OrderIntent.sell(ACME, 1).atTrailingStopPercent(new BigDecimal("10")))
                .bar(10, 20, 10, 19)
                .bar(19, 19, 17, 18);

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 10", "3 SELL 1 @ 18");
    }

    @Test
    void buysMirrorSales() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .order(0, OrderIntent.buy(ACME, 1).atTrailingStop(Price.of("2")).withTimeInForce(TimeInForce.GTC))
                .bar(10, 10, 6, 7)
                .bar(7, 9, 7, 9);

        assertThat(trial.fills()).containsExactly("2 BUY 1 @ 8");
    }

    @Test
    void aReplacedDistanceIsCountedFromTheBestPriceSoFar() {
        Trial trial = holding(trailingBy("3"))
                .bar(10, 14, 10, 13)
                .decide(
                        2,
                        context -> List.of(
                                OrderIntent.replace(context.orders().working().get(0))
                                        .withTrailingStop(Price.of("1.5"))))
                .bar(13, 13, 12, 12);

        assertThat(trial.fills()).containsExactly("1 BUY 1 @ 10", "3 SELL 1 @ 12.5");
    }

    @Test
    void gapsFillAtTheOpen() {
        assertThat(holding(trailingBy("2")).bar(7, 7, 7, 7).fills()).containsExactly("1 BUY 1 @ 10", "2 SELL 1 @ 7");
    }
}
