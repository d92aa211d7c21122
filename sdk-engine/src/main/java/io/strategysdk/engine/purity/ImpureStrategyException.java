package io.strategysdk.engine.purity;

import java.util.List;
import java.util.stream.Collectors;

/** A strategy that decides by more than its run gives it, with every place in its code that does. */
public final class ImpureStrategyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    ImpureStrategyException(Class<?> type, List<Finding> findings) {
        super("strategy must be pure, or say with @Impure why it is not, was neither (" + type.getName() + "):"
                + findings.stream().map(each -> "\n  " + each).collect(Collectors.joining()));
        this.findings = List.copyOf(findings);
    }

    /** At most {@link Purity#MAX_FINDINGS}, the shortest ways from what a run calls first. */
    public List<Finding> findings() {
        return findings;
    }
}
