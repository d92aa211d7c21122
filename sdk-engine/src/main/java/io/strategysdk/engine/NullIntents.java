package io.strategysdk.engine;

import java.util.Arrays;
import java.util.Optional;

/**
 * Words for what a strategy returned or submitted as null. Found in the trace of the error that follows from it, so that
 * the loop over bars needs no test of its own.
 */
final class NullIntents {
    private NullIntents() {}

    /** The same kind of error with the rule in its message, or the error itself when it is about something else. */
    static Throwable named(String callback, Throwable error) {
        if (!(error instanceof NullPointerException)) {
            return error;
        }
        return firstOfOurs(error)
                .flatMap(frame -> rule(callback, frame))
                .map(rule -> because(rule, error))
                .orElse(error);
    }

    /** Where it was thrown, the JDK's own checks left out. */
    private static Optional<StackTraceElement> firstOfOurs(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst();
    }

    private static Optional<String> rule(String callback, StackTraceElement frame) {
        boolean decides = callback.equals("generateOrders");
        if (isIn(frame, OrderEntry.class) && frame.getMethodName().equals("enter")) {
            return Optional.of(
                    decides
                            ? "generateOrders must return a list without null, one intent was null"
                            : "an intent that is submitted must not be null, was null");
        }
        return decides && isLoop(frame) ? Optional.of("generateOrders must return a list, was null") : Optional.empty();
    }

    /** Hidden copies of the loop stand in no trace: its caller does. */
    private static boolean isLoop(StackTraceElement frame) {
        return isIn(frame, StrategyLoop.class)
                || (isIn(frame, Run.class)
                        && (frame.getMethodName().equals("run")
                                || frame.getMethodName().equals("timerStep")));
    }

    private static boolean isIn(StackTraceElement frame, Class<?> type) {
        String name = frame.getClassName();
        return name.equals(type.getName()) || name.startsWith(type.getName() + "/");
    }

    private static Throwable because(String rule, Throwable error) {
        return new NullPointerException(rule).initCause(error);
    }
}
