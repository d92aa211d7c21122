package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.engine.execution.Notional;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exact books of one strategy: cash and positions in scaled integers, closing to the last unit after every fill.
 * Doubles mirror them and change on fills and marks only, so that exactness costs nothing per bar.
 */
final class Book implements Portfolio {
    private final Instruments instruments;
    private final BookPosition[] positions;
    private final int cashScale;
    private final double cashUnit;
    private long start;
    private long cash;
    private long reserved;
    private long financing;
    private double cashMirror;
    /** Cash and what issuers owe: equity but for positions. */
    private double baseMirror;

    private final Dues dues = new Dues();
    private double equity;
    private @Nullable AccountChecks account;
    private @Nullable BitSet changed;
    private BookPosition[] open = new BookPosition[4];
    private int openCount;

    /** Marks are the run's, by instrument number. */
    Book(Instruments instruments, Marks marks, BigDecimal capital) {
        this.instruments = instruments;
        this.cashScale = Scales.cashScale(instruments.currency());
        this.cashUnit = Scales.power(cashScale);
        this.start = capital.setScale(cashScale).unscaledValue().longValueExact();
        this.positions = new BookPosition[instruments.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = new BookPosition(instruments.get(i), i, marks, cashScale);
        }
        setCash(start);
        equity = baseMirror;
    }

    /** What the account carries is asked here. */
    void belongsTo(AccountChecks its) {
        account = its;
    }

    /** From now on the instruments whose positions change are counted here, by number. */
    void countChanged(BitSet numbers) {
        changed = numbers;
    }

    /** Before the run begins: what was bought then is capital beside the cash. */
    void begin(int instrument, long signedQty, long price) {
        BookPosition position = positions[instrument];
        long cost = position.notional(signedQty, price);
        position.fill(signedQty, cost, price, 0);
        start = Math.addExact(start, cost);
        list(position, true);
    }

    /** Applies one fill; quantity and flow are signed like the order. */
    void fill(int instrument, long signedQty, long flow, long price, long fee) {
        BookPosition position = positions[instrument];
        boolean wasFlat = position.units() == 0;
        position.fill(signedQty, flow, price, fee);
        setCash(Math.subtractExact(Math.subtractExact(cash, flow), fee));
        list(position, wasFlat);
    }

    /**
     * An issuer has made another quantity at another cost of a position, and has perhaps realised a profit: cash follows
     * from the identity of the books.
     *
     * @return cash that came in, in units; negative where it went out
     */
    long restate(int instrument, long quantity, long cost, long profit) {
        BookPosition position = positions[instrument];
        boolean wasFlat = position.units() == 0;
        long received = Math.addExact(profit, Math.subtractExact(position.costUnits(), cost));
        position.restate(quantity, cost, profit);
        setCash(Math.addExact(cash, received));
        list(position, wasFlat);
        return received;
    }

    private void noteChange(int instrument) {
        if (changed != null) {
            changed.set(instrument);
        }
    }

    private void list(BookPosition position, boolean wasFlat) {
        noteChange(position.index());
        boolean isFlat = position.units() == 0;
        if (wasFlat && !isFlat) {
            addOpen(position);
        } else if (!wasFlat && isFlat) {
            removeOpen(position);
        }
    }

    /** An issuer pays, or has it paid by who is short; no profit of trading. */
    void earn(int instrument, long units) {
        positions[instrument].earn(units);
        noteChange(instrument);
        setCash(Math.addExact(cash, units));
    }

    /** The same with a day of payment: equity from now on, cash then. */
    void earnLater(Dues.Due due) {
        positions[due.instrument()].earn(due.units());
        noteChange(due.instrument());
        dues.add(due);
        setCash(cash);
    }

    /** A day of payment has come; the promise is one of {@link #dues} no longer. */
    void pay(Dues.Due due) {
        setCash(Math.addExact(cash, due.units()));
    }

    Dues dues() {
        return dues;
    }

    /** Values the book of a run of one instrument at its mark; once per step. */
    double valueAt(double mark) {
        equity = baseMirror + positions[0].size() * mark;
        return equity;
    }

    /** Values the book at the instruments' marks; once per step. */
    double value() {
        double value = baseMirror;
        if (openCount > 0) {
            value += open[0].value();
            for (int i = 1; i < openCount; i++) {
                value += open[i].value();
            }
        }
        equity = value;
        return value;
    }

    /** Sum of absolute position values, nearest double. */
    double grossExposure() {
        double sum = 0;
        for (int i = 0; i < openCount; i++) {
            sum += Math.abs(open[i].value());
        }
        return sum;
    }

    boolean isFlat() {
        return openCount == 0;
    }

    /** Adds the numbers of the instruments that are held. */
    void addHeld(BitSet numbers) {
        for (int i = 0; i < openCount; i++) {
            numbers.set(open[i].index());
        }
    }

    Instruments instruments() {
        return instruments;
    }

    BookPosition at(int instrument) {
        return positions[instrument];
    }

    int size() {
        return positions.length;
    }

    BigDecimal capital() {
        return money(start);
    }

    long cashUnits() {
        return cash;
    }

    long reservedUnits() {
        return reserved;
    }

    long availableUnits() {
        return cash - reserved - dues.owed();
    }

    void reserve(long units) {
        reserved = Math.addExact(reserved, units);
    }

    /**
     * An order has come, changed or ended: counts what it may still trade. One that is being cancelled holds nothing
     * back; of orders of which one cancels the other, only the largest of a side does.
     */
    void count(WorkingOrder order) {
        if (order.isGrouped()) {
            countGrouped(order, Objects.requireNonNull(order.group()));
        } else {
            count(order, openUnits(order));
        }
    }

    private void countGrouped(WorkingOrder order, OrderGroup group) {
        if (!group.isOneCancelsOther()) {
            count(order, openUnits(order));
            return;
        }
        for (WorkingOrder member : group.members()) {
            count(member, isLargest(member, group) ? openUnits(member) : 0);
        }
    }

    private static boolean isLargest(WorkingOrder order, OrderGroup group) {
        for (WorkingOrder other : group.members()) {
            long difference = openUnits(other) - openUnits(order);
            boolean comesFirst = difference == 0 && other.sequence() < order.sequence();
            if (other.side() == order.side() && (difference > 0 || comesFirst)) {
                return false;
            }
        }
        return true;
    }

    private static long openUnits(WorkingOrder order) {
        boolean isOpen = order.isWorking() && order.status() != OrderStatus.PENDING_CANCEL && !order.isHeld();
        return isOpen ? order.liveQty() : 0;
    }

    private void count(WorkingOrder order, long units) {
        long more = units - order.counted();
        if (more != 0) {
            at(order.instrumentIndex()).working(order.sign(), more, order.type() == OrderType.MARKET);
            order.count(units);
        }
    }

    /** A part of an order is about to be filled: its share of what was set aside is spent. */
    void settle(WorkingOrder order, long quantity) {
        long leaves = order.leavesQty();
        keep(order, quantity == leaves ? 0 : Notional.share(order.reserved(), leaves - quantity, leaves));
    }

    /** So much of the amount that an order was for has been spent. */
    void spend(WorkingOrder order, long units) {
        keep(order, Math.max(0, order.reserved() - units));
    }

    /** An order is about to end: no cash is held back for it any more. */
    void release(WorkingOrder order) {
        keep(order, 0);
    }

    /** An order was changed, or was not: it holds back what it needs as it is. */
    void hold(WorkingOrder order, long units) {
        keep(order, units);
    }

    private void keep(WorkingOrder order, long units) {
        if (order.status() != OrderStatus.PENDING_CANCEL) {
            reserve(units - order.reserved());
        }
        order.reserve(units);
    }

    /** An order is to be cancelled: what it held back is free at once, whenever the venue answers. */
    void releaseToCancel(WorkingOrder order) {
        reserve(-order.reserved());
        order.become(OrderStatus.PENDING_CANCEL);
        count(order);
    }

    /** The cancel was refused. */
    void holdAgain(WorkingOrder order) {
        order.worksAgain();
        count(order);
        reserve(order.reserved());
    }

    int cashScale() {
        return cashScale;
    }

    double cashUnit() {
        return cashUnit;
    }

    /** Pays for what was borrowed. */
    void charge(long units) {
        setCash(Math.subtractExact(cash, units));
        financing = Math.addExact(financing, units);
    }

    long financingUnits() {
        return financing;
    }

    /**
     * Cash identity: cash and what issuers owe = start + realised + income - fees - financing - cost of what is open, as
     * integers.
     */
    boolean closes() {
        long expected = start - financing;
        for (BookPosition position : positions) {
            expected += position.realizedUnits() + position.incomeUnits() - position.feeUnits() - position.costUnits();
        }
        return cash + dues.total() == expected;
    }

    /** Cash and cost of what was held at the beginning. */
    long startUnits() {
        return start;
    }

    void restore(long startUnits, long cashUnits, long reservedUnits, long financingUnits) {
        start = startUnits;
        restore(cashUnits, reservedUnits, financingUnits);
    }

    void restore(long cashUnits, long reservedUnits, long financingUnits) {
        setCash(cashUnits);
        financing = financingUnits;
        reserved = reservedUnits;
        openCount = 0;
        for (BookPosition position : positions) {
            if (position.units() != 0) {
                addOpen(position);
            }
        }
        value();
    }

    private void setCash(long units) {
        cash = units;
        cashMirror = Scales.nearest(units, cashScale);
        baseMirror = dues.total() == 0 ? cashMirror : Scales.nearest(units + dues.total(), cashScale);
    }

    private void addOpen(BookPosition position) {
        if (openCount == open.length) {
            open = Arrays.copyOf(open, openCount * 2);
        }
        int at = openCount;
        while (at > 0 && open[at - 1].index() > position.index()) {
            open[at] = open[at - 1];
            at--;
        }
        open[at] = position;
        openCount++;
    }

    private void removeOpen(BookPosition position) {
        int at = 0;
        while (open[at].index() != position.index()) {
            at++;
        }
        System.arraycopy(open, at + 1, open, at, openCount - at - 1);
        openCount--;
    }

    @Override
    public double cash() {
        return cashMirror;
    }

    @Override
    public double equity() {
        return equity;
    }

    @Override
    public double buyingPower() {
        return Objects.requireNonNull(account, "a book belongs to a run").buyingPower(this);
    }

    @Override
    public BigDecimal exactCash() {
        return money(cash);
    }

    @Override
    public BigDecimal exactEquity() {
        return money(equityUnits());
    }

    /** Equity without what issuers have promised and not paid yet: that opens no position. */
    long equityAtHandUnits() {
        return equityUnits() - dues.total() - dues.owed();
    }

    /** Cash, what issuers owe, and the exact value of each position, in cash units. */
    long equityUnits() {
        long units = Math.addExact(cash, dues.total());
        for (int i = 0; i < openCount; i++) {
            units = Math.addExact(units, open[i].valueUnits());
        }
        return units;
    }

    @Override
    public BigDecimal realizedPnl() {
        long units = 0;
        for (BookPosition position : positions) {
            units = Math.addExact(units, position.realizedUnits());
        }
        return money(units);
    }

    @Override
    public BigDecimal unrealizedPnl() {
        long units = 0;
        for (int i = 0; i < openCount; i++) {
            units = Math.addExact(units, open[i].valueUnits() - open[i].costUnits());
        }
        return money(units);
    }

    @Override
    public BigDecimal fees() {
        long units = 0;
        for (BookPosition position : positions) {
            units = Math.addExact(units, position.feeUnits());
        }
        return money(units);
    }

    @Override
    public BigDecimal income() {
        long units = 0;
        for (BookPosition position : positions) {
            units = Math.addExact(units, position.incomeUnits());
        }
        return money(units);
    }

    @Override
    public BigDecimal receivable() {
        return money(dues.total());
    }

    @Override
    public BigDecimal financing() {
        return money(financing);
    }

    @Override
    public Position position(Instrument instrument) {
        return positions[instruments.numberOf(instrument)];
    }

    @Override
    public List<Position> positions() {
        List<Position> held = new ArrayList<>(openCount);
        for (int i = 0; i < openCount; i++) {
            held.add(open[i]);
        }
        return List.copyOf(held);
    }

    private BigDecimal money(long units) {
        return BigDecimal.valueOf(units, cashScale);
    }
}
