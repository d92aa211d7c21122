package io.strategysdk.engine;

import io.strategysdk.api.risk.LossLimits;
import java.util.ArrayList;
import java.util.List;

/** Losses and drawdowns of strategies, confirmed as those of limits. */
final class EquityWatch extends MonitorWatch {
    private final Run run;
    private final FreshMarks fresh;
    private final Safeguard rule;
    private final List<LossWatch> watches = new ArrayList<>();

    EquityWatch(Monitor monitor, Alarm alarm, Run run, FreshMarks fresh) {
        super(monitor, alarm);
        this.run = run;
        this.fresh = fresh;
        boolean ofDay = monitor.measure() == Monitor.Measure.LOSS;
        rule = ofDay ? Safeguard.DAILY_LOSS : Safeguard.DRAWDOWN;
        double share = Math.max(monitor.threshold(), Double.MIN_NORMAL);
        LossLimits limits = ofDay ? LossLimits.NONE.withMaxDailyLoss(share) : LossLimits.NONE.withMaxDrawdown(share);
        for (Desk desk : run.desks) {
            watches.add(new LossWatch(limits, desk.book.capital().doubleValue()));
        }
    }

    @Override
    void marked() {
        for (Desk desk : run.desks) {
            LossWatch watch = watches.get(desk.number);
            if (fresh.look(watch, desk) != null) {
                measured(desk, watch.share(rule));
            } else if (watch.isBack()) {
                comesBack(desk.number);
            }
        }
    }

    @Override
    void sessionEnded() {
        for (Desk desk : run.desks) {
            watches.get(desk.number).sessionEnded(fresh.of(desk));
        }
    }

    @Override
    void restart(Desk desk) {
        watches.get(desk.number).restart();
        comesBack(desk.number);
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        watches.forEach(watch -> watch.write(out));
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        watches.forEach(watch -> watch.read(in));
    }
}
