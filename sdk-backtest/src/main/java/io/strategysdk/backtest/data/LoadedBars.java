package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bars, or quotes and trades, of one file or one series of a store, and how good they were.
 *
 * @param bars oldest first; of a file of quotes and trades their instants
 * @param format how the file was read
 * @param rows how many it had, without header and blank lines
 * @param repairs what was repaired under the policy; empty when nothing
 * @param missingSessions how many sessions of the calendar between the first and the last bar have no bar; 0 without a
 *     calendar and for weekly and monthly bars
 * @param firstMissingSessions the first 20 of them
 * @param longestGap the most sessions in a row that have no bar, the first of equals; empty when none is missing
 * @param outsideSessions intraday bars outside of the calendar's sessions; empty when there is none, or no calendar
 * @param unendedLine file and line of a last row without the line end that the others have, such as {@code AIG.csv line
 *     812}: it may be cut off inside of a number
 * @param remarks what else users of the bars must know, a sentence each, such as that an answer names a further page
 */
public record LoadedBars(
        BarColumns bars,
        FileFormat format,
        long rows,
        List<Repaired> repairs,
        int missingSessions,
        List<LocalDate> firstMissingSessions,
        Optional<SessionGap> longestGap,
        Optional<OutsideSessions> outsideSessions,
        Optional<String> unendedLine,
        List<String> remarks) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /**
     * Bars, or quotes and trades, that come from no file, such as those of a store, compared with the sessions of a
     * calendar as those of files are.
     *
     * @param format where they stand and how they are written
     * @param rows how many they are, quotes and trades counted one by one
     */
    public static LoadedBars of(BarColumns bars, FileFormat format, long rows, TradingCalendar calendar) {
        return of(bars, format, rows, List.of(), Optional.of(calendar), Optional.empty());
    }

    /** Compared with the sessions of a calendar, where there is one and bars are of a day at most. */
    static LoadedBars of(
            BarColumns bars,
            FileFormat format,
            long rows,
            List<Repaired> repairs,
            Optional<TradingCalendar> calendar,
            Optional<String> unendedLine) {
        boolean counted = format.timeframe().duration().compareTo(Timeframe.DAY.duration()) <= 0;
        if (calendar.isEmpty() || !counted) {
            return new LoadedBars(
                    bars,
                    format,
                    rows,
                    repairs,
                    0,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    unendedLine,
                    List.of());
        }
        MissingSessions missing = MissingSessions.of(bars, calendar.get());
        Optional<OutsideSessions> outside = OutsideSessions.of(bars, calendar.get());
        return new LoadedBars(
                bars,
                format,
                rows,
                repairs,
                missing.count(),
                missing.first(),
                missing.longest(),
                outside,
                unendedLine,
                List.of());
    }

    /** Copies the lists. */
    public LoadedBars {
        repairs = List.copyOf(repairs);
        firstMissingSessions = List.copyOf(firstMissingSessions);
        remarks = List.copyOf(remarks);
    }

    /** The same, with more to tell. */
    LoadedBars withRemarks(List<String> more) {
        return new LoadedBars(
                bars,
                format,
                rows,
                repairs,
                missingSessions,
                firstMissingSessions,
                longestGap,
                outsideSessions,
                unendedLine,
                more);
    }

    /**
     * What users of the bars must know, a sentence each: repairs, a last row that may be cut off, missing sessions, bars
     * outside of them, and prices that no real market would have, or only seldom: a close that changes by a factor of
     * 1.5 or more from one bar to the next (a split that is not adjusted?), a high or low that is beyond open and close
     * by half, or by 5 % and by six times what most of the 30 bars before and the 30 after reach, bars without volume.
     * Goes through all bars.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Repaired repaired : repairs) {
            warnings.add(bars.instrument() + ": data were repaired: " + repaired);
        }
        unendedLine.ifPresent(line -> warnings.add(bars.instrument() + ": " + line
                + ", the last, must have a line end as the others have, was without: is it cut off?"));
        remarks.forEach(remark -> warnings.add(bars.instrument() + ": " + remark));
        if (missingSessions > 0) {
            warnings.add(bars.instrument() + ": " + missingSessions
                    + (missingSessions == 1 ? " session has" : " sessions have")
                    + (bars.areTicks() ? " no quote or trade" : " no bar") + ", the first of them "
                    + firstMissingSessions.get(0) + longestGapText());
        }
        outsideSessions.ifPresent(outside -> warnings.add(describe(outside)));
        warnings.addAll(PriceDoubts.of(bars, format.zone().orElse(ZoneOffset.UTC)));
        return List.copyOf(warnings);
    }

    /** Nothing where the first missing session tells as much. */
    private String longestGapText() {
        return longestGap
                .filter(gap -> gap.sessions() > 1)
                .map(gap -> ", the most in a row " + gap)
                .orElse("");
    }

    private String describe(OutsideSessions outside) {
        return bars.instrument() + ": " + outside.bars() + " of " + bars.size()
                + (bars.areTicks() ? " instants" : " bars") + (outside.bars() == 1 ? " lies" : " lie")
                + " outside the sessions of " + outside.calendar()
                + ", first " + MINUTE.format(outside.first()) + ": they fill only orders for extended hours";
    }

    /**
     * What one kind of repair changed.
     *
     * @param repair the kind
     * @param count how many rows
     * @param examples the first 5, each with its line and what was wrong
     */
    public record Repaired(Repair repair, long count, List<String> examples) {
        /** Copies the list. */
        public Repaired {
            examples = List.copyOf(examples);
        }

        /** Such as {@code sort 2 (line 3: …)}. */
        @Override
        public String toString() {
            String more = count > examples.size() ? "; …" : "";
            return repair + " " + count + " (" + String.join("; ", examples) + more + ")";
        }
    }
}
