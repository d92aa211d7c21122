package io.strategysdk.testkit.contract;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a broker has reported, in order. */
final class BrokerReports implements BrokerAdapter.Listener {
    enum Kind {
        ACCEPTED(false),
        FILLED(false),
        REPLACED(false),
        RESTATED(false),
        CANCELLED(true),
        EXPIRED(true),
        REJECTED(true),
        CANCEL_REJECTED(false),
        REPLACE_REJECTED(false),
        CONNECTED(false),
        DISCONNECTED(false);

        private final boolean isEnd;

        Kind(boolean isEnd) {
            this.isEnd = isEnd;
        }
    }

    /** One report; of the connection without an order, with a quantity where it restates one. */
    record Report(
            Kind kind,
            @Nullable OrderId id,
            @Nullable Fill fill,
            @Nullable Quantity orderQty,
            @Nullable RejectReason reason,
            String text) {
        @Override
        public String toString() {
            return kind
                    + (id == null ? "" : " " + id)
                    + (fill == null ? "" : " " + fill.lastQty() + " at " + fill.lastPx())
                    + (orderQty == null ? "" : " to " + orderQty)
                    + (text.isEmpty() ? "" : " (" + text + ")");
        }
    }

    private final List<Report> all = new ArrayList<>();

    private synchronized void add(Kind kind, OrderId id) {
        all.add(new Report(kind, id, null, null, null, ""));
    }

    private synchronized void add(Kind kind, OrderId id, RejectReason reason, String text) {
        all.add(new Report(kind, id, null, null, reason, text));
    }

    /** All of them so far. */
    synchronized List<Report> all() {
        return List.copyOf(all);
    }

    /** Those that are about an order. */
    List<Report> of(OrderId id) {
        return all().stream().filter(report -> id.equals(report.id())).toList();
    }

    List<Report> of(OrderId id, Kind kind) {
        return of(id).stream().filter(report -> report.kind() == kind).toList();
    }

    List<Report> ends(OrderId id) {
        return of(id).stream().filter(report -> report.kind().isEnd).toList();
    }

    boolean has(Kind kind) {
        return all().stream().anyMatch(report -> report.kind() == kind);
    }

    boolean has(OrderId id, Kind kind) {
        return !of(id, kind).isEmpty();
    }

    List<Fill> fills() {
        return all().stream()
                .filter(report -> report.kind() == Kind.FILLED)
                .map(report -> Objects.requireNonNull(report.fill()))
                .toList();
    }

    List<Fill> fills(OrderId id) {
        return fills().stream().filter(fill -> fill.orderId().equals(id)).toList();
    }

    Quantity filled(OrderId id) {
        return fills(id).stream().map(Fill::lastQty).reduce(Quantity.ZERO, Quantity::plus);
    }

    @Override
    public void onAccepted(OrderId id) {
        add(Kind.ACCEPTED, id);
    }

    @Override
    public synchronized void onFill(Fill fill) {
        all.add(new Report(Kind.FILLED, fill.orderId(), fill, null, null, ""));
    }

    @Override
    public void onReplaced(OrderId id) {
        add(Kind.REPLACED, id);
    }

    @Override
    public synchronized void onRestated(OrderId id, Quantity orderQty) {
        all.add(new Report(Kind.RESTATED, id, null, orderQty, null, ""));
    }

    @Override
    public void onCancelled(OrderId id) {
        add(Kind.CANCELLED, id);
    }

    @Override
    public void onExpired(OrderId id) {
        add(Kind.EXPIRED, id);
    }

    @Override
    public void onRejected(OrderId id, RejectReason reason, String text) {
        add(Kind.REJECTED, id, reason, text);
    }

    @Override
    public void onCancelRejected(OrderId id, RejectReason reason, String text) {
        add(Kind.CANCEL_REJECTED, id, reason, text);
    }

    @Override
    public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
        add(Kind.REPLACE_REJECTED, id, reason, text);
    }

    @Override
    public synchronized void onConnection(ConnectionState state, String reason) {
        switch (state) {
            case LIVE, DEGRADED -> all.add(new Report(Kind.CONNECTED, null, null, null, null, reason));
            case DOWN -> all.add(new Report(Kind.DISCONNECTED, null, null, null, null, reason));
            case CONNECTING -> {
                // says neither
            }
        }
    }

    @Override
    public void onClockSkew(Duration ahead, Duration uncertainty) {
        // how far clocks are apart is no promise
    }
}
