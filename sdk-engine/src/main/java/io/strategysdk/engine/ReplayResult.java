package io.strategysdk.engine;

import java.util.Optional;

/**
 * What came of playing a recorded run again.
 *
 * @param journal of the replayed run, from the beginning of the recorded one on; as far as it came
 * @param divergence where and how it parted from the recorded run, with what came before in both, a text of some lines;
 *     empty when it did not, and then the journals have equal hashes
 */
public record ReplayResult(Journal journal, Optional<String> divergence) {
    /** Whether the run did again what it had done. */
    public boolean isEqual() {
        return divergence.isEmpty();
    }

    /** For people. */
    @Override
    public String toString() {
        return divergence.orElse("the replayed run did what the recorded one did, hash " + journal.hash());
    }
}
