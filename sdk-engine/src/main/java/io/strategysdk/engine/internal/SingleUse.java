package io.strategysdk.engine.internal;

import io.strategysdk.api.Strategy;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strategy objects that have been started: one with fields would carry state from one run into the next. */
public final class SingleUse {
    private static final Set<Key> STARTED = new HashSet<>();
    private static final ReferenceQueue<Strategy> GONE = new ReferenceQueue<>();

    private SingleUse() {}

    /** By identity, and without keeping the object alive. */
    private static final class Key extends WeakReference<Strategy> {
        private final int hash;

        Key(Strategy strategy) {
            super(strategy, GONE);
            hash = System.identityHashCode(strategy);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Key key && isSame(get(), key.get()));
        }

        @SuppressWarnings("ReferenceEquality") // identity is the point
        private static boolean isSame(@Nullable Strategy a, @Nullable Strategy b) {
            return a != null && a == b;
        }
    }

    /**
     * Marks one as started.
     *
     * @throws IllegalStateException when it has fields and was started before
     */
    public static synchronized void claim(Strategy strategy) {
        for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            STARTED.remove(gone);
        }
        if (hasFields(strategy.getClass()) && !STARTED.add(new Key(strategy))) {
            throw new IllegalStateException("a strategy object must serve one run, was started before: "
                    + strategy.getClass().getName());
        }
    }

    private static boolean hasFields(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredFields()).anyMatch(f -> !Modifier.isStatic(f.getModifiers()))) {
                return true;
            }
        }
        return false;
    }
}
