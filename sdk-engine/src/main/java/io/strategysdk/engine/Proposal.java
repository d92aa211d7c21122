package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order that is about to leave, and what would be held with it. One object for all orders of a run: what several
 * checks ask for is worked out once.
 */
final class Proposal {
    /** Doubles of equal exact values may differ in the last bits. */
    static final double SLACK = 1 + 1e-12;

    final Steps steps;
    private final AccountChecks account;
    private final ExitRule exits;
    private @Nullable Desk desk;
    private @Nullable WorkingOrder order;
    private long quantity;
    private long valueUnits;
    private double value;
    private double reached;
    private double gross;

    Proposal(AccountChecks account, ExitRule exits, Steps steps) {
        this.account = account;
        this.exits = exits;
        this.steps = steps;
    }

    void is(Desk its, WorkingOrder proposed, long units, long cashUnits) {
        desk = its;
        order = proposed;
        quantity = units;
        valueUnits = cashUnits;
        value = cashUnits / its.book.cashUnit();
        reached = Double.NaN;
        gross = Double.NaN;
    }

    Desk desk() {
        return Objects.requireNonNull(desk, "an order must have been proposed");
    }

    WorkingOrder order() {
        return Objects.requireNonNull(order, "an order must have been proposed");
    }

    Book book() {
        return desk().book;
    }

    BookPosition position() {
        return book().at(order().instrumentIndex());
    }

    double equity() {
        return book().equity();
    }

    /** Units of the order; of one by amount what it buys at the mark. */
    long quantity() {
        return quantity;
    }

    /** Signed units that would be held, the other open orders of its side included. */
    long left() {
        return exits.left(desk(), order(), quantity);
    }

    /** Value of the order at its own price, of a sale no less than at the market's, in the run's currency. */
    double value() {
        return value;
    }

    /**
     * Signed value that would be held: the order at its own value; what is held, and all other open orders of its side,
     * at the mark, for an order far from the market makes no position smaller.
     */
    double reached() {
        if (Double.isNaN(reached)) {
            reached = Math.addExact(openUnits(order().instrumentIndex(), order().sign()), order().sign() * valueUnits)
                    / book().cashUnit();
        }
        return reached;
    }

    private long openUnits(int instrument, int sign) {
        long unanswered = exits.unanswered(desk(), instrument, sign);
        long open = knownUnits(instrument, sign);
        return unanswered == 0 ? open : Math.addExact(open, sign * atMark(instrument, unanswered));
    }

    private long knownUnits(int instrument, int sign) {
        return Math.addExact(book().at(instrument).reachedUnits(sign), sign * desk().openAmounts(instrument, sign));
    }

    private long atMark(int instrument, long units) {
        BookPosition position = book().at(instrument);
        return position.notional(units, position.markUnits());
    }

    /** Sum of absolute values that would be held, all open orders included. */
    double gross() {
        if (Double.isNaN(gross)) {
            gross = account.exposure(desk()) + value + (exits.isAnyUnanswered(desk()) ? unanswered() : 0);
        }
        return gross;
    }

    /** By how much orders under cancellation or replacement could bring positions farther from zero than is counted. */
    private double unanswered() {
        long units = 0;
        for (int i = 0; i < book().size(); i++) {
            long with = Math.max(Math.abs(openUnits(i, 1)), Math.abs(openUnits(i, -1)));
            long without = Math.max(Math.abs(knownUnits(i, 1)), Math.abs(knownUnits(i, -1)));
            units = Math.addExact(units, with - without);
        }
        return units / book().cashUnit();
    }

    /** Signed value that an instrument may come to, the order and all open ones included: the one farther from zero. */
    double farthest(int instrument) {
        boolean isOrders = instrument == order().instrumentIndex();
        if (!isOrders && isIdle(instrument)) {
            return 0;
        }
        double up = isOrders && order().sign() > 0 ? reached() : openUnits(instrument, 1) / book().cashUnit();
        double down = isOrders && order().sign() < 0 ? reached() : openUnits(instrument, -1) / book().cashUnit();
        return Math.abs(down) > Math.abs(up) ? down : up;
    }

    /** Whether nothing is held, and nothing on its way or under cancellation may change that. */
    private boolean isIdle(int instrument) {
        return book().at(instrument).isIdle() && !desk().hasOpenAmounts() && !exits.isAnyUnanswered(desk());
    }

    /** Whether a figure is above a share of equity. */
    boolean exceeds(double figure, double share) {
        return figure > share * equity() * SLACK;
    }

    Refusal refuse(RejectReason reason, String text) {
        return Refusal.of(reason, text, order());
    }
}
