package io.strategysdk.engine;

/** What the engine does for safety by itself, as the journal tells of it. */
public enum Safeguard {
    /** Equity fell too far below that of the session before: entries are cancelled and refused. */
    DAILY_LOSS("daily loss"),
    /** Equity fell too far below its highest: entries are cancelled and refused. */
    DRAWDOWN("drawdown"),
    /** Too much of the capital is lost: everything is closed, and entries are refused to the end of the run. */
    STOP_LOSS("stop-loss"),
    /** A position lost too much: it is closed. */
    POSITION_STOP_LOSS("position stop-loss"),
    /** A daily loss or a drawdown holds entries back no longer. */
    LIFTED("end of a loss limit"),
    /** All orders are cancelled, and no more leave. */
    KILL_SWITCH("kill switch"),
    /** Orders leave again. */
    KILL_SWITCH_RESET("end of the kill switch"),
    /** The strategy's entries are cancelled and refused. */
    PAUSED("pause"),
    /** The strategy may enter again. */
    RESUMED("end of the pause");

    private final String words;

    Safeguard(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
