package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A monitor at work: what concerns its measure it is told of. */
abstract class MonitorWatch {
    private final Monitor monitor;
    private final Alarm alarm;
    /** Strategies or instruments whose figure is beyond the threshold. */
    private final BitSet beyond = new BitSet();

    /** Where figures go that are beyond. */
    @FunctionalInterface
    interface Alarm {
        void raise(
                Monitor monitor, @Nullable Desk desk, @Nullable Instrument instrument, double figure, String feature);
    }

    MonitorWatch(Monitor monitor, Alarm alarm) {
        this.monitor = monitor;
        this.alarm = alarm;
    }

    /** An order leaves. */
    void sent(Desk desk, WorkingOrder order) {}

    /** An order is filled at a price, in the units of its instrument. */
    void filled(Desk desk, WorkingOrder order, long price) {}

    /** An order works no more. */
    void ended(Desk desk, WorkingOrder order) {}

    /** An order was accepted or refused. */
    void answered(Desk desk, boolean rejected) {}

    /** Books have just been marked. */
    void marked() {}

    /** A strategy binds a feature. */
    void bound(BoundFeature feature) {}

    /** What it was to look at and no strategy has bound, when all have started. */
    Optional<String> unbound() {
        return Optional.empty();
    }

    /** Values of features that broke a rule. */
    List<FeatureViolations> violations() {
        return List.of();
    }

    /** It is that late, by a clock that may be ahead of the run. */
    void timePassed(long now) {}

    /** The run leaves a session. */
    void sessionEnded() {}

    /** An issuer's action has changed an instrument's price by a factor. */
    void restated(int instrument, double factor) {}

    /** What was wrong with a strategy has been looked at: it is measured anew. */
    void restart(Desk desk) {}

    void write(JournalBuffer out) {
        MonitorCodec.write(out, beyond);
    }

    void read(JournalBuffer.Reader in) {
        MonitorCodec.read(in, beyond);
    }

    final Monitor monitor() {
        return monitor;
    }

    final void measured(Desk desk, double figure) {
        if (goesBeyond(desk.number, figure)) {
            alarm.raise(monitor, desk, null, figure, "");
        }
    }

    final void measured(int number, Instrument instrument, double figure) {
        if (goesBeyond(number, figure)) {
            alarm.raise(monitor, null, instrument, figure, "");
        }
    }

    final void measured(int number, Desk desk, Instrument instrument, String feature, double figure) {
        if (goesBeyond(number, figure)) {
            raise(desk, instrument, figure, feature);
        }
    }

    final void raise(Desk desk, Instrument instrument, double figure, String feature) {
        alarm.raise(monitor, desk, instrument, figure, feature);
    }

    /** Once until it comes back; NaN is no figure. */
    private boolean goesBeyond(int number, double figure) {
        boolean was = beyond.get(number);
        beyond.set(number, figure > monitor.threshold());
        return !was && beyond.get(number);
    }

    final void comesBack(int number) {
        beyond.clear(number);
    }
}
