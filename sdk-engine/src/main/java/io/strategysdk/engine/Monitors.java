package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.Monitor.Measure;
import io.strategysdk.engine.Monitor.Response;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitors of a run. They are told of orders and fills while a venue is at work, which no order must be cancelled
 * at: what they raise is acted on afterwards, before strategies are called.
 */
final class Monitors {
    private static final Logger LOG = LoggerFactory.getLogger(Monitors.class);

    /** Refusals of what is held back already. */
    private static final Set<RejectReason> OWN =
            EnumSet.of(RejectReason.KILL_SWITCH, RejectReason.STRATEGY_PAUSED, RejectReason.LOSS_LIMIT);

    private final Run run;
    private final @Nullable KillSwitch killSwitch;
    private final List<Consumer<? super Alert>> listeners;
    private final List<MonitorWatch> watches = new ArrayList<>();
    private final List<FeatureRecorder> recorders;
    private final ArrayDeque<Raised> raised = new ArrayDeque<>();
    /** What has been a warning of the run. */
    private final Set<String> told = new HashSet<>();

    private final BitSet paused = new BitSet();

    private boolean killed;

    private record Raised(
            Monitor monitor, @Nullable Desk desk, @Nullable Instrument instrument, double figure, String feature) {}

    Monitors(Run run, Cursor[] cursors, @Nullable FreshMarks fresh, RiskSetup setup) {
        this.run = run;
        killSwitch = setup.killSwitch();
        listeners = setup.monitors().listeners;
        for (Monitor monitor : setup.monitors().monitors) {
            watches.add(watch(monitor, cursors, fresh));
        }
        for (FeatureRule rule : setup.monitors().rules) {
            watches.add(new RuleWatch(rule, this::raise, run));
        }
        recorders = List.copyOf(setup.monitors().recorders);
        recorders.forEach(FeatureRecorder::take);
    }

    private void raise(
            Monitor monitor, @Nullable Desk desk, @Nullable Instrument instrument, double figure, String feature) {
        raised.add(new Raised(monitor, desk, instrument, figure, feature));
    }

    private MonitorWatch watch(Monitor monitor, Cursor[] cursors, @Nullable FreshMarks fresh) {
        MonitorWatch.Alarm alarm = this::raise;
        return switch (monitor.measure()) {
            case SLIPPAGE -> new SlippageWatch(monitor, alarm, run);
            case LOSS, DRAWDOWN -> new EquityWatch(monitor, alarm, run, Objects.requireNonNull(fresh));
            case REJECTED_ORDERS -> new RejectionWatch(monitor, alarm, run);
            case POSITION -> new PositionWatch(monitor, alarm, run);
            case STALE_DATA -> new StaleDataWatch(monitor, alarm, run, cursors);
            case FEATURE_RULE ->
                throw new IllegalArgumentException(
                        "rules of features must be given as rules, was a monitor: " + monitor);
            case FEATURE_STABILITY,
                    FEATURE_DISTRIBUTION,
                    FEATURE_MEAN,
                    FEATURE_VARIANCE,
                    FEATURE_CORRELATION,
                    FEATURE_UNDEFINED -> new DriftWatch(monitor, monitor.drift().orElseThrow(), alarm, run);
        };
    }

    void sent(Desk desk, WorkingOrder order) {
        watches.forEach(watch -> watch.sent(desk, order));
    }

    void filled(Desk desk, WorkingOrder order, long price) {
        watches.forEach(watch -> watch.filled(desk, order, price));
    }

    void ended(Desk desk, WorkingOrder order) {
        watches.forEach(watch -> watch.ended(desk, order));
    }

    void accepted(Desk desk) {
        watches.forEach(watch -> watch.answered(desk, false));
    }

    void rejected(Desk desk, RejectReason reason) {
        if (!OWN.contains(reason)) {
            watches.forEach(watch -> watch.answered(desk, true));
        }
    }

    void marked() {
        for (int i = 0; i < watches.size(); i++) {
            watches.get(i).marked();
        }
        for (int i = 0; i < recorders.size(); i++) {
            recorders.get(i).marked(run.steps.epochNanos, run.hasBegun());
        }
    }

    void bound(BoundFeature feature) {
        watches.forEach(watch -> watch.bound(feature));
        recorders.forEach(recorder -> recorder.bound(feature));
    }

    void started() {
        watches.forEach(watch -> watch.unbound().ifPresent(run.warnings::add));
    }

    List<FeatureViolations> violations() {
        return watches.stream().flatMap(watch -> watch.violations().stream()).toList();
    }

    void timePassed(long now) {
        watches.forEach(watch -> watch.timePassed(now));
    }

    void sessionEnded() {
        watches.forEach(MonitorWatch::sessionEnded);
    }

    void restated(int instrument, double factor) {
        watches.forEach(watch -> watch.restated(instrument, factor));
    }

    /** A strategy may enter again. */
    void resumed(Desk desk) {
        paused.clear(desk.number);
        watches.forEach(watch -> watch.restart(desk));
    }

    /** Orders leave again. */
    void reset() {
        killed = false;
        for (Desk desk : run.desks) {
            watches.forEach(watch -> watch.restart(desk));
        }
    }

    /** Does what monitors are to do, in the order in which they spoke. */
    void act() {
        for (Raised next = raised.poll(); next != null; next = raised.poll()) {
            act(next);
        }
    }

    private void act(Raised what) {
        Alert alert = new Alert(
                run.steps.epochNanos,
                what.monitor,
                what.desk == null ? "" : what.desk.name,
                Optional.ofNullable(what.instrument),
                what.figure,
                what.feature);
        warn(alert);
        if (what.monitor.response() == Response.MARK) {
            return;
        }
        int instrument = what.instrument == null ? JournalWriter.NO_INSTRUMENT : run.instruments.find(what.instrument);
        run.journal.safeguarded(
                alert.epochNanos(),
                what.desk == null ? JournalWriter.NO_DESK : what.desk.number,
                safeguardOf(what.monitor.measure()),
                Math.max(instrument, JournalWriter.NO_INSTRUMENT),
                what.figure,
                what.monitor.threshold());
        listeners.forEach(listener -> tell(listener, alert));
        respond(what, alert);
    }

    private static Safeguard safeguardOf(Measure measure) {
        return switch (measure) {
            case SLIPPAGE -> Safeguard.SLIPPAGE_ALERT;
            case LOSS -> Safeguard.LOSS_ALERT;
            case DRAWDOWN -> Safeguard.DRAWDOWN_ALERT;
            case REJECTED_ORDERS -> Safeguard.REJECTED_ORDERS_ALERT;
            case POSITION -> Safeguard.POSITION_ALERT;
            case STALE_DATA -> Safeguard.STALE_DATA_ALERT;
            case FEATURE_RULE -> Safeguard.FEATURE_RULE_ALERT;
            case FEATURE_STABILITY,
                    FEATURE_DISTRIBUTION,
                    FEATURE_MEAN,
                    FEATURE_VARIANCE,
                    FEATURE_CORRELATION,
                    FEATURE_UNDEFINED -> Safeguard.FEATURE_DRIFT_ALERT;
        };
    }

    /** The first alert of a monitor for each strategy and instrument; the journal has all. */
    private void warn(Alert alert) {
        String of = alert.monitor() + " " + alert.strategy() + " "
                + alert.instrument().map(Instrument::toString).orElse("") + " " + alert.feature();
        if (told.add(of)) {
            run.warnings.add(alert.text());
        }
    }

    /** A listener that throws must not end the run that it listens to. */
    private void tell(Consumer<? super Alert> listener, Alert alert) {
        try {
            listener.accept(alert);
        } catch (RuntimeException failure) {
            LOG.warn("a listener must take an alert, it threw", failure);
            run.warnings.add("A listener to alerts threw " + failure.getClass().getName() + ".");
        }
    }

    private void respond(Raised what, Alert alert) {
        switch (what.monitor.response()) {
            case MARK, ALERT -> {}
            case PAUSE_STRATEGY ->
                concerned(what).forEach(desk -> {
                    paused.set(desk.number);
                    hand().pause(desk.name);
                });
            case STOP_STRATEGY ->
                concerned(what).filter(desk -> !desk.stopped).forEach(desk -> {
                    String monitor = "the monitor of " + what.monitor.measure().words();
                    run.stop(desk, monitor, new SdkException(alert.text()));
                });
            case KILL -> {
                killed = true;
                hand().pull();
            }
        }
    }

    /** The strategy that was measured; all of them where an instrument was. */
    private Stream<Desk> concerned(Raised what) {
        return Arrays.stream(run.desks).filter(desk -> what.desk == null || what.desk.number == desk.number);
    }

    private KillSwitch hand() {
        return Objects.requireNonNull(killSwitch, "a run whose monitors act must have a kill switch");
    }

    /** Whether a monitor has pulled the switch, and nobody has reset it. */
    boolean hasKilled() {
        return killed;
    }

    /** Strategies that monitors have paused, and nobody has resumed. */
    Set<String> paused() {
        Set<String> names = new TreeSet<>();
        paused.stream().forEach(number -> names.add(run.desks[number].name));
        return names;
    }

    void write(JournalBuffer out) {
        watches.forEach(watch -> watch.write(out));
        MonitorCodec.write(out, paused);
        out.put(killed ? 1 : 0);
        out.put(told.size());
        told.stream().sorted().forEach(out::put);
    }

    void read(JournalBuffer.Reader in) {
        watches.forEach(watch -> watch.read(in));
        MonitorCodec.read(in, paused);
        killed = in.get() == 1;
        for (int n = in.getInt(); n > 0; n--) {
            told.add(in.getText());
        }
        paused.stream().forEach(number -> hand().pause(run.desks[number].name));
        if (killed) {
            hand().pull();
        }
    }
}
