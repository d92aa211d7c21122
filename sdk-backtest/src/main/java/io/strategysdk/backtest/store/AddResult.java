package io.strategysdk.backtest.store;

import java.util.List;

/**
 * What became of rows that were given to a store. What was given is {@code added + unchanged + changed + inserted}. Of
 * quotes and trades all rows of an instant count as changed when one does.
 *
 * @param series whose rows
 * @param added rows later than the last that was stored
 * @param unchanged rows that were stored before, equal to the bit
 * @param changed rows that were stored with another value
 * @param inserted rows that were missing before or between stored ones
 * @param removed stored rows between the first and the last given one that were not given any more
 * @param changes the first 20 values that were changed, inserted or removed, in the order of time
 * @param revisionBefore revision that was the newest before; 0 when the series was new
 * @param revisionAfter revision that is the newest now; the same when nothing was new
 */
public record AddResult(
        StoredSeries series,
        long added,
        long unchanged,
        long changed,
        long inserted,
        long removed,
        List<Change> changes,
        int revisionBefore,
        int revisionAfter) {
    /** Copies the list. */
    public AddResult {
        changes = List.copyOf(changes);
    }

    /** Whether the source tells the past differently than before. */
    public boolean isRevised() {
        return changed + inserted + removed > 0;
    }

    /** One line, and one of each change. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(series + ": " + added + " added, " + unchanged + " unchanged, " + changed
                + " changed, " + inserted + " inserted, " + removed + " removed, revision " + revisionBefore + " to "
                + revisionAfter);
        changes.forEach(change -> text.append("\n  ").append(change));
        return text.toString();
    }
}
