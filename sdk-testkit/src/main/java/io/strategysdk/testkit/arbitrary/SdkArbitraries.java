package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import java.util.List;
import net.jqwik.api.Arbitrary;

/**
 * Arbitraries of what strategies see and send: only values that the engine accepts, and each kind of them. They shrink
 * to short series of flat bars, to market orders of one lot, and to parameters at their defaults.
 *
 * <pre>
 * {@literal @}Property
 * void neverShort({@literal @}ForAll("markets") MarketData data, {@literal @}ForAll("parameters") SmaCrossover.Parameters parameters) {…}
 *
 * {@literal @}Provide
 * Arbitrary&lt;MarketData&gt; markets() {
 *     return SdkArbitraries.markets(1);
 * }
 *
 * {@literal @}Provide
 * Arbitrary&lt;SmaCrossover.Parameters&gt; parameters() {
 *     return SdkArbitraries.parameters(SmaCrossover.Parameters.class);
 * }
 * </pre>
 */
public final class SdkArbitraries {
    private SdkArbitraries() {}

    /**
     * Instruments of each asset class, in US dollars, euros and yen, with coarse, fine and no ticks, whole and
     * fractional lots, and with or without a largest order.
     */
    public static Arbitrary<Instrument> instruments() {
        return InstrumentArbitraries.instruments();
    }

    /**
     * Daily bars of NYSE sessions from 2020 to 2021: prices on the tick, high and low around open and close, volume in
     * lots.
     */
    public static Arbitrary<Bar> bars(Instrument instrument) {
        return SeriesArbitraries.bars(instrument);
    }

    /**
     * Bars of an instrument in sessions of a calendar, oldest first, from one to so many: with gaps, flat bars, ties,
     * bars without volume, and holes where there could be a bar. They begin in the two years after 2020-01-02, or after
     * the calendar's first date when that is later.
     *
     * @param calendar covers what there may be, which holes make some times longer than the number of bars
     * @param timeframe a day, or intraday
     * @param most number of bars at most, positive
     * @throws IllegalArgumentException when the number is not positive, or the timeframe neither a day nor intraday
     */
    public static Arbitrary<BarColumns> barSeries(
            Instrument instrument, TradingCalendar calendar, Timeframe timeframe, int most) {
        return SeriesArbitraries.series(instrument, calendar, timeframe, most);
    }

    /**
     * Market data of so many instruments in US dollars with up to 60 bars each, daily or hourly, all in NYSE sessions
     * or all round the clock. They begin together; the holes of each are its own.
     *
     * @throws IllegalArgumentException when the number is not from 1 to 26
     */
    public static Arbitrary<MarketData> markets(int instruments) {
        return SeriesArbitraries.markets(instruments);
    }

    /** Quotes in NYSE sessions from 2020 to 2021: bid and ask on the tick, the ask not below the bid, sizes in lots. */
    public static Arbitrary<Quote> quotes(Instrument instrument) {
        return SeriesArbitraries.quotes(instrument);
    }

    /**
     * New orders: each side, type, time in force, bracket, handling and tag that an order can have, up to 1,000 lots,
     * some for an amount of cash up to 10,000; never above the instrument's largest order.
     *
     * @param near limits, stops and targets are within a fifth of it, on the tick; at least ten ticks
     * @throws IllegalArgumentException when that is less than ten ticks
     */
    public static Arbitrary<NewOrder> newOrders(Instrument instrument, Price near) {
        return OrderArbitraries.newOrders(instrument, near);
    }

    /**
     * What may become of an order: refused, or accepted, filled in parts or whole, at its limit or better, and then
     * perhaps cancelled or expired; reports in order of time, with the order as it is after each. Parts add up to at
     * most its quantity, of an order by amount of cash to what it buys near the price.
     *
     * @param near fills are within a twentieth of it, or at the limit; at least ten ticks
     * @throws IllegalArgumentException when that is less than ten ticks
     */
    public static Arbitrary<List<OrderEvent>> orderHistories(NewOrder order, Price near) {
        return HistoryArbitraries.histories(order, near);
    }

    /**
     * Fills of an order, as in {@link #orderHistories}: none, some or all of its quantity.
     *
     * @param near fills are within a twentieth of it, or at the limit; at least ten ticks
     * @throws IllegalArgumentException when that is less than ten ticks
     */
    public static Arbitrary<List<Fill>> fills(NewOrder order, Price near) {
        return orderHistories(order, near)
                .map(history -> history.stream()
                        .filter(OrderEvent.Filled.class::isInstance)
                        .map(event -> ((OrderEvent.Filled) event).fill())
                        .toList());
    }

    /**
     * Portfolios of two instruments, A and B, that began with 10,000,000 dollars on margin: each is the book of a
     * strategy that has sent generated orders in a backtest over a generated market, as it is after the last bar. So
     * cash, positions, marks and profits go together.
     */
    public static Arbitrary<Portfolio> portfolios() {
        return Trading.arbitrary(2).map(Trading::portfolio);
    }

    /**
     * Values of a strategy's parameter record that it can be run with: those that its Jakarta Validation constraints
     * allow, that its constructor does not refuse, and that a sweep tries where {@link io.strategysdk.api.Parameter}
     * says so; the default is always one of them. A number that nothing bounds on a side is within 1,000 of its
     * default, or else of its other bound, or else of 0. Text is the default, or else letters.
     *
     * @throws IllegalArgumentException when a component has a type that parameters do not have, a default is no value
     *     of it, or fewer than one of a hundred values are accepted
     */
    public static <P extends Record> Arbitrary<P> parameters(Class<P> type) {
        return ParameterArbitraries.of(type);
    }
}
