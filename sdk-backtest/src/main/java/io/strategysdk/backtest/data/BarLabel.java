package io.strategysdk.backtest.data;

/** Which end of its bar a file's time column names. */
public enum BarLabel {
    /** The first moment of the bar, as most vendors label: the bar of 09:30 closes at 09:31. */
    START,
    /**
     * The close of the bar: the bar of 09:31 opened at 09:30. A daily bar labelled midnight belongs to the day that
     * ended then.
     */
    END
}
