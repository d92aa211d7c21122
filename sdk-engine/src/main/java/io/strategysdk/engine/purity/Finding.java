package io.strategysdk.engine.purity;

import io.strategysdk.api.Impurity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A place where a strategy does what strategies must not.
 *
 * @param impurity what it makes of the strategy
 * @param used what is used there: a member of the JDK, or a static field
 * @param instead what to do, as an imperative without a full stop
 * @param trace where it stands, then where that code is called from, and so on to what a run calls; never empty. Code
 *     that was compiled without line numbers has none
 */
public record Finding(Impurity impurity, String used, String instead, List<StackTraceElement> trace) {
    /** Copies. */
    public Finding {
        trace = List.copyOf(trace);
    }

    /** Class, method, file and line that use it. */
    public StackTraceElement where() {
        return trace.get(0);
    }

    /** What is used and what to do, and a line for each part of the trace, written as that of an exception. */
    @Override
    public String toString() {
        return impurity + ": " + used + "; " + instead
                + trace.stream().map(each -> "\n    at " + each).collect(Collectors.joining());
    }
}
