package io.strategysdk.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.execution.Execution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a realtime run is described by, checked as it is set; not changed while the run goes on. */
final class RealtimeSettings {
    private static final int MAX_HISTORY = 1_000_000;

    private static final Duration REST_OF_BARS = Duration.ofSeconds(1);
    private static final Duration REST_OF_AN_INSTANT = Duration.ofMillis(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(366);
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]{1,8}");

    final MarketDataFeed feed;
    final List<Instrument> instruments;
    final Timeframe timeframe;
    final TradingCalendar calendar;
    final FeedKind kind;
    final Seats seats = new Seats();
    final List<String> warnings = new ArrayList<>();
    final List<CorporateAction> actions = new ArrayList<>();
    final List<UniverseDefinition> universes = new ArrayList<>();
    final List<SliceListener> sliceListeners = new ArrayList<>();
    final List<Consumer<? super ConnectionEvent>> connectionListeners = new ArrayList<>();
    OfferedFeatures offered = new OfferedFeatures();
    RealtimeClock clock = RealtimeClock.system();
    long seed = 1;
    long from = Long.MIN_VALUE;
    PriceMode prices = PriceMode.RAW;
    SignalRules signalRules = SignalRules.DEFAULT;

    @Nullable
    Path journalFile;

    @Nullable
    MeterRegistry meters;

    @Nullable
    KillSwitch killSwitch;

    final MonitorSetup monitors = new MonitorSetup();

    @Nullable
    Path safeguardsFile;

    @Nullable
    Path folder;

    @Nullable
    RecordingSettings recording;

    @Nullable
    String adopting;

    Duration reconcileEvery = Duration.ofMinutes(1);
    Duration patience = Duration.ofSeconds(15);

    @Nullable
    BrokerProfile brokerProfile;

    @Nullable
    OppositeOrders oppositeOrders;

    LossLimits accountLosses = LossLimits.NONE;
    AccountRules account = AccountRules.cash();
    private @Nullable Execution execution;
    private Duration sliceTimeout;
    private String label = "";
    private int queueCapacity = 1 << 16;
    private int history = 4096;

    RealtimeSettings(
            MarketDataFeed feed,
            List<Instrument> instruments,
            Timeframe timeframe,
            TradingCalendar calendar,
            FeedKind kind) {
        this.feed = feed;
        this.instruments = List.copyOf(instruments);
        this.timeframe = timeframe;
        this.calendar = calendar;
        this.kind = kind;
        sliceTimeout = kind.areTicks() ? REST_OF_AN_INSTANT : REST_OF_BARS;
    }

    /** The same, which no one changes any more. */
    RealtimeSettings copy() {
        RealtimeSettings copy = new RealtimeSettings(feed, instruments, timeframe, calendar, kind);
        copy.seats.addAll(seats);
        copy.warnings.addAll(warnings);
        copy.actions.addAll(actions);
        copy.universes.addAll(universes);
        copy.sliceListeners.addAll(sliceListeners);
        copy.connectionListeners.addAll(connectionListeners);
        copy.offered = offered.copy();
        copy.clock = clock;
        copy.seed = seed;
        copy.from = from;
        copy.prices = prices;
        copy.signalRules = signalRules;
        copy.journalFile = journalFile;
        copy.meters = meters;
        copy.execution = execution;
        copy.account = account;
        copy.accountLosses = accountLosses;
        copy.brokerProfile = brokerProfile;
        copy.oppositeOrders = oppositeOrders;
        copy.killSwitch = killSwitch;
        copy.safeguardsFile = safeguardsFile;
        copy.folder = folder;
        copy.recording = recording;
        copy.adopting = adopting;
        copy.reconcileEvery = reconcileEvery;
        copy.patience = patience;
        copy.monitors.monitors.addAll(monitors.monitors);
        copy.monitors.rules.addAll(monitors.rules);
        copy.monitors.recorders.addAll(monitors.recorders);
        copy.monitors.listeners.addAll(monitors.listeners);
        copy.sliceTimeout = sliceTimeout;
        copy.label = label;
        copy.queueCapacity = queueCapacity;
        copy.history = history;
        return copy;
    }

    /** What the data and the strategies have to go together in, before anything starts. */
    void check(LiveMarket market) {
        if (!universes.isEmpty()) {
            warnings.addAll(UniverseRules.check(universes, market, this, clock.epochNanos()));
        }
        offered.require(seats);
    }

    /** Quotes and trades have no length. */
    boolean isOfTimeframe(MarketEvent event) {
        if (event instanceof Bar bar) {
            return bar.timeframe().equals(timeframe);
        }
        return !(event instanceof QuoteBar bar) || bar.timeframe().equals(timeframe);
    }

    Execution execution() {
        Execution given = execution;
        if (given == null) {
            throw new IllegalStateException("a run must have an execution, give it with execution(...)");
        }
        return given;
    }

    /** What broker and account demand of orders, where it goes together. */
    BrokerSetup broker() {
        return BrokerSetup.of(brokerProfile, oppositeOrders, execution());
    }

    void execution(Execution value) {
        execution = value;
    }

    /** Whether something is looked after while the run waits. */
    boolean isWatched() {
        return killSwitch != null || !monitors.monitors.isEmpty() || folder != null;
    }

    Duration sliceTimeout() {
        return sliceTimeout;
    }

    void sliceTimeout(Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "slice timeout must be positive and at most " + LONGEST_TIMEOUT + ", was " + value);
        }
        sliceTimeout = value;
    }

    /** Empty when none was given. */
    String label() {
        return label;
    }

    void label(String value) {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "run label must be 1 to 8 letters a-z, A-Z and digits, was '" + value + "'");
        }
        label = value;
    }

    int queueCapacity() {
        return queueCapacity;
    }

    void queueCapacity(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("queue capacity must be at least 1, was " + value);
        }
        queueCapacity = value;
    }

    int history() {
        return history;
    }

    void history(int bars) {
        if (bars < 2 || bars > MAX_HISTORY) {
            throw new IllegalArgumentException("history must be from 2 to " + MAX_HISTORY + " bars, was " + bars);
        }
        history = bars;
    }
}
