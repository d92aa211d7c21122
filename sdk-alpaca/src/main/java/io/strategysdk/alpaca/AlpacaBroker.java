package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Orders at Alpaca Markets, paper or live, over its trading API v2.
 *
 * <p>Commands return at once. An order that got no answer is looked for by its client order id and sent again under that id
 * only, which Alpaca takes once; a cancel or replacement waits until its order is known. Whatever the stream of order
 * updates does not tell is read: after each loss of the connection before it counts as live, and every now and then.
 *
 * <p>Fees of fills are 0: Alpaca takes none of shares in an order, and of crypto it takes them from what is received, which
 * the account shows and no execution does. A replacement is asked for with the whole quantity; where Alpaca's order would
 * fill another quantity in all, {@link Listener#onRestated} says so. Orders for an amount buy parts of shares to nine
 * decimals: they are refused in an instrument whose lots are coarser than 0.000000001.
 *
 * <p>An execution that Alpaca takes back or corrects afterwards (trade_bust, trade_correct) stays as it was booked: from
 * then on the connection is DEGRADED, so that only orders that close leave, until the run is started again by somebody who
 * has compared the account.
 *
 * <p>All state belongs to one thread, which also calls the listener; requests wait on others. {@link #account},
 * {@link #fillsSince} and {@link #find} ask on the caller's thread and hand the answers to that one, so that the listener
 * knows at least as much as they tell.
 */
public final class AlpacaBroker implements BrokerAdapter {
    private final AlpacaSettings settings;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile @Nullable BrokerSession session;

    private AlpacaBroker(AlpacaSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /** Not yet started. */
    public static AlpacaBroker of(AlpacaSettings settings) {
        return new AlpacaBroker(settings);
    }

    /** {@link BrokerProfile#ALPACA}. */
    @Override
    public BrokerProfile profile() {
        return BrokerProfile.ALPACA;
    }

    @Override
    public void start(List<Instrument> instruments, Listener listener) {
        if (isClosed.get() || !isStarted.compareAndSet(false, true)) {
            throw new IllegalStateException("a broker must be started once, was started or closed before");
        }
        BrokerSession opened = new BrokerSession(settings, instruments, listener);
        session = opened;
        try {
            opened.open(instruments);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private BrokerSession session() {
        BrokerSession open = session;
        if (open == null) {
            throw new IllegalStateException("a broker must be started first, was not");
        }
        if (isClosed.get()) {
            throw new SdkException("Alpaca cannot be asked any more, the connection is closed");
        }
        return open;
    }

    @Override
    public void submit(OrderId id, NewOrder order) {
        session().submit(id, order);
    }

    @Override
    public void replace(OrderIntent.Replace replacement) {
        session().replace(replacement);
    }

    @Override
    public void cancel(OrderId id) {
        session().cancel(id);
    }

    @Override
    public Account account() {
        return session().questions().account();
    }

    @Override
    public List<Fill> fillsSince(Instant from) {
        return session().questions().fillsSince(from);
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return session().questions().find(id);
    }

    @Override
    public void close() {
        BrokerSession open = session;
        if (isClosed.compareAndSet(false, true) && open != null) {
            open.close();
        }
    }

    /** Which Alpaca; no key. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
