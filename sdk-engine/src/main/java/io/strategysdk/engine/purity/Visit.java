package io.strategysdk.engine.purity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that a run can come to.
 *
 * @param file name of its source file
 * @param caller what comes to it; null when the run itself does
 * @param line of the caller
 */
record Visit(MethodCode method, String file, @Nullable Visit caller, int line) {
    /** The method in whose source code this one is written: its own, or that around a lambda. */
    Visit source() {
        return method.isMadeByCompiler() && caller != null ? caller.source() : this;
    }

    /** From a line of this method back to what the run calls. */
    List<StackTraceElement> trace(int from) {
        List<StackTraceElement> trace = new ArrayList<>();
        int at = from;
        for (Visit visit = this; visit != null; ) {
            Visit source = visit.source();
            if (!source.method.isBridge()) {
                String type = source.method.owner().replace('/', '.');
                trace.add(new StackTraceElement(
                        type, source.method.name(), source.file.isEmpty() ? null : source.file, at));
            }
            at = source.line;
            visit = source.caller;
        }
        return trace;
    }
}
