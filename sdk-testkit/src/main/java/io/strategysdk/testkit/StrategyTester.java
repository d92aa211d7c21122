package io.strategysdk.testkit;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.OpenPosition;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.SteppedRun;
import io.strategysdk.engine.StrategyFailure;
import io.strategysdk.engine.execution.BrokerExecution;
import io.strategysdk.engine.execution.Execution;
import io.strategysdk.engine.internal.SingleUse;
import io.strategysdk.engine.purity.Purity;
import io.strategysdk.testkit.internal.Amounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drives one strategy through a market that is written down in a test, with the very loop, books and simulated market of
 * paper trading:
 *
 * <pre>{@code
 * StrategyTester tester = StrategyTester.of(new SmaCrossover(new Parameters(2, 3, 1)))
 *         .cash(10_000)
 *         .bars("ACME 1d 2024-01-02: 10 10 10 12")
 *         .run();
 *
 * assertThat(tester).wanted(OrderIntent.targetWeight(tester.instrument(), 1));
 *
 * tester.bars("12.50 13 12 12.80").run();
 *
 * assertThat(tester).filled("buy 800 ACME at 12.50");
 * }</pre>
 *
 * <p>First comes what is given: cash, costs, limits, broker. The run begins with the first step; from then on bars may be
 * added, and nothing else. Time only goes forward. What the strategy saw and wanted is written down in {@link #steps}. An
 * order that was decided on one bar fills on the next, as everywhere.
 *
 * <p>A callback that throws fails the test where it happened; the run goes on without the strategy when it is asked to.
 * Used from one thread, for one run.
 */
public final class StrategyTester {
    private final Witness witness;
    private final String name;
    private final MarketAhead ahead = new MarketAhead();
    private final List<CorporateAction> actions = new ArrayList<>();
    private final List<OpenPosition> positions = new ArrayList<>();
    private BigDecimal cash = BigDecimal.valueOf(100_000);
    private MarketModel model = MarketModel.FRICTIONLESS;
    private RiskLimits limits = RiskLimits.NONE;
    private AccountRules account = AccountRules.cash();
    private @Nullable ScriptedBroker broker;
    private UnaryOperator<RealtimeEngine.Builder> more = UnaryOperator.identity();
    private @Nullable SteppedRun run;
    private @Nullable RunResult result;
    private boolean failureTold;

    private StrategyTester(String name, Strategy strategy) {
        witness = Witness.of(strategy);
        this.name = name;
    }

    /**
     * Begins the test of a strategy that has not run before: the first step refuses an object with fields that has.
     *
     * @throws IllegalArgumentException when it goes by more than its run, as every run says
     */
    public static StrategyTester of(Strategy strategy) {
        return of(Engine.nameOf(strategy.getClass()), strategy);
    }

    /**
     * The same under another name than its own, as its orders and the journal have it.
     *
     * @param name 1 to 28 letters, digits, hyphens, underscores and dots
     * @throws IllegalArgumentException when it goes by more than its run, as every run says
     */
    public static StrategyTester of(String name, Strategy strategy) {
        Purity.require(strategy.getClass());
        return new StrategyTester(Objects.requireNonNull(name), strategy);
    }

    /** Cash to begin with, in whole units of the instruments' currency; 100,000 unless said. */
    public StrategyTester cash(long amount) {
        return cash(Long.toString(amount));
    }

    /**
     * Cash to begin with, decimal text in the instruments' currency.
     *
     * @throws IllegalArgumentException when it is no decimal number
     */
    public StrategyTester cash(String amount) {
        requireNotBegun();
        cash = Amounts.of("cash", amount);
        return this;
    }

    /** Sessions of the market; those of the New York Stock Exchange unless said. Say it before the first bars. */
    public StrategyTester calendar(TradingCalendar value) {
        requireNotBegun();
        ahead.calendar(value);
        return this;
    }

    /**
     * A position to begin with, beside the cash.
     *
     * @param shares negative when short
     * @param averagePrice what was paid for each, decimal text in the instrument's currency
     */
    public StrategyTester holding(Instrument instrument, long shares, String averagePrice) {
        return holding(instrument, Quantity.of(shares), averagePrice);
    }

    /**
     * A position to begin with, beside the cash.
     *
     * @param quantity signed, negative when short
     * @param averagePrice what was paid for each unit, decimal text in the instrument's currency
     */
    public StrategyTester holding(Instrument instrument, Quantity quantity, String averagePrice) {
        requireNotBegun();
        ahead.instruments(instrument);
        positions.add(new OpenPosition(instrument, quantity, Price.of(averagePrice)));
        return this;
    }

    /** Instruments of the run: those that are not shares in dollars, or have no bar for now. Order counts. */
    public StrategyTester instruments(Instrument... values) {
        requireNotBegun();
        ahead.instruments(values);
        return this;
    }

    /** Fees of the simulated market; none unless said. */
    public StrategyTester commission(CommissionModel value) {
        return model(model.withCommission(value));
    }

    /** What market and stop orders lose in the simulated market; nothing unless said. */
    public StrategyTester slippage(SlippageModel value) {
        return model(model.withSlippage(value));
    }

    /** Time from decision to the simulated market; none unless said. */
    public StrategyTester latency(LatencyModel value) {
        return model(model.withLatency(value));
    }

    /** How bars fill orders in the simulated market. */
    public StrategyTester fills(FillRules value) {
        return model(model.withFills(value));
    }

    /** The strategy decides from here on; what comes before only warms features up. From the first slice on unless said. */
    public StrategyTester from(Instant value) {
        return with(run -> run.from(value));
    }

    /** Seed of everything random; 1 unless said. */
    public StrategyTester seed(long value) {
        return model(model.withSeed(value));
    }

    private StrategyTester model(MarketModel value) {
        requireNotBegun();
        model = value;
        return this;
    }

    /** What the account allows; cash unless said. */
    public StrategyTester account(AccountRules value) {
        requireNotBegun();
        account = Objects.requireNonNull(value);
        return this;
    }

    /** Limits beside the strategy's own; the stricter hold. */
    public StrategyTester limits(RiskLimits value) {
        requireNotBegun();
        limits = Objects.requireNonNull(value);
        return this;
    }

    /** Sends orders to a broker that does what the test says, instead of the simulated market; limits of live hold then. */
    public StrategyTester broker(ScriptedBroker value) {
        requireNotBegun();
        broker = Objects.requireNonNull(value);
        return this;
    }

    /** What issuers are going to do; not with a scripted broker, as brokers apply such actions themselves. */
    public StrategyTester actions(CorporateAction... values) {
        requireNotBegun();
        actions.addAll(List.of(values));
        return this;
    }

    /** Anything else that a run can be given: signal rules, features on offer, monitors, universes, a longer history. */
    public StrategyTester with(UnaryOperator<RealtimeEngine.Builder> settings) {
        requireNotBegun();
        UnaryOperator<RealtimeEngine.Builder> before = more;
        more = builder -> settings.apply(before.apply(builder));
        return this;
    }

    /**
     * Adds bars that lie ahead, in the text form of {@link Bars#parse}. Rows without a header go on where the bars before
     * them end, those below a symbol alone, {@code ACME:}, where the bars of that end.
     *
     * @throws IllegalArgumentException with the line, when the text is of another form, goes back in time, or is of
     *     another timeframe than the bars before it: a run steps through one
     */
    public StrategyTester bars(String text) {
        ahead.text(text, "the bars");
        return this;
    }

    /**
     * Adds bars that lie ahead from a file in UTF-8 that has them in the same text form. Files in other forms come in as
     * {@linkplain #on data}, by the readers of {@code io.strategysdk.backtest.data}.
     *
     * @throws IllegalArgumentException as {@link #bars(String)} does, with the file's name
     * @throws SdkException when the file cannot be read
     */
    public StrategyTester bars(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new SdkException("bars file must be readable: " + file + " (" + e + ")", e);
        }
        ahead.text(text, file.toString());
        return this;
    }

    /**
     * Adds bars that lie ahead, of the instrument that text was given of last: each opens where the one before closed and
     * goes straight to its close.
     *
     * @throws IllegalStateException when there are no bars to go on from
     */
    public StrategyTester closes(double... closes) {
        ahead.closes(closes);
        return this;
    }

    /** Adds bars that lie ahead. */
    public StrategyTester bars(BarColumns... series) {
        for (BarColumns columns : series) {
            for (int row = 0; row < columns.size(); row++) {
                columns.events(row).forEach(ahead::add);
            }
        }
        return this;
    }

    /** Adds data that lie ahead; their calendar, corporate actions and kind of prices become those of the run. */
    public StrategyTester on(MarketData data) {
        calendar(data.calendar());
        with(run -> run.prices(data.mode()));
        actions.addAll(data.actions());
        return bars(data.series().toArray(BarColumns[]::new));
    }

    /** Adds bars, quotes or trades that lie ahead. */
    public StrategyTester events(MarketEvent... events) {
        Stream.of(events).forEach(ahead::add);
        return this;
    }

    /** Whether something lies ahead. */
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    /**
     * Runs the next slice of the market.
     *
     * @throws IllegalStateException when nothing lies ahead, or before the first slice, when the strategy object has been
     *     run before
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester next() {
        if (ahead.isEmpty()) {
            throw new IllegalStateException("a step needs bars that lie ahead, there are none left");
        }
        SteppedRun running = begun();
        if (broker != null) {
            broker.begin(ahead.nextNanos());
        }
        running.slice(ahead.take());
        tellFailure();
        return this;
    }

    /**
     * Runs so many slices.
     *
     * @throws IllegalArgumentException when the number is not positive
     * @throws IllegalStateException when there are not that many
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester next(int slices) {
        if (slices < 1) {
            throw new IllegalArgumentException("number of slices must be positive, was " + slices);
        }
        for (int i = 0; i < slices; i++) {
            next();
        }
        return this;
    }

    /**
     * Runs all slices that lie ahead.
     *
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester run() {
        while (!ahead.isEmpty()) {
            next();
        }
        return this;
    }

    /**
     * Runs the slices of all sessions up to one.
     *
     * @throws IllegalArgumentException when the date has no session, or its session has passed
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester until(LocalDate session) {
        long end = calendar()
                .session(session)
                .orElseThrow(() -> new IllegalArgumentException("a date to run to must have a session (calendar "
                        + calendar().name() + "), was " + session))
                .closeNanos();
        now().filter(now -> Clock.epochNanosOf(now) > end).ifPresent(now -> {
            throw new IllegalArgumentException(
                    "a date to run to must not have passed, it is " + now + ", was " + session);
        });
        while (!ahead.isEmpty() && ahead.nextNanos() <= end) {
            next();
        }
        return this;
    }

    /**
     * Runs until the strategy has wanted something more, or nothing lies ahead.
     *
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester untilIntent() {
        int before = witness.intentCount();
        while (!ahead.isEmpty() && witness.intentCount() == before) {
            next();
        }
        return this;
    }

    /**
     * Lets time pass without data: timers that are due until then fire.
     *
     * @throws IllegalArgumentException when the moment has passed
     * @throws IllegalStateException before the first slice, and when bars, quotes or trades lie ahead at that moment or
     *     before it
     * @throws AssertionError when the strategy throws
     */
    public StrategyTester passTimeTo(Instant moment) {
        SteppedRun running = run;
        if (running == null) {
            throw new IllegalStateException("time must not pass before the first step");
        }
        ahead.passTo(moment);
        running.passTimeTo(moment);
        tellFailure();
        return this;
    }

    /**
     * Runs what lies ahead and ends the run.
     *
     * @throws AssertionError when the strategy throws
     */
    public RunResult end() {
        run();
        return finish();
    }

    /** Ends the run where it stands. */
    RunResult finish() {
        RunResult known = result;
        if (known == null) {
            known = begun().finish();
            result = known;
            tellFailure();
        }
        return known;
    }

    /** Whether a first slice has been run. */
    boolean hasRun() {
        return run != null && run.now().isPresent();
    }

    /** What it begins with: cash, and what was paid for what it holds. */
    BigDecimal capital() {
        return positions.stream()
                .map(position -> position.quantity()
                        .toBigDecimal()
                        .multiply(position.avgPx().toBigDecimal()))
                .reduce(cash, BigDecimal::add);
    }

    /** The instruments of the run, in its order. */
    public List<Instrument> instruments() {
        return ahead.instruments();
    }

    /**
     * The run's only instrument.
     *
     * @throws IllegalStateException when it has none or several
     */
    public Instrument instrument() {
        List<Instrument> instruments = instruments();
        if (instruments.size() != 1) {
            throw new IllegalStateException("a run must have one instrument to ask for it, had " + instruments);
        }
        return instruments.get(0);
    }

    /** Sessions of the market. */
    public TradingCalendar calendar() {
        return ahead.calendar();
    }

    /** Time of the run; empty before the first step. */
    public Optional<Instant> now() {
        return run == null ? Optional.empty() : run.now();
    }

    /** What the strategy saw and wanted, step by step. */
    public List<Step> steps() {
        return witness.steps();
    }

    /**
     * The newest step.
     *
     * @throws IllegalStateException before the first
     */
    public Step lastStep() {
        return witness.lastStep().orElseThrow(() -> new IllegalStateException("a step must have been run, none has"));
    }

    /** All that the strategy wanted, in order. */
    public List<OrderIntent> intents() {
        return steps().stream()
                .flatMap(step -> Stream.concat(step.submitted().stream(), step.intents().stream()))
                .toList();
    }

    /** What happened to its orders, in order, as far as it has been told. */
    public List<OrderEvent> orderEvents() {
        return steps().stream().flatMap(step -> step.orders().stream()).toList();
    }

    /** Its orders as they stood when it was last told of them, refused ones too, in the order of their first news. */
    public List<Order> orders() {
        Map<OrderId, Order> orders = new LinkedHashMap<>();
        orderEvents().forEach(event -> orders.put(event.order().id(), event.order()));
        return List.copyOf(orders.values());
    }

    /** Executions of its orders, in order, as far as it has been told. */
    public List<Fill> fills() {
        return orderEvents().stream()
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).fill())
                .toList();
    }

    /** Refusals of its orders, in order, as far as it has been told. */
    public List<OrderEvent.Rejected> rejections() {
        return orderEvents().stream()
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(OrderEvent.Rejected.class::cast)
                .toList();
    }

    /**
     * Its books now.
     *
     * @throws IllegalStateException before the first step
     */
    public Portfolio portfolio() {
        return context().portfolio();
    }

    /**
     * Its position in the run's only instrument now.
     *
     * @throws IllegalStateException before the first step, or when there are several
     */
    public Position position() {
        return context().position(instrument());
    }

    /**
     * Its position in the instrument with this symbol now.
     *
     * @throws IllegalArgumentException when there is none
     * @throws IllegalStateException before the first step
     */
    public Position position(String symbol) {
        return context().position(context().instrument(symbol));
    }

    /** The strategy's own window on the run, as it is now. */
    private Context context() {
        return witness.context().orElseThrow(() -> new IllegalStateException("a step must have been run, none has"));
    }

    /** What one of its callbacks threw; empty while none has. */
    public Optional<Throwable> failure() {
        return witness.failure().map(Witness.Failure::error);
    }

    /** The newest steps as a small table: time, market, features, what happened to orders, what was wanted. */
    public String story() {
        return StepTable.ofLast(steps(), calendar().zone());
    }

    /** The same of the steps around a moment. */
    public String story(Instant moment) {
        return StepTable.around(steps(), Clock.epochNanosOf(moment), calendar().zone());
    }

    /** What it is, and the newest steps. */
    @Override
    public String toString() {
        return "test of " + name + "\n" + story();
    }

    private void tellFailure() {
        if (!failureTold && witness.failure().isPresent()) {
            failureTold = true;
            Witness.Failure failure = witness.failure().orElseThrow();
            throw new AssertionError(
                    name + " must not throw, " + failure.callback() + " threw " + failure.error() + "\n" + story(),
                    failure.error());
        }
        if (!failureTold && result != null) {
            tellStop(result.strategies().get(0).failure());
        }
    }

    /** What the engine has stopped it for without having called it. */
    private void tellStop(Optional<StrategyFailure> stop) {
        if (stop.isPresent()) {
            failureTold = true;
            throw new AssertionError(
                    stop.orElseThrow() + "\n" + story(), stop.orElseThrow().error());
        }
    }

    private void requireNotBegun() {
        if (run != null) {
            throw new IllegalStateException("what is given must be said before the first step");
        }
    }

    private SteppedRun begun() {
        SteppedRun known = run;
        if (known == null) {
            known = begin();
            run = known;
            ahead.close();
        }
        return known;
    }

    private SteppedRun begin() {
        if (ahead.isEmpty()) {
            throw new IllegalStateException("a run needs bars, quotes or trades to begin with, there are none");
        }
        SingleUse.claim(witness.strategy());
        Execution execution = broker == null ? new SimulatedMarket(model) : new BrokerExecution(broker);
        RealtimeEngine.Builder described = described()
                .execution(execution)
                .strategy(name, witness, cash, limits)
                .account(account)
                .seed(model.seed())
                .label("test")
                .corporateActions(actions);
        positions.forEach(position -> described.holding(name, position));
        return more.apply(described).stepped();
    }

    private RealtimeEngine.Builder described() {
        List<Instrument> order = instruments();
        MarketEvent first = ahead.first();
        if (first instanceof Bar bar) {
            return RealtimeEngine.on(MarketDataFeed.none(), order, bar.timeframe(), calendar());
        }
        if (first instanceof QuoteBar bar) {
            return RealtimeEngine.onQuoteBars(MarketDataFeed.none(), order, bar.timeframe(), calendar());
        }
        return ahead.hasOnlyTrades()
                ? RealtimeEngine.onTrades(MarketDataFeed.none(), order, calendar())
                : RealtimeEngine.onTicks(MarketDataFeed.none(), order, calendar());
    }
}
