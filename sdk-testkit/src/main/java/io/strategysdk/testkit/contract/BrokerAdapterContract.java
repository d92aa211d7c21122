package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.time.Clock;
import io.strategysdk.testkit.contract.BrokerReports.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
 * <p>What the venue cannot be made to do is left out: tests that need a refusal, an expiry, a bracket, a lost connection,
 * or a look at what rests there after the adapter was closed are skipped unless the author says how.
 */
public abstract class BrokerAdapterContract {
    private static final Duration ALERT = Duration.ofMillis(2);
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

    /** An order that the broker refuses, if there is one. */
    protected Optional<NewOrder> refusedOrder() {
        return Optional.empty();
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
        broker().start(reports);
        return reports;
    }

    private OrderId nextId() {
        sequence += STEP;
        return new OrderId(origin(), sequence);
    }

    private void await(String what, BrokerReports reports, BooleanSupplier happened) {
        long end = System.nanoTime() + patience().toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("time left to wait for %s, of %s; reported so far: %s", what, patience(), reports.all())
                    .isNegative();
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

    private OrderIntent.Replace replacement(OrderId id, Quantity filled, Quantity orderQty) {
        NewOrder request = restingOrder(Side.BUY);
        OrderStatus status = filled.isZero() ? OrderStatus.SUBMITTED : OrderStatus.PARTIALLY_FILLED;
        Order seen = new Order(id, request, status, request.orderQty(), filled, Double.NaN);
        return new OrderIntent.Replace(seen, orderQty, request.terms());
    }

    private Optional<Order> working(OrderId id) {
        return broker().account().working().stream()
                .filter(order -> order.id().equals(id))
                .findAny();
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
                .isThrownBy(() -> broker().start(second));
        accepted(Side.BUY, reports);
        assertThat(second.all())
                .as("reports to the listener of the second start")
                .isEmpty();
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
                if (order.terms() instanceof OrderTerms.Limit limit) {
                    int worse = fill.lastPx().compareTo(limit.price()) * (side == Side.BUY ? 1 : -1);
                    assertThat(worse)
                            .as("price of %s, worse (1), at (0) or better (-1) than the limit %s", fill, limit.price())
                            .isNotPositive();
                }
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
        OrderIntent.Replace late = replacement(id, Quantity.ZERO, whole().plus(quarter()));

        assertRefusedTooLate("replacement", id, Kind.REPLACE_REJECTED, () -> broker().replace(late), reports);
    }

    /** A command that throws is refused as well. */
    private void assertRefusedTooLate(String what, OrderId id, Kind refusal, Runnable command, BrokerReports reports) {
        Throwable thrown = catchThrowable(command::run);
        if (thrown == null) {
            await(id, refusal, reports);
            assertThat(reports.of(id, refusal))
                    .as("refusals of a %s that came too late", what)
                    .singleElement()
                    .satisfies(report -> {
                        assertThat(report.reason()).as("reason").isNotNull();
                        assertThat(report.text()).as("text").isNotBlank();
                    });
        }
        letPass();
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
        broker().replace(replacement(id, quarter(), half));
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
        return broker().account().positions().getOrDefault(instrument(), Quantity.ZERO);
    }

    /** Positions to the share, cash to the cent: less what was bought, plus what was sold, less fees. */
    @Test
    protected void theAccountAgreesWithTheExecutions() {
        BrokerReports reports = started();
        Map<Instrument, Quantity> positions = broker().account().positions();
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
        Quantity before = positions.getOrDefault(instrument(), Quantity.ZERO);
        assertThat(position()).as("position").isEqualTo(before.plus(whole()).minus(quarter()));
        assertThat(broker().account().cash()).as("cash").isEqualByComparingTo(cash);
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
        OrderId first = new OrderId(entry.origin(), entry.sequence() + 1);
        OrderId second = new OrderId(entry.origin(), entry.sequence() + 2);
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

    /** No new orders go out meanwhile. */
    @Test
    protected void aLostConnectionIsToldAndSoIsItsReturn() {
        BrokerReports reports = started();
        assumeTrue(disconnect(), "the author has no way to cut the connection");
        await("the loss of the connection", reports, () -> reports.has(Kind.DISCONNECTED));
        int lost = reports.all().size();
        reconnect();
        await(
                "the return of the connection",
                reports,
                () -> reports.all().stream().skip(lost).anyMatch(report -> report.kind() == Kind.CONNECTED));
    }

    /** Once, when it is there again. */
    @Test
    protected void whatHappensWhileTheConnectionIsDownIsReportedAfterwards() {
        BrokerReports reports = started();
        OrderId id = accepted(Side.BUY, reports);
        assumeTrue(disconnect(), "the author has no way to cut the connection");
        await("the loss of the connection", reports, () -> reports.has(Kind.DISCONNECTED));
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
        assertPrompt("replace", () -> broker().replace(replacement(id, Quantity.ZERO, whole().minus(quarter()))));
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
