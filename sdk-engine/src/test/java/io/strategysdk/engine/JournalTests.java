package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTests {
    private static final Instrument STRANGER = Instrument.of("X", AssetClass.CRYPTO, "EUR")
            .withTickSize("0.5")
            .withTickRule(TickRule.ROUND_PASSIVE)
            .withLotSize("0.001")
            .withMaxOrderQty("99");

    private static JournalWriter writer() {
        return new JournalWriter(new Instruments(List.of(AAPL, MSFT)), List.of("s"), List.of(1_000_000_000_000L));
    }

    private static List<OrderIntent> everyIntent() {
        NewOrder buy = OrderIntent.buy(AAPL, 100);
        NewOrder limit = buy.atLimit(Price.of("10.25"))
                .withStopLoss(Price.of(9), Price.of(8))
                .withTakeProfit(Price.of(12))
                .withExpiry(Instant.parse("1950-06-01T12:00:00.123456789Z"))
                .withDoNotReduce()
                .withTag("täg\u20ac");
        Order order = new Order(
                new OrderId("s", 3),
                buy.atStopLimit(Price.of(10), Price.of(11)),
                OrderStatus.PARTIALLY_FILLED,
                Quantity.of(100),
                Quantity.of(40),
                10.1);
        List<OrderIntent> intents = new ArrayList<>(List.of(
                buy,
                limit,
                OrderIntent.sell(STRANGER, STRANGER.quantity("0.125")),
                OrderIntent.market(AAPL, Side.SELL, Quantity.of("5.00"))
                        .withExtendedHours()
                        .withReduceOnly(),
                buy.atStop(Price.of(11)).withTrailingStopLoss(Price.of("0.5")),
                buy.atTrailingStop(Price.of(1)),
                buy.atTrailingStopPercent(new BigDecimal("2.50")),
                buy.onOpen(),
                OrderIntent.buyNotional(MSFT, "1000.5"),
                OrderIntent.oneCancelsOther(buy.onClose(), buy.atLimit(Price.of(9))),
                OrderIntent.oneTriggersOther(buy, OrderIntent.sell(MSFT, 1)),
                OrderIntent.cancel(order),
                OrderIntent.cancelAll(MSFT),
                OrderIntent.replace(order).withLimit(Price.of(12)),
                OrderIntent.close(STRANGER),
                OrderIntent.targetQuantity(AAPL, -7),
                OrderIntent.targetWeights(Map.of(AAPL, 0.1, MSFT, -0.25, STRANGER, 1e-300))));
        for (TimeInForce time : TimeInForce.values()) {
            if (time != TimeInForce.GTD) {
                intents.add(buy.withTimeInForce(time));
            }
        }
        return intents;
    }

    @Test
    void everyIntentIsReadAsItWasWritten() {
        List<OrderIntent> intents = everyIntent();
        JournalWriter writer = writer();
        for (int i = 0; i < intents.size(); i++) {
            writer.intended(i * 1_000_000_007L - 5, 0, intents.get(i));
        }

        List<JournalEntry.Intended> read = writer.finish().entries(JournalEntry.Intended.class);

        assertThat(read).extracting(JournalEntry.Intended::intent).containsExactlyElementsOf(intents);
        for (int i = 0; i < intents.size(); i++) {
            assertThat(read.get(i).epochNanos()).isEqualTo(i * 1_000_000_007L - 5);
            assertThat(read.get(i).strategy()).isEqualTo("s");
        }
    }

    @Test
    void corporateActionsAndErrorsAreReadAsTheyWereWritten() {
        JournalWriter writer = writer();
        CorporateAction split = new CorporateAction.Split(AAPL, LocalDate.of(2020, 8, 31), 4, 1);
        CorporateAction dividend =
                new CorporateAction.Dividend(MSFT, LocalDate.of(1969, 12, 31), new BigDecimal("0.6200"));
        List<CorporateAction> others = List.of(
                new CorporateAction.StockDividend(AAPL, LocalDate.of(2020, 8, 31), 1, 20),
                new CorporateAction.Dividend(
                        MSFT, LocalDate.of(2020, 8, 31), BigDecimal.ONE, LocalDate.of(2020, 9, 15)),
                new CorporateAction.SpinOff(AAPL, LocalDate.of(2020, 8, 31), new BigDecimal("4.2")),
                new CorporateAction.CashMerger(AAPL, LocalDate.of(2020, 8, 31), BigDecimal.TEN),
                new CorporateAction.ShareMerger(AAPL, LocalDate.of(2020, 8, 31), MSFT, 3, 2, BigDecimal.ZERO),
                new CorporateAction.SymbolChange(AAPL, LocalDate.of(2020, 8, 31), Instrument.equity("NEW")),
                new CorporateAction.Delisting(AAPL, LocalDate.of(2020, 8, 31), true));
        writer.adjusted(1, split);
        writer.adjusted(2, dividend);
        others.forEach(action -> writer.adjusted(2, action));
        writer.priced(2, PriceMode.TOTAL_RETURN);
        writer.entitled(2, 0, 1, -5, 7, 12_345);
        writer.paid(2, 0, 1, -5, 12_340);
        writer.valued(3, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        writer.stopped(4, 0, "onTimer", "java.lang.IllegalStateException", "null");

        Journal journal = writer.finish();

        assertThat(journal.entries(JournalEntry.Adjusted.class))
                .extracting(JournalEntry.Adjusted::action)
                .startsWith(split, dividend)
                .endsWith(others.toArray(CorporateAction[]::new))
                .hasSize(9);
        assertThat(journal.entries(JournalEntry.Priced.class))
                .containsExactly(new JournalEntry.Priced(2, PriceMode.TOTAL_RETURN));
        assertThat(journal.entries(JournalEntry.Entitled.class))
                .containsExactly(new JournalEntry.Entitled(
                        2, "s", MSFT, BigDecimal.valueOf(-5, 8), Quantity.of(7), BigDecimal.valueOf(12_345, 8)));
        assertThat(journal.entries(JournalEntry.Paid.class))
                .containsExactly(
                        new JournalEntry.Paid(2, "s", MSFT, BigDecimal.valueOf(-5, 8), BigDecimal.valueOf(12_340, 8)));
        assertThat(journal.entries(JournalEntry.Valued.class))
                .containsExactly(new JournalEntry.Valued(
                        3, "s", BigDecimal.valueOf(Long.MIN_VALUE, 8), BigDecimal.valueOf(Long.MAX_VALUE, 8)));
        assertThat(journal.entries(JournalEntry.Stopped.class))
                .containsExactly(
                        new JournalEntry.Stopped(4, "s", "onTimer", "java.lang.IllegalStateException", "null"));
    }

    /** Buys, sells, cancels, replaces and is refused, pseudo-randomly. */
    private static Script busy(int seed) {
        Script script = new Script();
        script.decide = context -> {
            if (Double.isNaN(context.position(AAPL).mark())) {
                return List.of();
            }
            int n = script.decisions * 31 + seed;
            List<Order> working = context.orders().working();
            return switch (n % 7) {
                case 0 -> List.of(OrderIntent.targetWeights(Map.of(AAPL, (n % 5) / 4.0, MSFT, 0.5)));
                case 1 ->
                    List.of(OrderIntent.buy(AAPL, n % 50 + 1)
                            .atLimit(AAPL.price(context.position(AAPL).mark())));
                case 2 -> List.of(OrderIntent.cancelAll(AAPL), OrderIntent.sell(MSFT, n % 20 + 1));
                case 3 ->
                    working.isEmpty() || working.get(0).request().terms().type() != OrderType.LIMIT
                            ? List.of(OrderIntent.targetQuantity(AAPL, n % 90))
                            : List.of(OrderIntent.replace(working.get(0))
                                    .withQuantity(working.get(0).orderQty().plus(Quantity.of(3))));
                case 4 -> List.of(OrderIntent.buyNotional(MSFT, "500"), OrderIntent.close(AAPL));
                case 5 -> working.isEmpty() ? List.of() : List.of(OrderIntent.cancel(working.get(0)));
                default -> List.of();
            };
        };
        return script;
    }

    private static Venue partial() {
        Venue venue = new Venue();
        venue.perBar = 13;
        venue.fee = 12_345_678;
        return venue;
    }

    @Test
    void theJournalTellsWhatTheStrategyWasTold() {
        for (int seed = 0; seed < 20; seed++) {
            Script script = busy(seed);
            RunResult result = over(data(walk(AAPL, 200, seed, true), walk(MSFT, 200, seed + 1, true)), partial())
                    .strategy("s", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();
            assertThat(result.strategies().get(0).failure()).isEmpty();

            List<OrderEvent> journalled = result.journal().entries(JournalEntry.Reported.class).stream()
                    .map(JournalEntry.Reported::event)
                    .toList();

            assertThat(script.orderEvents).isNotEmpty();
            assertThat(journalled.subList(0, script.orderEvents.size())).isEqualTo(script.orderEvents);
            assertThat(journalled.size() - script.orderEvents.size()).isLessThan(5);
        }
    }

    @Test
    void bookedEntriesAreTheBooksAfterEachFill() {
        RunResult result = over(data(walk(AAPL, 300, 5, false), walk(MSFT, 300, 6, false)), partial())
                .strategy("s", busy(1), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        List<JournalEntry.Booked> booked = result.journal().entries(JournalEntry.Booked.class);
        BigDecimal cash = CAPITAL;
        int i = 0;
        for (JournalEntry.Reported entry : result.journal().entries(JournalEntry.Reported.class)) {
            if (entry.event() instanceof OrderEvent.Filled filled) {
                BigDecimal value = filled.fill()
                        .lastPx()
                        .toBigDecimal()
                        .multiply(filled.fill().lastQty().toBigDecimal());
                cash = cash.subtract(value.multiply(
                                BigDecimal.valueOf(filled.fill().side().sign())))
                        .subtract(filled.fill().fee());
                assertThat(booked.get(i++).cash()).isEqualByComparingTo(cash);
            }
        }
        assertThat(i).isPositive().isEqualTo(booked.size());
        assertThat(result.strategies().get(0).cash()).isEqualByComparingTo(cash);
    }

    @Test
    void filesAreReadAsTheyWereWritten(@TempDir Path directory) {
        Journal journal = over(data(walk(AAPL, 3_000, 5, false), walk(MSFT, 3_000, 6, false)), partial())
                .strategy("s", busy(1), CAPITAL, RiskLimits.NONE)
                .build()
                .run()
                .journal();
        Path folder = directory.resolve("deeper");
        Path file = folder.resolve("run.journal");

        journal.writeTo(file);
        journal.writeTo(file);
        Journal read = Journal.read(file);

        assertThat(read.hash()).isEqualTo(journal.hash()).matches("[0-9a-f]{32}");
        assertThat(read.firstDifference(journal)).isEmpty();
        assertThat(read.entries(JournalEntry.class)).isEqualTo(journal.entries(JournalEntry.class));
        assertThat(read.strategies()).containsExactly("s");
        assertThat(read.instruments()).containsExactly(AAPL, MSFT);
        assertThat(folder.toFile().list()).containsExactly("run.journal");
    }

    @Test
    void filesThatAreCutChangedForeignOrMissingAreRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("run.journal");
        Runs.run(busy(1), partial(), minutes(AAPL, 10, 11, 12, 13), minutes(MSFT, 10, 11, 12, 13))
                .journal()
                .writeTo(file);
        byte[] whole = Files.readAllBytes(file);
        Path other = directory.resolve("other");
        for (int length = 0; length < whole.length; length++) {
            Files.write(other, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(SdkException.class)
                    .as("cut to %s of %s bytes", length, whole.length)
                    .isThrownBy(() -> Journal.read(other));
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(other, changed);
            assertThatExceptionOfType(SdkException.class).isThrownBy(() -> Journal.read(other));
        }
        Files.write(other, "date,open,high\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Journal.read(other))
                .withMessage("journal file must start with 'strategy-sdk journal 1': " + other);
        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> Journal.read(directory.resolve("none")));
        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> Journal.read(directory));
    }

    @Test
    void theFirstDifferenceIsFoundAtItsEntry() {
        Journal one = trades(10, 11, 12, 13);
        Journal other = trades(10, 11, 12, 14);
        List<JournalEntry> left = one.entries(JournalEntry.class);
        List<JournalEntry> right = other.entries(JournalEntry.class);
        int first = 0;
        while (left.get(first).equals(right.get(first))) {
            first++;
        }

        JournalDifference difference = one.firstDifference(other).orElseThrow();

        assertThat(first).isPositive();
        assertThat(difference.index()).isEqualTo(first + 1);
        assertThat(difference.here()).isEqualTo(left.get(first).text());
        assertThat(difference.there()).isEqualTo(right.get(first).text());
        assertThat(one.hash()).isNotEqualTo(other.hash());
        assertThat(one.firstDifference(trades(10, 11, 12, 13))).isEmpty();
    }

    @Test
    void aLongerJournalDiffersWhereTheShorterEnds() {
        Journal shorter = trades(10, 11, 12);
        Journal longer = trades(10, 11, 12, 13);

        JournalDifference difference = shorter.firstDifference(longer).orElseThrow();

        assertThat(difference.index())
                .isEqualTo(shorter.entries(JournalEntry.class).size() + 1);
        assertThat(difference.here()).isEqualTo("the journal ends");
        assertThat(longer.firstDifference(shorter).orElseThrow().there()).isEqualTo("the journal ends");
    }

    private static Journal trades(double... prices) {
        Script script = new Script();
        script.decide = context -> List.of(OrderIntent.buy(AAPL, 1));
        return Runs.run(script, new Venue(), minutes(AAPL, prices)).journal();
    }

    @Test
    void otherCapitalIsAnotherRun() {
        Journal one = idle("10000");
        Journal other = idle("10000.01");

        assertThat(one.hash()).isNotEqualTo(other.hash());
        assertThat(one.firstDifference(other).orElseThrow().index()).isZero();
    }

    @Test
    void instrumentsOfOneNameAndOtherRulesAreToldInFull() {
        Journal ticked = idleOn(Instrument.equity("ABC"));
        Journal plain = idleOn(Instrument.of("ABC", AssetClass.EQUITY, "USD"));

        JournalDifference difference = ticked.firstDifference(plain).orElseThrow();

        assertThat(difference.index()).isZero();
        assertThat(difference.here())
                .endsWith(
                        "on [ABC], where ABC is EQUITY in USD with tick size 0.01 (REJECT), lot size 1 and largest order "
                                + Long.MAX_VALUE);
        assertThat(difference.there()).contains("where ABC is EQUITY in USD with tick size 0.00000001 (NONE)");
    }

    private static Journal idleOn(Instrument instrument) {
        return Runs.run(new Script(), new Venue(), minutes(instrument, 10, 10)).journal();
    }

    private static Journal idle(String capital) {
        return over(data(minutes(AAPL, 10, 10)), new Venue())
                .strategy("s", new Script(), new BigDecimal(capital), RiskLimits.NONE)
                .build()
                .run()
                .journal();
    }

    @Test
    void anOrderThatWasCutBeforeItLeftIsJournalledAsItLeft() {
        Venue venue = new Venue();
        venue.fee = 100_000_000;
        Script script = Script.of(context -> List.of(OrderIntent.targetWeight(AAPL, 1)));

        RunResult result = Runs.run(script, venue, minutes(AAPL, 100, 100, 100));

        assertThat(script.orderEvents.get(0).order().orderQty()).isEqualTo(Quantity.of(99));
        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .extracting(JournalEntry.Reported::event)
                .containsExactlyElementsOf(script.orderEvents);
    }

    @Test
    void theHashCoversTheLastByteOfTheLastEntry() {
        for (int before = 0; before < 16; before++) {
            assertThat(cancelling(before, AAPL).hash())
                    .as("after %d entries", before)
                    .isNotEqualTo(cancelling(before, MSFT).hash());
        }
    }

    /** The instrument is the last that is written. */
    private static Journal cancelling(int before, Instrument last) {
        JournalWriter writer = writer();
        for (int i = 0; i < before; i++) {
            writer.intended(i, 0, OrderIntent.cancelAll(AAPL));
        }
        writer.intended(before, 0, OrderIntent.cancelAll(last));
        return writer.finish();
    }

    /** Texts hold computed numbers, which one Java version writes with other digits than the next. */
    @Test
    void textsOfRefusalsAreKeptBesideTheHashAndReasonsAreInIt() {
        Journal one = refusals(RejectReason.POSITION_LIMIT, "would be 2.0E-3");
        Journal otherText = refusals(RejectReason.POSITION_LIMIT, "would be 0.0020");
        Journal otherReason = refusals(RejectReason.LEVERAGE_LIMIT, "would be 2.0E-3");

        assertThat(otherText.hash()).isEqualTo(one.hash());
        assertThat(otherText.firstDifference(one)).isEmpty();
        assertThat(otherReason.hash()).isNotEqualTo(one.hash());
        assertThat(otherReason.firstDifference(one)).isPresent();
        assertThat(one.entries(JournalEntry.Reported.class))
                .filteredOn(entry -> entry.text().contains("would be 2.0E-3"))
                .hasSize(3);
    }

    /** Refused before it left, when it was to be cancelled, and by the venue. */
    private static Journal refusals(RejectReason reason, String text) {
        JournalWriter writer = writer();
        WorkingOrder order = new WorkingOrder(JournalTests.class, "s", 1, 0, AAPL, Side.BUY, 5, null);
        Order snapshot = order.snapshot();
        writer.refused(1, 0, order, reason, text);
        writer.cancelRejected(2, 0, snapshot, OrderIntent.cancel(snapshot), reason, text);
        WorkingOrder accepted = new WorkingOrder(JournalTests.class, "s", 2, 0, AAPL, Side.BUY, 5, null);
        writer.accepted(3, 0, accepted);
        writer.rejected(4, 0, accepted, reason, text);
        return writer.finish();
    }
}
