package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** One strategy with a million dollars, and an order of its own that passes again and again. */
final class AdmittedOrder {
    private final Run run;
    private final Desk desk;
    private final WorkingOrder order;
    private final OrderValidator validator;

    AdmittedOrder(MarketModel model, RiskLimits limits) {
        this(model, limits, 1);
    }

    /** In a run of so many instruments. */
    AdmittedOrder(MarketModel model, RiskLimits limits, int size) {
        BarColumns[] series = new BarColumns[size];
        Arrays.setAll(series, AdmittedOrder::bar);
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), series);
        MarketState market = new MarketState(size, size);
        Arrays.fill(market.marks, 100);
        Seats seats = new Seats();
        Strategy strategy = new Strategy() {
            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return List.of();
            }
        };
        seats.add("checks", strategy, new BigDecimal("1000000"), limits);
        List<Desk> desks = seats.open(data.instruments, market, RiskLimits.NONE);
        run = new Run(new RunSetup(
                data.instruments,
                data.tape,
                market,
                new ColumnBinding(data, market.cursors, market.steps),
                new SimulatedMarket(model),
                desks,
                Seats.journal(data.instruments, desks),
                new Sessions(data.calendar(), data.tape.times[0]),
                new EquityLog(1, 10, Long.MIN_VALUE),
                AccountRules.cash(),
                BrokerSetup.NONE,
                ActionSchedule.EMPTY,
                false,
                new RiskSetup(LossLimits.NONE, true, null, new MonitorSetup(), null),
                Long.MIN_VALUE,
                false,
                RunInputs.DIRECT));
        desk = desks.get(0);
        Instrument instrument = data.instruments.get(0);
        NewOrder request = OrderIntent.buy(instrument, 10).atLimit(instrument.price("99.50"));
        order = new WorkingOrder(
                desk, desk.name, 1, 0, instrument, request.side(), request.orderQty().units(), request);
        validator = new OrderValidator(run.steps, run.marks, run.account, run.exits, run.safeguards);
        requirePasses();
    }

    private static BarColumns bar(int number) {
        String symbol = number == 0 ? "AAPL" : "S" + number;
        Instrument instrument = Instrument.equity(symbol).withTickSize("0.01").withMaxOrderQty("10000");
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        bars.bar(0, 60_000_000_000L, 100, 100, 100, 100, 1);
        return bars.build();
    }

    Desk desk() {
        return desk;
    }

    Refusal admit() {
        run.steps.number++;
        Refusal refusal = validator.admit(desk, order);
        desk.book.reserve(-order.reserved());
        return refusal;
    }

    void requirePasses() {
        Refusal refusal = admit();
        if (refusal != null) {
            throw new IllegalStateException("the order must pass, was refused: " + refusal);
        }
    }
}
