package io.strategysdk.engine;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.ConnectionEvent;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One strategy at work in a run: its book, its working orders and the news that wait for it. */
final class Desk {
    final int number;
    final String name;
    final Strategy strategy;
    final Book book;
    final RiskLimits limits;
    final RiskChecks checks;
    final boolean observesMarket;
    final boolean observesOrders;
    final boolean observesPositions;
    final boolean observesCorporateActions;
    final boolean observesConnections;
    final List<TimerHandle> timers = new ArrayList<>();
    final ArrayDeque<Object> news = new ArrayDeque<>();
    /** Timers that came due are told of after the orders, although they are known before. */
    final ArrayDeque<TimerEvent> due = new ArrayDeque<>();

    final Cells cells = new Cells();

    @Nullable
    RunContext context;

    Loop loop = LoopCopies.shared();
    double[] equity = new double[0];
    boolean hasNews;
    /** What is being called while news are delivered. */
    String callback = "";

    boolean asksForQuotes;
    boolean ready;
    boolean maySubmit;
    boolean stopped;

    @Nullable
    StrategyFailure failure;

    /** Names of what it has bound, each once. */
    final Set<String> features = new LinkedHashSet<>();

    private WorkingOrder[] working = new WorkingOrder[8];
    private int workingCount;
    private int openAmounts;
    private long sequence;
    private int ordersThisStep;
    private long ordersStep = -1;
    private long proceeds;
    private @Nullable WorkingOrder filled;

    /** With the daily returns that a desk before this one keeps, if one does. */
    Desk(int number, String name, Strategy strategy, Book book, RiskLimits limits, @Nullable DailyReturns returns) {
        this.number = number;
        this.name = name;
        this.strategy = strategy;
        this.book = book;
        this.limits = together(name, limits, strategy);
        checks = new RiskChecks(this.limits, book.instruments(), returns);
        observesMarket = overrides(strategy.getClass(), "onMarketEvent", MarketEvent.class);
        observesOrders = overrides(strategy.getClass(), "onOrderUpdate", OrderEvent.class);
        observesPositions = overrides(strategy.getClass(), "onPositionUpdate", PositionEvent.class);
        observesCorporateActions = overrides(strategy.getClass(), "onCorporateAction", CorporateAction.class);
        observesConnections = overrides(strategy.getClass(), "onConnection", ConnectionEvent.class);
    }

    private static RiskLimits together(String name, RiskLimits ofRun, Strategy strategy) {
        try {
            return ofRun.and(Objects.requireNonNull(strategy.riskLimits(), "riskLimits must not be null"));
        } catch (RuntimeException refused) {
            throw new IllegalArgumentException(
                    "risk limits of strategy " + name + " must go together with those of the run: "
                            + refused.getMessage(),
                    refused);
        }
    }

    /** Records for a callback are made only for strategies that look at them. */
    private static boolean overrides(Class<?> type, String callback, Class<?> event) {
        try {
            return type.getMethod(callback, event, Context.class).getDeclaringClass() != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a strategy must have the callback " + callback, e);
        }
    }

    RunContext context() {
        RunContext known = context;
        if (known == null) {
            throw new IllegalStateException("strategy must have been started: " + name);
        }
        return known;
    }

    /** A plain market order, made from a filled one where there is one. */
    WorkingOrder marketOrder(int instrumentNumber, Instrument instrument, Side side, long quantity) {
        WorkingOrder spare = filled;
        if (spare == null) {
            return new WorkingOrder(this, name, nextSequence(), instrumentNumber, instrument, side, quantity, null);
        }
        filled = null;
        spare.renew(nextSequence(), instrumentNumber, instrument, side, quantity);
        return spare;
    }

    void tell(Object event) {
        news.add(event);
        hasNews = true;
    }

    /**
     * The same of an order that has been accepted or filled, which happens with each: the event is made when the strategy
     * is called, since making it would be most of the code that takes every order to its fill.
     */
    void tellLater(Supplier<OrderEvent> event) {
        tell(event);
    }

    /** What the strategy is told of next. */
    Object nextNews() {
        return made(news.remove());
    }

    /** All that waits, in its order. */
    List<Object> allNews() {
        return news.stream().map(Desk::made).toList();
    }

    private static Object made(Object news) {
        return news instanceof Supplier<?> later ? later.get() : news;
    }

    void tell(TimerEvent event) {
        due.add(event);
        hasNews = true;
    }

    long nextSequence() {
        return ++sequence;
    }

    long sequence() {
        return sequence;
    }

    void restoreSequence(long last) {
        sequence = last;
    }

    /** Counts an order of a step; proceeds of market sells of the same step pay for its later buys. */
    void countOrder(long step) {
        startStep(step);
        ordersThisStep++;
    }

    int ordersThisStep(long step) {
        startStep(step);
        return ordersThisStep;
    }

    long proceeds(long step) {
        startStep(step);
        return proceeds;
    }

    void expectProceeds(long step, long units) {
        startStep(step);
        proceeds = Math.addExact(proceeds, units);
    }

    private void startStep(long step) {
        if (ordersStep != step) {
            ordersStep = step;
            ordersThisStep = 0;
            proceeds = 0;
        }
    }

    /** Mostly the newest; one that waited for another is older than those in between. */
    void add(WorkingOrder order) {
        if (workingCount == working.length) {
            working = Arrays.copyOf(working, workingCount * 2);
        }
        int at = workingCount++;
        while (at > 0 && working[at - 1].sequence() > order.sequence()) {
            working[at] = working[at - 1];
            at--;
        }
        working[at] = order;
        if (order.isByAmount()) {
            openAmounts++;
        }
    }

    void remove(WorkingOrder order) {
        int at = indexOf(order.sequence());
        if (at < 0) {
            throw new IllegalStateException("only a working order can end, was " + order);
        }
        workingCount--;
        if (at < workingCount) {
            System.arraycopy(working, at + 1, working, at, workingCount - at);
        }
        if (order.isByAmount()) {
            openAmounts--;
        }
        if (order.status() == OrderStatus.FILLED && order.requestOrNull() == null) {
            filled = order;
        }
    }

    /** Whether an order that names an amount is working: most strategies send none, and are asked for each order. */
    boolean hasOpenAmounts() {
        return openAmounts > 0;
    }

    /** What is left of open orders of a side that name an amount for an instrument, in cash units. */
    long openAmounts(int instrument, int sign) {
        long sum = 0;
        for (int i = 0; i < workingCount && hasOpenAmounts(); i++) {
            if (working[i].instrumentIndex() == instrument && working[i].sign() == sign) {
                sum = Math.addExact(sum, openAmount(working[i]));
            }
        }
        return sum;
    }

    /** What is left of all open orders that name an amount, in cash units. */
    long openAmounts() {
        long sum = 0;
        for (int i = 0; i < workingCount && hasOpenAmounts(); i++) {
            sum = Math.addExact(sum, openAmount(working[i]));
        }
        return sum;
    }

    private long openAmount(WorkingOrder order) {
        boolean isOpen = order.isByAmount() && order.status() != OrderStatus.PENDING_CANCEL;
        return isOpen ? OrderCosts.amount(order, book) - order.cumValue() : 0;
    }

    int workingCount() {
        return workingCount;
    }

    WorkingOrder working(int i) {
        return working[i];
    }

    @Nullable
    WorkingOrder find(long orderSequence) {
        int at = indexOf(orderSequence);
        return at < 0 ? null : working[at];
    }

    private int indexOf(long orderSequence) {
        int low = 0;
        int high = workingCount - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            long there = working[mid].sequence();
            if (there == orderSequence) {
                return mid;
            }
            if (there < orderSequence) {
                low = mid + 1;
            } else {
                high = mid - 1;
            }
        }
        return -1;
    }
}
