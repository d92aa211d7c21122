package io.strategysdk.alpaca;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter.Listener;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps what it is told, as lines such as {@code accepted c-1}. */
final class ToldReports implements Listener {
    private final List<String> lines = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();

    private synchronized void add(String line) {
        lines.add(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized List<Fill> fills() {
        return List.copyOf(fills);
    }

    List<String> of(OrderId id) {
        return lines().stream()
                .filter(line -> (line + " ").contains(" " + id + " "))
                .toList();
    }

    long count(String start) {
        return lines().stream().filter(line -> line.startsWith(start)).count();
    }

    boolean has(String start) {
        return count(start) > 0;
    }

    BigDecimal filled() {
        return fills().stream().map(fill -> fill.lastQty().toBigDecimal()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal value() {
        return fills().stream()
                .map(fill ->
                        fill.lastQty().toBigDecimal().multiply(fill.lastPx().toBigDecimal()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " must come within ten seconds, did not; told so far: " + lines());
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    void await(String start) {
        await(start, () -> has(start));
    }

    @Override
    public void onAccepted(OrderId id) {
        add("accepted " + id);
    }

    @Override
    public synchronized void onFill(Fill fill) {
        fills.add(fill);
        add("fill " + fill.orderId() + " " + fill.lastQty() + " at " + fill.lastPx());
    }

    @Override
    public void onReplaced(OrderId id) {
        add("replaced " + id);
    }

    @Override
    public void onRestated(OrderId id, Quantity orderQty) {
        add("restated " + id + " " + orderQty);
    }

    @Override
    public void onCancelled(OrderId id) {
        add("cancelled " + id);
    }

    @Override
    public void onExpired(OrderId id) {
        add("expired " + id);
    }

    @Override
    public void onRejected(OrderId id, RejectReason reason, String text) {
        add("rejected " + id + " " + reason + " " + text);
    }

    @Override
    public void onCancelRejected(OrderId id, RejectReason reason, String text) {
        add("cancel rejected " + id + " " + reason + " " + text);
    }

    @Override
    public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
        add("replace rejected " + id + " " + reason + " " + text);
    }

    @Override
    public void onConnection(ConnectionState state, String reason) {
        add(state + " " + reason);
    }

    @Override
    public void onClockSkew(Duration ahead, Duration uncertainty) {
        add("clock " + ahead + " within " + uncertainty);
    }
}
