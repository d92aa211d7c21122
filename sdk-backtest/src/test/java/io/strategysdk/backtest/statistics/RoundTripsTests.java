package io.strategysdk.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoundTripsTests {
    private static final Instrument SPY = Instrument.equity("SPY");
    private static final Instrument BTC = Instrument.crypto("BTC/USD", "0.01", "0.00000001");

    @Test
    void buyAndSellMakeOneRoundTrip() {
        RoundTrips trips =
                match(fill(1, Side.BUY, "100", "10.25", "1.00"), fill(61, Side.SELL, "100", "11.00", "1.50"));

        RoundTrip trip = trips.closed().get(0);
        assertThat(trip)
                .isEqualTo(new RoundTrip(
                        "sma",
                        SPY,
                        Side.BUY,
                        Quantity.of(100),
                        1_000_000_000L,
                        61_000_000_000L,
                        Price.of("10.25"),
                        Price.of("11.00"),
                        new BigDecimal("75.00"),
                        new BigDecimal("2.50")));
        assertThat(trip.netPnl()).isEqualByComparingTo("72.5");
        assertThat(trip.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(trip.returnOnEntry().orElseThrow()).isCloseTo(72.5 / 1025, within(1e-15));
        assertThat(trips.open()).isEmpty();
    }

    @Test
    void aShortEarnsWhenThePriceFalls() {
        RoundTrips trips = match(fill(1, Side.SELL, "10", "20", "0"), fill(2, Side.BUY, "10", "18", "0"));

        assertThat(trips.closed().get(0).entrySide()).isEqualTo(Side.SELL);
        assertThat(trips.closed().get(0).grossPnl()).isEqualByComparingTo("20");
    }

    @Test
    void theOldestLotIsClosedFirst() {
        RoundTrips trips = match(
                fill(1, Side.BUY, "10", "1", "0"),
                fill(2, Side.BUY, "10", "2", "0"),
                fill(3, Side.SELL, "15", "3", "0"));

        assertThat(trips.closed())
                .extracting(t -> t.entryPrice().toString(), t -> t.quantity().toString())
                .containsExactly(tuple("1", "10"), tuple("2", "5"));
        assertThat(trips.open()).singleElement().satisfies(lot -> {
            assertThat(lot.quantity()).isEqualTo(Quantity.of(5));
            assertThat(lot.cost()).isEqualByComparingTo("10");
        });
    }

    @Test
    void aFlipClosesAndOpensAtOnePriceAndTheOldAverageDoesNotLeak() {
        RoundTrips trips = match(
                fill(1, Side.BUY, "10", "100", "1"),
                fill(2, Side.SELL, "30", "90", "3"),
                fill(3, Side.BUY, "20", "80", "2"));

        assertThat(trips.closed()).hasSize(2);
        assertThat(trips.closed().get(0).grossPnl()).isEqualByComparingTo("-100");
        assertThat(trips.closed().get(0).fees()).isEqualByComparingTo("2");
        assertThat(trips.closed().get(1).entryPrice()).isEqualTo(Price.of(90));
        assertThat(trips.closed().get(1).grossPnl()).isEqualByComparingTo("200");
        assertThat(trips.closed().get(1).fees()).isEqualByComparingTo("4");
        assertThat(trips.open()).isEmpty();
    }

    @Test
    void partsOfAFeeAddUpToIt() {
        RoundTrips trips = match(
                fill(1, Side.BUY, "3", "10", "1"),
                fill(2, Side.SELL, "1", "10", "0"),
                fill(3, Side.SELL, "1", "10", "0"),
                fill(4, Side.SELL, "1", "10", "0"));

        assertThat(trips.closed())
                .extracting(RoundTrip::fees)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal("0.33333333"), new BigDecimal("0.33333334"), new BigDecimal("0.33333333"));
    }

    @Test
    void openLotsAreNoRoundTrips() {
        RoundTrips trips = match(fill(1, Side.BUY, "3", "10", "1"));

        assertThat(trips.closed()).isEmpty();
        assertThat(trips.open()).hasSize(1);
    }

    @Test
    void aSplitKeepsTheCost() {
        RoundTrips.Matcher matcher = RoundTrips.matcher("sma");
        matcher.add(fill(1, Side.BUY, "100", "30", "1"));
        matcher.add(new Split(SPY, LocalDate.EPOCH, 3, 1));
        matcher.add(fill(2, Side.SELL, "300", "11", "1"));

        RoundTrip trip = matcher.result().closed().get(0);

        assertThat(trip.quantity()).isEqualTo(Quantity.of(300));
        assertThat(trip.entryPrice()).isEqualTo(Price.of(10));
        assertThat(trip.grossPnl()).isEqualByComparingTo("300");
        assertThat(matcher.result().open()).isEmpty();
    }

    @Test
    void aReverseSplitCutsThePositionAsAWholeAndKeepsAllCost() {
        RoundTrips.Matcher matcher = RoundTrips.matcher("sma");
        matcher.add(fill(1, Side.BUY, "5", "1", "1"));
        matcher.add(fill(2, Side.BUY, "5", "2", "1"));
        matcher.add(fill(3, Side.BUY, "5", "3", "1"));
        matcher.add(new Split(SPY, LocalDate.EPOCH, 1, 10));

        List<OpenLot> open = matcher.result().open();

        // 15 shares become 1.5, cut to 1; what it cost is what all of them did
        assertThat(open).singleElement().satisfies(lot -> {
            assertThat(lot.quantity()).isEqualTo(Quantity.of(1));
            assertThat(lot.cost()).isEqualByComparingTo("30");
            assertThat(lot.fees()).isEqualByComparingTo("3");
        });
    }

    @Test
    void refusesFillsOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> match(fill(2, Side.BUY, "1", "1", "0"), fill(1, Side.SELL, "1", "1", "0")))
                .withMessage("fills must be in order of time, was 1970-01-01T00:00:01Z after 1970-01-01T00:00:02Z (SPY,"
                        + " order sma-1)");
    }

    @Test
    void booksOfSeveralStrategiesAreListedByExitAndNeverMatched() {
        RoundTrips a = match(fill(1, Side.BUY, "1", "1", "0"), fill(5, Side.SELL, "1", "1", "0"));
        RoundTrips b =
                RoundTrips.match("other", List.of(fill(2, Side.SELL, "1", "1", "0"), fill(3, Side.BUY, "1", "1", "0")));

        assertThat(RoundTrips.merge(List.of(a, b)).closed())
                .extracting(RoundTrip::strategy)
                .containsExactly("other", "sma");
    }

    @Property(tries = 300)
    void moneyFeesAndQuantitiesAreConserved(@ForAll long seed) {
        List<Fill> fills = randomFills(new Random(seed));

        RoundTrips trips = RoundTrips.match("sma", fills);

        BigDecimal gross = sum(trips.closed(), RoundTrip::grossPnl);
        BigDecimal openCost = sum(
                trips.open(),
                lot -> lot.cost().multiply(BigDecimal.valueOf(lot.entrySide().sign())));
        assertThat(gross.subtract(openCost)).isEqualByComparingTo(sum(fills, RoundTripsTests::cashFlow));
        assertThat(sum(trips.closed(), RoundTrip::fees).add(sum(trips.open(), OpenLot::fees)))
                .isEqualByComparingTo(sum(fills, Fill::fee));
        for (Instrument instrument : List.of(SPY, BTC)) {
            BigDecimal traded = sum(
                    of(fills, f -> f.instrument().equals(instrument)),
                    f -> f.lastQty().toBigDecimal());
            BigDecimal closed = sum(
                    of(trips.closed(), t -> t.instrument().equals(instrument)),
                    t -> t.quantity().toBigDecimal());
            BigDecimal open = sum(
                    of(trips.open(), l -> l.instrument().equals(instrument)),
                    l -> l.quantity().toBigDecimal());
            assertThat(closed.add(closed).add(open)).isEqualByComparingTo(traded);
            assertThat(of(trips.open(), l -> l.instrument().equals(instrument)))
                    .extracting(OpenLot::entrySide)
                    .doesNotContainSequence(Side.BUY, Side.SELL);
        }
    }

    @Property(tries = 200)
    void equalsMatchingShareByShare(@ForAll long seed) {
        Random random = new Random(seed);
        List<Fill> fills = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        List<long[]> shares = new ArrayList<>();
        for (int t = 1; t <= 20; t++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            int qty = 1 + random.nextInt(5);
            int price = 1 + random.nextInt(50);
            fills.add(fill(t, side, qty + "", price + "", "0"));
            for (int i = 0; i < qty; i++) {
                if (!shares.isEmpty() && shares.get(0)[0] != side.sign()) {
                    long[] entry = shares.remove(0);
                    slow.add(entry[1] + ">" + t + ":" + entry[0] * (price - entry[2]));
                } else {
                    shares.add(new long[] {side.sign(), t, price});
                }
            }
        }

        List<String> fast = RoundTrips.match("sma", fills).closed().stream()
                .flatMap(t -> Stream.generate(() -> t.entryEpochNanos() / 1_000_000_000 + ">"
                                + t.exitEpochNanos() / 1_000_000_000 + ":"
                                + t.grossPnl().longValueExact() / t.quantity().units())
                        .limit(t.quantity().units()))
                .toList();

        assertThat(fast).isEqualTo(slow);
    }

    private static List<Fill> randomFills(Random random) {
        List<Fill> fills = new ArrayList<>();
        for (int t = 1; t <= 40; t++) {
            boolean coin = random.nextBoolean();
            String qty = coin
                    ? BigDecimal.valueOf(1 + random.nextInt(300_000_000), 8).toPlainString()
                    : "" + (1 + random.nextInt(90));
            String price = BigDecimal.valueOf(1 + random.nextInt(9_000_000), 2).toPlainString();
            String fee = BigDecimal.valueOf(random.nextInt(1_000_000_000) - 1_000_000, 8)
                    .toPlainString();
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            fills.add(fill(coin ? BTC : SPY, t, side, qty, price, fee));
        }
        return fills;
    }

    private static BigDecimal cashFlow(Fill fill) {
        BigDecimal value = fill.lastPx().toBigDecimal().multiply(fill.lastQty().toBigDecimal());
        return value.multiply(BigDecimal.valueOf(-fill.side().sign()));
    }

    private static <T> List<T> of(List<T> items, Predicate<T> which) {
        return items.stream().filter(which).toList();
    }

    private static <T> BigDecimal sum(List<T> items, Function<T, BigDecimal> amount) {
        return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RoundTrips match(Fill... fills) {
        return RoundTrips.match("sma", List.of(fills));
    }

    static Fill fill(long second, Side side, String qty, String price, String fee) {
        return fill(SPY, second, side, qty, price, fee);
    }

    static Fill fill(Instrument instrument, long second, Side side, String qty, String price, String fee) {
        return new Fill(
                "e" + second,
                new OrderId("sma", second),
                instrument,
                side,
                Quantity.of(qty),
                Price.of(price),
                new BigDecimal(fee),
                second * 1_000_000_000L);
    }
}
