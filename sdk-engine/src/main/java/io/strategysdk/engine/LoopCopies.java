package io.strategysdk.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared loop first; a hidden copy for a strategy class that has earned it, up to a limit. A copy costs about 20 ms
 * of compilation and saves about 5 ns a bar, so that short runs of many classes are faster without. Where hidden
 * classes cannot be defined the shared loop serves all.
 */
final class LoopCopies {
    static final long BARS_BEFORE_COPY = 4_000_000;
    private static final int LIMIT = 256;
    private static final Logger LOG = LoggerFactory.getLogger(LoopCopies.class);
    private static final Loop SHARED = new StrategyLoop();
    private static final byte[] BYTES = bytes();
    private static final LoopCopies ALL = new LoopCopies(LIMIT);

    /** Goes with the strategy class: when that is unloaded, so is its copy. */
    private final ClassValue<Use> uses = new ClassValue<>() {
        @Override
        protected Use computeValue(Class<?> strategyClass) {
            return new Use();
        }
    };

    private final AtomicInteger left;

    private final class Use {
        private Loop loop = SHARED;
        private boolean tried;
        private long bars;

        synchronized Loop next(long more) {
            if (!tried && bars >= BARS_BEFORE_COPY) {
                tried = true;
                if (left.getAndDecrement() > 0) {
                    loop = copy(BYTES);
                }
            }
            bars += more;
            return loop;
        }
    }

    LoopCopies(int limit) {
        left = new AtomicInteger(limit);
    }

    static Loop shared() {
        return SHARED;
    }

    /** The loop for the next run of a strategy class over so many bars. */
    static Loop forRun(Class<?> strategyClass, long bars) {
        return ALL.next(strategyClass, bars);
    }

    Loop next(Class<?> strategyClass, long bars) {
        return uses.get(strategyClass).next(bars);
    }

    static Loop copy(byte[] classFile) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(classFile, true);
            return (Loop) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable e) {
            LOG.debug("hidden classes cannot be defined here, the shared loop serves all strategies", e);
            return SHARED;
        }
    }

    private static byte[] bytes() {
        try (InputStream in = StrategyLoop.class.getResourceAsStream("StrategyLoop.class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            LOG.debug("the loop's class file cannot be read, the shared loop serves all strategies", e);
            return new byte[0];
        }
    }
}
