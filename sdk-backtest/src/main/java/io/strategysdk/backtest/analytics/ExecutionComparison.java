package io.strategysdk.backtest.analytics;

import io.strategysdk.api.order.Order;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.analytics.Difference.Kind;
import io.strategysdk.engine.Journal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two executions of the same decisions beside each other: two runs, or a simulated run and the fills that somebody
 * recorded (EXE-011). Immutable, and the same for the same input.
 *
 * <p>Orders are the same where their client order id, instrument and side are; a run's label, which a broker is sent
 * within the id, does not matter. Those that remain are paired by strategy, instrument, side and sequence; where a
 * recorded fill has no id, and is an order of its own, by instrument, side and sequence. Fills of a pair are compared in
 * their order, the first with the first. Against recorded fills only orders that filled are compared, as a list of fills
 * knows no others.
 */
public final class ExecutionComparison {
    private final List<Difference> differences = new ArrayList<>();
    private final FillTotals expected;
    private final FillTotals actual;
    private final Tolerance tolerance;
    private int paired;
    private BigDecimal priceCost = BigDecimal.ZERO;
    private BigDecimal pairedValue = BigDecimal.ZERO;

    private ExecutionComparison(List<ComparedOrder> expected, List<ComparedOrder> actual, Tolerance tolerance) {
        this.expected = FillTotals.of(expected);
        this.actual = FillTotals.of(actual);
        this.tolerance = Objects.requireNonNull(tolerance);
        OrderPairing pairing = new OrderPairing(expected, actual);
        for (ComparedOrder order : expected) {
            pairing.actual(order).ifPresentOrElse(found -> compare(order, found), () -> addMissing(order));
        }
        pairing.extra().forEach(this::addExtra);
    }

    /**
     * Compares two runs, exactly.
     *
     * @param expected such as a simulated run
     * @param actual such as a live one
     */
    public static ExecutionComparison of(Journal expected, Journal actual) {
        return of(expected, actual, Tolerance.EXACT);
    }

    /**
     * Compares two runs.
     *
     * @param expected such as a simulated run
     * @param actual such as a live one
     * @param tolerance what still counts as equal
     */
    public static ExecutionComparison of(Journal expected, Journal actual, Tolerance tolerance) {
        return new ExecutionComparison(ComparedOrder.of(expected), ComparedOrder.of(actual), tolerance);
    }

    /**
     * Compares a run with recorded fills.
     *
     * @param expected such as a simulated run
     * @param actual in order of time, as {@link RecordedFills#read} gives them
     * @param tolerance what still counts as equal
     */
    public static ExecutionComparison of(Journal expected, List<RecordedFill> actual, Tolerance tolerance) {
        List<ComparedOrder> all = ComparedOrder.of(expected);
        Set<String> strategies = all.stream().map(ComparedOrder::strategy).collect(Collectors.toSet());
        List<ComparedOrder> filled =
                all.stream().filter(order -> !order.fills().isEmpty()).toList();
        return new ExecutionComparison(filled, ComparedOrder.of(actual, strategies), tolerance);
    }

    /** What differs: by expected order, in their order, and then orders that were not expected. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many orders are on both sides. */
    public int pairedOrders() {
        return paired;
    }

    /** What was expected, added up. */
    public FillTotals expected() {
        return expected;
    }

    /** What happened, added up. */
    public FillTotals actual() {
        return actual;
    }

    /**
     * What prices were worse than expected, in the run's currency: Σ side × quantity × (actual − expected price) over
     * pairs of fills, side 1 for buys and −1 for sells, the smaller of both quantities. Positive is a cost.
     */
    public BigDecimal priceCost() {
        return priceCost;
    }

    /** The same in hundredths of a percent of Σ quantity × expected price; absent without a pair of fills. */
    public OptionalDouble meanPriceDifferenceBps() {
        return Shortfall.bps(priceCost, pairedValue);
    }

    private void compare(ComparedOrder one, ComparedOrder other) {
        paired++;
        if (one.order().isPresent() && other.order().isPresent()) {
            compare(one, one.order().get(), other.order().get());
            compareTimes(Kind.DECISION_TIME, one, one.decidedAt(), other.decidedAt());
        }
        int common = Math.min(one.fills().size(), other.fills().size());
        for (int i = 0; i < common; i++) {
            compare(one, one.fills().get(i), other.fills().get(i));
        }
        one.fills().subList(common, one.fills().size()).forEach(fill -> add(Kind.MISSING_FILL, one, fill.traded(), ""));
        other.fills()
                .subList(common, other.fills().size())
                .forEach(fill -> add(Kind.EXTRA_FILL, one, "", fill.traded()));
    }

    private void compare(ComparedOrder in, Order one, Order other) {
        if (!one.request().terms().equals(other.request().terms())) {
            add(
                    Kind.TERMS,
                    in,
                    one.request().terms().toString(),
                    other.request().terms().toString());
        }
        compareQuantities(
                Kind.QUANTITY,
                in,
                one.request().orderQty().toBigDecimal(),
                other.request().orderQty().toBigDecimal());
        if (one.status() != other.status()) {
            add(Kind.STATUS, in, one.status().name(), other.status().name());
        }
    }

    private void compare(ComparedOrder in, RecordedFill one, RecordedFill other) {
        BigDecimal quantity = one.quantity().toBigDecimal();
        BigDecimal price = one.price().toBigDecimal();
        BigDecimal paid = other.price().toBigDecimal();
        compareQuantities(Kind.FILL_QUANTITY, in, quantity, other.quantity().toBigDecimal());
        if (!tolerance.admits(price, paid)) {
            add(Kind.FILL_PRICE, in, RecordedFill.plain(price), RecordedFill.plain(paid));
        }
        compareTimes(Kind.FILL_TIME, in, one.epochNanos(), other.epochNanos());
        BigDecimal both = quantity.min(other.quantity().toBigDecimal());
        BigDecimal rise = both.multiply(paid.subtract(price));
        priceCost = priceCost.add(in.side().sign() > 0 ? rise : rise.negate());
        pairedValue = pairedValue.add(both.multiply(price));
    }

    private void compareQuantities(Kind kind, ComparedOrder in, BigDecimal one, BigDecimal other) {
        if (one.compareTo(other) != 0) {
            add(kind, in, RecordedFill.plain(one), RecordedFill.plain(other));
        }
    }

    private void compareTimes(Kind kind, ComparedOrder in, long one, long other) {
        if (!tolerance.admits(one, other)) {
            add(
                    kind,
                    in,
                    Clock.instantOf(one).toString(),
                    Clock.instantOf(other).toString());
        }
    }

    private void addMissing(ComparedOrder order) {
        add(Kind.MISSING_ORDER, order, order.words(), "");
    }

    private void addExtra(ComparedOrder order) {
        add(Kind.EXTRA_ORDER, order, "", order.words());
    }

    private void add(Kind kind, ComparedOrder in, String one, String other) {
        differences.add(new Difference(kind, in.id(), in.symbol(), in.side(), one, other));
    }
}
