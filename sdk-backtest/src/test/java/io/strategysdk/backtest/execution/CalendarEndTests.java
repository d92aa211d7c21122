package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that are decided at the last close that a calendar knows. */
final class CalendarEndTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final BigDecimal CASH = new BigDecimal("100000");
    private static final TradingCalendar FOUR_DAYS = TradingCalendars.define("MINE", ZoneOffset.UTC)
            .hours(LocalTime.of(9, 0), LocalTime.of(17, 0))
            .range(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 6))
            .build();

    /** An order that is never filled, after every bar. */
    private record Patient(TimeInForce timeInForce) implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(OrderIntent.buy(ABC, 1).atLimit(Price.of(1)).withTimeInForce(timeInForce));
        }
    }

    private static MarketData data() {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        FOUR_DAYS
                .sessions(FOUR_DAYS.firstDate(), FOUR_DAYS.lastDate())
                .forEach(session -> bars.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 100));
        return MarketData.of(FOUR_DAYS, bars.build());
    }

    @ParameterizedTest
    @EnumSource(names = {"DAY", "OPG", "CLS"})
    void theyRestAtTheEndOfTheRun(TimeInForce timeInForce) {
        BacktestResult result =
                Backtest.of(new Patient(timeInForce)).on(data()).cash(100_000).run();

        assertThat(result.failures()).isEmpty();
        assertThat(result.orders())
                .extracting(Order::status)
                .containsExactly(OrderStatus.EXPIRED, OrderStatus.EXPIRED, OrderStatus.EXPIRED, OrderStatus.SUBMITTED);
        assertThat(result.warnings()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DAY", "OPG", "CLS", "GTC"})
    void theSimulatedBrokerSaysTheSame(TimeInForce timeInForce) {
        RunResult market = run(new SimulatedMarket(MarketModel.FRICTIONLESS), timeInForce);
        RunResult broker = run(
                new BrokerExecution(new SimulatedBroker(List.of(ABC), FOUR_DAYS, MarketModel.FRICTIONLESS, CASH)),
                timeInForce);

        assertThat(market.journal().firstDifference(broker.journal())).isEmpty();
    }

    private static RunResult run(Execution execution, TimeInForce timeInForce) {
        return Engine.over(data())
                .execution(execution)
                .strategy("patient", new Patient(timeInForce), CASH, RiskLimits.NONE)
                .build()
                .run();
    }
}
