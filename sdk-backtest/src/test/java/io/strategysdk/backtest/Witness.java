package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.State;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Hashes everything that a strategy can see, as it is written and not only as it compares, and trades on the hash: what a
 * restart shows otherwise ends up in the journal. Its orders are of every kind, also of those that are refused.
 */
final class Witness implements Strategy {
    private static final int KINDS = 24;
    private static final long MINUTE = 60_000_000_000L;
    private static final List<TimeInForce> WITHOUT_EXPIRY = List.of(
            TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.OPG, TimeInForce.CLS);
    private static final Instrument STRANGER = Instrument.crypto("STRANGER", "0.50", "0.0100");

    private final List<Timer> timers = new ArrayList<>();
    private State.LongCell hash;
    private State.DoubleCell peak;
    private State.Cell<Memory> memory;

    /** Numbers of every kind, remembered over a restart. */
    public record Memory(Price price, Quantity quantity, BigDecimal fee, double average, String text) {}

    @Override
    public void onStart(Context context) {
        timers.add(context.timer(Schedule.daily()));
        timers.add(context.timer(Schedule.afterOpen(Duration.ofSeconds(90))));
        timers.add(context.timer(Schedule.beforeClose(Duration.ofMinutes(7))));
        hash = context.state().ofLong("hash", 1);
        peak = context.state().ofDouble("peak", Double.NEGATIVE_INFINITY);
        memory = context.state().of("memory", new Memory(Price.ZERO, Quantity.ZERO, BigDecimal.ZERO, -0.0, ""));
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        see(event.getClass().getSimpleName());
        see(event.epochNanos());
        see(event.order());
        if (event instanceof OrderEvent.Filled filled) {
            see(filled.fill());
        } else if (event instanceof OrderEvent.Rejected rejected) {
            see(rejected.reason() + rejected.text());
        } else if (event instanceof OrderEvent.CancelRejected rejected) {
            see(rejected.reason() + rejected.text());
            see(rejected.request().toString());
        }
        if (event instanceof OrderEvent.Cancelled && hash.get() % 5 == 0) {
            context.submit(order(context, random(0), 0));
        }
    }

    @Override
    public void onPositionUpdate(PositionEvent event, Context context) {
        see(event.instrument());
        see(event.epochNanos());
        see(event.before());
        see(event.after());
    }

    @Override
    public void onTimer(TimerEvent event, Context context) {
        see(event.schedule().toString());
        see(event.epochNanos());
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        see(context.clock().epochNanos());
        timers.forEach(timer -> see(String.valueOf(timer.isDue())));
        see(context.portfolio());
        context.instruments().forEach(instrument -> see(context.position(instrument)));
        List<Order> working = context.orders().working();
        working.forEach(this::see);
        see(memory.get().toString());
        see(memory.get().fee());
        see(Double.doubleToLongBits(peak.get()));
        peak.set(Math.max(peak.get(), context.portfolio().equity()));
        List<OrderIntent> intents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            intents.add(intent(context, working, random(i + context.random().nextInt(1000))));
        }
        return intents;
    }

    private RandomGenerator random(int number) {
        return new SplittableRandom(hash.get() + number);
    }

    private OrderIntent intent(Context context, List<Order> working, RandomGenerator random) {
        Instrument instrument = any(context.instruments(), random);
        int kind = random.nextInt(KINDS);
        return switch (kind) {
            case 0 -> OrderIntent.targetQuantity(instrument, lots(instrument, random));
            case 1 -> OrderIntent.targetWeights(weights(context, random));
            case 2 -> OrderIntent.close(instrument);
            case 3 -> OrderIntent.cancelAll(instrument);
            case 4 -> OrderIntent.buyNotional(instrument, 50 + random.nextInt(500) + ".50");
            case 5 -> OrderIntent.sellNotional(instrument, "1" + random.nextInt(10) + "0.0");
            case 6 -> OrderIntent.sell(STRANGER, STRANGER.quantity("0.10"));
            case 7, 8, 9, 10 -> change(context, working, random);
            default -> order(context, random, kind);
        };
    }

    private static Map<Instrument, Double> weights(Context context, RandomGenerator random) {
        return Map.of(
                context.instruments().get(0), random.nextInt(5) / 10.0,
                context.instruments().get(1), random.nextInt(5) / 10.0);
    }

    private OrderIntent change(Context context, List<Order> working, RandomGenerator random) {
        if (working.isEmpty()) {
            return order(context, random, KINDS);
        }
        Order order = any(working, random);
        if (random.nextInt(3) == 0 || order.request().notional() != null) {
            return OrderIntent.cancel(order);
        }
        OrderIntent.Replace replace = OrderIntent.replace(order);
        Price near = near(context, order.instrument(), random);
        return switch (order.request().terms().type()) {
            case LIMIT -> replace.withLimit(near);
            case STOP -> replace.withStop(near);
            default -> replace.withQuantity(order.orderQty().plus(lots(order.instrument(), random)));
        };
    }

    private NewOrder order(Context context, RandomGenerator random, int kind) {
        Instrument instrument = any(context.instruments(), random);
        NewOrder order = random.nextInt(3) > 0
                ? OrderIntent.buy(instrument, lots(instrument, random))
                : OrderIntent.sell(instrument, lots(instrument, random));
        Price near = near(context, instrument, random);
        NewOrder priced = switch (kind) {
            case 11, 12, 13, 14 -> order.atLimit(near).withTimeInForce(any(WITHOUT_EXPIRY, random));
            case 15, 16 -> order.atStop(near).withTimeInForce(TimeInForce.GTC);
            case 17 ->
                order.atLimit(near)
                        .withExpiry(Clock.instantOf(
                                context.clock().epochNanos() + (1 + random.nextInt(9)) * MINUTE + random.nextInt(9)));
            case 18 -> order.atStopLimit(near, near);
            case 19 -> order.atTrailingStopPercent(new BigDecimal("2.50"));
            case 20 -> order.withReduceOnly();
            case 21 -> order.atLimit(near).withExtendedHours().withTimeInForce(TimeInForce.GTC);
            case 22 -> order.withTimeInForce(TimeInForce.IOC);
            default -> order.withTimeInForce(any(List.of(TimeInForce.DAY, TimeInForce.OPG, TimeInForce.CLS), random));
        };
        return random.nextInt(4) == 0 ? priced : priced.withTag(Long.toHexString(hash.get()));
    }

    /** Tens of lots: end zeros where there are decimals. */
    private static Quantity lots(Instrument instrument, RandomGenerator random) {
        return instrument.lotSize().times(10L * (1 + random.nextInt(30)));
    }

    /** A price with end zeros every tenth time. */
    private static Price near(Context context, Instrument instrument, RandomGenerator random) {
        double mark = context.position(instrument).mark();
        double price = Double.isNaN(mark) ? 50 : mark * (0.996 + random.nextDouble() * 0.008);
        return instrument.price(random.nextInt(10) == 0 ? Math.rint(price) : price);
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private void see(long number) {
        hash.set((hash.get() ^ number) * 0x9E3779B97F4A7C15L + 1);
    }

    private void see(String text) {
        see(text.hashCode());
    }

    private void see(Price price) {
        see(price.units());
        see(price.scale());
        see(price.toString());
    }

    private void see(Quantity quantity) {
        see(quantity.units());
        see(quantity.scale());
        see(quantity.toString());
    }

    private void see(BigDecimal amount) {
        see(amount.unscaledValue().longValueExact());
        see(amount.scale());
    }

    private void see(Instrument instrument) {
        see(instrument.symbol());
        see(instrument.tickSize());
        see(instrument.lotSize());
        see(instrument.maxOrderQty());
    }

    private void see(Order order) {
        see(order.toString());
        see(order.instrument());
        see(order.orderQty());
        see(order.cumQty());
        see(order.leavesQty());
        see(order.request().orderQty());
        order.price().ifPresent(this::see);
        order.stopPrice().ifPresent(this::see);
        order.request().cashOrderQty().ifPresent(this::see);
        see(Double.doubleToLongBits(order.avgPx()));
    }

    private void see(Fill fill) {
        see(fill.toString());
        see(fill.instrument());
        see(fill.lastQty());
        see(fill.lastPx());
        see(fill.fee());
        memory.set(new Memory(
                fill.lastPx(), fill.lastQty(), fill.fee(), fill.lastPx().toDouble() / 3, fill.execId()));
    }

    private void see(Portfolio portfolio) {
        see(Double.doubleToLongBits(portfolio.cash()));
        see(Double.doubleToLongBits(portfolio.equity()));
        see(Double.doubleToLongBits(portfolio.buyingPower()));
        see(portfolio.exactCash());
        see(portfolio.exactEquity());
        see(portfolio.realizedPnl());
        see(portfolio.unrealizedPnl());
        see(portfolio.fees());
        portfolio.positions().forEach(this::see);
    }

    private void see(Position position) {
        see(position.instrument());
        see(position.quantity());
        see(Double.doubleToLongBits(position.size()));
        see(Double.doubleToLongBits(position.avgPx()));
        see(Double.doubleToLongBits(position.mark()));
        see(position.realizedPnl());
        see(position.unrealizedPnl());
        see(position.fees());
    }
}
