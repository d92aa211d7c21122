package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.engine.AccountRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The truth table of fills: order type × side × bar shape × position, and what accounts allow. {@code docs/fills.md} is
 * this table; {@code -Dfills.write=true} writes it anew.
 */
class FillTableTests {
    private static final Path PAGE = Path.of("..", "docs", "fills.md");
    private static final String RESTS = "–";

    /** A bar after a close of 100, for orders with a level above it; for levels below, it is mirrored at 100. */
    private enum Shape {
        FAR_GAP("gap far beyond", 106, 107, 105, 106),
        GAP("gap beyond", 104, 105, 102.5, 104),
        EQUAL("opens at it", 102, 103, 101.5, 102.5),
        THROUGH("trades through", 100, 104, 99, 101),
        TOUCH("touches", 100, 102, 99, 101),
        INSIDE("stays inside", 100, 101.99, 99, 101),
        GAP_AWAY("gap away", 96, 97, 95, 96),
        FLAT_AT_LEVEL("zero range at it", 102, 102, 102, 102),
        FLAT("zero range", 100, 100, 100, 100),
        NO_VOLUME("zero volume", 104, 105, 99, 104);

        private final String words;
        private final double open;
        private final double high;
        private final double low;
        private final double close;

        Shape(String words, double open, double high, double low, double close) {
            this.words = words;
            this.open = open;
            this.high = high;
            this.low = low;
            this.close = close;
        }

        double volume() {
            return this == NO_VOLUME ? 0 : 1000;
        }

        void addTo(Trial trial, boolean mirrored) {
            if (mirrored) {
                trial.bar(ACME, 2, 200 - open, 200 - low, 200 - high, 200 - close, volume());
            } else {
                trial.bar(ACME, 2, open, high, low, close, volume());
            }
        }
    }

    /** An order, where its level lies, and the price of its fill for each shape, 1 % of slippage included. */
    private record Row(String name, NewOrder order, boolean below, List<String> fills) {}

    private static Row row(String name, NewOrder order, boolean below, String... fills) {
        return new Row(name, order.withTimeInForce(TimeInForce.GTC), below, List.of(fills));
    }

    private static final NewOrder BUY = OrderIntent.buy(ACME, 10);
    private static final NewOrder SELL = OrderIntent.sell(ACME, 10);

    private static final List<Row> ROWS = List.of(
            row(
                    "buy at market",
                    BUY,
                    false, //
                    "107.06",
                    "105.04",
                    "103.02",
                    "101",
                    "101",
                    "101",
                    "96.96",
                    "103.02",
                    "101",
                    RESTS),
            row(
                    "sell at market",
                    SELL,
                    false, //
                    "104.94",
                    "102.96",
                    "100.98",
                    "99",
                    "99",
                    "99",
                    "95.04",
                    "100.98",
                    "99",
                    RESTS),
            row(
                    "sell, limit 102",
                    SELL.atLimit(Price.of("102")),
                    false, //
                    "106",
                    "104",
                    "102",
                    "102",
                    "102",
                    RESTS,
                    RESTS,
                    "102",
                    RESTS,
                    RESTS),
            row(
                    "buy, limit 98",
                    BUY.atLimit(Price.of("98")),
                    true, //
                    "94",
                    "96",
                    "98",
                    "98",
                    "98",
                    RESTS,
                    RESTS,
                    "98",
                    RESTS,
                    RESTS),
            row(
                    "buy, stop 102",
                    BUY.atStop(Price.of("102")),
                    false, //
                    "107.06",
                    "105.04",
                    "103.02",
                    "103.02",
                    "103.02",
                    RESTS,
                    RESTS,
                    "103.02",
                    RESTS,
                    RESTS),
            row(
                    "sell, stop 98",
                    SELL.atStop(Price.of("98")),
                    true, //
                    "93.06",
                    "95.04",
                    "97.02",
                    "97.02",
                    "97.02",
                    RESTS,
                    RESTS,
                    "97.02",
                    RESTS,
                    RESTS),
            row(
                    "buy, stop 102, limit 103",
                    BUY.atStopLimit(Price.of("102"), Price.of("103")),
                    false, //
                    RESTS,
                    "103",
                    "102",
                    "102",
                    "102",
                    RESTS,
                    RESTS,
                    "102",
                    RESTS,
                    RESTS),
            row(
                    "sell, stop 98, limit 97",
                    SELL.atStopLimit(Price.of("98"), Price.of("97")),
                    true, //
                    RESTS,
                    "97",
                    "98",
                    "98",
                    "98",
                    RESTS,
                    RESTS,
                    "98",
                    RESTS,
                    RESTS),
            row(
                    "buy, trailing by 2",
                    BUY.atTrailingStop(Price.of("2")),
                    false, //
                    "107.06",
                    "105.04",
                    "103.02",
                    "103.02",
                    "103.02",
                    RESTS,
                    RESTS,
                    "103.02",
                    RESTS,
                    RESTS),
            row(
                    "sell, trailing by 2 %",
                    SELL.atTrailingStopPercent(new BigDecimal("2")),
                    true, //
                    "93.06",
                    "95.04",
                    "97.02",
                    "97.02",
                    "97.02",
                    RESTS,
                    RESTS,
                    "97.02",
                    RESTS,
                    RESTS));

    /** What is held when the order is sent. */
    private enum Held {
        NOTHING("nothing", 0),
        LONG("10 long", 10),
        SHORT("10 short", -10);

        private final String words;
        private final int units;

        Held(String words, int units) {
            this.words = words;
            this.units = units;
        }
    }

    private static Trial holding(Held held, AccountRules account, OrderIntent order) {
        Trial trial = Trial.minutes()
                .bar(ACME, 0, 100, 100, 100, 100, 1000)
                .bar(ACME, 1, 100, 100, 100, 100, 1000)
                .order(1, order)
                .with(backtest -> backtest.cash(10_000).account(account).fills(FillRules.DEFAULT.withVolumeShare(1)));
        return held == Held.NOTHING ? trial : trial.order(0, OrderIntent.targetQuantity(ACME, held.units));
    }

    /** A column of the last fill, why there is none, or that the order rests; columns are bar, side, quantity, @, price. */
    private static String outcome(Trial trial, Held held, int column) {
        List<String> fills = trial.fills();
        if (fills.size() > (held == Held.NOTHING ? 0 : 1)) {
            return fills.get(fills.size() - 1).split(" ", -1)[column];
        }
        return trial.told().stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason().name())
                .findFirst()
                .orElse(RESTS);
    }

    @TestFactory
    Stream<DynamicTest> everyOrderOnEveryBarWhateverIsHeld() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : ROWS) {
            for (Shape shape : Shape.values()) {
                for (Held held : Held.values()) {
                    tests.add(DynamicTest.dynamicTest(
                            row.name + ", bar " + shape.words + ", holding " + held.words, () -> {
                                Trial trial = holding(held, AccountRules.margin(), row.order)
                                        .with(backtest -> backtest.slippage(SlippageModel.fixed(100)));
                                shape.addTo(trial, row.below);

                                assertThat(outcome(trial, held, 4))
                                        .isEqualTo(row.fills.get(
                                                List.of(Shape.values()).indexOf(shape)));
                            }));
                }
            }
        }
        return tests.stream();
    }

    /** What becomes of a market order, by account and by what is held: the quantity filled, or why not. */
    private record Allowed(String name, UnaryOperator<NewOrder> change, boolean margin, List<String> outcomes) {}

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed("cash, buy 10", order -> buy(10), false, List.of("10", "10", "SHORT_NOT_ALLOWED")),
            new Allowed(
                    "cash, sell 10", order -> sell(10), false, List.of("SHORT_NOT_ALLOWED", "10", "SHORT_NOT_ALLOWED")),
            new Allowed(
                    "cash, sell 15",
                    order -> sell(15),
                    false,
                    List.of("SHORT_NOT_ALLOWED", "SHORT_NOT_ALLOWED", "SHORT_NOT_ALLOWED")),
            new Allowed(
                    "cash, buy 101",
                    order -> buy(101),
                    false,
                    List.of("BUYING_POWER", "BUYING_POWER", "SHORT_NOT_ALLOWED")),
            new Allowed("margin, buy 10", order -> buy(10), true, List.of("10", "10", "10")),
            new Allowed("margin, sell 10", order -> sell(10), true, List.of("10", "10", "10")),
            new Allowed("margin, sell 15", order -> sell(15), true, List.of("15", "15", "15")),
            new Allowed("margin, buy 200", order -> buy(200), true, List.of("200", "BUYING_POWER", "200")),
            new Allowed(
                    "margin, buy 15, reduce only",
                    order -> buy(15).withReduceOnly(),
                    true,
                    List.of("NOTHING_TO_REDUCE", "NOTHING_TO_REDUCE", "10")),
            new Allowed(
                    "margin, sell 15, reduce only",
                    order -> sell(15).withReduceOnly(),
                    true,
                    List.of("NOTHING_TO_REDUCE", "10", "NOTHING_TO_REDUCE")));

    private static NewOrder buy(long shares) {
        return OrderIntent.buy(ACME, shares);
    }

    private static NewOrder sell(long shares) {
        return OrderIntent.sell(ACME, shares);
    }

    @TestFactory
    Stream<DynamicTest> everyAccountWhateverIsHeld() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Allowed row : ALLOWED) {
            for (Held held : Held.values()) {
                String expected = row.outcomes.get(List.of(Held.values()).indexOf(held));
                boolean isImpossible = held == Held.SHORT && !row.margin;
                if (!isImpossible) {
                    tests.add(DynamicTest.dynamicTest(row.name + ", holding " + held.words, () -> {
                        Trial trial = holding(
                                held, row.margin ? AccountRules.margin() : AccountRules.cash(), row.change.apply(BUY));
                        trial.bar(ACME, 2, 100, 100, 100, 100, 1000);

                        assertThat(outcome(trial, held, 2)).isEqualTo(expected);
                    }));
                }
            }
        }
        return tests.stream();
    }

    @Test
    void thePageIsThisTable() throws IOException {
        String page = page();
        if (Boolean.getBoolean("fills.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # When orders fill

                This page is written by a test (`FillTableTests`) that runs every cell of it, so that it says what the simulated market does. The rules behind it are in [semantics](semantics.md#fills-on-bars).

                ## By the shape of the bar

                The bar after a close of 100, under the [default rules](semantics.md#fills-on-bars) with slippage of one percent and at most a bar's whole volume. A number is the price of the fill, – means that the order rests. Every cell holds whatever the strategy holds: nothing, 10 long or 10 short, in a margin account.

                Shapes are those for orders with a level of 102; for levels of 98 the bar is mirrored at 100.

                | bar | open | high | low | close |
                |---|---|---|---|---|
                """);
        for (Shape shape : Shape.values()) {
            page.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            shape.words,
                            number(shape.open),
                            number(shape.high),
                            number(shape.low),
                            number(shape.close)));
        }
        page.append("\n| order |");
        for (Shape shape : Shape.values()) {
            page.append(' ').append(shape.words).append(" |");
        }
        page.append("\n|---|").append("---|".repeat(Shape.values().length)).append('\n');
        for (Row row : ROWS) {
            page.append("| ")
                    .append(row.name)
                    .append(" | ")
                    .append(String.join(" | ", row.fills))
                    .append(" |\n");
        }
        page.append("""

                The bar without volume would fill every order but those that wait for its level from the other side; with a bound on the share of the volume it fills none.

                ## By account and position

                Market orders at a price of 100, 10,000 of cash. A number is the quantity that is filled.

                | account and order | holding nothing | holding 10 | short of 10 |
                |---|---|---|---|
                """);
        for (Allowed row : ALLOWED) {
            page.append("| ")
                    .append(row.name)
                    .append(" | ")
                    .append(row.outcomes.get(0))
                    .append(" | ");
            page.append(row.outcomes.get(1)).append(" | ").append(row.margin ? row.outcomes.get(2) : "impossible");
            page.append(" |\n");
        }
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    private static String number(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
