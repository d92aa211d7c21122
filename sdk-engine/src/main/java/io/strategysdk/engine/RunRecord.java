package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.execution.WorkingOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps a realtime run in its {@link RunFolder}: books, orders, cells, sequences and journal, as far as they have changed.
 * Commands to the broker wait until what led to them is on the disk, and leave together.
 *
 * <p>What a run before has left is taken up at the start; what it had sent is known then, whatever became of it.
 */
final class RunRecord implements AutoCloseable {
    private static final long LONGEST_LOG = 16L << 20;
    private static final String RUN = "run";
    private static final String PREMISES = "premises";
    private static final String JOURNAL = "journal";
    private static final String VENUE = "venue";
    private static final String MARK = "m/";
    private static final String EXECUTION = "/x/";
    private static final String ORDER = "/o/";
    private static final String ENDED = "/e/";
    private static final String POSITION = "/p/";
    private static final byte[] BOOKED = {1};

    private final RunFolder folder;
    private final Queue<Command> deferred = new ArrayDeque<>();
    private final TreeMap<String, byte[]> changes = new TreeMap<>();
    private final BitSet touched = new BitSet();
    private List<Written> written = List.of();
    private final boolean isRestored;
    private boolean leaves;
    private boolean failing;

    /** Something that is to leave. */
    private record Command(WorkingOrder order, Runnable leave) {}

    /** What is on disk of a desk, to see what has changed. */
    private static final class Written {
        final String prefix;
        /** Instruments whose positions have changed since. */
        final BitSet positions = new BitSet();

        final Set<String> orders = new LinkedHashSet<>();
        Map<String, Object> cells = Map.of();
        byte[] bound = {};
        int news;

        Written(Desk desk) {
            prefix = "d/" + desk.name;
            positions.set(0, desk.book.size());
            desk.book.countChanged(positions);
        }
    }

    private RunRecord(RunFolder folder) {
        this.folder = folder;
        isRestored = folder.value(RUN) != null;
    }

    /**
     * Opens what a run before has left, or begins.
     *
     * @throws SdkException when it cannot be read or written, is damaged, or another run has it
     */
    static RunRecord open(Path path) {
        return new RunRecord(RunFolder.open(path, LONGEST_LOG));
    }

    /** Has a folder be as a run has left it. */
    static void leave(Path path, Map<String, byte[]> values) {
        try (RunFolder folder = RunFolder.open(path, LONGEST_LOG)) {
            folder.write(values, new byte[0]);
        }
    }

    /** Whether a run before has left something. */
    boolean isRestored() {
        return isRestored;
    }

    /** What a run before has left, by name. */
    Map<String, byte[]> values() {
        return folder.values();
    }

    /** What has happened in the runs before, as bytes of their journal. */
    byte[] happened() {
        return folder.journal();
    }

    /** Label of the run before; its orders at the broker have it. */
    String label() {
        return head().label;
    }

    private Head head() {
        byte[] value = folder.value(RUN);
        if (value == null) {
            throw new IllegalStateException("there must have been a run before: " + folder);
        }
        return Head.read(value);
    }

    /** Of a run as a whole. */
    private record Head(String label, long epochNanos, long step, long acceptances, LocalDate lastBarDate) {
        byte[] write() {
            JournalBuffer out = new JournalBuffer();
            out.put(label);
            out.put(epochNanos);
            out.put(step);
            out.put(acceptances);
            out.put(lastBarDate.toEpochDay());
            return out.toBytes();
        }

        static Head read(byte[] value) {
            JournalBuffer.Reader in = new JournalBuffer.Reader(value, 0);
            return new Head(in.getText(), in.get(), in.get(), in.get(), LocalDate.ofEpochDay(in.get()));
        }
    }

    /** What a run must share with the one before: its books are counted in these. */
    private static List<String> premisesOf(Run run) {
        List<String> premises = new ArrayList<>();
        for (Desk desk : run.desks) {
            premises.add("strategy " + desk.name + " with "
                    + desk.book.capital().stripTrailingZeros().toPlainString() + " " + run.instruments.currency());
        }
        for (Instrument instrument : run.instruments.list()) {
            premises.add("instrument " + instrument + ", " + Instruments.definition(instrument));
        }
        return premises;
    }

    /** From here on the run is kept. What the one before has left is in its books, orders and journal then. */
    void attach(Run run) {
        List<String> premises = premisesOf(run);
        leaves = !run.execution.isSimulated();
        run.journal.countTouched(touched);
        written = Arrays.stream(run.desks).map(Written::new).toList();
        if (isRestored) {
            requireSame(premises(), premises);
            restore(run);
        }
        put(PREMISES, bytes(out -> {
            out.put(premises.size());
            premises.forEach(out::put);
        }));
        run.record = this;
        touched.set(0, run.desks.length);
    }

    private void restore(Run run) {
        Head head = head();
        run.steps.epochNanos = head.epochNanos;
        run.steps.number = head.step;
        run.sessions.startAt(head.epochNanos);
        restoreJournal(run.journal);
        IntentCodec codec = IntentCodec.forCheckpoint(run.instruments);
        NavigableMap<String, byte[]> all = folder.values();
        List<WorkingOrder> working = new ArrayList<>();
        List<WorkingOrder> ended = new ArrayList<>();
        for (Desk desk : run.desks) {
            new DeskRestore(run, desk, codec, all).restore(working, ended);
        }
        under(MARK, all).forEach(name -> restoreMark(run, name));
        working.sort(Comparator.comparingLong(WorkingOrder::acceptance));
        run.execution.restore(executions(working, ended), ended);
        byte[] venue = folder.value(VENUE);
        run.restore(head.acceptances, head.lastBarDate, venue == null ? new byte[0] : venue, working);
    }

    private List<String> premises() {
        List<String> premises = new ArrayList<>();
        byte[] value = folder.value(PREMISES);
        if (value != null) {
            JournalBuffer.Reader in = new JournalBuffer.Reader(value, 0);
            for (int i = in.getInt(); i > 0; i--) {
                premises.add(in.getText());
            }
        }
        return premises;
    }

    private void restoreMark(Run run, String name) {
        int number = run.instruments.numberOf(run.instruments.bySymbol(name.substring(MARK.length())));
        byte[] value = Objects.requireNonNull(folder.value(name));
        run.prices.expect(number, new JournalBuffer.Reader(value, 0).getDouble());
    }

    private void requireSame(List<String> before, List<String> now) {
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            String expected = i < before.size() ? before.get(i) : "none";
            String actual = i < now.size() ? now.get(i) : "none";
            if (!expected.equals(actual)) {
                throw new SdkException("a run must go on with the strategies and instruments that it began with, "
                        + expected + ", was " + actual + ": " + folder
                        + "; another run needs another folder, and can be given what is held");
            }
        }
    }

    private void restoreJournal(JournalWriter journal) {
        byte[] value = folder.value(JOURNAL);
        if (value != null) {
            JournalBuffer.Reader in = new JournalBuffer.Reader(value, 0);
            long[] hash = {in.get(), in.get(), in.get()};
            long lastTime = in.get();
            journal.restore(JournalBuffer.goOn(in.getBytes(in.getInt()), hash), lastTime);
        }
    }

    /** By their orders, which are among those that work or have ended of late. */
    private Map<String, WorkingOrder> executions(List<WorkingOrder> working, List<WorkingOrder> ended) {
        Map<String, WorkingOrder> found = new TreeMap<>();
        NavigableMap<String, byte[]> all = folder.values();
        Stream.concat(working.stream(), ended.stream()).forEach(order -> {
            String prefix = executionsOf((Desk) order.owner(), order.sequence());
            under(prefix, all).forEach(name -> found.put(name.substring(prefix.length()), order));
        });
        return found;
    }

    /** Names that begin so. */
    private static List<String> under(String prefix, NavigableMap<String, byte[]> all) {
        return all.tailMap(prefix).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .toList();
    }

    private static String executionsOf(Desk desk, long sequence) {
        return "d/" + desk.name + EXECUTION + sequence + "/";
    }

    /**
     * Strategies have bound what they want: timers and draws go on where they were. Timers of a strategy that binds others
     * than before begin anew.
     */
    void started(Run run) {
        for (Desk desk : run.desks) {
            byte[] value = folder.value("d/" + desk.name + "/bound");
            if (value == null || desk.stopped) {
                continue;
            }
            JournalBuffer.Reader in = new JournalBuffer.Reader(value, 0);
            desk.context().seededRandom().restore(in.get());
            int timers = in.getInt();
            for (int i = 0; i < timers && timers == desk.timers.size(); i++) {
                desk.timers.get(i).restore(in.get());
            }
        }
    }

    /** Puts back what was kept of a desk. */
    private final class DeskRestore {
        private final Run run;
        private final Desk desk;
        private final IntentCodec codec;
        private final NavigableMap<String, byte[]> all;
        private final String prefix;

        DeskRestore(Run run, Desk desk, IntentCodec codec, NavigableMap<String, byte[]> all) {
            this.run = run;
            this.desk = desk;
            this.codec = codec;
            this.all = all;
            prefix = "d/" + desk.name;
        }

        void restore(List<WorkingOrder> working, List<WorkingOrder> ended) {
            under(POSITION, this::position);
            book(read("/book"));
            DeskState.Reader cells = new DeskState.Reader(read("/cells"), codec);
            desk.cells.restore(cells.cells(), RecordText::read);
            under(ORDER, (name, in) -> {
                WorkingOrder order = new DeskState.Reader(in, codec).order(desk);
                desk.add(order);
                working.add(order);
                written.get(desk.number).orders.add(prefix + ORDER + name);
            });
            new DeskState.Reader(read("/groups"), codec).groups(desk);
            under(ENDED, (name, in) -> ended.add(new DeskState.Reader(in, codec).order(desk)));
            for (int i = 0; i < desk.workingCount(); i++) {
                desk.book.count(desk.working(i));
            }
            JournalBuffer.Reader in = read("/news");
            for (int i = in.getInt(); i > 0; i--) {
                desk.tell(NewsCodec.read(in, codec));
            }
        }

        private void position(String symbol, JournalBuffer.Reader in) {
            int number = run.instruments.numberOf(run.instruments.bySymbol(symbol));
            desk.book.at(number).restore(in.get(), in.get(), in.get(), in.get(), in.get());
            double mark = in.getDouble();
            if (!Double.isNaN(mark)) {
                run.prices.expect(number, mark);
            }
        }

        private void book(JournalBuffer.Reader in) {
            long start = in.get();
            long cash = in.get();
            long reserved = in.get();
            long financing = in.get();
            new DeskState.Reader(in, codec).dues(desk.book.dues());
            desk.book.restore(start, cash, reserved, financing);
            desk.restoreSequence(in.get());
            desk.ready = in.get() == 1;
            new DeskState.Reader(in, codec).failure(desk);
        }

        private JournalBuffer.Reader read(String name) {
            byte[] value = folder.value(prefix + name);
            if (value == null) {
                throw new SdkException("folder of a run must have " + prefix + name + ", has not: " + folder);
            }
            return new JournalBuffer.Reader(value, 0);
        }

        private void under(String kind, BiConsumer<String, JournalBuffer.Reader> each) {
            String from = prefix + kind;
            RunRecord.under(from, all)
                    .forEach(name -> each.accept(
                            name.substring(from.length()),
                            new JournalBuffer.Reader(Objects.requireNonNull(all.get(name)), 0)));
        }
    }

    /** Has a command wait for {@link #release}, where it leaves for a broker. */
    void defer(WorkingOrder order, Runnable leave) {
        touch((Desk) order.owner());
        if (leaves) {
            deferred.add(new Command(order, leave));
        } else {
            leave.run();
        }
    }

    void touch(Desk desk) {
        touched.set(desk.number);
    }

    /** An execution was booked. */
    void remember(WorkingOrder order, String execId) {
        changes.put(executionsOf((Desk) order.owner(), order.sequence()) + execId, BOOKED);
    }

    /** An order has ended: a broker may still report of it. */
    void ended(Run run, Desk desk, WorkingOrder order) {
        if (leaves) {
            changes.put(
                    "d/" + desk.name + ENDED + order.sequence(),
                    bytes(out -> DeskState.order(out, IntentCodec.forCheckpoint(run.instruments), order)));
        }
        touch(desk);
    }

    /**
     * Puts what was decided onto the disk and lets it leave. What cannot be written down does not leave: it is refused,
     * and so is everything after it.
     */
    void release(Run run) {
        while (!deferred.isEmpty()) {
            List<Command> ready = List.copyOf(deferred);
            deferred.clear();
            if (run.inputs.whether(secure(run))) {
                ready.forEach(command -> command.leave.run());
            } else {
                ready.forEach(command -> run.unkept(
                        command.order, "the run must be on disk before an order leaves, it cannot be written"));
            }
        }
        keep(run);
    }

    private boolean secure(Run run) {
        if (!keep(run)) {
            return false;
        }
        try {
            folder.force();
            run.inputs.secure();
            return true;
        } catch (SdkException failure) {
            fail(run, failure);
            return false;
        }
    }

    /** Writes what has changed; it survives the process. False when it cannot be. */
    boolean keep(Run run) {
        if (failing) {
            return false;
        }
        try {
            collect(run);
            run.inputs.journaled(run.journal.buffer());
            byte[] happened = run.journal.buffer().take();
            if (!changes.isEmpty() || happened.length > 0) {
                folder.write(changes, happened);
                changes.clear();
            }
            return true;
        } catch (SdkException failure) {
            fail(run, failure);
            return false;
        }
    }

    private void fail(Run run, SdkException failure) {
        failing = true;
        run.warnings.add("The run's folder cannot be written, no order leaves any more: " + failure.getMessage());
    }

    private void collect(Run run) {
        for (Desk desk : run.desks) {
            Written known = written.get(desk.number);
            Map<String, Object> cells = desk.cells.values();
            byte[] bound = bound(desk);
            if (!Arrays.equals(known.bound, bound)) {
                known.bound = bound;
                put(known.prefix + "/bound", bound);
            }
            if (touched.get(desk.number) || desk.news.size() != known.news || !cells.equals(known.cells)) {
                collect(run, desk, known, cells);
            }
        }
        touched.clear();
        put(RUN, head(run).write());
        put(JOURNAL, journal(run.journal));
        if (run.execution.isSimulated()) {
            put(VENUE, run.execution.save());
        }
    }

    private Head head(Run run) {
        return new Head(run.label, run.steps.epochNanos, run.steps.number, run.acceptances(), run.lastBarDate());
    }

    private static byte[] journal(JournalWriter journal) {
        JournalBuffer out = new JournalBuffer();
        for (long word : journal.buffer().hashState()) {
            out.put(word);
        }
        out.put(journal.lastTime());
        byte[] tail = journal.buffer().tail();
        out.put(tail.length);
        out.put(tail);
        return out.toBytes();
    }

    private void put(String name, byte[] value) {
        if (!Arrays.equals(folder.value(name), value)) {
            changes.put(name, value);
        }
    }

    private void collect(Run run, Desk desk, Written known, Map<String, Object> cells) {
        IntentCodec codec = IntentCodec.forCheckpoint(run.instruments);
        positions(desk, known);
        put(known.prefix + "/book", book(desk));
        known.cells = cells;
        put(known.prefix + "/cells", bytes(out -> DeskState.cells(out, desk)));
        Set<String> orders = new LinkedHashSet<>();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            String name = known.prefix + ORDER + order.sequence();
            orders.add(name);
            put(name, bytes(out -> DeskState.order(out, codec, order)));
            mark(desk.book.at(order.instrumentIndex()));
        }
        known.orders.stream().filter(name -> !orders.contains(name)).forEach(name -> changes.put(name, new byte[0]));
        known.orders.clear();
        known.orders.addAll(orders);
        put(known.prefix + "/groups", bytes(out -> DeskState.groups(out, codec, desk)));
        known.news = desk.news.size();
        put(known.prefix + "/news", bytes(out -> {
            List<Object> news = desk.allNews();
            out.put(news.size());
            news.forEach(each -> NewsCodec.write(out, codec, each));
        }));
    }

    private void positions(Desk desk, Written known) {
        for (int i = known.positions.nextSetBit(0); i >= 0; i = known.positions.nextSetBit(i + 1)) {
            BookPosition position = desk.book.at(i);
            String name = known.prefix + POSITION + position.instrument().symbol();
            if (!position.isUntouched() || folder.value(name) != null) {
                put(name, bytes(out -> position(out, position)));
            }
        }
        known.positions.clear();
    }

    private static void position(JournalBuffer out, BookPosition position) {
        out.put(position.units());
        out.put(position.costUnits());
        out.put(position.realizedUnits());
        out.put(position.feeUnits());
        out.put(position.incomeUnits());
        out.putDouble(position.mark());
    }

    /** What open orders cost is asked for before the first bar of the next run, too. */
    private void mark(BookPosition position) {
        if (!Double.isNaN(position.mark())) {
            put(MARK + position.instrument().symbol(), bytes(out -> out.putDouble(position.mark())));
        }
    }

    private static byte[] book(Desk desk) {
        return bytes(out -> {
            out.put(desk.book.startUnits());
            out.put(desk.book.cashUnits());
            out.put(desk.book.reservedUnits());
            out.put(desk.book.financingUnits());
            DeskState.dues(out, desk.book.dues().open());
            out.put(desk.sequence());
            out.put(desk.ready ? 1 : 0);
            DeskState.failure(out, desk);
        });
    }

    private static byte[] bound(Desk desk) {
        return bytes(out -> {
            out.put(desk.context().seededRandom().state());
            out.put(desk.timers.size());
            desk.timers.forEach(timer -> out.put(timer.next()));
        });
    }

    private static byte[] bytes(Consumer<JournalBuffer> content) {
        JournalBuffer out = new JournalBuffer();
        content.accept(out);
        return out.toBytes();
    }

    /** Orders that ended long ago, and their executions, are not reported any more. */
    void forget(List<WorkingOrder> orders) {
        NavigableMap<String, byte[]> all = orders.isEmpty() ? new TreeMap<>() : folder.values();
        for (WorkingOrder order : orders) {
            Desk desk = (Desk) order.owner();
            changes.put("d/" + desk.name + ENDED + order.sequence(), new byte[0]);
            under(executionsOf(desk, order.sequence()), all).forEach(name -> changes.put(name, new byte[0]));
        }
    }

    /** The journal from the first run in this folder on. */
    Journal journal(Run run) {
        keep(run);
        return run.journal.finish(folder.journal());
    }

    @Override
    public void close() {
        try {
            if (!failing) {
                folder.force();
            }
        } finally {
            folder.close();
        }
    }
}
