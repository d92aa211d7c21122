package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a strategy has at a desk, as numbers and back: orders and what they hang together with, cells, dues, its error. */
final class DeskState {
    private static final int DOUBLE = 1;
    private static final int LONG = 2;
    private static final int RECORD = 3;
    private static final int SHRINKS = 1;
    private static final int TRIGGERED = 2;
    private static final int UNDECIDED = 4;
    private static final int MET = 8;
    private static final int HELD = 16;
    private static final int LIQUIDATION = 32;
    private static final int TO_BE_CROSSED = 64;

    private DeskState() {}

    static void dues(JournalBuffer out, List<Dues.Due> open) {
        out.put(open.size());
        for (Dues.Due due : open) {
            out.put(due.instrument());
            out.put(due.units());
            out.put(due.payEpochNanos());
        }
    }

    static void failure(JournalBuffer out, Desk desk) {
        StrategyFailure failure = desk.failure;
        out.put(failure == null ? 0 : 1);
        if (failure != null) {
            out.put(failure.epochNanos());
            out.put(failure.callback());
            out.put(failure.error().toString());
            out.put(String.valueOf(failure.error().getMessage()));
        }
    }

    static void cells(JournalBuffer out, Desk desk) {
        Map<String, Object> values = desk.cells.values();
        out.put(values.size());
        values.forEach((name, value) -> {
            out.put(name);
            if (value instanceof Double number) {
                out.put(DOUBLE);
                out.putDouble(number);
            } else if (value instanceof Long number) {
                out.put(LONG);
                out.put(number);
            } else {
                out.put(RECORD);
                out.put(RecordText.write((Record) value));
            }
        });
    }

    private static void replacement(JournalBuffer out, IntentCodec codec, OrderIntent.@Nullable Replace replacement) {
        out.put(replacement == null ? 0 : 1);
        if (replacement != null) {
            codec.write(out, replacement);
        }
    }

    /** Orders that hang together, also with those that have ended. */
    static void groups(JournalBuffer out, IntentCodec codec, Desk desk) {
        Set<OrderGroup> groups = new LinkedHashSet<>();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.group() != null) {
                groups.add(order.group());
            }
            groups.addAll(order.led());
        }
        out.put(groups.size());
        for (OrderGroup group : groups) {
            out.put(group.kind());
            out.put(group.entry() == null ? 0 : 1);
            if (group.entry() != null) {
                participant(out, codec, group.entry());
            }
            out.put(group.members().size());
            group.members().forEach(member -> participant(out, codec, member));
        }
    }

    private static void participant(JournalBuffer out, IntentCodec codec, WorkingOrder order) {
        out.put(order.isWorking() ? 1 : 0);
        if (order.isWorking()) {
            out.put(order.sequence());
        } else {
            order(out, codec, order);
        }
    }

    static void order(JournalBuffer out, IntentCodec codec, WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        out.put(order.sequence());
        out.put(order.instrumentIndex());
        out.put(order.side());
        out.put(order.orderQty());
        out.put(request == null ? 0 : 1);
        if (request != null) {
            codec.order(out, request);
        }
        out.put(order.acceptance());
        out.put(order.cumQty());
        out.put(order.cumValue());
        out.put(order.cumFee());
        out.put(order.fills());
        out.put(order.isAcknowledged() ? 1 : 0);
        out.put(order.status());
        out.put(order.reserved());
        replacement(out, codec, order.asked());
        replacement(out, codec, order.waiting());
        out.put(order.expiry());
        out.put(order.decidedAt());
        out.put(order.arrivesAt());
        out.put((order.shrinksToFit() ? SHRINKS : 0)
                | (order.isTriggered() ? TRIGGERED : 0)
                | (order.isUndecided() ? UNDECIDED : 0)
                | (order.hasMetBar() ? MET : 0)
                | (order.isHeld() ? HELD : 0)
                | (order.isLiquidation() ? LIQUIDATION : 0)
                | (order.isToBeCrossed() ? TO_BE_CROSSED : 0));
        out.put(order.trailBest());
    }

    /** Reads what was written. */
    record Reader(JournalBuffer.Reader in, IntentCodec codec) {
        void dues(Dues dues) {
            for (int i = in.getInt(); i > 0; i--) {
                dues.add(new Dues.Due(in.getInt(), in.get(), in.get()));
            }
        }

        void failure(Desk desk) {
            if (in.get() == 1) {
                desk.stopped = true;
                desk.failure = new StrategyFailure(
                        desk.name, in.get(), in.getText(), new SavedError(in.getText(), in.getText()));
            }
        }

        void groups(Desk desk) {
            for (int i = in.getInt(); i > 0; i--) {
                OrderGroup.Kind kind = OrderGroup.Kind.valueOf(in.getText());
                WorkingOrder entry = in.get() == 1 ? participant(desk) : null;
                List<WorkingOrder> members = new ArrayList<>();
                for (int n = in.getInt(); n > 0; n--) {
                    members.add(participant(desk));
                }
                OrderGroup.restored(kind, entry, members);
            }
        }

        WorkingOrder participant(Desk desk) {
            return in.get() == 1 ? Objects.requireNonNull(desk.find(in.get())) : order(desk);
        }

        Map<String, Object> cells() {
            Map<String, Object> values = new TreeMap<>();
            for (int i = in.getInt(); i > 0; i--) {
                String name = in.getText();
                int kind = in.getInt();
                values.put(name, kind == DOUBLE ? (Object) in.getDouble() : kind == LONG ? in.get() : in.getText());
            }
            return values;
        }

        WorkingOrder order(Desk desk) {
            long sequence = in.get();
            int number = in.getInt();
            Side side = Side.valueOf(in.getText());
            long quantity = in.get();
            NewOrder request = in.get() == 1 ? codec.order(in) : null;
            Instrument instrument = codec.instrument(number);
            WorkingOrder order =
                    new WorkingOrder(desk, desk.name, sequence, number, instrument, side, quantity, request);
            order.acceptedAs(in.get());
            order.restore(in.get(), in.get(), in.get(), in.getInt(), in.get() == 1, OrderStatus.valueOf(in.getText()));
            order.reserve(in.get());
            if (in.get() == 1) {
                order.ask((OrderIntent.Replace) codec.read(in));
            }
            if (in.get() == 1) {
                order.waitWith((OrderIntent.Replace) codec.read(in));
            }
            order.expireAt(in.get());
            order.decided(in.get());
            order.arrives(in.get());
            int flags = in.getInt();
            if ((flags & SHRINKS) != 0) {
                order.shrinkToFit();
            }
            if ((flags & TO_BE_CROSSED) != 0) {
                order.toBeCrossed(true);
            }
            if ((flags & LIQUIDATION) != 0) {
                order.liquidate(false);
            }
            order.restore(
                    (flags & TRIGGERED) != 0,
                    (flags & UNDECIDED) != 0,
                    (flags & MET) != 0,
                    (flags & HELD) != 0,
                    in.get());
            return order;
        }
    }
}
