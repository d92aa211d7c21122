package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.portfolio.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;

/** Books against a slow ledger of BigDecimals that keeps average cost the way a textbook does. */
final class BookTests {
    private static final Instrument AAPL = Instrument.equity("AAPL");
    private static final Instrument BTC = Instrument.crypto("BTC/USD", "0.00000001", "0.00000001");
    private static final List<Instrument> BOTH = List.of(AAPL, BTC);
    private static final BigDecimal CAPITAL = new BigDecimal("1000000");

    /** Quantity and price as units of the instrument's scales. */
    private record Deal(int instrument, long quantity, long price, long fee) {}

    private record Mark(double first, double second) {}

    @Provide
    Arbitrary<List<Deal>> histories() {
        Arbitrary<Integer> instrument = Arbitraries.of(0, 1);
        Arbitrary<Long> quantity = Arbitraries.oneOf(
                        Arbitraries.longs().between(-10, 10),
                        Arbitraries.longs().between(-300_000_000L, 300_000_000L))
                .filter(q -> q != 0);
        Arbitrary<Long> price = Arbitraries.longs().between(1, 50_000_000_000L);
        Arbitrary<Long> fee = Arbitraries.longs().between(-1_000, 1_000_000_000L);
        return Combinators.combine(instrument, quantity, price, fee)
                .as((i, q, p, f) -> new Deal(i, i == 0 ? q % 1_000 == 0 ? 1 : q % 1_000 : q, p, f))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Mark> marks() {
        Arbitrary<Double> price =
                Arbitraries.longs().between(1, 90_000_000_000L).map(p -> p / 1e8);
        return Combinators.combine(price, price).as(Mark::new);
    }

    private static void apply(Book book, Deal deal) {
        long flow = book.at(deal.instrument).notional(deal.quantity, deal.price);
        book.fill(deal.instrument, deal.quantity, flow, deal.price, deal.fee);
    }

    @Property(tries = 500)
    void booksCloseAsIntegersAfterEveryFill(@ForAll("histories") List<Deal> deals, @ForAll("marks") Mark mark) {
        double[] marks = {mark.first, mark.second};
        Book book = new Book(new Instruments(BOTH), Marks.of(marks), CAPITAL);
        long[] held = new long[2];
        BigDecimal cash = CAPITAL;
        for (Deal deal : deals) {
            apply(book, deal);
            held[deal.instrument] += deal.quantity;
            cash = cash.subtract(value(deal.instrument, deal.quantity, deal.price))
                    .subtract(BigDecimal.valueOf(deal.fee, 8));

            assertThat(book.closes()).isTrue();
            assertThat(book.exactCash()).isEqualByComparingTo(cash);
            assertThat(book.cash()).isEqualTo(cash.doubleValue());
            BigDecimal equity = cash;
            for (int i = 0; i < 2; i++) {
                assertThat(book.at(i).units()).isEqualTo(held[i]);
                equity = equity.add(value(i, held[i], PriceUnits.of(marks[i], 1e8)));
            }
            assertThat(book.exactEquity()).isEqualByComparingTo(equity);
            assertThat(book.realizedPnl().add(book.unrealizedPnl()).subtract(book.fees()))
                    .isEqualByComparingTo(equity.subtract(CAPITAL));
            assertThat(book.value()).isCloseTo(equity.doubleValue(), Offset.offset(1e-3));
            assertThat(book.positions().stream().map(Position::instrument))
                    .containsExactlyElementsOf(BOTH.stream()
                            .filter(i -> held[BOTH.indexOf(i)] != 0)
                            .toList());
        }
    }

    private static BigDecimal value(int instrument, long quantity, long price) {
        return BigDecimal.valueOf(quantity, BOTH.get(instrument).quantityScale())
                .multiply(BigDecimal.valueOf(price, 8))
                .setScale(8, RoundingMode.HALF_EVEN);
    }

    @Property(tries = 500)
    void averagePriceAndProfitAreThoseOfAverageCost(@ForAll("histories") List<Deal> deals) {
        Book book = new Book(new Instruments(BOTH), Marks.of(new double[] {1, 1}), CAPITAL);
        BigDecimal[] quantity = {BigDecimal.ZERO, BigDecimal.ZERO};
        BigDecimal[] average = {BigDecimal.ZERO, BigDecimal.ZERO};
        BigDecimal[] realized = {BigDecimal.ZERO, BigDecimal.ZERO};
        for (Deal deal : deals) {
            apply(book, deal);
            int i = deal.instrument;
            BigDecimal change = BigDecimal.valueOf(deal.quantity, BOTH.get(i).quantityScale());
            BigDecimal price = BigDecimal.valueOf(deal.price, 8);
            BigDecimal after = quantity[i].add(change);
            if (quantity[i].signum() * change.signum() >= 0) {
                average[i] = average[i]
                        .multiply(quantity[i])
                        .add(price.multiply(change))
                        .divide(after, MathContext.DECIMAL128);
            } else {
                BigDecimal closed = change.abs().min(quantity[i].abs()).multiply(sign(quantity[i]));
                realized[i] = realized[i].add(price.subtract(average[i]).multiply(closed));
                if (after.signum() * quantity[i].signum() < 0) {
                    average[i] = price;
                }
            }
            quantity[i] = after;

            BookPosition position = book.at(i);
            // each fill rounds its amount and its share of the cost once
            BigDecimal dust = BigDecimal.valueOf(2L * deals.size(), 8);
            assertThat(position.realizedPnl().subtract(realized[i]).abs()).isLessThanOrEqualTo(dust);
            if (after.signum() == 0) {
                assertThat(position.avgPx()).isNaN();
                assertThat(position.costUnits()).isZero();
                assertThat(position.isFlat()).isTrue();
            } else {
                BigDecimal cost = BigDecimal.valueOf(position.costUnits(), 8);
                assertThat(cost.subtract(average[i].multiply(after)).abs()).isLessThanOrEqualTo(dust);
                assertThat(position.size()).isEqualTo(after.doubleValue());
                assertThat(position.isLong()).isEqualTo(after.signum() > 0);
                assertThat(position.isShort()).isEqualTo(after.signum() < 0);
            }
        }
    }

    private static BigDecimal sign(BigDecimal value) {
        return BigDecimal.valueOf(value.signum());
    }

    @Property(tries = 300)
    void failure19AFlipLeavesNothingOfTheOldAverage(
            @ForAll("histories") List<Deal> before, @ForAll("prices") long price, @ForAll("sizes") long opened) {
        Book book = new Book(new Instruments(BOTH), Marks.of(new double[] {1, 1}), CAPITAL);
        before.forEach(deal -> apply(book, deal));
        BookPosition position = book.at(1);
        long held = position.units();
        long flip = held > 0 ? -held - opened : -held + opened;
        apply(book, new Deal(1, flip, price, 0));

        assertThat(position.units()).isEqualTo(held > 0 ? -opened : opened);
        assertThat(position.costUnits()).isEqualTo(position.notional(position.units(), price));
        assertThat(book.closes()).isTrue();
        apply(book, new Deal(1, -position.units(), price, 0));
        assertThat(position.costUnits()).isZero();
        assertThat(book.closes()).isTrue();
    }

    @Provide
    Arbitrary<Long> prices() {
        return Arbitraries.longs().between(1, 50_000_000_000L);
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(1, 300_000_000L);
    }

    @Property(tries = 300)
    void failure27NoDustIsLeftWhenEverythingIsSold(
            @ForAll("histories") List<Deal> deals, @ForAll("prices") long price) {
        Book book = new Book(new Instruments(BOTH), Marks.of(new double[] {1, 1}), CAPITAL);
        deals.forEach(deal -> apply(book, deal));
        for (int i = 0; i < 2; i++) {
            if (book.at(i).units() != 0) {
                apply(book, new Deal(i, -book.at(i).units(), price, 0));
            }
        }

        assertThat(book.isFlat()).isTrue();
        assertThat(book.positions()).isEmpty();
        assertThat(book.unrealizedPnl()).isEqualByComparingTo("0");
        assertThat(book.exactCash())
                .isEqualByComparingTo(CAPITAL.add(book.realizedPnl()).subtract(book.fees()));
        assertThat(book.exactEquity()).isEqualByComparingTo(book.exactCash());
    }

    @Example
    void failure27NothingDriftsOverThousandsOfTradesWithFees() {
        Book book = new Book(new Instruments(BOTH), Marks.of(new double[] {1, 1}), CAPITAL);
        SplittableRandom random = new SplittableRandom(27);
        BigDecimal cash = CAPITAL;
        for (int trade = 0; trade < 20_000; trade++) {
            long target = random.nextLong(-300_000_000, 300_000_000);
            long price = random.nextLong(1, 50_000_000_000L);
            Deal deal = new Deal(1, target - book.at(1).units(), price, random.nextLong(1_000_000));
            apply(book, deal);
            cash = cash.subtract(value(1, deal.quantity, price)).subtract(BigDecimal.valueOf(deal.fee, 8));

            assertThat(book.exactCash()).isEqualByComparingTo(cash);
            assertThat(book.exactCash().add(BigDecimal.valueOf(book.at(1).costUnits(), 8)))
                    .isEqualByComparingTo(CAPITAL.add(book.realizedPnl()).subtract(book.fees()));
        }
    }

    @Example
    void aLongClosedAboveItsCostGainsAndAShortClosedAboveItLoses() {
        Book book = new Book(new Instruments(List.of(AAPL)), Marks.of(new double[] {11}), CAPITAL);
        apply(book, new Deal(0, 100, 1_000_000_000L, 0));
        assertThat(book.unrealizedPnl()).isEqualByComparingTo("100");
        apply(book, new Deal(0, -150, 1_100_000_000L, 0));

        assertThat(book.realizedPnl()).isEqualByComparingTo("100");
        assertThat(book.at(0).avgPx()).isEqualTo(11.0);
        assertThat(book.grossExposure()).isEqualTo(550);
        apply(book, new Deal(0, 50, 1_200_000_000L, 0));
        assertThat(book.realizedPnl()).isEqualByComparingTo("50");
        assertThat(book.exactCash()).isEqualByComparingTo("1000050");
    }

    @Example
    void capitalMustFitTheCashScale() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Book(
                        new Instruments(List.of(AAPL)), Marks.of(new double[1]), new BigDecimal("0.000000001")));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() ->
                        new Book(new Instruments(List.of(AAPL)), Marks.of(new double[1]), new BigDecimal("1e12")));
    }

    @Example
    void cashBeyondItsRangeOverflowsLoudly() {
        Book book = new Book(new Instruments(List.of(AAPL)), Marks.of(new double[] {1}), new BigDecimal("92000000000"));

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> apply(book, new Deal(0, -1_000_000, 100_000_000_000_00L, 0)));
    }

    private static void trade(Book book, long quantity, long price) {
        book.fill(0, quantity, book.at(0).notional(quantity, price), price, 0);
    }

    @Example
    void theValueAtAMarkIsTheValueOfTheOnlyInstrumentLongFlatAndShort() {
        Book book = new Book(new Instruments(List.of(AAPL)), Marks.of(new double[] {11}), CAPITAL);
        for (long quantity : new long[] {100, -50, -50, -30, 30}) {
            trade(book, quantity, 1_000_000_000L);
            double value = book.value();

            assertThat(book.valueAt(11)).isEqualTo(value);
            book.valueAt(12);
            assertThat(book.equity()).isEqualTo(value + book.at(0).size());
        }
    }

    @Example
    void aPartIsClosedAtExactlyItsShareOfTheCost() {
        Book book = new Book(new Instruments(List.of(AAPL)), Marks.of(new double[] {10}), CAPITAL);
        trade(book, 3, 1_000_000_000L);
        trade(book, -1, 1_100_000_000L);

        assertThat(book.realizedPnl()).isEqualByComparingTo("1");
        assertThat(book.at(0).costUnits()).isEqualTo(2_000_000_000L);
    }

    /** Units beyond 2^53 are rounded on the way to a double, and once more when they are divided. */
    @Property(tries = 500)
    void doublesAreTheNearestToAmountsOfAnySize(
            @ForAll @LongRange(min = 1, max = 9_000_000_000_000_000_000L) long capital,
            @ForAll @LongRange(min = 1, max = 4_000_000_000_000_000_000L) long quantity,
            @ForAll @LongRange(min = 0) long reserved) {
        BigDecimal money = BigDecimal.valueOf(capital, 8);
        Book book = new Book(new Instruments(List.of(BTC)), Marks.of(new double[] {1}), money);
        book.belongsTo(
                AccountChecks.of(AccountRules.cash(), new Steps(), new OrderCosts(new Venue()), new ExitRule(false)));
        book.fill(0, quantity, 0, 1, 0);
        long kept = reserved % capital;
        book.reserve(kept);

        assertThat(book.cash()).isEqualTo(money.doubleValue());
        assertThat(book.buyingPower())
                .isEqualTo(BigDecimal.valueOf(capital - kept, 8).doubleValue());
        assertThat(book.at(0).size()).isEqualTo(BigDecimal.valueOf(quantity, 8).doubleValue());
    }

    /** Nine are opened and closed in all orders; those that are held are listed in the order of their instruments. */
    @Property(tries = 200)
    void positionsAreListedInTheOrderOfTheirInstruments(@ForAll long seed) {
        List<Instrument> nine =
                IntStream.range(0, 9).mapToObj(i -> Instrument.equity("I" + i)).toList();
        double[] marks = new double[9];
        Arrays.fill(marks, 10);
        Book book = new Book(new Instruments(nine), Marks.of(marks), CAPITAL);
        boolean[] held = new boolean[9];
        SplittableRandom random = new SplittableRandom(seed);
        for (int trade = 0; trade < 60; trade++) {
            int i = random.nextInt(9);
            // nearly all are held for a while
            if (held[i] && random.nextInt(3) > 0) {
                continue;
            }
            apply(book, new Deal(i, held[i] ? -1 : 1, 1_000_000_000L, 0));
            held[i] = !held[i];

            assertThat(book.positions())
                    .extracting(Position::instrument)
                    .containsExactlyElementsOf(nine.stream()
                            .filter(each -> held[nine.indexOf(each)])
                            .toList());
            assertThat(book.exactEquity()).isEqualByComparingTo(CAPITAL);
        }
    }

    @Example
    void aPositionKnowsItsFeesAndItsIncome() {
        Book book = new Book(new Instruments(BOTH), Marks.of(new double[] {10, 10}), CAPITAL);
        apply(book, new Deal(0, 5, 1_000_000_000L, 25_000_000));
        apply(book, new Deal(1, 5, 1_000_000_000L, 1));
        book.earn(0, 300_000_000);

        Position position = book.position(AAPL);
        assertThat(position.fees()).isEqualByComparingTo("0.25");
        assertThat(position.income()).isEqualByComparingTo("3");
    }
}
