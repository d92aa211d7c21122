package io.strategysdk.engine;

import io.strategysdk.api.order.NewOrder;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What issuers' actions make of resting orders, those that wait for another order included. The venue has no say in it,
 * and learns of it at once.
 *
 * @param scalesAtReverseSplits whether a reverse split scales orders, too, which cancels them otherwise
 */
record RestingRestatement(Run run, Books books, boolean scalesAtReverseSplits) {
    /** Splits scale quantities and prices, of what has ended but still counts for others too. */
    void split(int instrument, SplitRatio ratio) {
        if (ratio.isReverse() && !scalesAtReverseSplits) {
            cancel(instrument);
            return;
        }
        refuseReplacements(instrument);
        TermsChange change = TermsChange.of(ratio);
        for (Desk desk : run.desks) {
            for (WorkingOrder order : affected(desk, instrument)) {
                split(order, ratio, change);
            }
        }
        run.execution.restated(instrument);
    }

    /** Those that wait first: an answer to the one before would send them. */
    private void refuseReplacements(int instrument) {
        for (Desk desk : run.desks) {
            for (WorkingOrder order : working(desk, instrument)) {
                run.changes.refuseWaiting(
                        desk, order, "a replacement must be in terms of the shares of its day, a split came before it");
            }
        }
        run.execution.splits(instrument);
    }

    /** All that work, and the ended ones that those hang together with. */
    private static Set<WorkingOrder> affected(Desk desk, int instrument) {
        Set<WorkingOrder> affected = new LinkedHashSet<>();
        for (WorkingOrder order : working(desk, instrument)) {
            addGroup(affected, order.group());
            order.led().forEach(group -> addGroup(affected, group));
            affected.add(order);
        }
        affected.removeIf(order -> order.instrumentIndex() != instrument);
        return affected;
    }

    private static void addGroup(Set<WorkingOrder> affected, @Nullable OrderGroup group) {
        if (group == null) {
            return;
        }
        WorkingOrder entry = group.entry();
        if (entry != null) {
            affected.add(entry);
        }
        affected.addAll(group.members());
    }

    private static List<WorkingOrder> working(Desk desk, int instrument) {
        List<WorkingOrder> working = new ArrayList<>();
        for (int i = 0; i < desk.workingCount(); i++) {
            WorkingOrder order = desk.working(i);
            if (order.instrumentIndex() == instrument) {
                working.add(order);
            }
        }
        return working;
    }

    private void split(WorkingOrder order, SplitRatio ratio, TermsChange change) {
        long lot = order.instrument().lotSize().units();
        long filled = ratio.wholeLots(order.cumQty(), 1);
        long left = ratio.wholeLots(order.leavesQty(), lot);
        if (!order.isWorking()) {
            order.restate(order.requestOrNull(), filled + left, filled, 0);
        } else {
            restate(order, asked(order, ratio, change, lot), filled + left, filled, best(order, ratio));
        }
    }

    private static Optional<NewOrder> asked(WorkingOrder order, SplitRatio ratio, TermsChange change, long lot) {
        NewOrder before = order.request();
        if (order.isByAmount()) {
            return change.of(before, BigDecimal.ZERO);
        }
        int scale = order.instrument().quantityScale();
        long units = ratio.wholeLots(before.orderQty().unitsAt(scale), lot);
        return units == 0 ? Optional.empty() : change.of(before, BigDecimal.valueOf(units, scale));
    }

    /** To the tick, and to the side, that keeps the level away from the market; 0 for what does not trail. */
    private static long best(WorkingOrder order, SplitRatio ratio) {
        if (order.trailBest() == 0) {
            return 0;
        }
        long tick = order.instrument().tickSize().unitsAt(order.instrument().priceScale());
        long ticks = BigDecimal.valueOf(order.trailBest())
                .multiply(BigDecimal.valueOf(ratio.oldShares()))
                .divide(
                        BigDecimal.valueOf(ratio.newShares()).multiply(BigDecimal.valueOf(tick)),
                        0,
                        order.sign() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .longValueExact();
        return Math.multiplyExact(Math.max(1, ticks), tick);
    }

    /** Buys below the market and stops of sales below it follow a price that falls by what is paid. */
    void lower(int instrument, BigDecimal perShare) {
        TermsChange.ByDividend change = new TermsChange.ByDividend(perShare);
        for (Desk desk : run.desks) {
            for (WorkingOrder order : working(desk, instrument)) {
                if (order.isWorking() && change.concerns(order.request())) {
                    lower(order, change);
                }
            }
        }
        run.execution.restated(instrument);
    }

    private void lower(WorkingOrder order, TermsChange.ByDividend change) {
        NewOrder before = order.request();
        long best = order.trailBest();
        if (best != 0) {
            int scale = order.instrument().priceScale();
            best = change.price(BigDecimal.valueOf(best, scale))
                    .setScale(scale, RoundingMode.FLOOR)
                    .unscaledValue()
                    .longValueExact();
        }
        Optional<NewOrder> asked = best < 0 || (best == 0 && order.trailBest() != 0)
                ? Optional.empty()
                : change.of(before, before.orderQty().toBigDecimal());
        restate(order, asked, order.orderQty(), order.cumQty(), best);
    }

    private void restate(WorkingOrder order, Optional<NewOrder> asked, long total, long filled, long best) {
        boolean isOpenAmount = order.isByAmount() && order.orderQty() == 0;
        if (asked.isEmpty() || (total == filled && !isOpenAmount)) {
            books.cancelled(order);
        } else if (!isOpenAmount || !asked.get().equals(order.request())) {
            order.restate(asked.get(), total, filled, best);
            books.restatedByIssuer(order);
        }
    }

    /** Ends all of an instrument. */
    void cancel(int instrument) {
        for (Desk desk : run.desks) {
            for (WorkingOrder order : working(desk, instrument)) {
                if (order.isWorking()) {
                    books.cancelled(order);
                }
            }
        }
        run.execution.restated(instrument);
    }
}
