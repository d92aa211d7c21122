package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.execution.reference.RefEvent;
import io.strategysdk.backtest.execution.reference.RefOrder;
import io.strategysdk.backtest.execution.reference.RefPhase;
import io.strategysdk.backtest.execution.reference.RefTerms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What has happened in the histories on which both matchers agree, and how often: agreement on nothing is worth nothing. */
final class Coverage {
    private static final List<String> KINDS =
            List.of("market", "limit", "stop", "stop-limit", "trail", "trail in percent");
    private static final List<String> WAITING = KINDS.subList(1, KINDS.size());
    private static final Set<TimeInForce> RESTING = EnumSet.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.GTD);
    private static final Set<TimeInForce> IMMEDIATE = EnumSet.of(TimeInForce.IOC, TimeInForce.FOK);
    private static final List<String> PARTS = List.of("whole", "in part");

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void addAll(Coverage other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    /** A fill of an order, or of an exit of it. */
    void filled(History history, RefOrder order, RefTerms terms, RefEvent.Fill fill, RefPhase phase) {
        FillRules rules = history.rules().fills();
        String part = PARTS.get(fill.quantity() < order.quantity() ? 1 : 0);
        add(fill(kind(terms), order.force().timeInForce(), phase, part));
        add(rules.path() + " path: " + (fill.ambiguous() ? "ambiguous" : "certain"));
        if (phase == RefPhase.INSIDE) {
            add(rules.path() + " path: " + kind(terms));
        }
        common(history, order, fill);
    }

    /** A fill of an exit. */
    void exitFilled(
            History history, RefOrder entry, RefTerms terms, RefEvent.Fill fill, RefPhase phase, boolean isFresh) {
        add(exit(kind(terms), phase, isFresh));
        FillRules rules = history.rules().fills();
        if (phase == RefPhase.INSIDE) {
            add(rules.path() + " path: exit, " + kind(terms));
        }
        add("fill of an exit that needs all: " + rules.exitsWaitForFullFill());
        common(history, entry, fill);
    }

    private void common(History history, RefOrder order, RefEvent.Fill fill) {
        AgreedRules rules = history.rules();
        add(history.isInstant() ? "fill without latency" : "fill with latency");
        add("fill with a share of volume: " + (rules.fills().volumeShare() > 0));
        add("fill with ticks through: " + rules.fills().ticksThrough());
        add("fill with trails from " + rules.fills().trailFrom());
        add("fill with exits that wait: " + rules.fills().exitsWaitForNextBar());
        add("fill with exits that need all: " + rules.fills().exitsWaitForFullFill());
        if (order.handling().reduceOnly()) {
            add("fill that reduces only");
        }
        if (fill.price() != fill.priceBeforeSlippage()) {
            add("fill with slippage" + (rules.isWithinBar() ? " within the bar" : ""));
        }
    }

    /** A fill of an order on a bar with a bid and an ask. */
    void quoted(History history, Side side, RefTerms terms, RefPhase phase) {
        add(quoted(side, kind(terms), phase));
        add("bid/ask, " + history.rules().fills().path() + " path");
    }

    /** A fill of an exit on such a bar. */
    void quotedExit(History history, Side entry, RefTerms terms, RefPhase phase, boolean isFresh) {
        add("bid/ask, " + exit(kind(terms), phase, isFresh));
        add("bid/ask, " + history.rules().fills().path() + " path, exit of a " + entry
                + (isFresh ? " in the bar of its entry" : ""));
    }

    private static String quoted(Side side, String kind, RefPhase phase) {
        return "bid/ask, " + side + ", " + kind + ", " + phase;
    }

    static String kind(RefTerms terms) {
        if (terms instanceof RefTerms.Limit) {
            return "limit";
        }
        if (terms instanceof RefTerms.Stop) {
            return "stop";
        }
        if (terms instanceof RefTerms.StopLimit) {
            return "stop-limit";
        }
        if (terms instanceof RefTerms.Trail) {
            return "trail";
        }
        return terms instanceof RefTerms.TrailPercent ? "trail in percent" : "market";
    }

    private static String fill(String kind, TimeInForce timeInForce, RefPhase phase, String part) {
        return kind + ", " + timeInForce + ", " + phase + ", " + part;
    }

    private static String exit(String kind, RefPhase phase, boolean isFresh) {
        return "exit, " + kind + ", " + phase + (isFresh ? ", in the bar of its entry" : ", in a later bar");
    }

    /** What must have happened for agreement to mean something. */
    static Set<String> wanted() {
        Set<String> wanted = new TreeSet<>();
        for (TimeInForce timeInForce : TimeInForce.values()) {
            wanted.addAll(fills(timeInForce));
        }
        for (String kind : WAITING) {
            for (boolean isFresh : new boolean[] {true, false}) {
                wanted.add(exit(kind, RefPhase.OPEN, isFresh));
                wanted.add(exit(kind, RefPhase.INSIDE, isFresh));
            }
            wanted.add("replaced, " + kind);
            wanted.add("pair, first is " + kind);
        }
        for (IntrabarPath path : IntrabarPath.values()) {
            for (String kind : WAITING) {
                wanted.add(path + " path: " + kind);
                wanted.add(path + " path: exit, " + kind);
            }
            wanted.add(path + " path: ambiguous");
            wanted.add(path + " path: certain");
        }
        wanted.addAll(quoted());
        KINDS.forEach(kind -> wanted.add("chain, second is " + kind));
        wanted.addAll(List.of(
                "cancelled, IOC",
                "cancelled, FOK",
                "cancelled, GTC",
                "expired, DAY",
                "expired, GTD",
                "expired, OPG",
                "expired, CLS",
                "change that came too late",
                "exit of a pair",
                "exit of a second",
                "exit that ends with a part of its entry",
                "fill with latency",
                "fill without latency",
                "fill with slippage",
                "fill with slippage within the bar",
                "fill that reduces only",
                "fill outside of the session",
                "fill of more than one owner's orders in a slice"));
        for (boolean has : new boolean[] {true, false}) {
            wanted.add("fill with a share of volume: " + has);
            wanted.add("fill with exits that wait: " + has);
            wanted.add("fill with exits that need all: " + has);
            wanted.add("fill of an exit that needs all: " + has);
        }
        for (int ticks = 0; ticks <= 2; ticks++) {
            wanted.add("fill with ticks through: " + ticks);
        }
        for (TrailFrom from : TrailFrom.values()) {
            wanted.add("fill with trails from " + from);
        }
        return wanted;
    }

    /** Trails in percent are not drawn over bids and asks. */
    private static Set<String> quoted() {
        Set<String> wanted = new TreeSet<>();
        List<String> waiting = WAITING.subList(0, WAITING.size() - 1);
        for (Side side : Side.values()) {
            for (String kind : waiting) {
                wanted.add(quoted(side, kind, RefPhase.OPEN));
                wanted.add(quoted(side, kind, RefPhase.INSIDE));
            }
            wanted.add(quoted(side, "market", RefPhase.OPEN));
            wanted.add(quoted(side, "market", RefPhase.CLOSE));
            wanted.add(quoted(side, "limit", RefPhase.CLOSE));
            for (IntrabarPath path : IntrabarPath.values()) {
                wanted.add("bid/ask, " + path + " path");
                wanted.add("bid/ask, " + path + " path, exit of a " + side);
                wanted.add("bid/ask, " + path + " path, exit of a " + side + " in the bar of its entry");
            }
        }
        for (String kind : waiting) {
            for (boolean isFresh : new boolean[] {true, false}) {
                wanted.add("bid/ask, " + exit(kind, RefPhase.OPEN, isFresh));
                wanted.add("bid/ask, " + exit(kind, RefPhase.INSIDE, isFresh));
            }
        }
        return wanted;
    }

    private static Set<String> fills(TimeInForce timeInForce) {
        Set<String> fills = new TreeSet<>();
        List<String> parts = timeInForce == TimeInForce.FOK ? PARTS.subList(0, 1) : PARTS;
        for (String part : parts) {
            if (timeInForce == TimeInForce.CLS) {
                fills.add(fill("market", timeInForce, RefPhase.CLOSE, part));
                fills.add(fill("limit", timeInForce, RefPhase.CLOSE, part));
                continue;
            }
            List<String> kinds = timeInForce == TimeInForce.OPG ? KINDS.subList(0, 2) : KINDS;
            kinds.forEach(kind -> fills.add(fill(kind, timeInForce, RefPhase.OPEN, part)));
            if (RESTING.contains(timeInForce)) {
                WAITING.forEach(kind -> fills.add(fill(kind, timeInForce, RefPhase.INSIDE, part)));
            }
            if (RESTING.contains(timeInForce) || IMMEDIATE.contains(timeInForce)) {
                fills.add(fill("market", timeInForce, RefPhase.CLOSE, part));
            }
        }
        return fills;
    }

    /** What is wanted and has not happened. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(wanted());
        missing.removeAll(counts.keySet());
        return missing;
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> String.format("%,12d  %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
