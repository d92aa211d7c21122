package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Puts raw bars into order, finds their opens and closes, and notes what breaks the order or the calendar. */
final class BarAssembly {
    private static final int NONE = -1;

    private final RawBars raw;
    private final BarTimes times;
    private final Problems problems;
    private final Timeframe timeframe;
    private final ZoneId zone;
    private final Instrument instrument;
    private BarColumns.Builder bars;
    private int[] order = {};
    private long[] keys = {};
    private final BitSet ambiguous = new BitSet();
    private int emitted = NONE;
    private long emittedUntil = Long.MIN_VALUE;

    BarAssembly(
            RawBars raw, BarTimes times, Problems problems, Instrument instrument, Timeframe timeframe, ZoneId zone) {
        this.raw = raw;
        this.times = times;
        this.problems = problems;
        this.timeframe = timeframe;
        this.zone = zone;
        this.instrument = instrument;
        bars = BarColumns.builder(instrument, timeframe).expect(raw.size());
    }

    /** The columns; throws when anything was noted that no policy repairs. */
    BarColumns bars() {
        if (!emitInOrder()) {
            bars = BarColumns.builder(instrument, timeframe);
            emitWithRepairs();
        }
        problems.throwIfAny();
        if (bars.size() == 0) {
            throw problems.fatal("file must hold a bar, but all of its rows were left out: " + problems.repairs());
        }
        return bars.build();
    }

    /** The way of good files, without arrays for the order; false at the first row that breaks a rule. */
    private boolean emitInOrder() {
        long earliest = Long.MIN_VALUE;
        long previous = Long.MIN_VALUE;
        for (RawBars.Block block : raw.blocks()) {
            int size = raw.sizeOf(block);
            for (int i = 0; i < size; i++) {
                long key = times.key(block.times[i], previous);
                if (isNone(key) || !times.find(key, earliest) || times.open() < earliest) {
                    return false;
                }
                add(block.values, i * RawBars.VALUES);
                previous = key;
                earliest = times.close();
            }
        }
        return true;
    }

    private static boolean isNone(long key) {
        return key == LocalTimes.SKIPPED || key == BarTimes.TOO_LATE;
    }

    private void add(double[] values, int at) {
        bars.bar(
                times.open(),
                times.close(),
                values[at + RawBars.OPEN],
                values[at + RawBars.HIGH],
                values[at + RawBars.LOW],
                values[at + RawBars.CLOSE],
                values[at + RawBars.VOLUME]);
    }

    private void emitWithRepairs() {
        order = new int[raw.size()];
        keys = new long[raw.size()];
        Arrays.setAll(order, isNewestFirst() ? i -> order.length - 1 - i : i -> i);
        boolean rising = findKeys();
        if (!rising && problems.allows(Repair.SORT)) {
            noteAmbiguous();
            noteDisorder();
            sort();
        } else if (isNewestFirst()) {
            noteDisorder();
        }
        emit();
    }

    /** Read backwards, such a file needs no sorting, and local times that come twice keep their order. */
    private boolean isNewestFirst() {
        return problems.allows(Repair.SORT) && raw.time(0) > raw.time(raw.size() - 1);
    }

    private boolean findKeys() {
        boolean rising = true;
        long previous = Long.MIN_VALUE;
        for (int row : order) {
            long key = times.key(raw.time(row), previous);
            keys[row] = key;
            if (times.wasAmbiguous()) {
                ambiguous.set(row);
            }
            if (key == LocalTimes.SKIPPED) {
                noteLocalTime(row, LocalTimes.MUST_EXIST);
                continue;
            }
            if (key == BarTimes.TOO_LATE) {
                noteTooLate(row);
                continue;
            }
            rising &= key >= previous;
            previous = key;
        }
        return rising;
    }

    private void noteAmbiguous() {
        for (int row = ambiguous.nextSetBit(0); row >= 0; row = ambiguous.nextSetBit(row + 1)) {
            noteLocalTime(row, "must be unique where rows are not in order, but clocks went back");
            keys[row] = LocalTimes.SKIPPED;
        }
    }

    private void noteLocalTime(int row, String rule) {
        note(row, RowFault.WRONG_TIME, LocalTimes.broken(rule, raw.time(row), zone), Repair.DROP_BAD_ROWS);
    }

    private void noteTooLate(int row) {
        note(
                row,
                RowFault.WRONG_TIME,
                ": bar must begin before the close of its session (is its time a date in UTC, or the bar's end?), was "
                        + times.showBegin(raw.time(row)) + " in " + zone,
                Repair.DROP_BAD_ROWS);
    }

    private void noteDisorder() {
        for (int row = 1; row < keys.length; row++) {
            if (keys[row] < keys[row - 1] && !isNone(keys[row])) {
                noteOrder(row, row - 1);
            }
        }
    }

    private void noteOrder(int row, int before) {
        note(
                row,
                RowFault.OUT_OF_ORDER,
                ": time must not be before that of " + place(before) + ", " + times.show(keys[before]) + ", was "
                        + times.show(keys[row]),
                Repair.SORT);
    }

    /** Stable: of equal times the first row stays first. */
    private void sort() {
        Integer[] rows = new Integer[order.length];
        Arrays.setAll(rows, i -> i);
        Arrays.sort(rows, Comparator.comparingLong(row -> keys[row]));
        Arrays.setAll(order, i -> rows[i]);
    }

    private void emit() {
        int held = NONE;
        for (int row : order) {
            if (isNone(keys[row])) {
                continue;
            }
            if (held != NONE && keys[row] <= keys[held]) {
                held = heldOf(held, row);
                continue;
            }
            emit(held);
            held = row;
        }
        emit(held);
    }

    /** Which of two rows stays, when the second does not come after the first. */
    private int heldOf(int held, int row) {
        if (keys[row] < keys[held]) {
            noteOrder(row, held);
            return held;
        }
        return firstOrLast(Math.min(held, row), Math.max(held, row));
    }

    private int firstOrLast(int first, int last) {
        Repair repair = note(
                last,
                areSame(first, last) ? RowFault.DUPLICATE : RowFault.CONTRADICTION,
                ": time must not be that of " + place(first) + ", was " + times.show(keys[last]),
                Repair.KEEP_FIRST_DUPLICATE,
                Repair.KEEP_LAST_DUPLICATE);
        return repair == Repair.KEEP_LAST_DUPLICATE ? last : first;
    }

    private boolean areSame(int row, int other) {
        for (int value = 0; value < RawBars.VALUES; value++) {
            if (raw.value(row, value) != raw.value(other, value)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Repair note(int row, RowFault fault, String what, Repair... possible) {
        return problems.note(fault, raw.line(row), raw.time(row), what, possible);
    }

    private void emit(int row) {
        if (row == NONE) {
            return;
        }
        if (!times.find(keys[row], emittedUntil)) {
            note(
                    row,
                    RowFault.NOT_A_SESSION,
                    ": date must be a session of the calendar, was " + times.show(keys[row]),
                    Repair.DROP_NON_SESSIONS);
            return;
        }
        if (times.open() < emittedUntil) {
            noteCrowded(row);
        } else {
            add(row);
        }
        emitted = row;
        emittedUntil = times.close();
    }

    private String place(int row) {
        return problems.places.of(raw.line(row));
    }

    private void noteCrowded(int row) {
        note(
                row,
                RowFault.OVERLAPPING_BARS,
                ": bar of " + timeframe + " must not begin before that of " + place(emitted) + " ends, which began "
                        + times.show(keys[emitted]) + ", was " + times.show(keys[row]));
    }

    private void add(int row) {
        bars.bar(
                times.open(),
                times.close(),
                raw.value(row, RawBars.OPEN),
                raw.value(row, RawBars.HIGH),
                raw.value(row, RawBars.LOW),
                raw.value(row, RawBars.CLOSE),
                raw.value(row, RawBars.VOLUME));
    }
}
