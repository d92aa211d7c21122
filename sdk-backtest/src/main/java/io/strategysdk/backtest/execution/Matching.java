package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.engine.execution.Execution.Reports;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Resting orders against one slice: which of them may fill, and what a fill sets off. */
final class Matching {
    private final FillRules fillRules;
    private final TriggerRules triggerRules;
    private final BarPath path;
    private final Fills fills;
    private final RestingOrders resting = new RestingOrders();
    private final BarPrices bar = new BarPrices();
    private final Doubts doubts = new Doubts();
    private final List<WorkingOrder> heldBack = new ArrayList<>();
    private final List<OrderGroup> lateGroups = new ArrayList<>();
    private final List<WorkingOrder> endedForThisBar = new ArrayList<>();
    private @Nullable Slice slice;
    private @Nullable Reports reports;
    private boolean isMatching;
    private boolean hasActivated;
    private long lastPrice;

    Matching(FillRules fillRules, Fills fills) {
        this.fillRules = fillRules;
        this.fills = fills;
        triggerRules = new TriggerRules(fillRules);
        IntrabarPath choice = fillRules.path();
        path = choice.isWalked() ? new WalkedPath(choice) : new PhasedPath(choice == IntrabarPath.ASSUME_WORST);
    }

    void start(Reports to) {
        reports = to;
    }

    private Reports reports() {
        return Objects.requireNonNull(reports, "start must come first");
    }

    private Slice slice() {
        return Objects.requireNonNull(slice, "a slice must come first");
    }

    RestingOrders resting() {
        return resting;
    }

    int size() {
        return resting.size();
    }

    WorkingOrder order(int i) {
        return resting.order(i);
    }

    TriggerRule rule(int i) {
        return resting.rule(i);
    }

    int ambiguous() {
        return doubts.count();
    }

    void restoreAmbiguous(int count) {
        doubts.restore(count);
    }

    /** An order that is at the market from now on. */
    void add(WorkingOrder order) {
        resting.add(order, triggerRules.of(order));
    }

    /** Fills what the slice fills. */
    void match(Slice shown) {
        begin(shown);
        isMatching = true;
        matchOpens();
        resting.sweep();
        lookAround();
        path.inside(this);
        matchCloses();
        doubts.end();
        leaveBars();
        isMatching = false;
    }

    private void begin(Slice shown) {
        slice = shown;
        bar.forget();
        fills.begin();
        doubts.begin();
        endedForThisBar.clear();
        heldBack.clear();
    }

    /** Sells before buys; exits that a buy brings to life sell before the next buy. */
    private void matchOpens() {
        matchOpenSells();
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.sign() > 0 && mayTrade(order)) {
                hasActivated = false;
                matchOpen(order, resting.rule(i));
                if (hasActivated) {
                    matchOpenSells();
                }
            }
        }
    }

    private void matchOpenSells() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.sign() < 0 && mayTrade(order)) {
                matchOpen(order, resting.rule(i));
            }
        }
    }

    private void matchOpen(WorkingOrder order, TriggerRule rule) {
        BarPrices prices = barOf(order);
        long price = rule.atOpen(order, prices);
        if (price != TriggerRule.NONE && yieldsToStop(order, rule)) {
            heldBack.add(order);
        } else if (price != TriggerRule.NONE) {
            fillAtOpen(order, rule, price);
        }
        if (order.isWorking()) {
            leaveOpen(order, rule);
        }
    }

    private void leaveOpen(WorkingOrder order, TriggerRule rule) {
        if (TriggerRules.isImmediate(order)) {
            reports().cancelled(order);
            Contingencies.entryEnded(order, reports());
            return;
        }
        rule.leaveOpen(order, barOf(order));
        order.leaveToOpen(false);
    }

    /** Targets that yielded to a stop which was not filled after all, at the open that they had passed. */
    void fillHeldBack() {
        for (WorkingOrder order : heldBack) {
            if (staysForTheBar(order)) {
                BarPrices prices = barOf(order);
                fillInside(order, triggerRules.of(order), prices.open(), Reach.of(prices.open(), 0, prices));
            }
        }
    }

    /** What is still there after the open, and may be met inside of the bar. */
    private void lookAround() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (staysForTheBar(order) && order.liveQty() > 0) {
                doubts.isThere(order, resting.rule(i), barOf(order));
            }
        }
    }

    /** A target of which the stop is reached in the same bar, where stops always come first. */
    private boolean yieldsToStop(WorkingOrder order, TriggerRule rule) {
        if (fillRules.path() != IntrabarPath.STOP_FIRST_ALWAYS || rule.phaseInside(order) != MatchPhase.LIMITS) {
            return false;
        }
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder other = resting.order(i);
            boolean isRival = order.group() != null && order.group() == other.group() && !other.equals(order);
            if (isRival
                    && resting.rule(i).phaseInside(other) == MatchPhase.STOPS
                    && mayTrade(other)
                    && resting.rule(i).inside(other, barOf(other)) != TriggerRule.NONE) {
                return true;
            }
        }
        return false;
    }

    private void matchCloses() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            TriggerRule rule = resting.rule(i);
            if (rule.phaseInside(order) == MatchPhase.CLOSES && staysForTheBar(order)) {
                long price = rule.inside(order, barOf(order));
                if (price != TriggerRule.NONE) {
                    fill(order, rule, price, Liquidity.TAKER);
                    activateExits(order, slice().epochNanos());
                }
            }
        }
    }

    private void leaveBars() {
        boolean isWalked = path.goesOnAfterActivation();
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (mayTrade(order) && (!order.isTriggered() || order.type() == OrderType.STOP_LIMIT)) {
                resting.rule(i).leave(order, barOf(order), isWalked);
            }
        }
        lateGroups.forEach(OrderGroup::beginBar);
        lateGroups.clear();
    }

    /** Fills a market order at the close that it was decided on, where a bar has just closed. */
    void fillAtClose(WorkingOrder order) {
        Slice now = isMatching ? null : reports().slice();
        boolean isPlain = order.type() == OrderType.MARKET && !isForAuction(order);
        if (isPlain && now != null && now.row(order.instrumentIndex()) >= 0) {
            begin(now);
            fill(order, triggerRules.of(order), barOf(order).close(), Liquidity.TAKER);
            activateExits(order, now.epochNanos());
        }
    }

    private static boolean isForAuction(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return request != null && request.timeInForce().isAuction();
    }

    /** Whether a bar that may fill the order is in the slice. */
    boolean mayTrade(WorkingOrder order) {
        return order.isWorking() && hasArrived(order) && !isOutsideItsHours(order);
    }

    /** The same, after the open: an order that expires inside of the bar had that only. */
    boolean staysForTheBar(WorkingOrder order) {
        return order.expiry() >= slice().epochNanos() && mayTrade(order) && !endedForThisBar.contains(order);
    }

    void endForThisBar(WorkingOrder order) {
        endedForThisBar.add(order);
    }

    boolean hasBar(int instrument) {
        return slice().row(instrument) >= 0;
    }

    BarPrices barOf(WorkingOrder order) {
        return barOf(order.instrumentIndex());
    }

    BarPrices barOf(int instrument) {
        bar.show(slice(), slice().row(instrument));
        return bar;
    }

    /** Whether no order before this one is for the same instrument. */
    boolean isFirstOf(int instrument, int i) {
        for (int before = 0; before < i; before++) {
            if (resting.order(before).instrumentIndex() == instrument) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a bar that began after the order had arrived. */
    private boolean hasArrived(WorkingOrder order) {
        Slice now = slice();
        int row = now.row(order.instrumentIndex());
        return row >= 0 && now.mayFill(row, order.arrivesAt());
    }

    /** Whether the bar opened outside of the session and the order is not for extended hours. */
    private boolean isOutsideItsHours(WorkingOrder order) {
        if (!slice().isOutsideSession(slice().row(order.instrumentIndex()))) {
            return false;
        }
        NewOrder request = order.requestOrNull();
        return request == null || !request.handling().extendedHours();
    }

    private void fillAtOpen(WorkingOrder order, TriggerRule rule, long price) {
        long filled = fill(order, rule, price, Liquidity.TAKER);
        if (filled > 0) {
            if (order.isUndecided()) {
                doubts.add();
            }
            Slice now = slice();
            activateExits(
                    order,
                    fillRules.exitsWaitForNextBar()
                            ? now.epochNanos()
                            : now.openEpochNanos(now.row(order.instrumentIndex())));
        }
    }

    /** Fills an order between the open and the close; its exits come to life where the market is then. */
    void fillInside(WorkingOrder order, TriggerRule rule, long price, Reach reach) {
        BarPrices prices = barOf(order);
        long within = Math.max(prices.low(), Math.min(prices.high(), price));
        // only a limit that the market comes to inside of a bar has rested in the book for sure
        boolean rested = rule.phaseInside(order) == MatchPhase.LIMITS;
        long filled = fill(order, rule, within, rested ? Liquidity.MAKER : Liquidity.TAKER);
        if (filled > 0) {
            doubts.filledInside(order);
            if (wakesExits(order)) {
                bringToLife(order, filled, reach);
            }
        }
    }

    private void bringToLife(WorkingOrder order, long filled, Reach reach) {
        Slice now = slice();
        boolean goesOn = path.goesOnAfterActivation();
        List<WorkingOrder> exits = Contingencies.exitsOf(order);
        List<WorkingOrder> fresh = exits.stream().filter(WorkingOrder::isHeld).toList();
        activate(exits, reach.at(), goesOn ? now.openEpochNanos(now.row(order.instrumentIndex())) : now.epochNanos());
        fresh.forEach(exit -> doubts.isFresh(exit, triggerRules.of(exit), barOf(exit), reach));
        if (!goesOn) {
            settle(exits, MatchPhase.STOPS, reach);
            settle(exits, MatchPhase.LIMITS, reach);
            order.led().forEach(group -> keepForNextBar(group, filled));
        }
    }

    private void keepForNextBar(OrderGroup group, long filled) {
        if (group.kind() == OrderGroup.Kind.BRACKET) {
            group.keepForNextBar(filled);
            lateGroups.add(group);
        }
    }

    private void settle(List<WorkingOrder> exits, MatchPhase phase, Reach reach) {
        for (WorkingOrder exit : exits) {
            TriggerRule rule = triggerRules.of(exit);
            if (exit.isWorking() && exit.liveQty() > 0 && rule.phaseInside(exit) == phase) {
                path.activated(this, exit, rule, reach);
            }
        }
    }

    private void activateExits(WorkingOrder order, long from) {
        if (wakesExits(order)) {
            activate(Contingencies.exitsOf(order), lastPrice, from);
        }
    }

    private boolean wakesExits(WorkingOrder order) {
        return !order.led().isEmpty() && (order.leavesQty() == 0 || !fillRules.exitsWaitForFullFill());
    }

    private void activate(List<WorkingOrder> exits, long price, long from) {
        for (WorkingOrder exit : exits) {
            if (exit.isHeld()) {
                exit.activate(from);
                if (exit.type() == OrderType.TRAILING_STOP) {
                    exit.trailFrom(price);
                }
                add(exit);
            }
            hasActivated = true;
            reports().activated(exit);
        }
    }

    private long fill(WorkingOrder order, TriggerRule rule, long price, Liquidity liquidity) {
        lastPrice = price;
        long filled = fills.fill(order, rule, liquidity, price, slice(), barOf(order), reports());
        if (order.isWorking() && rule.phaseInside(order) == MatchPhase.STOPS) {
            order.trigger();
        }
        if (filled > 0) {
            Contingencies.takeFromRivals(order, filled, reports());
        }
        if (!order.isWorking()) {
            Contingencies.entryEnded(order, reports());
        }
        return filled;
    }
}
