package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Timeframe;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells the timeframe of rows from the step between their times that is most common; the shortest of equals. Two to six
 * days are daily bars over a weekend or holiday.
 */
final class CommonStep {
    private static final long NANOS_PER_SECOND = TimeText.NANOS_PER_SECOND;
    private static final long DAY = 86_400;

    private CommonStep() {}

    /** Empty when there are not two different times, or when the step is no timeframe. */
    static Optional<Timeframe> of(RawBars bars) {
        Map<Long, Integer> counts = new TreeMap<>();
        long step = 0;
        int run = 0;
        long previous = bars.time(0);
        for (RawBars.Block block : bars.blocks()) {
            int size = bars.sizeOf(block);
            for (int i = 0; i < size; i++) {
                long time = block.times[i];
                long next = Math.abs(time - previous);
                previous = time;
                if (next != step) {
                    counts.merge(step, run, Integer::sum);
                    step = next;
                    run = 0;
                }
                run++;
            }
        }
        counts.merge(step, run, Integer::sum);
        counts.remove(0L);
        long common = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                common = entry.getKey();
            }
        }
        return common == 0 ? Optional.empty() : timeframeOf(common);
    }

    private static Optional<Timeframe> timeframeOf(long nanos) {
        long seconds = nanos / NANOS_PER_SECOND;
        if (seconds * NANOS_PER_SECOND != nanos) {
            return Optional.empty();
        }
        if (seconds < DAY) {
            return Optional.of(intraday((int) seconds));
        }
        if (seconds < 7 * DAY) {
            return seconds % DAY == 0 ? Optional.of(Timeframe.DAY) : Optional.empty();
        }
        if (seconds == 7 * DAY) {
            return Optional.of(Timeframe.WEEK);
        }
        boolean month = seconds >= 28 * DAY && seconds <= 31 * DAY;
        return month ? Optional.of(Timeframe.MONTH) : Optional.empty();
    }

    private static Timeframe intraday(int seconds) {
        if (seconds % 3600 == 0) {
            return Timeframe.hours(seconds / 3600);
        }
        return seconds % 60 == 0 ? Timeframe.minutes(seconds / 60) : Timeframe.seconds(seconds);
    }
}
