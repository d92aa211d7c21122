package io.strategysdk.engine;

import java.util.ArrayList;
import java.util.List;

/** Refusals among the last answers to a strategy's orders. */
final class RejectionWatch extends MonitorWatch {
    private final List<RecentFigures> answers = new ArrayList<>();

    RejectionWatch(Monitor monitor, Alarm alarm, Run run) {
        super(monitor, alarm);
        for (int i = 0; i < run.desks.length; i++) {
            answers.add(new RecentFigures(monitor.window()));
        }
    }

    @Override
    void answered(Desk desk, boolean rejected) {
        RecentFigures recent = answers.get(desk.number);
        recent.add(rejected ? 1 : 0);
        measured(desk, recent.mean());
    }

    @Override
    void restart(Desk desk) {
        answers.get(desk.number).clear();
        comesBack(desk.number);
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        answers.forEach(recent -> recent.write(out));
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        answers.forEach(recent -> recent.read(in));
    }
}
