package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.time.Timeframe;
import java.util.List;

/** Where handles of a run come from: whole columns in a backtest, rings live. */
interface Binding {
    /** Bars of the series that fills orders in an instrument. */
    BarSeries bars(int instrument);

    /** Bars of this or a longer timeframe. */
    BarSeries bars(int instrument, Timeframe timeframe);

    /** Bars that are made of those that fill orders in an instrument. */
    BarSeries bars(int instrument, BarType type);

    /** A feature; the desk is not ready before its first value. */
    RunFeature feature(Desk desk, Feature feature, List<SeriesView> on);

    /** A feature that the desk does not wait for. */
    RunFeature unawaited(Desk desk, Feature feature, List<SeriesView> on);

    /** A split is behind: what is shown from {@link #showSplits} on is in terms of the shares after it. */
    void passSplit(DatedAction split);

    /** All splits that lie before the next bars have been passed. */
    void showSplits(Run run);

    /** Moves what follows from the series of the tape, after they have moved, to a time. */
    void advance(long epochNanos, long step);

    /**
     * Before this time nothing follows from a series that is alone on its tape; the smallest number when that is not
     * known.
     */
    long nextMade();

    /** Whether all features of a desk have a value. */
    boolean isReady(Desk desk);
}
