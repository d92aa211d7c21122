package io.strategysdk.engine;

/**
 * Where two journals part.
 *
 * @param index number of the entry, from 1; 0 when the runs themselves differ
 * @param here what this journal has there
 * @param there what the other one has there
 */
public record JournalDifference(long index, String here, String there) {
    /** Three lines for people. */
    @Override
    public String toString() {
        return "journals differ from entry " + index + " on\n  here:  " + here + "\n  there: " + there;
    }
}
