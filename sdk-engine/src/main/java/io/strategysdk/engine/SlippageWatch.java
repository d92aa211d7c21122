package io.strategysdk.engine;

import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Fills against the prices that their orders were decided at. */
final class SlippageWatch extends MonitorWatch {
    private static final double BASIS_POINTS = 10_000;

    private final Run run;
    private final List<RecentFigures> fills = new ArrayList<>();
    /** Marks at which orders were sent, by strategy and sequence. */
    private final List<TreeMap<Long, Double>> decided = new ArrayList<>();

    SlippageWatch(Monitor monitor, Alarm alarm, Run run) {
        super(monitor, alarm);
        this.run = run;
        for (int i = 0; i < run.desks.length; i++) {
            fills.add(new RecentFigures(monitor.window()));
            decided.add(new TreeMap<>());
        }
    }

    @Override
    void sent(Desk desk, WorkingOrder order) {
        if (!waits(order)) {
            decided.get(desk.number).put(order.sequence(), run.marks[order.instrumentIndex()]);
        }
    }

    /** For a price, or for another order. */
    private static boolean waits(WorkingOrder order) {
        return order.stop() != 0 || order.isGrouped();
    }

    @Override
    void filled(Desk desk, WorkingOrder order, long price) {
        double expected = expected(desk, order);
        double paid = price / Scales.power(order.instrument().priceScale());
        double slippage = order.sign() * (paid / expected - 1) * BASIS_POINTS;
        if (Double.isFinite(slippage)) {
            RecentFigures recent = fills.get(desk.number);
            recent.add(slippage);
            measured(desk, recent.mean());
        }
    }

    /** The last mark where nothing better is known. */
    private double expected(Desk desk, WorkingOrder order) {
        long level = order.stop() != 0 ? order.stop() : order.isGrouped() ? order.limit() : 0;
        if (level != 0) {
            return level / Scales.power(order.instrument().priceScale());
        }
        return decided.get(desk.number).getOrDefault(order.sequence(), run.marks[order.instrumentIndex()]);
    }

    /** A broker may execute it still, whatever it has said. */
    @Override
    void ended(Desk desk, WorkingOrder order) {
        if (!run.exits.fillsAreFinal()) {
            decided.get(desk.number).remove(order.sequence());
        }
    }

    /** Marks of orders that work on are those of the shares that they are in now. */
    @Override
    void restated(int instrument, double factor) {
        for (Desk desk : run.desks) {
            for (int i = 0; i < desk.workingCount(); i++) {
                if (desk.working(i).instrumentIndex() == instrument) {
                    decided.get(desk.number)
                            .computeIfPresent(desk.working(i).sequence(), (order, mark) -> mark * factor);
                }
            }
        }
    }

    @Override
    void restart(Desk desk) {
        fills.get(desk.number).clear();
        comesBack(desk.number);
    }

    @Override
    void write(JournalBuffer out) {
        super.write(out);
        fills.forEach(recent -> recent.write(out));
        decided.forEach(prices -> MonitorCodec.write(out, prices));
    }

    @Override
    void read(JournalBuffer.Reader in) {
        super.read(in);
        fills.forEach(recent -> recent.read(in));
        decided.forEach(prices -> MonitorCodec.read(in, prices));
    }
}
