package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.engine.AccountRules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a strategy reads of its position and portfolio: profit, fees, dividends and financing, told apart. */
class PositionFiguresTests {
    private static final LocalDate EX = LocalDate.of(2024, 3, 6);

    /** Profit not realized and realized, fees and income, of the position and of the portfolio, after each session. */
    private static List<String> seen(NewOrder first, List<String> financing) {
        List<String> seen = new ArrayList<>();
        Trial trial = TradingSession.daily()
                .with(backtest -> backtest.account(AccountRules.margin().withBorrowRate("0.36"))
                        .commission(CommissionModel.perOrder("5")))
                .day("2024-03-04", 50, 50, 50, 50)
                .day("2024-03-05", 50, 52, 50, 52)
                .day("2024-03-06", 49, 49, 49, 49)
                .day("2024-03-07", 48, 48, 48, 48)
                .actions(new Dividend(ACME, EX, new BigDecimal("0.50")));
        for (int slice = 0; slice < 4; slice++) {
            List<OrderIntent> orders =
                    slice == 0 ? List.of(first) : slice == 2 ? List.of(OrderIntent.close(ACME)) : List.of();
            trial.decide(slice, context -> {
                seen.add(figures(context));
                financing.add(plain(context.portfolio().financing()));
                return orders;
            });
        }
        trial.run();
        return seen;
    }

    private static String figures(Context context) {
        Position position = context.position(ACME);
        Portfolio portfolio = context.portfolio();
        List<BigDecimal> ofPosition =
                List.of(position.unrealizedPnl(), position.realizedPnl(), position.fees(), position.income());
        assertThat(List.of(portfolio.unrealizedPnl(), portfolio.realizedPnl(), portfolio.fees(), portfolio.income()))
                .usingElementComparator(BigDecimal::compareTo)
                .isEqualTo(ofPosition);
        return String.join(
                " ", ofPosition.stream().map(PositionFiguresTests::plain).toList());
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    @Test
    void ofALongPosition() {
        List<String> financing = new ArrayList<>();

        assertThat(seen(OrderIntent.buy(ACME, 100), financing))
                .containsExactly("0 0 0 0", "200 0 5 0", "-100 0 5 50", "0 -200 10 50");
        assertThat(financing).containsOnly("0");
    }

    /** A night costs a thousandth of the value at the mark: 5.20, then 4.90. */
    @Test
    void ofAShortOne() {
        List<String> financing = new ArrayList<>();

        assertThat(seen(OrderIntent.sell(ACME, 100), financing))
                .containsExactly("0 0 0 0", "-200 0 5 0", "100 0 5 -50", "0 200 10 -50");
        assertThat(financing.stream().map(BigDecimal::new).map(BigDecimal::abs))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(
                        Stream.of("0", "0", "5.2", "10.1").map(BigDecimal::new).toList());
    }
}
