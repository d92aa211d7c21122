package io.strategysdk.engine.internal;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import java.util.regex.Pattern;

/** Rules of {@link StrategyInfo}. */
public final class StrategyNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,20}");

    private StrategyNames() {}

    /**
     * Checks what a class says of itself: files could not ask for another name or version.
     *
     * @throws IllegalArgumentException when its name or version breaks the annotation's rules
     */
    public static void require(Class<? extends Strategy> type) {
        StrategyInfo info = type.getAnnotation(StrategyInfo.class);
        if (info == null) {
            return;
        }
        if (!NAME.matcher(info.name()).matches()) {
            throw new IllegalArgumentException("strategy name must be 1 to 20 of a-z, 0-9 and hyphens, was '"
                    + info.name() + "' (" + type.getName() + ")");
        }
        if (info.version() < 1) {
            throw new IllegalArgumentException(
                    "strategy version must be at least 1, was " + info.version() + " (" + type.getName() + ")");
        }
    }
}
