package io.strategysdk.testkit.assertion;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.testkit.Step;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.internal.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/**
 * Assertions on a test of a strategy. What it saw, wanted and was told is that of the newest step, all of it and nothing
 * else; books are as they are now. Of the whole run are {@link #intents}, {@link #orders} and {@link #fills}.
 *
 * <p>Words are those that messages use, such as {@code buy 100 ACME at limit 10.05}; numbers in them may have zeros at the
 * end. Amounts of money are decimal text.
 */
public final class StrategyTesterAssert extends StoryAssert<StrategyTesterAssert, StrategyTester> {
    private static final String INTENTS = "intents of the last step";

    StrategyTesterAssert(StrategyTester actual) {
        super(actual, StrategyTesterAssert.class, new TesterStory(actual));
    }

    /** It wanted exactly these, in this order; of a cancel or replacement only the order's id counts, not how it stood. */
    public StrategyTesterAssert wanted(OrderIntent... expected) {
        List<OrderIntent> were = intentsOfStep();
        boolean same = were.size() == expected.length;
        for (int i = 0; same && i < expected.length; i++) {
            same = OrderIntentAssert.isSame(were.get(i), expected[i]);
        }
        return mustBe(same, INTENTS, words(were), words(Arrays.asList(expected)));
    }

    /** The same in words. */
    public StrategyTesterAssert wanted(String... expected) {
        return mustBe(INTENTS, words(intentsOfStep()), Arrays.asList(expected));
    }

    /** It wanted nothing. */
    public StrategyTesterAssert wantedNothing() {
        return mustBe(INTENTS, words(intentsOfStep()), List.of());
    }

    /**
     * It was told of exactly these executions, such as {@code buy 800 ACME at 12.50, fee 1}, without fee where there
     * is none.
     */
    public StrategyTesterAssert filled(String... expected) {
        List<String> were = step().orders().stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> Words.traded(((OrderEvent.Filled) event).fill()))
                .toList();
        return mustBe("fills of the last step", were, Arrays.asList(expected));
    }

    /** It was told of no execution. */
    public StrategyTesterAssert filledNothing() {
        return filled();
    }

    /** It was told that orders, cancels or replacements were refused for exactly these reasons. */
    public StrategyTesterAssert wasRefused(RejectReason... reasons) {
        List<String> were = step().orders().stream()
                .flatMap(StrategyTesterAssert::reason)
                .map(Enum::name)
                .toList();
        return mustBe(
                "refusals of the last step",
                were,
                Stream.of(reasons).map(Enum::name).toList());
    }

    /** It was told of no refusal. */
    public StrategyTesterAssert wasRefusedNothing() {
        return wasRefused();
    }

    /** It saw exactly these bars, quotes or trades. */
    public StrategyTesterAssert saw(MarketEvent... expected) {
        List<MarketEvent> were = step().market();
        return mustBe(
                were.equals(Arrays.asList(expected)),
                "events of the last step",
                were.stream().map(StrategyTesterAssert::timed).toList(),
                Stream.of(expected).map(StrategyTesterAssert::timed).toList());
    }

    /** A feature that it has bound has this value, to nine digits; NaN while it is undefined. */
    public StrategyTesterAssert hasFeature(String name, double value) {
        return mustBe(name, feature(name), value);
    }

    /** A feature that it has bound has this value within a tolerance. */
    public StrategyTesterAssert hasFeature(String name, double value, Offset<Double> offset) {
        return mustBe(name, feature(name), value, offset);
    }

    /** It holds nothing. */
    public StrategyTesterAssert isFlat() {
        portfolio().isFlat();
        return myself;
    }

    /** It owns so many whole shares of the run's only instrument. */
    public StrategyTesterAssert isLong(long shares) {
        position().isLong(shares);
        return myself;
    }

    /** It owns so much of the run's only instrument. */
    public StrategyTesterAssert isLong(Quantity quantity) {
        position().isLong(quantity);
        return myself;
    }

    /** It owes so many whole shares of the run's only instrument; a positive number. */
    public StrategyTesterAssert isShort(long shares) {
        position().isShort(shares);
        return myself;
    }

    /** It owes so much of the run's only instrument; a positive number. */
    public StrategyTesterAssert isShort(Quantity quantity) {
        position().isShort(quantity);
        return myself;
    }

    /** It holds so many whole shares of the instrument with this symbol; negative when it owes them, 0 when none. */
    public StrategyTesterAssert holds(String symbol, long shares) {
        return holds(symbol, Quantity.of(shares));
    }

    /** It holds so much of the instrument with this symbol; negative when it owes it, 0 when nothing. */
    public StrategyTesterAssert holds(String symbol, Quantity quantity) {
        position(symbol).mustBe("position in " + symbol, actual.position(symbol).quantity(), quantity);
        return myself;
    }

    /** Cash, exact. */
    public StrategyTesterAssert hasCash(String amount) {
        portfolio().hasCash(amount);
        return myself;
    }

    /** Cash and positions at their marks, exact. */
    public StrategyTesterAssert hasEquity(String amount) {
        portfolio().hasEquity(amount);
        return myself;
    }

    /** None of its callbacks has thrown. */
    public StrategyTesterAssert hasNotFailed() {
        isNotNull();
        return must(
                actual.failure().isEmpty(),
                "strategy must not have failed",
                actual.failure().map(Throwable::toString).orElse(""));
    }

    /** Goes on with the position in the run's only instrument. */
    public PositionAssert position() {
        isNotNull();
        return lead(new PositionAssert(actual.position(), story));
    }

    /** Goes on with the position in the instrument with this symbol. */
    public PositionAssert position(String symbol) {
        isNotNull();
        return lead(new PositionAssert(actual.position(symbol), story));
    }

    /** Goes on with the books. */
    public PortfolioAssert portfolio() {
        isNotNull();
        return lead(new PortfolioAssert(actual.portfolio(), story));
    }

    /** Goes on with all that it has wanted. */
    public SequenceAssert<OrderIntent, OrderIntentAssert> intents() {
        isNotNull();
        return lead(Sequences.intents(actual.intents(), story));
    }

    /** Goes on with all its orders, as they stood when it was last told of them. */
    public SequenceAssert<Order, OrderAssert> orders() {
        isNotNull();
        return lead(Sequences.orders(actual.orders(), story));
    }

    /** Goes on with all executions that it was told of. */
    public SequenceAssert<Fill, FillAssert> fills() {
        isNotNull();
        return lead(Sequences.fills(actual.fills(), story));
    }

    private Step step() {
        isNotNull();
        return actual.lastStep();
    }

    private List<OrderIntent> intentsOfStep() {
        return Stream.concat(step().submitted().stream(), step().intents().stream())
                .toList();
    }

    private static List<String> words(List<OrderIntent> intents) {
        return intents.stream().map(Words::of).toList();
    }

    private static Stream<RejectReason> reason(OrderEvent event) {
        if (event instanceof OrderEvent.Rejected rejected) {
            return Stream.of(rejected.reason());
        }
        return event instanceof OrderEvent.CancelRejected refused ? Stream.of(refused.reason()) : Stream.empty();
    }

    private static String timed(MarketEvent event) {
        return event.time() + " " + Words.of(event);
    }

    private double feature(String name) {
        Map<String, Double> features = step().features();
        must(features.containsKey(name), "feature must be one of " + features.keySet(), "'" + name + "'");
        return features.getOrDefault(name, Double.NaN);
    }
}
