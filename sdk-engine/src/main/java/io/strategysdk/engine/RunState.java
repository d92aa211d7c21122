package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.engine.execution.WorkingOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of an {@link Engine} between two slices, as numbers and back (semantics: checkpoints). */
final class RunState {
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
        DeskState.dues(out, book.dues().open());
        out.put(desk.sequence());
        out.put(desk.ready ? 1 : 0);
        out.put(desk.context().seededRandom().state());
        DeskState.failure(out, desk);
        texts(out, desk.features);
        out.put(desk.timers.size());
        desk.timers.forEach(timer -> out.put(timer.next()));
        DeskState.cells(out, desk);
        out.put(desk.workingCount());
        for (int i = 0; i < desk.workingCount(); i++) {
            DeskState.order(out, codec, desk.working(i));
        }
        DeskState.groups(out, codec, desk);
        out.put(desk.news.size());
        desk.allNews().forEach(news -> NewsCodec.write(out, codec, news));
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
            DeskState.Reader saved = new DeskState.Reader(in, codec);
            saved.dues(book.dues());
            book.restore(cash, reserved, financing);
            desk.restoreSequence(in.get());
            desk.ready = in.get() == 1;
            randoms.add(in.get());
            saved.failure(desk);
            List<String> features = texts();
            if (desk.stopped) {
                desk.features.addAll(features);
            }
            List<Long> next = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) {
                next.add(in.get());
            }
            timers.add(next);
            desk.cells.restore(saved.cells(), RecordText::read);
            for (int i = in.getInt(); i > 0; i--) {
                WorkingOrder order = saved.order(desk);
                desk.add(order);
                working.add(order);
            }
            saved.groups(desk);
            for (int i = 0; i < desk.workingCount(); i++) {
                book.count(desk.working(i));
            }
            for (int i = in.getInt(); i > 0; i--) {
                desk.tell(NewsCodec.read(in, codec));
            }
        }
    }
}
