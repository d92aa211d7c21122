package io.strategysdk.engine;

import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all strategies together hold and have open: all that the account's broker sees. Cancels that are not answered yet
 * are open orders to it. Of orders that wait to be crossed between strategies it
 * will see the rest.
 */
final class AccountOrders {
    private final Desk[] desks;
    private final @Nullable InternalCross crossing;

    AccountOrders(Desk[] desks, @Nullable InternalCross crossing) {
        this.desks = desks;
        this.crossing = crossing;
    }

    /** Signed net quantity in units. */
    long held(int instrument) {
        long units = 0;
        for (Desk desk : desks) {
            units = Math.addExact(units, desk.book.at(instrument).units());
        }
        return units;
    }

    /** Units that open orders of an order's side may trade beside it; of orders that cancel one another the most. */
    long openBeside(WorkingOrder order) {
        long units = crossing == null ? 0 : crossing.sentBeside(order);
        for (Desk desk : desks) {
            for (int i = 0; i < desk.workingCount(); i++) {
                WorkingOrder other = desk.working(i);
                if (isBeside(order, other)
                        && !other.isToBeCrossed()
                        && other.side() == order.side()
                        && !isInGroupOf(order, other)) {
                    units = Math.addExact(units, countedUnits(desk, other, AccountOrders::isAtBroker));
                }
            }
        }
        return units;
    }

    /** Open orders of the other side that it might meet at the market. */
    void opposite(WorkingOrder order, Consumer<WorkingOrder> each) {
        for (Desk desk : desks) {
            for (int i = 0; i < desk.workingCount(); i++) {
                WorkingOrder other = desk.working(i);
                if (isBeside(order, other) && other.side() != order.side() && !isCrossed(order, other)) {
                    each.accept(other);
                }
            }
        }
    }

    private static boolean isBeside(WorkingOrder order, WorkingOrder other) {
        return other.instrumentIndex() == order.instrumentIndex()
                && isAtBroker(other)
                && !(other.owner() == order.owner() && other.sequence() == order.sequence());
    }

    private static boolean isAtBroker(WorkingOrder order) {
        return order.isWorking() && !order.isHeld();
    }

    private boolean isCrossed(WorkingOrder order, WorkingOrder other) {
        return crossing != null && crossing.meets(order, other);
    }

    private static boolean isInGroupOf(WorkingOrder order, WorkingOrder other) {
        OrderGroup group = atWork(order).group();
        return group != null && group == other.group();
    }

    /** The order that one which is asked about would replace; itself where it is new. */
    static WorkingOrder atWork(WorkingOrder order) {
        WorkingOrder before = ((Desk) order.owner()).find(order.sequence());
        return before == null ? order : before;
    }

    /** Of orders of which one cancels the other, the first that is the largest of those that are open counts. */
    static long countedUnits(Desk desk, WorkingOrder order, Predicate<WorkingOrder> isOpen) {
        OrderGroup group = order.group();
        if (group == null || !group.isOneCancelsOther()) {
            return openUnits(desk, order);
        }
        List<WorkingOrder> members = group.members();
        long[] units = members.stream()
                .mapToLong(member -> isOpen.test(member) && member.side() == order.side() ? openUnits(desk, member) : 0)
                .toArray();
        long largest =
                IntStream.range(0, units.length).mapToLong(i -> units[i]).max().orElse(0);
        for (int i = 0; i < units.length; i++) {
            if (units[i] == largest) {
                return members.get(i).sequence() == order.sequence() ? largest : 0;
            }
        }
        return 0;
    }

    /** Units that may fill: of an amount what it buys at the mark, under replacement the larger of the two. */
    static long openUnits(Desk desk, WorkingOrder order) {
        return order.isByAmount()
                ? OrderCosts.unitsLeft(desk.book, order)
                : Math.addExact(order.liveQty(), order.askedMore());
    }
}
