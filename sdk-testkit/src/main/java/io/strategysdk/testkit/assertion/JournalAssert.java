package io.strategysdk.testkit.assertion;

import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalDifference;
import io.strategysdk.engine.JournalEntry;
import java.util.Optional;

/** Assertions on everything that happened in a run. */
public final class JournalAssert extends StoryAssert<JournalAssert, Journal> {
    private final JournalTable table;

    JournalAssert(Journal actual, JournalTable table) {
        super(actual, JournalAssert.class, table);
        this.table = table;
    }

    /** Has this hash: is a repetition of the run that it was taken from. */
    public JournalAssert hasHash(String hash) {
        isNotNull();
        return mustEqual("hash of the journal", actual.hash(), hash);
    }

    /** Says the same as another one but for the texts of errors and refusals, which its hash leaves out too. */
    public JournalAssert isSameRunAs(Journal other) {
        isNotNull();
        Optional<JournalDifference> difference = actual.firstDifference(other);
        if (difference.isPresent()) {
            throw differs(difference.orElseThrow(), other);
        }
        return myself;
    }

    private AssertionError differs(JournalDifference difference, Journal other) {
        Story both = difference.index() == 0 ? Story.NONE : () -> table.beside(other);
        return broken("journal must be one of the same run, but " + difference, both);
    }

    /** Has so many entries of a kind. */
    public JournalAssert hasEntries(Class<? extends JournalEntry> kind, int count) {
        isNotNull();
        int found = actual.entries(kind).size();
        return must(found == count, "number of entries " + kind.getSimpleName() + " must be " + count, found);
    }
}
