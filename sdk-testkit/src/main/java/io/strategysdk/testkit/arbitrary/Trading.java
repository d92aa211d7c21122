package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.MarketData;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Generated orders that are sent on the way through a generated market. */
record Trading(MarketData data, List<Decision> decisions) {
    static final long CASH = 10_000_000;
    private static final int MOST_ORDERS = 12;
    private static final int LAST_STEP = 40;

    /** An order, and the step of the run in which it is sent, from 0. */
    record Decision(int step, NewOrder order) {}

    static Arbitrary<Trading> arbitrary(int instruments) {
        return SeriesArbitraries.markets(instruments)
                .flatMap(data ->
                        decisions(data).list().ofMaxSize(MOST_ORDERS).map(decisions -> new Trading(data, decisions)))
                .withoutEdgeCases();
    }

    private static Arbitrary<Decision> decisions(MarketData data) {
        Arbitrary<NewOrder> orders = Arbitraries.of(data.instruments()).flatMap(instrument -> orders(data, instrument));
        return Combinators.combine(Arbitraries.integers().between(0, LAST_STEP), orders)
                .as(Decision::new);
    }

    private static Arbitrary<NewOrder> orders(MarketData data, Instrument instrument) {
        double first = data.executionSeries(instrument).close(0);
        return OrderArbitraries.newOrders(instrument, new Ticks(instrument).atLeastTen(first));
    }

    Portfolio portfolio() {
        Sender sender = new Sender(decisions);
        run(sender, AccountRules.margin());
        return new ShownPortfolio(Objects.requireNonNull(sender.portfolio));
    }

    BacktestResult run(Strategy sender, AccountRules account) {
        BacktestResult result =
                Backtest.of(sender).on(data).cash(CASH).account(account).run();
        result.failures().forEach(failure -> {
            throw new IllegalStateException("generated orders must not stop their strategy, was " + failure);
        });
        return result;
    }

    /** Sends what was decided. */
    static final class Sender implements Strategy {
        private final List<Decision> decisions;
        private @Nullable Portfolio portfolio;
        private int step;

        Sender(List<Decision> decisions) {
            this.decisions = decisions;
        }

        @Override
        public void onStart(Context context) {
            portfolio = context.portfolio();
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            int now = step++;
            return decisions.stream()
                    .filter(decision -> decision.step() == now)
                    .<OrderIntent>map(Decision::order)
                    .toList();
        }
    }
}
