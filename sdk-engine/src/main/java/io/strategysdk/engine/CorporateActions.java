package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.engine.execution.Scales;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Applies what issuers did, before an instrument's first bar of the day is matched: to books, last prices, resting
 * orders and features. Strategies are told of it before anything else of the step.
 */
final class CorporateActions {
    private final Run run;
    private final RestingRestatement orders;
    private final List<DatedAction> waiting = new ArrayList<>();
    private ActionSchedule schedule;
    private int next;
    private long nextPayment = Dues.NEVER;

    CorporateActions(Run run, ActionSchedule schedule, RestingRestatement orders) {
        this.run = run;
        this.schedule = schedule;
        this.orders = orders;
    }

    /** What came before the first bar is in its prices already. */
    void startAt(long firstOpen) {
        schedule = schedule.after(firstOpen);
    }

    /** From when on there may be something to do. */
    long nextMoment() {
        if (!waiting.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long scheduled = next < schedule.size() ? schedule.get(next).moment() : Long.MAX_VALUE;
        return Math.min(scheduled, nextPayment);
    }

    /**
     * Applies what is due with the rows of a slice, which may be none, at its time. What comes before an instrument's
     * first bar is in its prices already.
     */
    void apply(int from, int to, long now) {
        if (now < nextMoment()) {
            return;
        }
        run.steps.epochNanos = now;
        pay(now);
        while (next < schedule.size() && schedule.get(next).moment() <= now) {
            waiting.add(schedule.get(next++));
        }
        for (Iterator<DatedAction> each = waiting.iterator(); each.hasNext(); ) {
            DatedAction action = each.next();
            if (action.moment() <= openOf(action.instrument(), from, to)) {
                each.remove();
                if (!Double.isNaN(run.marks[action.instrument()])) {
                    apply(action, now);
                }
            }
        }
        run.binding.showSplits(run);
    }

    /** Open of the instrument's bar that may fill orders; where there is none, nothing holds an action up. */
    private long openOf(int instrument, int from, int to) {
        for (int row = from; row < to; row++) {
            int series = run.tape.seriesAt(row);
            if (run.tape.executes[series] && run.tape.instrumentOf[series] == instrument) {
                return run.tape.openTimes[row];
            }
        }
        return Long.MAX_VALUE;
    }

    private void pay(long now) {
        if (now < nextPayment) {
            return;
        }
        for (Desk desk : run.desks) {
            desk.book.dues().take(now, due -> {
                desk.book.pay(due);
                run.journal.paid(now, desk.number, due.instrument(), due.units(), desk.book.cashUnits());
            });
        }
        findNextPayment();
    }

    private void findNextPayment() {
        nextPayment = Dues.NEVER;
        for (Desk desk : run.desks) {
            nextPayment = Math.min(nextPayment, desk.book.dues().earliest());
        }
    }

    private void apply(DatedAction dated, long now) {
        CorporateAction action = dated.action();
        run.journal.adjusted(now, action);
        for (Desk desk : run.desks) {
            if (desk.observesCorporateActions && !desk.stopped) {
                desk.tell(action);
            }
        }
        int instrument = dated.instrument();
        if (dated.isSplit()) {
            run.binding.passSplit(dated);
            split(instrument, dated.ratio(), now);
        } else if (action instanceof CorporateAction.Dividend dividend) {
            dividend(instrument, dividend, now);
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            entitleAll(instrument, now, ledger -> ledger.spinOff(instrument, spinOff.cashPerShare()));
            lower(instrument, spinOff.cashPerShare());
        } else if (action instanceof CorporateAction.CashMerger merger) {
            end(instrument, now, ledger -> ledger.close(instrument, merger.cashPerShare()));
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            merge(instrument, merger, now);
        } else if (action instanceof CorporateAction.Delisting delisting) {
            end(
                    instrument,
                    now,
                    ledger -> delisting.worthless()
                            ? ledger.close(instrument, BigDecimal.ZERO)
                            : ledger.closeAtMark(instrument));
        }
    }

    private void split(int instrument, SplitRatio ratio, long now) {
        entitleAll(instrument, now, ledger -> ledger.split(instrument, ratio));
        remark(instrument, ratio::price);
        orders.split(instrument, ratio);
    }

    private void dividend(int instrument, CorporateAction.Dividend dividend, long now) {
        long payment = dividend.paidLater()
                .map(date -> ActionSchedule.momentOf(date, run.calendar()))
                .orElse(now);
        for (Desk desk : run.desks) {
            if (desk.book.at(instrument).units() != 0) {
                entitle(desk, instrument, dividend.perShare(), payment, now);
            }
        }
        findNextPayment();
        lower(instrument, dividend.perShare());
    }

    private void entitle(Desk desk, int instrument, BigDecimal perShare, long payment, long now) {
        Book book = desk.book;
        long amount = new ActionLedger(book).perShare(instrument, perShare);
        if (payment > now) {
            book.earnLater(new Dues.Due(instrument, amount, payment));
        } else {
            book.earn(instrument, amount);
        }
        run.journal.entitled(
                now, desk.number, instrument, amount, book.at(instrument).units(), book.cashUnits());
    }

    /** What has left the company is no part of its last price any more; resting orders follow. */
    private void lower(int instrument, BigDecimal perShare) {
        double unit = 1 / Scales.power(run.instruments.get(instrument).priceScale());
        remark(instrument, price -> lowered(price, perShare.doubleValue(), unit));
        orders.lower(instrument, perShare);
    }

    private void remark(int instrument, DoubleUnaryOperator change) {
        double before = run.marks[instrument];
        run.marks[instrument] = change.applyAsDouble(before);
        run.safeguards.restated(instrument, run.marks[instrument] / before);
        if (run.prices.areQuoted()) {
            double[] bids = run.prices.bids;
            double[] asks = run.prices.asks;
            bids[instrument] = change.applyAsDouble(bids[instrument]);
            asks[instrument] = change.applyAsDouble(asks[instrument]);
        }
    }

    private static double lowered(double mark, double by, double unit) {
        return Double.isNaN(mark) ? mark : Math.max(unit, mark - by);
    }

    private void merge(int instrument, CorporateAction.ShareMerger merger, long now) {
        int into = run.instruments.numberOf(merger.into());
        SplitRatio ratio = new SplitRatio(merger.newShares(), merger.oldShares());
        for (Desk desk : run.desks) {
            Book book = desk.book;
            if (book.at(instrument).units() != 0) {
                markGiven(instrument, into, ratio, merger.cashPerShare());
                long before = book.at(into).units();
                long held = book.at(instrument).units();
                long cash = new ActionLedger(book).convert(instrument, into, ratio, merger.cashPerShare());
                enter(desk, instrument, cash, held, now);
                enter(desk, into, 0, before, now);
            }
        }
        orders.cancel(instrument);
    }

    /** Until its first bar, what holders are given is worth what the old shares come to without the cash. */
    private void markGiven(int instrument, int into, SplitRatio ratio, BigDecimal cashPerShare) {
        double unit = 1 / Scales.power(run.instruments.get(instrument).priceScale());
        for (double[] prices : List.of(run.prices.middle, run.prices.bids, run.prices.asks)) {
            if (Double.isNaN(prices[into])) {
                prices[into] = ratio.price(lowered(prices[instrument], cashPerShare.doubleValue(), unit));
            }
        }
    }

    private void end(int instrument, long now, Effect effect) {
        entitleAll(instrument, now, effect);
        orders.cancel(instrument);
    }

    /** What an action makes of a book; says how much cash it brings. */
    @FunctionalInterface
    private interface Effect {
        long of(ActionLedger ledger);
    }

    private void entitleAll(int instrument, long now, Effect effect) {
        for (Desk desk : run.desks) {
            long before = desk.book.at(instrument).units();
            if (before != 0) {
                long cash = effect.of(new ActionLedger(desk.book));
                enter(desk, instrument, cash, before, now);
            }
        }
    }

    private void enter(Desk desk, int instrument, long cash, long before, long now) {
        Book book = desk.book;
        long after = book.at(instrument).units();
        run.journal.entitled(now, desk.number, instrument, cash, after, book.cashUnits());
        if (after != before && desk.observesPositions && !desk.stopped) {
            int scale = run.instruments.get(instrument).quantityScale();
            desk.tell(new PositionEvent(
                    run.instruments.get(instrument), now, new Quantity(before, scale), new Quantity(after, scale)));
        }
    }

    int splitsAhead() {
        return (int) schedule.actions().stream().filter(DatedAction::isSplit).count();
    }

    int taken() {
        return next;
    }

    /** Of those that were taken, the ones that wait for their instrument's next bar. */
    List<Integer> waiting() {
        return waiting.stream().map(schedule.actions()::indexOf).toList();
    }

    /** Goes on where a saved run stood; books have their promises back. */
    void restore(int taken, List<Integer> stillWaiting) {
        next = taken;
        stillWaiting.forEach(index -> waiting.add(schedule.get(index)));
        for (int i = 0; i < next; i++) {
            DatedAction action = schedule.get(i);
            if (action.isSplit() && !stillWaiting.contains(i)) {
                run.binding.passSplit(action);
            }
        }
        run.binding.showSplits(run);
        findNextPayment();
    }
}
