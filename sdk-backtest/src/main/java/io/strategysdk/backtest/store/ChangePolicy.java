package io.strategysdk.backtest.store;

/** What happens when a source tells the past differently than it did before. */
public enum ChangePolicy {
    /** The new history becomes a new revision; the old one stays and can be read. */
    REVISE,
    /** Nothing of what was given is stored, and the error says what differs. */
    REFUSE
}
