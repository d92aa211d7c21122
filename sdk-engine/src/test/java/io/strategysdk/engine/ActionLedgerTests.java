package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** What actions make of books, long and short, of whole shares and of fractions. */
final class ActionLedgerTests {
    private static final Instrument WHOLE = Instrument.equity("WHOLE");
    private static final Instrument PARTS = Instrument.equity("PARTS").withLotSize("0.0001");
    private static final List<Instrument> BOTH = List.of(WHOLE, PARTS);

    /** Units bought or sold at prices, and the last price, in price units; then a ratio. */
    private record Case(int instrument, List<Long> quantities, long price, long mark, SplitRatio ratio) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.of(0, 1),
                        Arbitraries.longs()
                                .between(-50_000, 50_000)
                                .filter(q -> q != 0)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.longs().between(1, 500_000_000_000L),
                        Arbitraries.longs().between(1, 500_000_000_000L),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(1, 30))
                .as((i, q, p, m, a, b) -> new Case(i, q, p, m, new SplitRatio(a, b)));
    }

    private static Book book(Case of, double[] marks) {
        Book book = new Book(new Instruments(BOTH), Marks.of(marks), new BigDecimal("1000000"));
        for (long quantity : of.quantities()) {
            long flow = book.at(of.instrument()).notional(quantity, of.price());
            book.fill(of.instrument(), quantity, flow, of.price(), 7);
        }
        return book;
    }

    private static double[] marks(Case of) {
        return new double[] {of.mark() / 1e8, of.mark() / 1e8};
    }

    /**
     * quantity × price = new quantity × (price × old / new) + cash in lieu, exactly; the books show it but for the
     * rounding of the new price to its scale, of the cash, and of the value before and after.
     */
    @Property(tries = 3_000)
    void aSplitLeavesEquityAsItIs(@ForAll("cases") Case of) {
        double[] marks = marks(of);
        Book book = book(of, marks);
        int instrument = of.instrument();
        BookPosition position = book.at(instrument);
        long before = position.units();
        BigDecimal equity = book.exactEquity();
        long cash = book.cashUnits();

        long inLieu = new ActionLedger(book).split(instrument, of.ratio());
        marks[instrument] = of.ratio().price(marks[instrument]);

        assertThat(book.closes()).isTrue();
        assertThat(book.cashUnits() - cash).isEqualTo(inLieu);
        long lot = position.instrument().lotSize().units();
        assertThat(position.units()).isEqualTo(of.ratio().wholeLots(before, lot));
        int scale = position.instrument().quantityScale();
        BigDecimal exact = new BigDecimal(of.ratio().remainder(before, position.units()), scale)
                .multiply(BigDecimal.valueOf(of.mark(), 8))
                .divide(BigDecimal.valueOf(of.ratio().newShares()), 8, RoundingMode.HALF_EVEN);
        assertThat(BigDecimal.valueOf(inLieu, 8)).isEqualByComparingTo(exact);
        BigDecimal size = position.quantity().toBigDecimal().abs();
        BigDecimal rounding = size.multiply(new BigDecimal("0.5e-8")).add(new BigDecimal("2e-8"));
        assertThat(book.exactEquity().subtract(equity).abs()).isLessThanOrEqualTo(rounding);
    }

    @Property(tries = 1_000)
    void aSplitWithoutAFractionLeavesCashCostAndProfitAlone(@ForAll("cases") Case of) {
        double[] marks = marks(of);
        Book book = book(of, marks);
        BookPosition position = book.at(of.instrument());
        long cost = position.costUnits();
        long profit = position.realizedUnits();
        SplitRatio whole = new SplitRatio(of.ratio().newShares(), 1);

        long inLieu = new ActionLedger(book).split(of.instrument(), whole);

        assertThat(inLieu).isZero();
        assertThat(position.costUnits()).isEqualTo(cost);
        assertThat(position.realizedUnits()).isEqualTo(profit);
    }

    @Property(tries = 1_000)
    void whateverEndsOrConvertsAPositionTheBooksClose(@ForAll("cases") Case of) {
        for (int kind = 0; kind < 5; kind++) {
            double[] marks = marks(of);
            Book book = book(of, marks);
            long cash = book.cashUnits();
            long held = book.at(of.instrument()).units();

            long received = apply(kind, of, book);

            assertThat(book.closes()).as("kind %s", kind).isTrue();
            assertThat(book.cashUnits() - cash).as("kind %s", kind).isEqualTo(received);
            assertThat(book.at(of.instrument()).units()).as("kind %s", kind).isEqualTo(kind == 0 ? held : 0);
            book.value();
            assertThat(book.equity()).isCloseTo(book.exactEquity().doubleValue(), Offset.offset(1.0));
        }
    }

    private static long apply(int kind, Case of, Book book) {
        ActionLedger ledger = new ActionLedger(book);
        int other = 1 - of.instrument();
        return switch (kind) {
            case 0 -> ledger.spinOff(of.instrument(), new BigDecimal("1.23456789"));
            case 1 -> ledger.close(of.instrument(), new BigDecimal("25.5"));
            case 2 -> ledger.close(of.instrument(), BigDecimal.ZERO);
            case 3 -> ledger.closeAtMark(of.instrument());
            default -> ledger.convert(of.instrument(), other, of.ratio(), new BigDecimal("0.75"));
        };
    }

    @Example
    void whoIsShortPaysDividendsAndCashInLieu() {
        double[] marks = {10, 10};
        Book book = new Book(new Instruments(BOTH), Marks.of(marks), new BigDecimal("1000"));
        book.fill(0, -33, -33_000_000_000L, 1_000_000_000L, 0);
        ActionLedger ledger = new ActionLedger(book);

        book.earn(0, ledger.perShare(0, new BigDecimal("0.50")));
        long inLieu = ledger.split(0, new SplitRatio(3, 2));

        assertThat(book.income()).isEqualByComparingTo("-16.50");
        assertThat(book.at(0).quantity()).hasToString("-49");
        assertThat(BigDecimal.valueOf(inLieu, 8)).isEqualByComparingTo("-3.33333333");
        assertThat(book.closes()).isTrue();
    }

    @Example
    void aConversionNetsWithWhatIsHeldOnTheOtherSide() {
        double[] marks = {10, 20};
        Book book = new Book(new Instruments(BOTH), Marks.of(marks), new BigDecimal("1000"));
        book.fill(0, 100, 80_000_000_000L, 800_000_000L, 0);
        book.fill(1, -300_000, -60_000_000_000L, 2_000_000_000L, 0);

        new ActionLedger(book).convert(0, 1, new SplitRatio(1, 2), BigDecimal.ZERO);

        assertThat(book.at(1).quantity()).hasToString("20.0000");
        assertThat(book.closes()).isTrue();
        assertThat(book.exactEquity()).isEqualByComparingTo("1200");
    }

    @Example
    void aClaimIsEquityAndADebtLowersBuyingPower() {
        double[] marks = {10, 10};
        Book book = new Book(new Instruments(BOTH), Marks.of(marks), new BigDecimal("1000"));

        book.earnLater(new Dues.Due(0, 5_000_000_000L, 9));
        book.earnLater(new Dues.Due(1, -2_000_000_000L, 5));

        assertThat(book.value()).isEqualTo(1030);
        assertThat(book.exactEquity()).isEqualByComparingTo("1030");
        assertThat(book.receivable()).isEqualByComparingTo("30");
        assertThat(book.exactCash()).isEqualByComparingTo("1000");
        assertThat(book.availableUnits()).isEqualTo(98_000_000_000L);
        assertThat(book.equityAtHandUnits()).isEqualTo(98_000_000_000L);
        assertThat(book.dues().earliest()).isEqualTo(5);
        assertThat(book.closes()).isTrue();

        book.dues().take(5, book::pay);

        assertThat(book.exactCash()).isEqualByComparingTo("980");
        assertThat(book.receivable()).isEqualByComparingTo("50");
        assertThat(book.closes()).isTrue();
    }
}
