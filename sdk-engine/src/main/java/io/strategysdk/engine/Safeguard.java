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
    RESUMED("end of the pause"),
    /** Fills cost more than a monitor allows. */
    SLIPPAGE_ALERT("alert of slippage"),
    /** A strategy lost more of a session's equity than a monitor allows. */
    LOSS_ALERT("alert of a loss"),
    /** A strategy lost more of its highest equity than a monitor allows. */
    DRAWDOWN_ALERT("alert of a drawdown"),
    /** More orders were refused than a monitor allows. */
    REJECTED_ORDERS_ALERT("alert of rejected orders"),
    /** A broker's executions differ from the books by more than a monitor allows. */
    POSITION_ALERT("alert of a position"),
    /** An instrument had no bar for longer than a monitor allows. */
    STALE_DATA_ALERT("alert of stale data"),
    /** A value of a feature broke a rule. */
    FEATURE_RULE_ALERT("alert of a feature's rule"),
    /** Values of a feature are further from its samples than a monitor allows. */
    FEATURE_DRIFT_ALERT("alert of a feature's drift");

    private final String words;

    Safeguard(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
