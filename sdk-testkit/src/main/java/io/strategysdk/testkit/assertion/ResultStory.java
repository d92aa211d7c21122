package io.strategysdk.testkit.assertion;

import io.strategysdk.backtest.BacktestResult;

/** Bars and journal of a backtest. */
record ResultStory(BacktestResult result) implements Story {
    JournalTable table() {
        return new JournalTable(result.journal(), result.data());
    }

    @Override
    public String tell() {
        return table().tell();
    }

    @Override
    public Story at(long epochNanos) {
        return table().at(epochNanos);
    }
}
