package io.strategysdk.testkit.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.MarketData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OneBarLateTests {
    /** Closes 110, 121, 133.1, … each bar opens where the one before closed. */
    private static final MarketData MARKET = Generated.market(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);

    /** What to do at the close of each bar, the first of which is 0. */
    private static final class Scripted implements Strategy {
        private final Function<Integer, List<OrderIntent>> script;
        private int bar;

        Scripted(Function<Integer, List<OrderIntent>> script) {
            this.script = script;
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return script.apply(bar++);
        }
    }

    @Test
    void whatIsDecidedAtACloseIsFilledAtTheOpenAfterTheNext() {
        Function<Integer, List<OrderIntent>> script = bar -> switch (bar) {
            case 0 -> List.of(OrderIntent.buy(Generated.SHARES, 10));
            case 3 -> List.of(OrderIntent.close(Generated.SHARES));
            default -> List.of();
        };

        assertThat(opensOf(run(new Scripted(script), false))).containsExactly(1, 4);
        assertThat(opensOf(run(new Scripted(script), true))).containsExactly(2, 5);
    }

    @Test
    void nameIsThatOfTheStrategy() {
        assertThat(run(new Scripted(bar -> List.of()), true).strategies().get(0).name())
                .isEqualTo("Scripted");
    }

    @Test
    void anOrderThatWaitsLooksLikeOneThatWorks() {
        List<List<Integer>> seen = new ArrayList<>();
        Strategy strategy = context -> {
            seen.add(List.of(
                    context.orders().working().size(),
                    context.orders().working(Generated.SHARES).size(),
                    context.orders().find("entry").isPresent() ? 1 : 0));
            boolean isFlat = context.position(Generated.SHARES).isFlat();
            return isFlat && context.orders().working().isEmpty()
                    ? List.of(OrderIntent.buy(Generated.SHARES, 10).withTag("entry"))
                    : List.of();
        };

        BacktestResult result = run(strategy, true);

        assertThat(result.fills()).hasSize(1);
        assertThat(seen.get(0)).containsExactly(0, 0, 0);
        assertThat(seen.get(1)).containsExactly(1, 1, 1);
        assertThat(seen.get(2)).containsExactly(0, 0, 0);
    }

    @Test
    void ordersSentOnAnUpdateAreLateToo() {
        assertThat(opensOf(run(new LeavesAtOnce(), false))).containsExactly(1, 2);
        assertThat(opensOf(run(new LeavesAtOnce(), true))).containsExactly(2, 4);
    }

    /** Buys once, and closes when told of the fill. */
    private static final class LeavesAtOnce implements Strategy {
        private boolean hasBought;

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean isFirst = !hasBought;
            hasBought = true;
            return isFirst ? List.of(OrderIntent.buy(Generated.SHARES, 10)) : List.of();
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            boolean isHeld = !context.position(Generated.SHARES).isFlat();
            if (event instanceof OrderEvent.Filled && isHeld) {
                context.submit(OrderIntent.close(Generated.SHARES));
            }
        }
    }

    /** A limit far below rests from bar 1 on; what bar 1 wants of it leaves at bar 2. */
    @Test
    void whatIsWantedOfAnOrderThatWaitedIsDoneToTheOrderThatItBecame() {
        Strategy cancels = changing(order -> OrderIntent.cancel(order));
        Strategy replaces = changing(order -> OrderIntent.replace(order).withLimit(Price.of("60")));

        assertThat(run(cancels, true).orders())
                .singleElement()
                .satisfies(order -> assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED));
        assertThat(run(replaces, true).orders())
                .filteredOn(order -> order.price().orElseThrow().equals(Price.of("60")))
                .hasSize(1);
    }

    private static Strategy changing(Function<Order, OrderIntent> change) {
        return new Strategy() {
            private int bar;

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return switch (bar++) {
                    case 0 ->
                        List.of(OrderIntent.buy(Generated.SHARES, 10)
                                .atLimit(Price.of("50"))
                                .withTimeInForce(TimeInForce.GTC));
                    case 1 -> List.of(change.apply(context.orders().working().get(0)));
                    default -> List.of();
                };
            }
        };
    }

    /** Bought at the open of bar 2 instead of 1; the exit rests in the market from then on, and fills as ever. */
    @Test
    void exitsRestInTheMarket() {
        Function<Integer, List<OrderIntent>> script = bar ->
                bar == 0 ? List.of(OrderIntent.buy(Generated.SHARES, 10).withTakeProfit(Price.of("140"))) : List.of();

        BacktestResult result = run(new Scripted(script), true);

        assertThat(result.fills()).hasSize(2);
        assertThat(result.fills().get(1).lastPx()).isEqualTo(Price.of("140"));
    }

    private static BacktestResult run(Strategy strategy, boolean isLate) {
        Backtest backtest = Backtest.of(strategy).on(MARKET);
        BacktestResult result = isLate ? backtest.around(OneBarLate::new).run() : backtest.run();
        assertThat(result.failures()).isEmpty();
        return result;
    }

    /** Number of the bar at whose open each fill was: 100 × 1.1^bar. */
    private static List<Integer> opensOf(BacktestResult result) {
        return result.fills().stream().map(OneBarLateTests::openOf).toList();
    }

    private static int openOf(Fill fill) {
        return (int) Math.round(Math.log(fill.lastPx().toDouble() / 100) / Math.log(1.1));
    }
}
