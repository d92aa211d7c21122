package io.strategysdk.engine;

import io.strategysdk.api.State;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** State cells by name, in the order of their names; a checkpoint writes them out and a restored run finds them. */
final class Cells implements State {
    private final Map<String, Object> cells = new TreeMap<>();
    private final Map<String, Object> saved = new TreeMap<>();
    private Function<SavedRecord, Record> decoder = record -> {
        throw new IllegalStateException("records need a decoder");
    };

    /** A record as a checkpoint holds it. */
    record SavedRecord(String json, Class<? extends Record> type) {}

    @Override
    public DoubleCell ofDouble(String name, double initial) {
        return bind(name, new Doubles(saved.get(name) instanceof Double value ? value : initial));
    }

    @Override
    public LongCell ofLong(String name, long initial) {
        return bind(name, new Longs(saved.get(name) instanceof Long value ? value : initial));
    }

    @Override
    public <T extends Record> Cell<T> of(String name, T initial) {
        @SuppressWarnings("unchecked") // a record's class is the class of its type
        Class<T> type = (Class<T>) initial.getClass();
        T value = saved.get(name) instanceof String json
                ? type.cast(decoder.apply(new SavedRecord(json, type)))
                : initial;
        return bind(name, new Records<>(value));
    }

    private <C> C bind(String name, C cell) {
        if (cells.putIfAbsent(Objects.requireNonNull(name), cell) != null) {
            throw new IllegalArgumentException("state cell must be bound once, was bound twice: " + name);
        }
        return cell;
    }

    /** Values by name: Double, Long or Record. */
    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        cells.forEach((name, cell) -> values.put(name, valueOf(cell)));
        return values;
    }

    private static Object valueOf(Object cell) {
        if (cell instanceof Doubles doubles) {
            return doubles.get();
        }
        return cell instanceof Longs longs ? longs.get() : ((Records<?>) cell).get();
    }

    /** What was saved: Double, Long or the text of a record. */
    void restore(Map<String, Object> values, Function<SavedRecord, Record> recordDecoder) {
        saved.putAll(values);
        decoder = recordDecoder;
    }

    private static final class Doubles implements DoubleCell {
        private double value;

        Doubles(double value) {
            this.value = value;
        }

        @Override
        public double get() {
            return value;
        }

        @Override
        public void set(double newValue) {
            value = newValue;
        }
    }

    private static final class Longs implements LongCell {
        private long value;

        Longs(long value) {
            this.value = value;
        }

        @Override
        public long get() {
            return value;
        }

        @Override
        public void set(long newValue) {
            value = newValue;
        }
    }

    private static final class Records<T extends Record> implements Cell<T> {
        private T value;

        Records(T value) {
            this.value = value;
        }

        @Override
        public T get() {
            return value;
        }

        @Override
        public void set(T newValue) {
            value = Objects.requireNonNull(newValue);
        }
    }
}
