package io.strategysdk.backtest.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link BarStore#verify} found.
 *
 * @param series how many series it read
 * @param segments how many files of rows, of all revisions
 * @param rows how many rows they have together
 * @param problems what is wrong, a sentence each with the file; empty when all is well
 * @param others files that no revision has, in the order of their names: left by an interrupted writer, no longer in use,
 *     or foreign
 */
public record StoreCheck(int series, int segments, long rows, List<String> problems, List<Path> others) {
    /** Copies the lists. */
    public StoreCheck {
        problems = List.copyOf(problems);
        others = List.copyOf(others);
    }

    /** Whether nothing is wrong. */
    public boolean isSound() {
        return problems.isEmpty();
    }
}
