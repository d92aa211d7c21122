package io.strategysdk.backtest.data;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.backtest.internal.SessionGaps;
import io.strategysdk.backtest.internal.SessionGaps.Gap;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Counts sessions between the first and the last bar during which no bar opened. */
record MissingSessions(List<Gap> gaps) {
    private static final int SHOWN = Problems.SHOWN;

    static MissingSessions of(BarColumns bars, TradingCalendar calendar) {
        return new MissingSessions(SessionGaps.of(bars, calendar));
    }

    int count() {
        return gaps.stream().mapToInt(gap -> gap.sessions().size()).sum();
    }

    List<LocalDate> first() {
        return gaps.stream()
                .flatMap(gap -> gap.sessions().stream())
                .limit(SHOWN)
                .map(Session::date)
                .toList();
    }

    /** The first of equals. */
    Optional<SessionGap> longest() {
        return gaps.stream()
                .reduce((longest, gap) ->
                        gap.sessions().size() > longest.sessions().size() ? gap : longest)
                .map(gap ->
                        new SessionGap(gap.first(), gap.last(), gap.sessions().size()));
    }
}
