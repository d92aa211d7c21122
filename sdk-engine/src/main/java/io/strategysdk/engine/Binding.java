package io.strategysdk.engine;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.time.Timeframe;
import java.util.List;

/** Where handles of a run come from: whole columns in a backtest, rings live. */
interface Binding {
    /** Bars of the series that fills orders in an instrument. */
    BarSeries bars(int instrument);

    /** Bars of this or a longer timeframe. */
    BarSeries bars(int instrument, Timeframe timeframe);

    /** A feature; the desk is not ready before its first value. */
    FeatureHandle feature(Desk desk, Feature feature, List<SeriesView> on);

    /** A split is behind: what is shown from {@link #showSplits} on is in terms of the shares after it. */
    void passSplit(DatedAction split);

    /** All splits that lie before the next bars have been passed. */
    void showSplits(Run run);

    /** Moves joint cursors after the series of a slice have moved. */
    void advance(long step);

    /** Whether all features of a desk have a value. */
    boolean isReady(Desk desk);
}
