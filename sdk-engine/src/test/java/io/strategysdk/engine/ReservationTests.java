package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to orders, what is set aside for them is what they may still need, and nothing when none works. */
final class ReservationTests {
    private static final List<Instrument> BOTH = List.of(AAPL, MSFT);

    @Property(tries = 150)
    void whatIsSetAsideIsWhatWorkingOrdersNeed(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int perBar, @ForAll boolean slow) {
        Venue venue = new Venue();
        venue.perBar = perBar;
        venue.slow = slow;
        venue.fee = 100_000;
        SplittableRandom random = new SplittableRandom(seed);
        Script script = new Script();
        script.onMarket = context -> check(context, venue);
        script.decide = context -> {
            check(context, venue);
            venue.refuses = random.nextInt(8) == 0;
            venue.refusesCancels = script.decisions < 90 && random.nextInt(3) == 0;
            return script.decisions > 95
                    ? List.of(OrderIntent.cancelAll(AAPL), OrderIntent.cancelAll(MSFT))
                    : intents(context, random);
        };
        script.onOrder = (event, context) -> {
            if (random.nextInt(10) == 0 && script.decisions < 95) {
                intents(context, random).forEach(context::submit);
            }
            check(context, venue);
        };
        script.onStop = context -> {
            check(context, venue);
            Book book = (Book) context.portfolio();
            assertThat(venue.resting).isEmpty();
            assertThat(book.reservedUnits()).isZero();
            for (int i = 0; i < BOTH.size(); i++) {
                assertThat(book.at(i).workingBuys()).isZero();
                assertThat(book.at(i).workingSells()).isZero();
                assertThat(book.at(i).expectedUnits()).isEqualTo(book.at(i).units());
            }
            assertThat(book.availableUnits()).isEqualTo(book.cashUnits());
        };

        RunResult result = over(data(walk(AAPL, 120, seed, true), walk(MSFT, 120, seed + 1, true)), venue)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(result.journal().entries(JournalEntry.Booked.class)).allSatisfy(booked -> {
            assertThat(booked.cash()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            assertThat(booked.position().signum()).isNotNegative();
        });
    }

    private static void check(Context context, Venue venue) {
        Book book = (Book) context.portfolio();
        long reserved = 0;
        long[] buys = new long[2];
        long[] sells = new long[2];
        long[] market = new long[2];
        for (WorkingOrder order : venue.resting) {
            if (order.status() == OrderStatus.PENDING_CANCEL) {
                continue;
            }
            int i = order.instrumentIndex();
            reserved += order.reserved();
            (order.side() == Side.BUY ? buys : sells)[i] += order.leavesQty();
            market[i] += order.type() == OrderType.MARKET ? order.sign() * order.leavesQty() : 0;
        }
        assertThat(book.reservedUnits()).isEqualTo(reserved);
        for (int i = 0; i < 2; i++) {
            assertThat(book.at(i).workingBuys()).isEqualTo(buys[i]);
            assertThat(book.at(i).workingSells()).isEqualTo(sells[i]);
            assertThat(book.at(i).expectedUnits()).isEqualTo(book.at(i).units() + market[i]);
            if (!venue.slow) {
                assertThat(sells[i]).isLessThanOrEqualTo(book.at(i).units());
            }
        }
        assertThat(context.orders().working()).hasSameSizeAs(venue.resting);
        assertThat(book.closes()).isTrue();
    }

    private static List<OrderIntent> intents(Context context, SplittableRandom random) {
        List<OrderIntent> intents = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            intents.addAll(intent(context, random));
        }
        return intents;
    }

    private static List<OrderIntent> intent(Context context, SplittableRandom random) {
        Instrument instrument = BOTH.get(random.nextInt(2));
        double mark = context.position(instrument).mark();
        if (Double.isNaN(mark)) {
            return List.of();
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        var order = OrderIntent.market(instrument, side, instrument.quantity(random.nextInt(1, 90)));
        List<Order> working = context.orders().working();
        double near = mark * (0.95 + random.nextDouble() / 10);
        return switch (random.nextInt(9)) {
            case 0 -> List.of(order);
            case 1 -> List.of(order.atLimit(instrument.price(near)).withTimeInForce(TimeInForce.GTC));
            case 2 ->
                List.of(OrderIntent.targetWeights(Map.of(AAPL, random.nextDouble(), MSFT, random.nextDouble() / 2)));
            case 3 -> List.of(OrderIntent.targetQuantity(instrument, random.nextInt(80)));
            case 4 -> List.of(OrderIntent.close(instrument));
            case 5, 6 ->
                working.isEmpty() ? List.of() : change(working.get(random.nextInt(working.size())), near, random);
            case 7 ->
                List.of(
                        side == Side.BUY
                                ? OrderIntent.buyNotional(instrument, "777.77")
                                : OrderIntent.sellNotional(instrument, "333.33"));
            default -> List.of(OrderIntent.cancelAll(instrument));
        };
    }

    private static List<OrderIntent> change(Order order, double near, SplittableRandom random) {
        if (order.request().terms().type() != OrderType.LIMIT || random.nextBoolean()) {
            return List.of(OrderIntent.cancel(order));
        }
        return List.of(OrderIntent.replace(order)
                .withLimit(order.instrument().price(near))
                .withQuantity(order.cumQty().plus(order.instrument().quantity(random.nextInt(1, 120)))));
    }
}
