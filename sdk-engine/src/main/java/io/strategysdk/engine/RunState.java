package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of an {@link Engine} between two slices, as numbers and back (semantics: checkpoints). */
final class RunState {
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

    private RunState() {}

    /** What of an engine is saved. */
    record Parts(
            MarketData data,
            MarketState market,
            ColumnBinding binding,
            Run run,
            List<Desk> desks,
            JournalWriter journal,
            EquityLog equityLog) {}

    private static void prices(JournalBuffer out, double[] prices) {
        for (double price : prices) {
            out.putDouble(price);
        }
    }

    static byte[] write(Parts parts, Premises premises) {
        JournalBuffer out = new JournalBuffer();
        out.put(parts.market.steps.epochNanos);
        premises.write(out);
        out.put(parts.market.steps.number);
        out.put(parts.run.acceptances());
        out.put(parts.run.lastBarDate().toEpochDay());
        cursors(out, List.of(parts.market.cursors));
        Map<List<Integer>, Cursor> joints = parts.binding.joints();
        out.put(joints.size());
        joints.forEach((series, cursor) -> {
            out.put(series.size());
            series.forEach(out::put);
            cursors(out, List.of(cursor));
        });
        prices(out, parts.market.marks);
        if (parts.market.prices.areQuoted()) {
            prices(out, parts.market.prices.bids);
            prices(out, parts.market.prices.asks);
        }
        bytes(out, parts.run.execution.save());
        bytes(out, parts.journal.buffer().toBytes());
        for (long word : parts.journal.buffer().hashState()) {
            out.put(word);
        }
        out.put(parts.journal.lastTime());
        texts(out, parts.run.warnings.texts());
        out.put(parts.run.actions.taken());
        List<Integer> waiting = parts.run.actions.waiting();
        out.put(waiting.size());
        waiting.forEach(out::put);
        IntentCodec codec = IntentCodec.forCheckpoint(parts.data.instruments);
        for (Desk desk : parts.desks) {
            desk(out, codec, desk);
            double[] equity = parts.equityLog.equity(desk.number);
            out.put(equity.length);
            for (double value : equity) {
                out.putDouble(value);
            }
        }
        parts.run.safeguards.write(out);
        return out.toBytes();
    }

    private static void cursors(JournalBuffer out, List<Cursor> cursors) {
        out.put(cursors.size());
        for (Cursor cursor : cursors) {
            out.put(cursor.row);
            out.put(cursor.step);
        }
    }

    private static void bytes(JournalBuffer out, byte[] bytes) {
        out.put(bytes.length);
        for (byte b : bytes) {
            out.put(b);
        }
    }

    private static void texts(JournalBuffer out, Collection<String> texts) {
        out.put(texts.size());
        texts.forEach(out::put);
    }

    private static void desk(JournalBuffer out, IntentCodec codec, Desk desk) {
        Book book = desk.book;
        out.put(book.cashUnits());
        out.put(book.reservedUnits());
        out.put(book.financingUnits());
        for (int i = 0; i < book.size(); i++) {
            BookPosition position = book.at(i);
            out.put(position.units());
            out.put(position.costUnits());
            out.put(position.realizedUnits());
            out.put(position.feeUnits());
            out.put(position.incomeUnits());
        }
        dues(out, book.dues().open());
        out.put(desk.sequence());
        out.put(desk.ready ? 1 : 0);
        out.put(desk.context().seededRandom().state());
        failure(out, desk);
        texts(out, desk.features);
        out.put(desk.timers.size());
        desk.timers.forEach(timer -> out.put(timer.next()));
        cells(out, desk);
        out.put(desk.workingCount());
        for (int i = 0; i < desk.workingCount(); i++) {
            order(out, codec, desk.working(i));
        }
        groups(out, codec, desk);
        out.put(desk.news.size());
        desk.allNews().forEach(news -> NewsCodec.write(out, codec, news));
    }

    private static void dues(JournalBuffer out, List<Dues.Due> open) {
        out.put(open.size());
        for (Dues.Due due : open) {
            out.put(due.instrument());
            out.put(due.units());
            out.put(due.payEpochNanos());
        }
    }

    private static void failure(JournalBuffer out, Desk desk) {
        StrategyFailure failure = desk.failure;
        out.put(failure == null ? 0 : 1);
        if (failure != null) {
            out.put(failure.epochNanos());
            out.put(failure.callback());
            out.put(failure.error().toString());
            out.put(String.valueOf(failure.error().getMessage()));
        }
    }

    private static void cells(JournalBuffer out, Desk desk) {
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
    private static void groups(JournalBuffer out, IntentCodec codec, Desk desk) {
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

    private static void order(JournalBuffer out, IntentCodec codec, WorkingOrder order) {
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

    /** Reads what was written, front to back. */
    static final class Reader {
        private final JournalBuffer.Reader in;
        private final long epochNanos;
        private final Premises premises;
        private final List<List<Long>> timers = new ArrayList<>();
        private final List<Long> randoms = new ArrayList<>();
        private final Map<List<Integer>, Cursor> joints = new HashMap<>();

        Reader(byte[] state) {
            in = new JournalBuffer.Reader(state, 0);
            epochNanos = in.get();
            premises = Premises.read(in);
        }

        long epochNanos() {
            return epochNanos;
        }

        /** What the run that goes on must share with the one before. */
        Premises premises() {
            return premises;
        }

        private void prices(double[] into) {
            for (int i = 0; i < into.length; i++) {
                into[i] = in.getDouble();
            }
        }

        /** Puts market, books and venue back before strategies start: the orders of one that throws there are cancelled. */
        void restoreBooks(Parts parts) {
            parts.market.steps.epochNanos = epochNanos;
            parts.market.steps.number = in.get();
            long acceptances = in.get();
            LocalDate lastBarDate = LocalDate.ofEpochDay(in.get());
            cursors(List.of(parts.market.cursors));
            for (int i = in.getInt(); i > 0; i--) {
                List<Integer> series = new ArrayList<>();
                for (int n = in.getInt(); n > 0; n--) {
                    series.add(in.getInt());
                }
                joints.put(series, savedCursors().get(0));
            }
            prices(parts.market.marks);
            if (parts.market.prices.areQuoted()) {
                prices(parts.market.prices.bids);
                prices(parts.market.prices.asks);
            }
            byte[] venue = bytes();
            byte[] journal = bytes();
            parts.journal.restore(JournalBuffer.resume(journal, new long[] {in.get(), in.get(), in.get()}), in.get());
            texts().forEach(parts.run.warnings::add);
            int takenActions = in.getInt();
            List<Integer> waitingActions = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                waitingActions.add(in.getInt());
            }
            List<WorkingOrder> working = new ArrayList<>();
            desks(parts, working);
            parts.run.safeguards.read(in);
            working.sort(Comparator.comparingLong(WorkingOrder::acceptance));
            parts.run.actions.restore(takenActions, waitingActions);
            parts.run.restore(acceptances, lastBarDate, venue, working);
        }

        /** Puts back what binding has created or moved: joint cursors, timers and draws. */
        void restoreBindings(Parts parts) {
            parts.binding.joints().forEach((series, cursor) -> {
                Cursor saved = joints.get(series);
                if (saved == null) {
                    throw different("features over several series");
                }
                cursor.row = saved.row;
                cursor.step = saved.step;
            });
            for (Desk desk : parts.desks) {
                List<Long> saved = timers.get(desk.number);
                if (!desk.stopped && saved.size() != desk.timers.size()) {
                    throw different("timers of " + desk.name);
                }
                for (int i = 0; !desk.stopped && i < desk.timers.size(); i++) {
                    desk.timers.get(i).restore(saved.get(i));
                }
                desk.context().seededRandom().restore(randoms.get(desk.number));
            }
        }

        private static SdkException different(String what) {
            return new SdkException("a restored strategy must bind what it had bound before, differs in " + what);
        }

        private void cursors(List<Cursor> into) {
            List<Cursor> saved = savedCursors();
            for (int i = 0; i < saved.size(); i++) {
                into.get(i).row = saved.get(i).row;
                into.get(i).step = saved.get(i).step;
            }
        }

        private List<Cursor> savedCursors() {
            int count = in.getInt();
            List<Cursor> cursors = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Cursor cursor = new Cursor();
                cursor.row = in.getInt();
                cursor.step = in.get();
                cursors.add(cursor);
            }
            return cursors;
        }

        private List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                texts.add(in.getText());
            }
            return texts;
        }

        private byte[] bytes() {
            byte[] bytes = new byte[in.getCount()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) in.get();
            }
            return bytes;
        }

        private void desks(Parts parts, List<WorkingOrder> working) {
            double[][] equity = new double[parts.desks.size()][];
            IntentCodec codec = IntentCodec.forCheckpoint(parts.data.instruments);
            for (Desk desk : parts.desks) {
                desk(desk, codec, working);
                equity[desk.number] = new double[in.getCount()];
                for (int i = 0; i < equity[desk.number].length; i++) {
                    equity[desk.number][i] = in.getDouble();
                }
            }
            parts.equityLog.restore(equity);
        }

        private void desk(Desk desk, IntentCodec codec, List<WorkingOrder> working) {
            Book book = desk.book;
            long cash = in.get();
            long reserved = in.get();
            long financing = in.get();
            for (int i = 0; i < book.size(); i++) {
                book.at(i).restore(in.get(), in.get(), in.get(), in.get(), in.get());
            }
            for (int i = in.getInt(); i > 0; i--) {
                book.dues().add(new Dues.Due(in.getInt(), in.get(), in.get()));
            }
            book.restore(cash, reserved, financing);
            desk.restoreSequence(in.get());
            desk.ready = in.get() == 1;
            randoms.add(in.get());
            if (in.get() == 1) {
                desk.stopped = true;
                desk.failure = new StrategyFailure(
                        desk.name, in.get(), in.getText(), new SavedError(in.getText(), in.getText()));
            }
            List<String> features = texts();
            if (desk.stopped) {
                desk.features.addAll(features);
            }
            List<Long> next = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                next.add(in.get());
            }
            timers.add(next);
            desk.cells.restore(cells(), RecordText::read);
            for (int i = in.getInt(); i > 0; i--) {
                WorkingOrder order = order(desk, codec);
                desk.add(order);
                working.add(order);
            }
            groups(desk, codec);
            for (int i = 0; i < desk.workingCount(); i++) {
                book.count(desk.working(i));
            }
            for (int i = in.getInt(); i > 0; i--) {
                desk.tell(NewsCodec.read(in, codec));
            }
        }

        private void groups(Desk desk, IntentCodec codec) {
            for (int i = in.getInt(); i > 0; i--) {
                OrderGroup.Kind kind = OrderGroup.Kind.valueOf(in.getText());
                WorkingOrder entry = in.get() == 1 ? participant(desk, codec) : null;
                List<WorkingOrder> members = new ArrayList<>();
                for (int n = in.getInt(); n > 0; n--) {
                    members.add(participant(desk, codec));
                }
                OrderGroup.restored(kind, entry, members);
            }
        }

        private WorkingOrder participant(Desk desk, IntentCodec codec) {
            return in.get() == 1 ? Objects.requireNonNull(desk.find(in.get())) : order(desk, codec);
        }

        private Map<String, Object> cells() {
            Map<String, Object> values = new TreeMap<>();
            for (int i = in.getInt(); i > 0; i--) {
                String name = in.getText();
                int kind = in.getInt();
                values.put(name, kind == DOUBLE ? (Object) in.getDouble() : kind == LONG ? in.get() : in.getText());
            }
            return values;
        }

        private WorkingOrder order(Desk desk, IntentCodec codec) {
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
