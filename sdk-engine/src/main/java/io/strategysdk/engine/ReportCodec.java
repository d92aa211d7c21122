package io.strategysdk.engine;

import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.engine.execution.BrokerInputs;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports of a broker as numbers and back. */
final class ReportCodec {
    private static final int NONE = 0;
    private static final int ACCEPTED = 1;
    private static final int FILLED = 2;
    private static final int REPLACED = 3;
    private static final int RESTATED = 4;
    private static final int CANCELLED = 5;
    private static final int EXPIRED = 6;
    private static final int REJECTED = 7;
    private static final int CANCEL_REJECTED = 8;
    private static final int REPLACE_REJECTED = 9;
    private static final int CONNECTION = 10;
    /** The run's own, among the reports. */
    private static final int OWN = 11;
    /** A report that cannot even be read. */
    private static final int BROKEN = 12;

    private final InputCodec codec;

    ReportCodec(InputCodec codec) {
        this.codec = codec;
    }

    void write(JournalBuffer out, @Nullable Consumer<BrokerAdapter.Listener> report) {
        if (report == null) {
            out.put(NONE);
        } else if (report instanceof BrokerInputs.Own) {
            out.put(OWN);
        } else {
            out.put(encoded(report));
        }
    }

    private byte[] encoded(Consumer<BrokerAdapter.Listener> report) {
        JournalBuffer out = new JournalBuffer();
        try {
            report.accept(new Written(out));
        } catch (RuntimeException broken) {
            out = new JournalBuffer();
            out.put(BROKEN);
        }
        return out.toBytes();
    }

    /**
     * The report that was written.
     *
     * @param own takes the run's own from those that wait
     */
    @Nullable
    Consumer<BrokerAdapter.Listener> read(
            JournalBuffer.Reader in, Supplier<@Nullable Consumer<BrokerAdapter.Listener>> own) {
        int kind = in.getInt();
        return switch (kind) {
            case NONE -> null;
            case OWN -> own.get();
            case FILLED -> {
                Fill fill = codec.fill(in);
                yield to -> to.onFill(fill);
            }
            case CONNECTION -> {
                ConnectionState state = ConnectionState.valueOf(in.getText());
                String reason = in.getText();
                yield to -> to.onConnection(state, reason);
            }
            case BROKEN ->
                to -> {
                    throw new IllegalStateException("the broker's report could not be read when it came");
                };
            default -> ofOrder(kind, in);
        };
    }

    private static Consumer<BrokerAdapter.Listener> ofOrder(int kind, JournalBuffer.Reader in) {
        OrderId id = IntentCodec.id(in);
        return switch (kind) {
            case ACCEPTED -> to -> to.onAccepted(id);
            case REPLACED -> to -> to.onReplaced(id);
            case CANCELLED -> to -> to.onCancelled(id);
            case EXPIRED -> to -> to.onExpired(id);
            case RESTATED -> {
                Quantity quantity = IntentCodec.quantity(in);
                yield to -> to.onRestated(id, quantity);
            }
            case REJECTED, CANCEL_REJECTED, REPLACE_REJECTED ->
                refusal(kind, id, RejectReason.valueOf(in.getText()), in.getText());
            default -> throw new IllegalStateException("reports must be of a known kind, was " + kind);
        };
    }

    private static Consumer<BrokerAdapter.Listener> refusal(int kind, OrderId id, RejectReason reason, String text) {
        return switch (kind) {
            case REJECTED -> to -> to.onRejected(id, reason, text);
            case CANCEL_REJECTED -> to -> to.onCancelRejected(id, reason, text);
            default -> to -> to.onReplaceRejected(id, reason, text);
        };
    }

    /** Writes what it is told. */
    private final class Written implements BrokerAdapter.Listener {
        private final JournalBuffer out;

        Written(JournalBuffer out) {
            this.out = out;
        }

        private void put(int kind, OrderId id) {
            out.put(kind);
            IntentCodec.id(out, id);
        }

        private void refusal(int kind, OrderId id, RejectReason reason, String text) {
            put(kind, id);
            out.put(reason);
            out.put(text);
        }

        @Override
        public void onAccepted(OrderId id) {
            put(ACCEPTED, id);
        }

        @Override
        public void onFill(Fill fill) {
            out.put(FILLED);
            codec.fill(out, fill);
        }

        @Override
        public void onReplaced(OrderId id) {
            put(REPLACED, id);
        }

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {
            put(RESTATED, id);
            codec.quantity(out, orderQty);
        }

        @Override
        public void onCancelled(OrderId id) {
            put(CANCELLED, id);
        }

        @Override
        public void onExpired(OrderId id) {
            put(EXPIRED, id);
        }

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {
            refusal(REJECTED, id, reason, text);
        }

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {
            refusal(CANCEL_REJECTED, id, reason, text);
        }

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {
            refusal(REPLACE_REJECTED, id, reason, text);
        }

        @Override
        public void onConnection(ConnectionState state, String reason) {
            out.put(CONNECTION);
            out.put(state);
            out.put(reason);
        }

        /** Decides nothing. */
        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {}
    }
}
