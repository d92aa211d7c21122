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
        GAP_AND_BACK("gap beyond, back", 104, 104, 96, 100),
        GAP_AWAY_AND_BACK("gap away, back", 96, 104, 96, 100),
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

        void addTo(Trial trial, Row row, double volume) {
            if (row.below) {
                trial.bar(ACME, row.minute(), 200 - open, 200 - low, 200 - high, 200 - close, volume);
            } else {
                trial.bar(ACME, row.minute(), open, high, low, close, volume);
            }
        }
    }

    /** An order, where its level lies, and the price of its fill for each shape, 1 % of slippage included. */
    private record Row(String name, NewOrder order, boolean below, List<String> fills) {
        String fillOn(Shape shape) {
            return fills.get(List.of(Shape.values()).indexOf(shape));
        }

        /** Minute of the bar: the first or the last one of a day where that is what the order is for. */
        int minute() {
            return switch (order.timeInForce()) {
                case OPG -> A_DAY;
                case CLS -> A_DAY - 1;
                case DAY, GTC, GTD, IOC, FOK -> 2;
            };
        }
    }

    private static final int A_DAY = 24 * 60;

    /** Prices in the order of the shapes. */
    private static Row above(String name, NewOrder order, String fills) {
        return new Row(name, order, false, List.of(fills.split(" +", -1)));
    }

    private static Row below(String name, NewOrder order, String fills) {
        return new Row(name, order, true, List.of(fills.split(" +", -1)));
    }

    private static NewOrder buy(long shares) {
        return OrderIntent.buy(ACME, shares).withTimeInForce(TimeInForce.GTC);
    }

    private static NewOrder sell(long shares) {
        return OrderIntent.sell(ACME, shares).withTimeInForce(TimeInForce.GTC);
    }

    private static final NewOrder BUY = buy(10);
    private static final NewOrder SELL = sell(10);
    private static final NewOrder BUY_LIMIT = BUY.atLimit(Price.of("98"));
    private static final NewOrder SELL_LIMIT = SELL.atLimit(Price.of("102"));
    private static final NewOrder BUY_STOP = BUY.atStop(Price.of("102"));
    private static final NewOrder SELL_STOP = SELL.atStop(Price.of("98"));
    private static final NewOrder BUY_STOP_LIMIT = BUY.atStopLimit(Price.of("102"), Price.of("103"));
    private static final NewOrder SELL_STOP_LIMIT = SELL.atStopLimit(Price.of("98"), Price.of("97"));
    private static final NewOrder BUY_STOP_LOWER_LIMIT = BUY.atStopLimit(Price.of("102"), Price.of("101"));
    private static final NewOrder SELL_STOP_HIGHER_LIMIT = SELL.atStopLimit(Price.of("98"), Price.of("99"));
    private static final NewOrder BY_AMOUNT = OrderIntent.buyNotional(ACME, "1000");

    private static final List<Row> ROWS = List.of(
            above("buy at market", BUY, "107.06 105.04 103.02 101 101 101 96.96 105.04 96.96 103.02 101 –"),
            above("sell at market", SELL, "104.94 102.96 100.98 99 99 99 95.04 102.96 95.04 100.98 99 –"),
            above("buy for 1,000", BY_AMOUNT, "107.06 105.04 103.02 101 101 101 96.96 105.04 96.96 103.02 101 –"),
            above("sell, limit 102", SELL_LIMIT, "106 104 102 102 102 – – 104 102 102 – –"),
            below("buy, limit 98", BUY_LIMIT, "94 96 98 98 98 – – 96 98 98 – –"),
            above("buy, stop 102", BUY_STOP, "107.06 105.04 103.02 103.02 103.02 – – 105.04 103.02 103.02 – –"),
            below("sell, stop 98", SELL_STOP, "93.06 95.04 97.02 97.02 97.02 – – 95.04 97.02 97.02 – –"),
            above("buy, stop 102, limit 103", BUY_STOP_LIMIT, "– 103 102 102 102 – – 103 102 102 – –"),
            below("sell, stop 98, limit 97", SELL_STOP_LIMIT, "– 97 98 98 98 – – 97 98 98 – –"),
            above("buy, stop 102, limit 101", BUY_STOP_LOWER_LIMIT, "– – – 101 101 – – 101 101 – – –"),
            below("sell, stop 98, limit 99", SELL_STOP_HIGHER_LIMIT, "– – – 99 99 – – 99 99 – – –"),
            above(
                    "buy, trailing by 2",
                    BUY.atTrailingStop(Price.of("2")),
                    "107.06 105.04 103.02 103.02 103.02 – – 105.04 103.02 103.02 – –"),
            below(
                    "sell, trailing by 2 %",
                    SELL.atTrailingStopPercent(new BigDecimal("2")),
                    "93.06 95.04 97.02 97.02 97.02 – – 95.04 97.02 97.02 – –"),
            above("buy at market on open", BUY.onOpen(), "106 104 102 100 100 100 96 104 96 102 100 –"),
            above("sell at market on open", SELL.onOpen(), "106 104 102 100 100 100 96 104 96 102 100 –"),
            above("sell, limit 102 on open", SELL_LIMIT.onOpen(), "106 104 102 – – – – 104 – 102 – –"),
            below("buy, limit 98 on open", BUY_LIMIT.onOpen(), "94 96 98 – – – – 96 – 98 – –"),
            above("buy at market on close", BUY.onClose(), "106 104 102.5 101 101 101 96 100 100 102 100 –"),
            above("sell at market on close", SELL.onClose(), "106 104 102.5 101 101 101 96 100 100 102 100 –"),
            above("sell, limit 102 on close", SELL_LIMIT.onClose(), "106 104 102.5 – – – – – – 102 – –"),
            below("buy, limit 98 on close", BUY_LIMIT.onClose(), "94 96 97.5 – – – – – – 98 – –"),
            above(
                    "buy at market, IOC",
                    BUY.withTimeInForce(TimeInForce.IOC),
                    "107.06 105.04 103.02 101 101 101 96.96 105.04 96.96 103.02 101 –"),
            below("buy, limit 98, IOC", BUY_LIMIT.withTimeInForce(TimeInForce.IOC), "94 96 98 – – – – 96 – 98 – –"),
            above(
                    "sell, limit 102, FOK",
                    SELL_LIMIT.withTimeInForce(TimeInForce.FOK),
                    "106 104 102 – – – – 104 – 102 – –"),
            above(
                    "buy, stop 102, IOC",
                    BUY_STOP.withTimeInForce(TimeInForce.IOC),
                    "107.06 105.04 103.02 – – – – 105.04 – 103.02 – –"),
            below(
                    "sell, stop 98, FOK",
                    SELL_STOP.withTimeInForce(TimeInForce.FOK),
                    "93.06 95.04 97.02 – – – – 95.04 – 97.02 – –"));

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

    private static Trial holding(Held held, AccountRules account, OrderIntent order, int minute) {
        Trial trial = Trial.minutes()
                .bar(ACME, minute - 2, 100, 100, 100, 100, 1000)
                .bar(ACME, minute - 1, 100, 100, 100, 100, 1000)
                .order(1, order)
                .with(backtest -> backtest.cash(10_000).account(account).fills(FillRules.DEFAULT.withVolumeShare(1)));
        return held == Held.NOTHING ? trial : trial.order(0, OrderIntent.targetQuantity(ACME, held.units));
    }

    /** A column of the one fill, why there is none, or that the order rests; columns are bar, side, quantity, @, price. */
    private static String outcome(Trial trial, Held held, int column) {
        List<String> fills = trial.fills();
        int before = held == Held.NOTHING ? 0 : 1;
        assertThat(fills).hasSizeBetween(before, before + 1);
        if (fills.size() > before) {
            return fills.get(before).split(" ", -1)[column];
        }
        return trial.told().stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason().name())
                .findFirst()
                .orElse(RESTS);
    }

    private static Trial meeting(Row row, Shape shape, Held held, double volume) {
        Trial trial = holding(held, AccountRules.margin(), row.order, row.minute())
                .with(backtest -> backtest.slippage(SlippageModel.fixed(100)));
        shape.addTo(trial, row, volume);
        return trial;
    }

    @TestFactory
    Stream<DynamicTest> everyOrderOnEveryBarWhateverIsHeld() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : ROWS) {
            for (Shape shape : Shape.values()) {
                for (Held held : Held.values()) {
                    tests.add(DynamicTest.dynamicTest(
                            row.name + ", bar " + shape.words + ", holding " + held.words,
                            () -> assertThat(outcome(meeting(row, shape, held, shape.volume()), held, 4))
                                    .isEqualTo(row.fillOn(shape))));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> withoutABoundOnVolumesABarWithoutOneFillsAsAnyOther() {
        return ROWS.stream()
                .flatMap(row -> Stream.of(Shape.values())
                        .filter(shape -> shape != Shape.NO_VOLUME)
                        .map(shape -> DynamicTest.dynamicTest(row.name + ", bar " + shape.words, () -> {
                            Trial trial = meeting(row, shape, Held.LONG, 0)
                                    .with(backtest -> backtest.fills(FillRules.DEFAULT));

                            assertThat(outcome(trial, Held.LONG, 4)).isEqualTo(row.fillOn(shape));
                        })));
    }

    /** What becomes of a market order, by account and by what is held: the quantity filled, or why not. */
    private record Allowed(String name, NewOrder order, boolean margin, List<String> outcomes) {}

    private static final List<Allowed> ALLOWED = List.of(
            new Allowed("cash, buy 10", buy(10), false, List.of("10", "10", "SHORT_NOT_ALLOWED")),
            new Allowed("cash, sell 10", sell(10), false, List.of("SHORT_NOT_ALLOWED", "10", "SHORT_NOT_ALLOWED")),
            new Allowed(
                    "cash, sell 15",
                    sell(15),
                    false,
                    List.of("SHORT_NOT_ALLOWED", "SHORT_NOT_ALLOWED", "SHORT_NOT_ALLOWED")),
            new Allowed("cash, buy 101", buy(101), false, List.of("BUYING_POWER", "BUYING_POWER", "SHORT_NOT_ALLOWED")),
            new Allowed("margin, buy 10", buy(10), true, List.of("10", "10", "10")),
            new Allowed("margin, sell 10", sell(10), true, List.of("10", "10", "10")),
            new Allowed("margin, sell 15", sell(15), true, List.of("15", "15", "15")),
            new Allowed("margin, buy 200", buy(200), true, List.of("200", "BUYING_POWER", "200")),
            new Allowed(
                    "margin, buy 15, reduce only",
                    buy(15).withReduceOnly(),
                    true,
                    List.of("NOTHING_TO_REDUCE", "NOTHING_TO_REDUCE", "10")),
            new Allowed(
                    "margin, sell 15, reduce only",
                    sell(15).withReduceOnly(),
                    true,
                    List.of("NOTHING_TO_REDUCE", "10", "NOTHING_TO_REDUCE")));

    @TestFactory
    Stream<DynamicTest> everyAccountWhateverIsHeld() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Allowed row : ALLOWED) {
            for (Held held : Held.values()) {
                String expected = row.outcomes.get(List.of(Held.values()).indexOf(held));
                boolean isImpossible = held == Held.SHORT && !row.margin;
                if (!isImpossible) {
                    tests.add(DynamicTest.dynamicTest(row.name + ", holding " + held.words, () -> {
                        Trial trial =
                                holding(held, row.margin ? AccountRules.margin() : AccountRules.cash(), row.order, 2);
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

            The bar after a close of 100, under the [default rules](semantics.md#fills-on-bars) with slippage of one percent and at most a bar's whole volume. A number is the price of the fill, – means that there is none: the order rests, or ends where it has nothing but an open or a close (IOC, FOK, on open, on close). For orders on open the bar begins with the session, for orders on close it ends with it. Every cell holds whatever the strategy holds: nothing, 10 long or 10 short, in a margin account.

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

            With a bound on the share of the volume the bar without volume fills none. Without that bound every bar without volume fills as any other.

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
