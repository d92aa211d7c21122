package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
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
    private static final Side[] SELLS_FIRST = {Side.SELL, Side.BUY};
    private final FillRules fillRules;
    private TriggerRules triggerRules;
    private BarPath path;
    private final Fills fills;
    private final RestingOrders resting = new RestingOrders();
    private final BarPrices bar = new BarPrices();
    private final BarPrices asks = new BarPrices();
    private final Doubts doubts = new Doubts();
    private final List<WorkingOrder> heldBack = new ArrayList<>();
    private final List<OrderGroup> lateGroups = new ArrayList<>();
    private final List<WorkingOrder> endedForThisBar = new ArrayList<>();
    private @Nullable Slice slice;
    private @Nullable Reports reports;
    private boolean isMatching;
    private boolean hasActivated;
    private boolean hasQuotes;
    private boolean isOverTicks;

    Matching(FillRules fillRules, Fills fills) {
        this.fillRules = fillRules;
        this.fills = fills;
        triggerRules = TriggerRules.overBars(fillRules);
        IntrabarPath choice = fillRules.path();
        path = choice.isWalked() ? new WalkedPath(choice) : new PhasedPath(choice == IntrabarPath.ASSUME_WORST);
    }

    void start(Reports to) {
        reports = to;
        if (to.isOverTicks()) {
            isOverTicks = true;
            triggerRules = TriggerRules.overTicks(fillRules);
            path = new PhasedPath(false);
        }
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
        if (resting.size() > 0) {
            matchBars();
        }
        heldBack.clear();
        isMatching = false;
    }

    /** What is left after the opens. */
    private void matchBars() {
        lookAround();
        path.inside(this);
        matchCloses();
        doubts.end();
        leaveBars();
        endedForThisBar.clear();
    }

    private void begin(Slice shown) {
        slice = shown;
        hasQuotes = shown.hasQuotes();
        if (isOverTicks) {
            bar.begin(shown.bids(), shown.trades());
            asks.begin(shown.asks(), shown.trades());
        } else if (hasQuotes) {
            bar.begin(shown.bids());
            asks.begin(shown.asks());
        } else {
            bar.begin(shown);
        }
        fills.begin(shown.epochNanos());
    }

    /**
     * Sells before buys; exits that a buy brings to life sell before the next buy. Both sides run through the same code,
     * which is large: a second copy of it would not stay at hand of the processor.
     */
    private void matchOpens() {
        for (Side side : SELLS_FIRST) {
            for (int i = 0; i < resting.size(); i++) {
                WorkingOrder order = resting.order(i);
                if (order.side() == side && mayTrade(order)) {
                    hasActivated = false;
                    matchOpen(order, resting.rule(i));
                    if (hasActivated && side == Side.BUY) {
                        matchOpenSells();
                    }
                }
            }
        }
    }

    private void matchOpenSells() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.side() == Side.SELL && mayTrade(order)) {
                matchOpen(order, resting.rule(i));
            }
        }
    }

    private void matchOpen(WorkingOrder order, TriggerRule rule) {
        if (!heldBack.isEmpty() && heldBack.contains(order)) {
            return;
        }
        long price = isForNothing(order) ? TriggerRule.NONE : rule.atOpen(order, barOf(order));
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
        if (TriggerRules.isImmediate(order) && barOf(order).isOpen()) {
            cancel(order);
            return;
        }
        if (!isForNothing(order)) {
            rule.leaveOpen(order, barOf(order));
            rule.leavePrice(order);
        }
        order.leaveToOpen(order.isUndecided() && order.isTriggered());
    }

    /** The market moves on from a price that an order has met, unless there was nothing of it to fill. */
    void leavePrice(WorkingOrder order, TriggerRule rule) {
        if (!isForNothing(order)) {
            rule.leavePrice(order);
        }
    }

    private void cancel(WorkingOrder order) {
        reports().cancelled(order);
        Contingencies.entryEnded(order, reports());
    }

    /** Targets that yielded to a stop which was not filled after all, at the open that they had passed: sells first. */
    void fillHeldBack() {
        if (!heldBack.isEmpty()) {
            fillHeldBack(Side.SELL);
            fillHeldBack(Side.BUY);
        }
    }

    private void fillHeldBack(Side side) {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (order.side() == side && heldBack.contains(order) && staysForTheBar(order)) {
                fillAtOpen(order, resting.rule(i), barOf(order).open());
            }
        }
    }

    /** What is still there after the open, and may be met inside of the bar. */
    private void lookAround() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (staysForTheBar(order)) {
                doubts.isThere(order, resting.rule(i), barOf(order), heldBack.contains(order));
            }
        }
    }

    /** A target of which the stop is reached in the same bar, where stops always come first. */
    private boolean yieldsToStop(WorkingOrder order, TriggerRule rule) {
        boolean mayYield = order.isGrouped()
                && fillRules.path() == IntrabarPath.STOP_FIRST_ALWAYS
                && rule.approach(order) != 0
                && rule.phaseInside(order) == MatchPhase.LIMITS
                && isLeftAfterOpen(order);
        for (int i = 0; mayYield && i < resting.size(); i++) {
            WorkingOrder other = resting.order(i);
            if (order.rivals().contains(other) && isReachedStop(other, resting.rule(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isReachedStop(WorkingOrder order, TriggerRule rule) {
        return rule.phaseInside(order) == MatchPhase.STOPS
                && isLeftAfterOpen(order)
                && rule.touches(order, barOf(order));
    }

    private boolean isLeftAfterOpen(WorkingOrder order) {
        return staysForTheBar(order) && !TriggerRules.isImmediate(order);
    }

    private void matchCloses() {
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            TriggerRule rule = resting.rule(i);
            if (rule.phaseInside(order) == MatchPhase.CLOSES && staysForTheBar(order)) {
                long price = rule.inside(order, barOf(order));
                if (price != TriggerRule.NONE) {
                    fillAtClose(order, rule, price);
                }
            }
        }
    }

    private void leaveBars() {
        boolean isWalked = path.goesOnAfterActivation();
        for (int i = 0; i < resting.size(); i++) {
            WorkingOrder order = resting.order(i);
            if (mayTrade(order)
                    && !isForNothing(order)
                    && (!order.isTriggered() || order.type() == OrderType.STOP_LIMIT)) {
                resting.rule(i).leave(order, barOf(order), isWalked);
            }
        }
        lateGroups.forEach(OrderGroup::beginBar);
        lateGroups.clear();
    }

    /** Fills a market order at the close that it was decided on, where a bar has just closed in its hours. */
    void fillAtClose(WorkingOrder order) {
        Slice now = isMatching ? null : reports().slice();
        boolean isPlain = order.type() == OrderType.MARKET && !isForAuction(order) && !wasTriggered(order);
        if (isPlain && now != null && now.row(order.instrumentIndex()) >= 0) {
            begin(now);
            if (barOf(order).isOpen() && (order.isLiquidation() || !isOutsideItsHours(order))) {
                fillAtThisClose(order);
            }
        }
    }

    private void fillAtThisClose(WorkingOrder order) {
        fillAtClose(order, triggerRules.of(order), barOf(order).close());
        if (order.isWorking() && TriggerRules.isImmediate(order)) {
            cancel(order);
        }
    }

    private void fillAtClose(WorkingOrder order, TriggerRule rule, long price) {
        if (fill(order, rule, price, Liquidity.TAKER) > 0) {
            activateExits(order, exitSideOf(order).close(), slice().epochNanos());
        }
    }

    /** The second of two orders was sent when the first was filled, not decided on. */
    private static boolean wasTriggered(WorkingOrder order) {
        OrderGroup group = order.group();
        return group != null && group.kind() == OrderGroup.Kind.ONE_TRIGGERS_OTHER;
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
        return order.expiry() >= slice().epochNanos()
                && mayTrade(order)
                && !isForNothing(order)
                && !endedForThisBar.contains(order);
    }

    /** An exit that has filled what its entry has, or of which the rivals have: no stop of nothing is triggered. */
    private static boolean isForNothing(WorkingOrder order) {
        return order.isGrouped() && order.liveQty() == 0;
    }

    void endForThisBar(WorkingOrder order) {
        endedForThisBar.add(order);
    }

    boolean hasBar(int instrument) {
        return slice().row(instrument) >= 0;
    }

    /** The bar as the order meets it: where there are quotes, their side that it trades with. */
    BarPrices barOf(WorkingOrder order) {
        return barOf(order.instrumentIndex(), order.sign());
    }

    BarPrices barOf(int instrument, int sign) {
        BarPrices prices = hasQuotes && sign > 0 ? asks : bar;
        prices.show(slice().row(instrument));
        return prices;
    }

    /** The bar as exits of an order meet it. */
    BarPrices exitSideOf(WorkingOrder order) {
        return barOf(order.instrumentIndex(), -order.sign());
    }

    /** What exits of an order may be sure of when it was filled at a price that the market came to in some way. */
    Reach reachOfExits(WorkingOrder order, long price, int approach) {
        if (isOverTicks) {
            return new Reach(price, price, price, price);
        }
        BarPrices own = barOf(order);
        long at = own.within(price);
        return hasQuotes ? Reach.onTheOther(at, approach, own, exitSideOf(order)) : Reach.of(at, approach, own);
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
            if (order.isLeader()) {
                activateExitsAtOpen(order, price, filled);
            }
        }
    }

    private void activateExitsAtOpen(WorkingOrder order, long price, long filled) {
        Slice now = slice();
        if (isOverTicks) {
            activateExits(order, startOfExits(order, price), now.epochNanos() + 1);
            return;
        }
        boolean isLate = fillRules.exitsWaitForNextBar();
        long from = isLate ? now.epochNanos() : now.openEpochNanos(now.row(order.instrumentIndex()));
        activateExits(order, exitSideOf(order).open(), from);
        if (isLate) {
            order.led().forEach(group -> keepForNextBar(group, filled));
        }
    }

    /** What exits are quoted when their entry fills; where nothing is at that instant, what it filled at. */
    private long startOfExits(WorkingOrder order, long price) {
        BarPrices exits = exitSideOf(order);
        return exits.isOpen() ? exits.close() : price;
    }

    /** Fills an order between the open and the close; its exits come to life where their side of the market is then. */
    void fillInside(WorkingOrder order, TriggerRule rule, long price, Reach reach) {
        long within = isOverTicks ? price : barOf(order).within(price);
        // only a limit that the market comes to inside of a bar has rested in the book for sure
        boolean rested = rule.phaseInside(order) == MatchPhase.LIMITS;
        long filled = fill(order, rule, within, rested ? Liquidity.MAKER : Liquidity.TAKER);
        if (filled > 0) {
            doubts.filledInside(order);
            if (isOverTicks) {
                activateExits(order, startOfExits(order, price), slice().epochNanos() + 1);
            } else if (wakesExits(order)) {
                bringToLife(order, filled, reach);
            }
        }
    }

    private void bringToLife(WorkingOrder order, long filled, Reach reach) {
        Slice now = slice();
        boolean goesOn = path.goesOnAfterActivation();
        List<WorkingOrder> exits = Contingencies.exitsOf(order);
        long woken = fillRules.exitsWaitForFullFill() ? Contingencies.open(order) : filled;
        boolean areFresh = Contingencies.open(order) == woken;
        activate(exits, reach.at(), goesOn ? now.openEpochNanos(now.row(order.instrumentIndex())) : now.epochNanos());
        endedForThisBar.removeAll(exits);
        if (areFresh) {
            exits.forEach(exit -> doubts.isFresh(exit, triggerRules.of(exit), barOf(exit), reach));
        }
        if (!goesOn) {
            List<WorkingOrder> stops = exits.stream().filter(this::isStop).toList();
            List<WorkingOrder> limits =
                    exits.stream().filter(exit -> !stops.contains(exit)).toList();
            settle(stops, reach, areFresh);
            settle(limits, reach, areFresh);
            order.led().forEach(group -> keepForNextBar(group, woken));
        }
    }

    private void keepForNextBar(OrderGroup group, long filled) {
        if (group.kind() == OrderGroup.Kind.BRACKET) {
            group.keepForNextBar(filled);
            lateGroups.add(group);
        }
    }

    private boolean isStop(WorkingOrder order) {
        return triggerRules.of(order).phaseInside(order) == MatchPhase.STOPS;
    }

    private void settle(List<WorkingOrder> exits, Reach reach, boolean areFresh) {
        for (WorkingOrder exit : exits) {
            if (exit.isWorking() && exit.liveQty() > 0) {
                path.activated(this, exit, triggerRules.of(exit), reach, areFresh);
            }
        }
    }

    private void activateExits(WorkingOrder order, long price, long from) {
        if (wakesExits(order)) {
            activate(Contingencies.exitsOf(order), price, from);
        }
    }

    private boolean wakesExits(WorkingOrder order) {
        return order.isLeader() && (order.leavesQty() == 0 || !fillRules.exitsWaitForFullFill());
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
        long filled = fills.fill(order, rule, liquidity, price, slice(), barOf(order), reports());
        if (order.isWorking()) {
            leaveFill(order, rule, filled);
        }
        if (filled > 0) {
            Contingencies.takeFromRivals(order, filled, reports());
        }
        if (!order.isWorking()) {
            Contingencies.entryEnded(order, reports());
        }
        return filled;
    }

    /** It was filled in part, or not at all. */
    private static void leaveFill(WorkingOrder order, TriggerRule rule, long filled) {
        if (rule.phaseInside(order) == MatchPhase.STOPS) {
            order.trigger();
        }
        if (filled > 0 || order.isTriggered()) {
            rule.leavePrice(order);
        }
    }
}
