package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At which price an order fills on the bar after its decision, the whole table: the mark is 10, levels above it are
 * 10.50, levels below it 9.50.
 */
class FillPriceTests {
    private static final Map<String, double[]> SHAPES = Map.ofEntries(
            Map.entry("gap up", bar(11, 12, 10.8, 11.5)),
            Map.entry("gap down", bar(9, 9.2, 8, 8.5)),
            Map.entry("touch", bar(10, 10.5, 9.5, 10)),
            Map.entry("through", bar(10, 11, 9, 10)),
            Map.entry("inside", bar(10, 10.49, 9.51, 10)),
            Map.entry("opens equal above", bar(10.5, 10.5, 10.2, 10.3)),
            Map.entry("opens equal below", bar(9.5, 9.8, 9.5, 9.6)),
            Map.entry("gap up and back", bar(11, 11, 9, 10)),
            Map.entry("gap down and back", bar(9, 11, 9, 10)),
            Map.entry("zero range", bar(10, 10, 10, 10)),
            Map.entry("zero range above", bar(10.5, 10.5, 10.5, 10.5)),
            Map.entry("zero range below", bar(9.5, 9.5, 9.5, 9.5)));

    private static double[] bar(double open, double high, double low, double close) {
        return new double[] {open, high, low, close};
    }

    @ParameterizedTest(name = "{1} {0}, {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // market: the open
                "MARKET, BUY,  gap up,            11",
                "MARKET, SELL, gap up,            11",
                "MARKET, BUY,  gap down,          9",
                "MARKET, SELL, gap down,          9",
                "MARKET, BUY,  touch,             10",
                "MARKET, SELL, through,           10",
                "MARKET, BUY,  inside,            10",
                "MARKET, SELL, zero range above,  10.5",
                "MARKET, BUY,  zero range below,  9.5",
                // buy limit 9.50: the open when it is better, else the limit once touched
                "LIMIT,  BUY,  gap up,            -",
                "LIMIT,  BUY,  gap down,          9",
                "LIMIT,  BUY,  touch,             9.5",
                "LIMIT,  BUY,  through,           9.5",
                "LIMIT,  BUY,  inside,            -",
                "LIMIT,  BUY,  opens equal above, -",
                "LIMIT,  BUY,  opens equal below, 9.5",
                "LIMIT,  BUY,  gap up and back,   9.5",
                "LIMIT,  BUY,  gap down and back, 9",
                "LIMIT,  BUY,  zero range,        -",
                "LIMIT,  BUY,  zero range above,  -",
                "LIMIT,  BUY,  zero range below,  9.5",
                // sell limit 10.50
                "LIMIT,  SELL, gap up,            11",
                "LIMIT,  SELL, gap down,          -",
                "LIMIT,  SELL, touch,             10.5",
                "LIMIT,  SELL, through,           10.5",
                "LIMIT,  SELL, inside,            -",
                "LIMIT,  SELL, opens equal above, 10.5",
                "LIMIT,  SELL, opens equal below, -",
                "LIMIT,  SELL, gap up and back,   11",
                "LIMIT,  SELL, gap down and back, 10.5",
                "LIMIT,  SELL, zero range,        -",
                "LIMIT,  SELL, zero range above,  10.5",
                "LIMIT,  SELL, zero range below,  -",
                // buy stop 10.50: the open when it gaps through, else the stop once touched
                "STOP,   BUY,  gap up,            11",
                "STOP,   BUY,  gap down,          -",
                "STOP,   BUY,  touch,             10.5",
                "STOP,   BUY,  through,           10.5",
                "STOP,   BUY,  inside,            -",
                "STOP,   BUY,  opens equal above, 10.5",
                "STOP,   BUY,  opens equal below, -",
                "STOP,   BUY,  gap up and back,   11",
                "STOP,   BUY,  gap down and back, 10.5",
                "STOP,   BUY,  zero range,        -",
                "STOP,   BUY,  zero range above,  10.5",
                "STOP,   BUY,  zero range below,  -",
                // sell stop 9.50
                "STOP,   SELL, gap up,            -",
                "STOP,   SELL, gap down,          9",
                "STOP,   SELL, touch,             9.5",
                "STOP,   SELL, through,           9.5",
                "STOP,   SELL, inside,            -",
                "STOP,   SELL, opens equal above, -",
                "STOP,   SELL, opens equal below, 9.5",
                "STOP,   SELL, gap up and back,   9.5",
                "STOP,   SELL, gap down and back, 9",
                "STOP,   SELL, zero range,        -",
                "STOP,   SELL, zero range above,  -",
                "STOP,   SELL, zero range below,  9.5",
            })
    void fillsAtThePriceOfTheTable(OrderType type, Side side, String shape, String price) {
        assertThat(fillOn(order(type, side), shape, 1_000_000)).isEqualTo(price == null ? List.of() : List.of(price));
        assertThat(fillOn(order(type, side), shape, 0))
                .as("volume 0 is unknown volume")
                .isEqualTo(price == null ? List.of() : List.of(price));
    }

    @ParameterizedTest(name = "{1} {0} {2}, {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "MARKET, BUY,  IOC, through,           10",
                "LIMIT,  BUY,  IOC, through,           -",
                "LIMIT,  BUY,  IOC, gap down,          9",
                "LIMIT,  SELL, FOK, through,           -",
                "LIMIT,  SELL, FOK, opens equal above, 10.5",
                "STOP,   BUY,  IOC, through,           -",
                "STOP,   BUY,  FOK, gap up,            11",
            })
    void immediateOrdersHaveTheOpenOnly(
            OrderType type, Side side, TimeInForce timeInForce, String shape, String price) {
        NewOrder order = order(type, side).withTimeInForce(timeInForce);

        assertThat(fillOn(order, shape, 1_000_000)).isEqualTo(price == null ? List.of() : List.of(price));
    }

    private static NewOrder order(OrderType type, Side side) {
        NewOrder order = OrderIntent.market(ACME, side, ACME.quantity(7));
        boolean above = (type == OrderType.LIMIT) == (side == Side.SELL);
        Price level = Price.of(above ? "10.50" : "9.50");
        return switch (type) {
            case LIMIT -> order.atLimit(level);
            case STOP -> order.atStop(level);
            default -> order;
        };
    }

    /** Prices of the order's fills on the one bar after its decision; 100 shares are held. */
    private static List<String> fillOn(NewOrder order, String shape, double volume) {
        double[] bar = Objects.requireNonNull(SHAPES.get(shape));
        List<String> fills = new ArrayList<>(Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(ACME, 2, bar[0], bar[1], bar[2], bar[3], volume)
                .order(0, OrderIntent.buy(ACME, 100))
                .order(1, order)
                .fills());
        assertThat(fills.remove(0)).isEqualTo("1 BUY 100 @ 10");
        String start = "2 " + order.side() + " 7 @ ";
        assertThat(fills).allMatch(fill -> fill.startsWith(start));
        return fills.stream().map(fill -> fill.substring(start.length())).toList();
    }
}
