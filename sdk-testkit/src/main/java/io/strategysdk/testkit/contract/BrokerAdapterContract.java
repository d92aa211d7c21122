package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.BrokerProfile.Form;
import io.strategysdk.api.time.Clock;
import io.strategysdk.testkit.contract.BrokerReports.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a {@link BrokerAdapter} promises, a test for each rule. The suite speaks for the run, the author for the venue: a
 * server of the author's that answers as the broker does, or a simulation. Against a broker's own test account, whose
 * market nobody can move, the tests that need {@link #fill} are overridden as disabled.
 *
 * <pre>{@code
 * final class MyBrokerTests extends BrokerAdapterContract {
 *     private final VenueServer venue = VenueServer.started();
 *
 *     protected BrokerAdapter adapter() {
 *         return new MyBroker(venue.address());
 *     }
 *
 *     protected NewOrder restingOrder(Side side) {
 *         NewOrder order = side == Side.BUY ? OrderIntent.buy(ABC, 100) : OrderIntent.sell(ABC, 100);
 *         return order.atLimit(Price.of(10)).withTimeInForce(TimeInForce.GTC);
 *     }
 *
 *     protected void fill(OrderId id, Quantity quantity) {
 *         venue.execute(id, quantity, Price.of(10));
 *     }
 * }
 * }</pre>
 *
 * <p>What the venue cannot be made to do is left out: tests that need a refusal, an expiry, another quantity, a bracket, a
 * lost connection, the fee that is charged, or a look at what rests there after the adapter was closed are skipped unless
 * the author says how. Whether orders reach the venue as they were asked for is seen by {@link #orderAtBroker}: override
 * it where there is a venue to look at.
 */
public abstract class BrokerAdapterContract {
    private static final Duration ALERT = Duration.ofMillis(2);
    /** Clocks differ; a time in other units than nanoseconds is years away. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    /** Numbers of the exits of a bracket lie between those of two orders. */
    private static final int STEP = 10;

    private long sequence = 1;
    private @Nullable BrokerAdapter adapter;
    private boolean isClosed;

    /** For subclasses. */
    protected BrokerAdapterContract() {}

    /** A new adapter, not yet started; asked for once in each test. */
    protected abstract BrokerAdapter adapter();

    /**
     * An order of a limit that the broker takes and that rests there until {@link #fill}, of at least eight lots; always of
     * one instrument, and of both sides for one quantity.
     */
    protected abstract NewOrder restingOrder(Side side);

    /** Makes the broker execute so much of a working order, at its limit or better, in one execution. */
    protected abstract void fill(OrderId id, Quantity quantity);

    /** Called again and again while the suite waits; lets a simulation go on. Does nothing unless overridden. */
    protected void letTheBrokerWork() {}

    /**
     * An order of each kind that the broker takes, none of which it has a reason to refuse now. Unless overridden they are
     * made of the resting order of the buying side, as far as the profile takes them: at its limit, at market, with stops at
     * the limit of the resting sale, by amount of cash and for extended hours.
     */
    protected List<NewOrder> ordersItTakes() {
        NewOrder resting = restingOrder(Side.BUY);
        Price above = limitOf(restingOrder(Side.SELL));
        Price limit = limitOf(resting);
        BigDecimal cash = limit.toBigDecimal().multiply(whole().toBigDecimal());
        return Stream.of(
                        resting,
                        OrderIntent.buy(instrument(), whole()),
                        resting.atStop(above),
                        resting.atStopLimit(above, above),
                        resting.atTrailingStop(limit),
                        OrderIntent.buyNotional(instrument(), cash.toPlainString()),
                        resting.withExtendedHours())
                .flatMap(order -> asTaken(order).stream())
                .toList();
    }

    private Optional<NewOrder> asTaken(NewOrder order) {
        Set<TimeInForce> times = EnumSet.allOf(TimeInForce.class);
        formsOf(order)
                .forEach(
                        form -> times.retainAll(timesInForce(form, order.terms().type())));
        if (times.contains(order.timeInForce())) {
            return Optional.of(order);
        }
        return times.stream()
                .filter(time -> !time.isAuction() && time != TimeInForce.GTD)
                .findFirst()
                .map(order::withTimeInForce);
    }

    private static Set<Form> formsOf(NewOrder order) {
        boolean isWhole = order.orderQty().toBigDecimal().stripTrailingZeros().scale() <= 0;
        boolean isByAmount = order.cashOrderQty().isPresent();
        Set<Form> forms = EnumSet.of(Form.of(order.instrument().assetClass(), isWhole && !isByAmount));
        if (isByAmount) {
            forms.add(Form.AMOUNT);
        }
        if (order.handling().extendedHours()) {
            forms.add(Form.EXTENDED_HOURS);
        }
        return forms;
    }

    private Set<TimeInForce> timesInForce(Form form, OrderType type) {
        return broker().profile().orders().getOrDefault(form, Map.of()).getOrDefault(type, Set.of());
    }

    private static Price limitOf(NewOrder order) {
        if (order.terms() instanceof OrderTerms.Limit limit) {
            return limit.price();
        }
        throw new IllegalStateException("the resting order must be one of a limit, was " + order);
    }

    /**
     * Another limit and quantity for a resting order, which the broker takes; unless overridden a tick further from the
     * market, and a quarter less.
     */
    protected OrderIntent.Replace replacement(Order order) {
        Price limit = limitOf(order.request());
        Price tick = order.instrument().tickSize();
        return OrderIntent.replace(order)
                .withLimit(order.side() == Side.BUY ? limit.minus(tick) : limit.plus(tick))
                .withQuantity(whole().minus(quarter()));
    }

    /**
     * A working order as the broker has it, seen from its own side; empty where it has none. As the adapter's account has it
     * unless overridden, which does not show whether an adapter sends something else than it says.
     */
    protected Optional<Order> orderAtBroker(OrderId id) {
        return working(id);
    }

    /** The time at the broker, to a minute; that of this machine unless overridden. */
    protected Instant now() {
        return Instant.now();
    }

    /** What the broker charges for an execution, in the instrument's currency, negative when it is a rebate; if known. */
    protected Optional<BigDecimal> feeOf(Fill fill) {
        return Optional.empty();
    }

    /** A new adapter whose broker cannot be reached, where that can be brought about. */
    protected Optional<BrokerAdapter> unreachableAdapter() {
        return Optional.empty();
    }

    /** An order that the broker refuses, if there is one. */
    protected Optional<NewOrder> refusedOrder() {
        return Optional.empty();
    }

    /** Makes the broker refuse the next cancel or replacement of a working order; false where that cannot be brought about. */
    protected boolean refuseNextChange(OrderId id) {
        return false;
    }

    /**
     * Makes the broker give a working order another quantity without being asked; false where that cannot be brought about.
     *
     * @param orderQty filled part included
     */
    protected boolean restate(OrderId id, Quantity orderQty) {
        return false;
    }

    /** Makes a working order expire at the broker; false where that cannot be brought about. */
    protected boolean expire(OrderId id) {
        return false;
    }

    /**
     * An order as {@link #restingOrder} with two exits that the broker keeps, each cancelling the other, if it keeps
     * such.
     */
    protected Optional<NewOrder> bracketOrder() {
        return Optional.empty();
    }

    /** Cuts the adapter's connection; false where that cannot be brought about. */
    protected boolean disconnect() {
        return false;
    }

    /** Lets the adapter connect again after {@link #disconnect}. */
    protected void reconnect() {}

    /** Whether an order works at the broker, as seen from its own side; empty where that cannot be seen. */
    protected Optional<Boolean> restsAtBroker(OrderId id) {
        return Optional.empty();
    }

    /** Origin of the client order ids; to be overridden for a broker that remembers those of earlier runs. */
    protected String origin() {
        return "contract";
    }

    /** How long the suite waits for a report; ten seconds unless overridden. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** How long the suite listens for reports that must not come; a tenth of a second unless overridden. */
    protected Duration quiet() {
        return Duration.ofMillis(100);
    }

    /** How long a command may take to return; half a second unless overridden. */
    protected Duration promptness() {
        return Duration.ofMillis(500);
    }

    /** Closes the adapter of a test that has not done so. */
    @AfterEach
    protected void closeAdapter() {
        if (adapter != null && !isClosed) {
            close();
        }
    }

    private void close() {
        isClosed = true;
        broker().close();
    }

    private BrokerAdapter broker() {
        if (adapter == null) {
            adapter = adapter();
        }
        return adapter;
    }

    private BrokerReports started() {
        BrokerReports reports = new BrokerReports();
        broker().start(List.of(instrument()), reports);
        return reports;
    }

    private OrderId nextId() {
        sequence += STEP;
        return new OrderId(origin(), sequence);
    }

    private void await(String what, BrokerReports reports, BooleanSupplier happened) {
        long end = System.nanoTime() + patience().toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError(
                        what + " must come within " + patience() + ", did not; reported so far: " + reports.all());
            }
            letTheBrokerWork();
            pause();
        }
    }

    private void await(OrderId id, Kind kind, BrokerReports reports) {
        await(kind + " of order " + id, reports, () -> reports.has(id, kind));
    }

    /** Gives reports that should not come the time to do so. */
    private void letPass() {
        long end = System.nanoTime() + quiet().toNanos();
        do {
            letTheBrokerWork();
            pause();
        } while (System.nanoTime() < end);
    }

    private static void pause() {
        try {
            Thread.sleep(ALERT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OrderId accepted(Side side, BrokerReports reports) {
        OrderId id = nextId();
        broker().submit(id, restingOrder(side));
        await(id, Kind.ACCEPTED, reports);
        return id;
    }

    private void filled(OrderId id, Quantity quantity, BrokerReports reports) {
        Quantity before = reports.filled(id);
        fill(id, quantity);
        await(
                "an execution of " + quantity + " of order " + id,
                reports,
                () -> reports.filled(id).compareTo(before.plus(quantity)) >= 0);
    }

    private Quantity whole() {
        return restingOrder(Side.BUY).orderQty();
    }

    /** A quarter, in whole lots. */
    private Quantity quarter() {
        Quantity lot = restingOrder(Side.BUY).instrument().lotSize();
        long lots =
                whole().toBigDecimal().divideToIntegralValue(lot.toBigDecimal()).longValue();
        assertThat(lots).as("lots of the resting order").isGreaterThanOrEqualTo(8);
        return lot.times(lots / 4);
    }

    /** As the run saw it last. */
    private Order seen(OrderId id, Side side, Quantity filled) {
        NewOrder request = restingOrder(side);
        OrderStatus status = filled.isZero() ? OrderStatus.SUBMITTED : OrderStatus.PARTIALLY_FILLED;
        return new Order(id, request, status, request.orderQty(), filled, Double.NaN);
    }

    private OrderIntent.Replace resizing(OrderId id, Quantity filled, Quantity orderQty) {
        return OrderIntent.replace(seen(id, Side.BUY, filled)).withQuantity(orderQty);
    }

    private Optional<Order> working(OrderId id) {
        return broker().account().working().stream()
                .filter(order -> order.id().equals(id))
                .findAny();
    }

    private void assertRests(String where, Optional<Order> found, NewOrder asked) {
        assertRests(where, found, asked, asked.orderQty(), asked.terms());
    }

    /** All that decides how it trades; not its tag, which a broker need not know. */
    private static void assertRests(
            String where, Optional<Order> found, NewOrder asked, Quantity orderQty, OrderTerms terms) {
        assertThat(found).as("order %s, asked for as %s", where, asked).hasValueSatisfying(order -> {
            NewOrder resting = order.request();
            assertThat(resting.instrument()).as("instrument %s", where).isEqualTo(asked.instrument());
            assertThat(resting.side()).as("side %s", where).isEqualTo(asked.side());
            assertThat(resting.terms()).as("price rule %s", where).isEqualTo(terms);
            assertThat(resting.timeInForce()).as("time in force %s", where).isEqualTo(asked.timeInForce());
            assertThat(resting.expireTime()).as("expiry %s", where).isEqualTo(asked.expireTime());
            assertThat(resting.handling().extendedHours())
                    .as("whether for extended hours %s", where)
                    .isEqualTo(asked.handling().extendedHours());
            if (asked.cashOrderQty().isEmpty()) {
                assertThat(order.orderQty()).as("quantity %s", where).isEqualTo(orderQty);
            }
        });
    }

    private static void assertNoWorse(Fill fill, Price limit) {
        int worse = fill.lastPx().compareTo(limit) * (fill.side() == Side.BUY ? 1 : -1);
        assertThat(worse)
                .as("price of %s, worse (1), at (0) or better (-1) than the limit %s", fill, limit)
                .isNotPositive();
    }

    /** Before it is started, after, and when it has traded. */
    @Test
    protected void itsProfileIsAlwaysTheSame() {
        BrokerProfile profile = broker().profile();
        BrokerReports reports = started();
        assertThat(broker().profile()).as("profile after the start").isEqualTo(profile);
        filled(accepted(Side.BUY, reports), whole(), reports);

        assertThat(broker().profile()).as("profile after a trade").isEqualTo(profile);
    }

    /** The second start is an IllegalStateException, and the first goes on. */
    @Test
    protected void itIsStartedOnce() {
        BrokerReports reports = started();
        BrokerReports second = new BrokerReports();

        assertThatIllegalStateException()
                .as("start of an adapter that was started before")
                .isThrownBy(() -> broker().start(List.of(instrument()), second));
        accepted(Side.BUY, reports);
        assertThat(second.all())
                .as("reports to the listener of the second start")
                .isEmpty();
    }

    /** And it may be closed then. */
    @Test
    protected void aStartThatFindsNoConnectionIsAnSdkException() {
        Optional<BrokerAdapter> unreachable = unreachableAdapter();
        assumeTrue(unreachable.isPresent(), "the author has no adapter whose broker cannot be reached");
        adapter = unreachable.get();

        assertThatExceptionOfType(SdkException.class)
                .as("start of an adapter whose broker cannot be reached")
                .isThrownBy(this::started);
        assertThat(catchThrowable(this::close))
                .as("what close throws, of an adapter whose start failed")
                .isNull();
    }

    /** By the id that the run gave it, and it works then. */
    @Test
    protected void aRestingOrderIsAcceptedOnceAndNothingElse() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        letPass();

        assertThat(reports.of(id))
                .as("reports of an order that rests")
                .extracting("kind")
                .containsExactly(Kind.ACCEPTED);
    }

    /** Instrument, side, quantity, price, and how long it is in force: in the account, and at the broker. */
    @Test
    protected void anOrderRestsAsItWasAsked() {
        BrokerReports reports = started();
        for (Side side : Side.values()) {
            OrderId id = accepted(side, reports);

            assertRests("in the account", working(id), restingOrder(side));
            assertRests("at the broker", orderAtBroker(id), restingOrder(side));
        }
    }

    /** Accepted or executed, with the prices that it was sent with; {@link #ordersItTakes} says which. */
    @Test
    protected void everyKindOfOrderThatTheBrokerTakesIsTakenAsItWasAsked() {
        BrokerReports reports = started();
        List<NewOrder> orders = ordersItTakes();
        assertThat(orders).as("orders that the broker takes").isNotEmpty();
        for (NewOrder order : orders) {
            OrderId id = nextId();
            broker().submit(id, order);
            await("an answer to " + order, reports, () -> !reports.of(id).isEmpty());

            assertThat(reports.of(id).get(0).kind()).as("answer to %s", order).isIn(Kind.ACCEPTED, Kind.FILLED);
            working(id).ifPresent(resting -> assertRests("in the account", Optional.of(resting), order));
            orderAtBroker(id).ifPresent(resting -> assertRests("at the broker", Optional.of(resting), order));
        }
    }

    /** Reports come in the order in which they are to be applied. */
    @Test
    protected void anOrderIsAcceptedBeforeItIsFilled() {
        BrokerReports reports = started();
        OrderId id = nextId();
        broker().submit(id, restingOrder(Side.BUY));
        await(id, Kind.ACCEPTED, reports);
        filled(id, quarter(), reports);
        filled(id, whole().minus(quarter()), reports);
        letPass();

        assertThat(reports.of(id))
                .as("reports of an order that was filled in two parts")
                .extracting("kind")
                .containsExactly(Kind.ACCEPTED, Kind.FILLED, Kind.FILLED);
    }

    /** Each counts what was executed with it, and not what was executed so far. */
    @Test
    protected void executionsAddUpToTheOrder() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        filled(id, quarter(), reports);
        letPass();
        assertThat(reports.filled(id))
                .as("executed of half of the order")
                .isEqualTo(quarter().times(2));

        filled(id, whole().minus(quarter().times(2)), reports);
        letPass();
        assertThat(reports.filled(id)).as("executed of the whole order").isEqualTo(whole());
    }

    /** Instrument, side and a price that is no worse than the limit. */
    @Test
    protected void anExecutionSaysWhatWasTraded() {
        BrokerReports reports = started();
        for (Side side : Side.values()) {
            NewOrder order = restingOrder(side);
            OrderId id = accepted(side, reports);
            filled(id, whole(), reports);
            for (Fill fill : reports.fills(id)) {
                assertThat(fill.instrument()).as("instrument of %s", fill).isEqualTo(order.instrument());
                assertThat(fill.side()).as("side of %s", fill).isEqualTo(side);
                assertNoWorse(fill, limitOf(order));
            }
        }
    }

    /** UTC nanoseconds since 1970. */
    @Test
    protected void anExecutionHasTheTimeAtWhichItHappened() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        Instant before = now();
        filled(id, whole(), reports);
        Instant after = now();

        assertThat(reports.fills(id))
                .extracting(fill -> Clock.instantOf(fill.epochNanos()))
                .as("times of executions, which happened from %s to %s", before, after)
                .allSatisfy(
                        time -> assertThat(time).isBetween(before.minus(CLOCK_TOLERANCE), after.plus(CLOCK_TOLERANCE)));
    }

    /** What is paid is positive. */
    @Test
    protected void anExecutionHasTheFeeThatTheBrokerCharges() {
        BrokerReports reports = started();
        for (Side side : Side.values()) {
            OrderId id = accepted(side, reports);
            filled(id, whole(), reports);
            for (Fill fill : reports.fills(id)) {
                Optional<BigDecimal> charged = feeOf(fill);
                assumeTrue(charged.isPresent(), "the author does not know what the broker charges");
                assertThat(fill.fee()).as("fee of %s", fill).isEqualByComparingTo(charged.get());
            }
        }
    }

    /** By one account in all orders: executions that are reported again are known by it. */
    @Test
    protected void noExecutionIdIsUsedTwice() {
        BrokerReports reports = started();
        for (int i = 0; i < 2; i++) {
            OrderId id = accepted(Side.BUY, reports);
            filled(id, quarter(), reports);
            filled(id, whole().minus(quarter()), reports);
        }

        assertThat(reports.fills())
                .as("execution ids of different executions")
                .extracting(Fill::execId)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    /** The last execution is its end. */
    @Test
    protected void aFilledOrderHasNoOtherEnd() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, whole(), reports);
        letPass();

        assertThat(reports.ends(id)).as("ends of an order that was filled").isEmpty();
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** And works no longer. */
    @Test
    protected void aCancelledOrderEndsOnce() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        broker().cancel(id);
        await(id, Kind.CANCELLED, reports);
        letPass();

        assertThat(reports.ends(id)).as("ends of an order that was cancelled").hasSize(1);
        assertThat(working(id))
                .as("cancelled order among the account's working ones")
                .isEmpty();
    }

    /** What was executed stays so. */
    @Test
    protected void aCancelEndsTheRestOfAnOrderThatIsPartlyFilled() {
        BrokerReports reports = started();
        Quantity before = position();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        broker().cancel(id);
        await(id, Kind.CANCELLED, reports);
        letPass();

        assertThat(reports.filled(id))
                .as("executed of an order that was cancelled")
                .isEqualTo(quarter());
        assertThat(position().minus(before))
                .as("position, with what was executed")
                .isEqualTo(quarter());
    }

    /** With a text; the order stays filled. */
    @Test
    protected void aCancelThatComesTooLateIsRefused() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, whole(), reports);

        assertRefusedTooLate("cancel", id, Kind.CANCEL_REJECTED, () -> broker().cancel(id), reports);
    }

    /** With a text; the order stays filled. */
    @Test
    protected void aReplacementThatComesTooLateIsRefused() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, whole(), reports);
        OrderIntent.Replace late = resizing(id, Quantity.ZERO, whole().plus(quarter()));

        assertRefusedTooLate("replacement", id, Kind.REPLACE_REJECTED, () -> broker().replace(late), reports);
    }

    /** A command that throws is refused as well. */
    private void assertRefused(String what, OrderId id, Kind refusal, Runnable command, BrokerReports reports) {
        Throwable thrown = catchThrowable(command::run);
        if (thrown == null) {
            await(id, refusal, reports);
            assertThat(reports.of(id, refusal))
                    .as("refusals of a %s", what)
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.reason()).as("reason").isNotNull();
                        assertThat(report.text()).as("text").isNotBlank();
                    });
        }
        letPass();
    }

    private void assertRefusedTooLate(String what, OrderId id, Kind refusal, Runnable command, BrokerReports reports) {
        assertRefused(what + " that came too late", id, refusal, command, reports);
        assertThat(reports.ends(id))
                .as("ends of a filled order after a %s", what)
                .isEmpty();
        assertThat(reports.filled(id)).as("executed of it").isEqualTo(whole());
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** The new quantity counts what was executed before. */
    @Test
    protected void aReplacementKeepsTheIdAndWhatIsFilled() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        Quantity half = quarter().times(2);
        broker().replace(resizing(id, quarter(), half));
        await(id, Kind.REPLACED, reports);

        assertThat(working(id))
                .as("replaced order among the account's working ones")
                .hasValueSatisfying(order -> {
                    assertThat(order.orderQty())
                            .as("quantity, what is filled included")
                            .isEqualTo(half);
                    assertThat(order.cumQty()).as("filled quantity").isEqualTo(quarter());
                });
        filled(id, quarter(), reports);
        letPass();
        assertThat(reports.filled(id)).as("executed of the replaced order").isEqualTo(half);
        assertThat(reports.ends(id))
                .as("ends of the replaced order, which is filled")
                .isEmpty();
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** Another price and another quantity: in the account, at the broker, and when it trades. */
    @Test
    protected void aReplacedOrderRestsAsItWasAsked() {
        BrokerReports reports = started();
        for (Side side : Side.values()) {
            OrderId id = accepted(side, reports);
            OrderIntent.Replace asked = replacement(seen(id, side, Quantity.ZERO));
            broker().replace(asked);
            await(id, Kind.REPLACED, reports);

            NewOrder before = restingOrder(side);
            assertRests("in the account", working(id), before, asked.orderQty(), asked.terms());
            assertRests("at the broker", orderAtBroker(id), before, asked.orderQty(), asked.terms());
            filled(id, quarter(), reports);
            if (asked.terms() instanceof OrderTerms.Limit limit) {
                reports.fills(id).forEach(fill -> assertNoWorse(fill, limit.price()));
            }
        }
    }

    /** As one does that an execution overtakes. It may also be refused: then the order works on. */
    @Test
    protected void aReplacementToNoMoreThanIsFilledEndsTheOrder() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        OrderIntent.Replace overtaken = resizing(id, Quantity.ZERO, quarter());
        filled(id, quarter(), reports);
        List<Optional<Order>> before = resting(id);
        Throwable thrown = catchThrowable(() -> broker().replace(overtaken));
        await(
                "an answer to the replacement of order " + id,
                reports,
                () -> thrown != null
                        || reports.has(id, Kind.REPLACED)
                        || reports.has(id, Kind.CANCELLED)
                        || reports.has(id, Kind.REPLACE_REJECTED));
        letPass();

        if (thrown != null || reports.has(id, Kind.REPLACE_REJECTED)) {
            assertWorksOn(id, before, reports);
        } else {
            assertThat(working(id))
                    .as("order that was replaced to what is filled, among the account's working ones")
                    .isEmpty();
            assertThat(orderAtBroker(id))
                    .as("order that was replaced to what is filled, at the broker")
                    .isEmpty();
            assertThat(reports.ends(id)).as("ends of it that were reported").hasSizeLessThanOrEqualTo(1);
        }
        assertThat(reports.filled(id)).as("executed of it").isEqualTo(quarter());
    }

    /** In the account and at the broker. */
    private List<Optional<Order>> resting(OrderId id) {
        return List.of(working(id), orderAtBroker(id));
    }

    private void assertWorksOn(OrderId id, List<Optional<Order>> before, BrokerReports reports) {
        assertThat(reports.ends(id))
                .as("ends of an order of which a change was refused")
                .isEmpty();
        assertThat(resting(id))
                .as("order of which a change was refused, in the account and at the broker")
                .isEqualTo(before);
    }

    /** It rests as before, and is filled whole. */
    @Test
    protected void anOrderWhoseReplacementIsRefusedIsAsItWas() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        List<Optional<Order>> before = resting(id);
        OrderIntent.Replace asked = replacement(seen(id, Side.BUY, quarter()));
        assumeTrue(refuseNextChange(id), "the author has no way to make the broker refuse a replacement");

        assertRefused(
                "replacement of a working order", id, Kind.REPLACE_REJECTED, () -> broker().replace(asked), reports);
        assertWorksOn(id, before, reports);
        filled(id, whole().minus(quarter()), reports);
        letPass();
        assertThat(reports.ends(id))
                .as("ends of an order that was filled, reported")
                .isEmpty();
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** It rests as before, and may be asked to be cancelled again. */
    @Test
    protected void anOrderWhoseCancelIsRefusedIsAsItWas() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        List<Optional<Order>> before = resting(id);
        assumeTrue(refuseNextChange(id), "the author has no way to make the broker refuse a cancel");

        assertRefused("cancel of a working order", id, Kind.CANCEL_REJECTED, () -> broker().cancel(id), reports);
        assertWorksOn(id, before, reports);
        broker().cancel(id);
        await(id, Kind.CANCELLED, reports);
        letPass();
        assertThat(reports.ends(id)).as("ends of an order that was cancelled").hasSize(1);
    }

    /** As a broker does with the exits of a bracket: the filled part is in it. */
    @Test
    protected void aRestatedQuantityIsThatOfTheWholeOrder() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);
        Quantity half = quarter().times(2);
        assumeTrue(restate(id, half), "the author has no way to make the broker give an order another quantity");
        await(id, Kind.RESTATED, reports);

        assertThat(reports.of(id, Kind.RESTATED))
                .as(
                        "quantities that were reported of an order of which %s are filled and %s left",
                        quarter(), quarter())
                .extracting(BrokerReports.Report::orderQty)
                .containsOnly(half);
        assertRests(
                "in the account",
                working(id),
                restingOrder(Side.BUY),
                half,
                restingOrder(Side.BUY).terms());
        filled(id, quarter(), reports);
        letPass();
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** As an adapter does that got no answer: nothing trades twice, and the order that works is not refused. */
    @Test
    protected void anOrderSentAgainUnderItsIdIsNotDoubled() {
        BrokerReports reports = started();
        Quantity before = position();
        OrderId id = accepted(Side.BUY, reports);

        Throwable ignored = catchThrowable(() -> broker().submit(id, restingOrder(Side.BUY)));
        letPass();

        assertThat(reports.ends(id)).as("ends of an order that was sent again").isEmpty();
        assertThat(broker().account().working().stream()
                        .filter(order -> order.id().equals(id)))
                .as("working orders of one id")
                .hasSize(1);
        filled(id, whole(), reports);
        letPass();
        assertThat(reports.filled(id)).as("executed of it").isEqualTo(whole());
        assertThat(position().minus(before))
                .as("position, with what was executed")
                .isEqualTo(whole());
        assertThat(working(id))
                .as("filled order among the account's working ones")
                .isEmpty();
    }

    /** Strategies number their orders each for itself. */
    @Test
    protected void ordersOfOneNumberAndTwoOriginsAreTwo() {
        BrokerReports reports = started();
        OrderId one = accepted(Side.BUY, reports);
        OrderId other = new OrderId(origin() + "-other", one.sequence());
        broker().submit(other, restingOrder(Side.BUY));
        await(other, Kind.ACCEPTED, reports);
        broker().cancel(other);
        await(other, Kind.CANCELLED, reports);
        letPass();

        assertThat(reports.ends(one))
                .as("ends of an order when another of its number was cancelled")
                .isEmpty();
        assertThat(working(one)).as("order among the account's working ones").isPresent();
    }

    private Instrument instrument() {
        return restingOrder(Side.BUY).instrument();
    }

    private Quantity position() {
        return broker().account()
                .positions()
                .getOrDefault(instrument(), BrokerAdapter.Holding.NONE)
                .quantity();
    }

    /** As it is, with what is filled: a run that was cut off learns from it what became of its orders. */
    @Test
    protected void anOrderIsFoundWhetherItWorksOrHasEnded() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        filled(id, quarter(), reports);

        Order working = found(id);
        assertRests("as it is found", Optional.of(working), restingOrder(Side.BUY));
        assertThat(working.id()).as("id of the order that is found").isEqualTo(id);
        assertThat(working.isWorking())
                .as("whether the order that is found works")
                .isTrue();
        assertThat(working.cumQty()).as("what is filled of it").isEqualTo(quarter());

        broker().cancel(id);
        await(id, Kind.CANCELLED, reports);
        Order ended = found(id);
        assertThat(ended.status()).as("status once it is cancelled").isEqualTo(OrderStatus.CANCELLED);
        assertThat(ended.cumQty()).as("what was filled of it").isEqualTo(quarter());
    }

    private Order found(OrderId id) {
        Optional<Order> found = broker().find(id);
        assertThat(found).as("order %s, asked for by its id", id).isPresent();
        return found.orElseThrow();
    }

    /** Empty means that the broker has none, not that it could not be asked. */
    @Test
    protected void anOrderThatTheBrokerDoesNotKnowIsNotFound() {
        started();

        assertThat(broker().find(nextId())).as("an order that was never sent").isEmpty();
    }

    /** To a thousandth. */
    @Test
    protected void thePriceOfAPositionIsTheAverageOfWhatAddedToIt() {
        BrokerReports reports = started();
        BrokerAdapter.Holding before =
                broker().account().positions().getOrDefault(instrument(), BrokerAdapter.Holding.NONE);
        filled(accepted(Side.BUY, reports), quarter(), reports);
        letPass();

        BrokerAdapter.Holding expected = before;
        for (Fill fill : reports.fills()) {
            expected = expected.after(fill);
        }
        assertThat(broker().account().positions().getOrDefault(instrument(), BrokerAdapter.Holding.NONE))
                .as("position")
                .extracting(BrokerAdapter.Holding::averagePrice, as(InstanceOfAssertFactories.BIG_DECIMAL))
                .isCloseTo(expected.averagePrice(), within(new BigDecimal("0.001")));
    }

    /** Positions to the share, cash to the cent: less what was bought, plus what was sold, less fees. */
    @Test
    protected void theAccountAgreesWithTheExecutions() {
        BrokerReports reports = started();
        Map<Instrument, BrokerAdapter.Holding> positions = broker().account().positions();
        BigDecimal cash = broker().account().cash();
        filled(accepted(Side.BUY, reports), whole(), reports);
        OrderId sale = accepted(Side.SELL, reports);
        filled(sale, quarter(), reports);
        letPass();

        for (Fill fill : reports.fills()) {
            BigDecimal value =
                    fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal());
            cash = cash.add(fill.side() == Side.BUY ? value.negate() : value).subtract(fill.fee());
        }
        Quantity before =
                positions.getOrDefault(instrument(), BrokerAdapter.Holding.NONE).quantity();
        assertThat(position()).as("position").isEqualTo(before.plus(whole()).minus(quarter()));
        assertThat(broker().account().cash()).as("cash").isEqualByComparingTo(cash);
    }

    /** Quantities are signed. */
    @Test
    protected void aShortPositionIsNegative() {
        assumeTrue(
                formsOf(restingOrder(Side.SELL)).stream()
                        .allMatch(form -> broker().profile().shortSales().contains(form)),
                "the broker takes no short sales");
        BrokerReports reports = started();
        Quantity before = position();
        assumeTrue(before.compareTo(whole()) < 0, "the account has more than the resting order sells");
        filled(accepted(Side.SELL, reports), whole(), reports);
        letPass();

        assertThat(position())
                .as("position of %s, after a sale of %s", before, whole())
                .isEqualTo(before.minus(whole()));
    }

    /** With what is filled of each. */
    @Test
    protected void theAccountHasTheOrdersThatWork() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        OrderId gone = accepted(Side.BUY, reports);
        broker().cancel(gone);
        await(gone, Kind.CANCELLED, reports);
        filled(id, quarter(), reports);

        assertThat(working(id)).as("working order that is partly filled").hasValueSatisfying(order -> {
            assertThat(order.isWorking()).as("whether it works").isTrue();
            assertThat(order.instrument()).as("instrument").isEqualTo(instrument());
            assertThat(order.side()).as("side").isEqualTo(Side.BUY);
            assertThat(order.orderQty()).as("quantity").isEqualTo(whole());
            assertThat(order.cumQty()).as("filled quantity").isEqualTo(quarter());
        });
        assertThat(working(gone)).as("cancelled order among the working ones").isEmpty();
    }

    /** Those that were reported, equal in all they say. */
    @Test
    protected void fillsSinceAMomentAreTheExecutionsThatWereReported() {
        List<Fill> fills = threeFills();

        assertThat(broker().fillsSince(Clock.instantOf(fills.get(0).epochNanos())))
                .as("fills since the first execution")
                .containsExactlyInAnyOrderElementsOf(fills);
    }

    /** By the time of each. */
    @Test
    protected void fillsSinceAMomentComeOldestFirst() {
        List<Fill> fills = threeFills();

        assertThat(broker().fillsSince(Clock.instantOf(fills.get(0).epochNanos())))
                .as("times of fills since the first execution")
                .extracting(Fill::epochNanos)
                .isSorted();
    }

    /** One at that moment is among them, and none before it. */
    @Test
    protected void fillsSinceAMomentIncludeThatMoment() {
        List<Fill> fills = threeFills();
        for (Fill from : fills) {
            assertThat(broker().fillsSince(Clock.instantOf(from.epochNanos())))
                    .as("fills since %s, the time of one", Clock.instantOf(from.epochNanos()))
                    .hasSameSizeAs(fills.stream()
                            .filter(fill -> fill.epochNanos() >= from.epochNanos())
                            .toList());
        }
    }

    private List<Fill> threeFills() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        for (int i = 0; i < 3; i++) {
            filled(id, quarter(), reports);
            letPass();
        }
        assertThat(reports.fills(id)).as("executions").hasSize(3);
        return reports.fills(id);
    }

    /** Once, with a reason and a text, and nothing of it works. */
    @Test
    protected void aRefusedOrderEndsWithAReason() {
        Optional<NewOrder> refused = refusedOrder();
        assumeTrue(refused.isPresent(), "the author has no order that the broker refuses");
        BrokerReports reports = started();
        OrderId id = nextId();

        Throwable thrown = catchThrowable(() -> broker().submit(id, refused.get()));

        if (thrown == null) {
            await(id, Kind.REJECTED, reports);
            assertThat(reports.of(id, Kind.REJECTED))
                    .as("refusals")
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.reason()).as("reason").isNotNull();
                        assertThat(report.text()).as("text").isNotBlank();
                    });
        }
        letPass();
        assertThat(reports.filled(id))
                .as("executed of an order that was refused")
                .isEqualTo(Quantity.ZERO);
        assertThat(working(id))
                .as("refused order among the account's working ones")
                .isEmpty();
    }

    /** And works no longer. */
    @Test
    protected void anExpiredOrderEndsOnce() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        assumeTrue(expire(id), "the author has no way to make an order expire");
        await("the expiry of order " + id, reports, () -> !reports.ends(id).isEmpty());
        letPass();

        assertThat(reports.ends(id))
                .as("ends of an order that expired")
                .extracting("kind")
                .containsExactly(Kind.EXPIRED);
        assertThat(working(id))
                .as("expired order among the account's working ones")
                .isEmpty();
    }

    /** After the entry's; one that is filled ends the other. */
    @Test
    protected void theExitsOfABracketHaveTheNumbersThatFollow() {
        Optional<NewOrder> bracket = bracketOrder();
        assumeTrue(bracket.isPresent(), "the author has no order with exits that the broker keeps");
        BrokerReports reports = started();
        OrderId entry = nextId();
        OrderId first = exitId(entry, 1);
        OrderId second = exitId(entry, 2);
        broker().submit(entry, bracket.get());
        await(entry, Kind.ACCEPTED, reports);
        filled(entry, bracket.get().orderQty(), reports);
        filled(first, bracket.get().orderQty(), reports);
        await(second, Kind.CANCELLED, reports);

        assertThat(reports.fills(first))
                .as("executions of the first exit")
                .extracting(Fill::side)
                .containsOnly(bracket.get().side().opposite());
    }

    /** On the other side, for what was bought, each at its price. */
    @Test
    protected void theExitsOfABracketRestAsTheyWereAsked() {
        Optional<NewOrder> bracket = bracketOrder();
        assumeTrue(bracket.isPresent(), "the author has no order with exits that the broker keeps");
        BrokerReports reports = started();
        OrderId entry = nextId();
        broker().submit(entry, bracket.get());
        await(entry, Kind.ACCEPTED, reports);
        filled(entry, bracket.get().orderQty(), reports);
        for (NewOrder exit : bracket.get().exitOrders()) {
            OrderId id = exitId(entry, bracket.get().exitOrders().indexOf(exit) + 1);
            await("exit " + id + " in the account", reports, () -> working(id).isPresent());
            assertRests("in the account", working(id), exit);
            assertRests("at the broker", orderAtBroker(id), exit);
        }
    }

    private static OrderId exitId(OrderId entry, int place) {
        return new OrderId(entry.origin(), entry.sequence() + place);
    }

    /** There is nothing for them to close. */
    @Test
    protected void theExitsOfABracketEndWithAnEntryThatIsNotFilled() {
        Optional<NewOrder> bracket = bracketOrder();
        assumeTrue(bracket.isPresent(), "the author has no order with exits that the broker keeps");
        BrokerReports reports = started();
        OrderId entry = nextId();
        broker().submit(entry, bracket.get());
        await(entry, Kind.ACCEPTED, reports);
        broker().cancel(entry);
        await(entry, Kind.CANCELLED, reports);
        letPass();

        for (OrderId id : List.of(exitId(entry, 1), exitId(entry, 2))) {
            assertThat(working(id))
                    .as("exit among the account's working orders, of an entry that was cancelled")
                    .isEmpty();
            assertThat(orderAtBroker(id))
                    .as("exit at the broker, of an entry that was cancelled")
                    .isEmpty();
        }
    }

    private void loseConnection(BrokerReports reports) {
        assumeTrue(disconnect(), "the author has no way to cut the connection");
        await("the loss of the connection", reports, () -> reports.has(Kind.DISCONNECTED));
    }

    private void findConnection(BrokerReports reports) {
        int lost = reports.all().size();
        reconnect();
        await(
                "the return of the connection",
                reports,
                () -> reports.all().stream().skip(lost).anyMatch(report -> report.kind() == Kind.CONNECTED));
    }

    /** No new orders go out meanwhile. */
    @Test
    protected void aLostConnectionIsToldAndSoIsItsReturn() {
        BrokerReports reports = started();
        loseConnection(reports);
        findConnection(reports);
    }

    /** By the cancel, or by a refusal, upon which it is asked for again. */
    @Test
    protected void aCancelWhileTheConnectionIsDownIsAnsweredAfterwards() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        List<Optional<Order>> before = resting(id);
        loseConnection(reports);
        Throwable thrown = catchThrowable(() -> broker().cancel(id));
        findConnection(reports);
        await(
                "an answer to the cancel of order " + id,
                reports,
                () -> thrown != null || reports.has(id, Kind.CANCELLED) || reports.has(id, Kind.CANCEL_REJECTED));
        if (!reports.has(id, Kind.CANCELLED)) {
            assertWorksOn(id, before, reports);
            broker().cancel(id);
            await(id, Kind.CANCELLED, reports);
        }
        letPass();

        assertThat(reports.ends(id)).as("ends of an order that was cancelled").hasSize(1);
        assertThat(working(id))
                .as("cancelled order among the account's working ones")
                .isEmpty();
    }

    /** Once, when it is there again. */
    @Test
    protected void whatHappensWhileTheConnectionIsDownIsReportedAfterwards() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        loseConnection(reports);
        fill(id, quarter());
        reconnect();
        await(id, Kind.FILLED, reports);
        letPass();

        assertThat(reports.fills(id).stream().map(Fill::execId).distinct())
                .as("executions of what was filled while the connection was down")
                .hasSize(1);
        assertThat(reports.fills(id).get(0).lastQty()).as("quantity of it").isEqualTo(quarter());
    }

    /** They are answered through the listener. */
    @Test
    protected void commandsReturnAtOnce() {
        BrokerReports reports = started();
        OrderId id = nextId();
        assertPrompt("submit", () -> broker().submit(id, restingOrder(Side.BUY)));
        await(id, Kind.ACCEPTED, reports);
        assertPrompt("replace", () -> broker().replace(resizing(id, Quantity.ZERO, whole().minus(quarter()))));
        await(id, Kind.REPLACED, reports);
        assertPrompt("cancel", () -> broker().cancel(id));
        await(id, Kind.CANCELLED, reports);
    }

    private void assertPrompt(String command, Runnable call) {
        long start = System.nanoTime();
        call.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time that %s took to return", command)
                .isLessThan(promptness());
    }

    /** Whatever happens at the broker. */
    @Test
    protected void nothingIsReportedAfterClose() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        close();
        List<BrokerReports.Report> before = reports.all();

        fill(id, quarter());
        letPass();

        assertThat(reports.all()).as("reports, with those before close").isEqualTo(before);
    }

    /** The run may come back to them. */
    @Test
    protected void ordersRestWhenTheAdapterIsClosed() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        assumeTrue(restsAtBroker(id).isPresent(), "the author cannot see what rests at the broker");

        close();
        letPass();

        assertThat(restsAtBroker(id))
                .as("whether the order works at the broker after close")
                .contains(true);
    }

    /** As the run does that ends twice. */
    @Test
    protected void closeMayBeCalledAgain() {
        started();
        close();

        assertThat(catchThrowable(this::close))
                .as("what the second close throws")
                .isNull();
    }

    /** As the run does whose start failed. */
    @Test
    protected void closeMayBeCalledWithoutAStart() {
        assertThat(catchThrowable(this::close))
                .as("what close throws, of an adapter that was not started")
                .isNull();
    }
}
