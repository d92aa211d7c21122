package io.strategysdk.backtest;

import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a configuration and shows only when its run is put together, collected to be told at once. */
final class Mistakes {
    private final List<Problem> found = new ArrayList<>();

    void add(Problem mistake) {
        found.add(mistake);
    }

    /** Takes over what a check refuses. */
    void addOf(Runnable check) {
        try {
            check.run();
        } catch (ConfigException refused) {
            found.addAll(refused.problems());
        }
    }

    /**
     * Refuses the run when there is any.
     *
     * @throws ConfigException with all of them, by line
     */
    void refuse() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Problem::line));
            throw new ConfigException("configuration", found);
        }
    }
}
