package io.strategysdk.testkit.assertion;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.sell;

import io.strategysdk.api.Context;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.Bars;
import io.strategysdk.testkit.ScriptedStrategy;
import io.strategysdk.testkit.StrategyTester;
import java.util.List;
import java.util.function.Function;

/** Short runs of which every number is known. */
final class Runs {
    static final Instrument ACME = Instrument.equity("ACME");

    /** 10 for three days, then a rise and a fall. */
    static final String BARS = "ACME 1d 2024-01-02: 10 10 11 12 9";

    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private Runs() {}

    /** Buys 100, tries to buy a million, has a limit rest, sells all. */
    static ScriptedStrategy trader() {
        Function<Context, List<OrderIntent>> first =
                context -> List.of(buy(ACME, 100).withTag("entry"));
        Function<Context, List<OrderIntent>> second = context -> List.of(
                buy(ACME, 1_000_000), buy(ACME, 10).atLimit(Price.of("5.50")).withTimeInForce(TimeInForce.GTC));
        Function<Context, List<OrderIntent>> third = context -> List.of(sell(ACME, 100));
        return ScriptedStrategy.of(first, second, third);
    }

    /** With 10,000 and a fee of 1 for each order. */
    static StrategyTester tester() {
        return StrategyTester.of(trader())
                .cash(10_000)
                .commission(CommissionModel.perOrder("1"))
                .bars(BARS);
    }

    /** The same run as a backtest. */
    static BacktestResult backtest() {
        return backtest(trader());
    }

    static BacktestResult backtest(ScriptedStrategy strategy) {
        return Backtest.of(strategy)
                .on(NYSE, Bars.parse(NYSE, BARS).toArray(BarColumns[]::new))
                .cash(10_000)
                .commission(CommissionModel.perOrder("1"))
                .run();
    }
}
