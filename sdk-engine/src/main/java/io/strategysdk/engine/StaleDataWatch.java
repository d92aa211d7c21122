package io.strategysdk.engine;

import io.strategysdk.api.time.Timeframe;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Time of sessions without a bar. */
final class StaleDataWatch extends MonitorWatch {
    private static final int SESSIONS_OF_WEEK = 5;
    private static final int SESSIONS_OF_MONTH = 21;

    private final Run run;
    private final Cursor[] cursors;
    private final Timeframe[] timeframes;
    private final long[] last;
    private final @Nullable SessionTime[] sessions;

    StaleDataWatch(Monitor monitor, Alarm alarm, Run run, Cursor[] cursors) {
        super(monitor, alarm);
        this.run = run;
        this.cursors = cursors;
        timeframes = new Timeframe[run.instruments.size()];
        last = new long[timeframes.length];
        sessions = new SessionTime[timeframes.length];
        Arrays.fill(last, Long.MIN_VALUE);
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            if (tape.executes[series]) {
                timeframes[tape.instrumentOf[series]] = tape.series[series].timeframe;
            }
        }
    }

    @Override
    void marked() {
        long now = run.steps.epochNanos;
        Tape tape = run.tape;
        for (int series = 0; series < cursors.length; series++) {
            int instrument = tape.instrumentOf[series];
            boolean hasBar = tape.executes[series] && cursors[series].step == run.steps.number;
            if (hasBar || last[instrument] == Long.MIN_VALUE) {
                last[instrument] = now;
            }
        }
        timePassed(now);
    }

    @Override
    void timePassed(long now) {
        for (int instrument = 0; instrument < last.length; instrument++) {
            if (last[instrument] != Long.MIN_VALUE) {
                measured(instrument, run.instruments.get(instrument), barsSince(last[instrument], now, instrument));
            }
        }
    }

    /** Sessions are not asked for where even all hours would not be too long. */
    private double barsSince(long from, long now, int instrument) {
        Timeframe timeframe = timeframes[instrument];
        double atMost = (double) (now - from) / timeframe.duration().toNanos();
        if (timeframe.isIntraday() && atMost <= monitor().threshold()) {
            return atMost;
        }
        return timeframe.isIntraday()
                ? (double) sessions(instrument).openNanos(from, now)
                        / timeframe.duration().toNanos()
                : (double) sessions(instrument).endedSessions(from, now) / sessionsOf(timeframe);
    }

    private SessionTime sessions(int instrument) {
        SessionTime known = sessions[instrument];
        if (known == null) {
            known = new SessionTime(run.calendar());
            sessions[instrument] = known;
        }
        return known;
    }

    private static int sessionsOf(Timeframe timeframe) {
        return timeframe.amount()
                * switch (timeframe.unit()) {
                    case WEEK -> SESSIONS_OF_WEEK;
                    case MONTH -> SESSIONS_OF_MONTH;
                    default -> 1;
                };
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        for (long time : last) {
            out.put(time);
        }
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        for (int i = 0; i < last.length; i++) {
            last[i] = in.get();
        }
    }
}
