package io.strategysdk.engine;

import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.BrokerProfile.Form;
import io.strategysdk.engine.execution.OrderGroup;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders of which one cancels the other: a broker may take them as the exits of a position only, or not at all. */
final class PairCheck implements BrokerCheck {
    private final BrokerProfile profile;
    private final AccountOrders account;

    PairCheck(BrokerProfile profile, AccountOrders account) {
        this.profile = profile;
        this.account = account;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        OrderGroup group = order.group();
        if (group == null || group.kind() != OrderGroup.Kind.ONE_CANCELS_OTHER) {
            return null;
        }
        if (profile.pairs() == BrokerProfile.Pairs.NONE) {
            return refuse(order, profile + " takes orders one by one, was one-cancels-other");
        }
        if (!isTargetAndStop(group.members())) {
            return refuse(
                    order,
                    profile + " takes one-cancels-other for a limit and a stop of one side, was "
                            + words(group.members()));
        }
        if (!group.members().stream().allMatch(this::isInForceLikeExits)) {
            return refuse(
                    order,
                    profile + " takes one-cancels-other for whole shares in force "
                            + profile.taken(Form.BRACKET).get(OrderType.LIMIT) + ", was " + words(group.members()));
        }
        long held = account.held(order.instrumentIndex());
        if (held * order.sign() >= 0) {
            return refuse(
                    order,
                    profile + " takes one-cancels-other for exits, the account holds "
                            + ZeroCrossingCheck.quantity(order, held));
        }
        return null;
    }

    private static boolean isTargetAndStop(List<WorkingOrder> members) {
        return members.get(0).side() == members.get(1).side()
                && members.stream()
                                .filter(order -> order.type() == OrderType.LIMIT)
                                .count()
                        == 1
                && members.stream()
                                .filter(order -> order.type() == OrderType.STOP || order.type() == OrderType.STOP_LIMIT)
                                .count()
                        == 1;
    }

    private boolean isInForceLikeExits(WorkingOrder order) {
        return profile.takes(Form.BRACKET, OrderType.LIMIT, OrderFormCheck.timeOf(order))
                && OrderFormCheck.isWhole(order, order.orderQty());
    }

    private static String words(List<WorkingOrder> members) {
        return String.join(
                " and ",
                members.stream()
                        .map(order -> order.side() + " " + order.type() + " " + OrderFormCheck.timeOf(order))
                        .toList());
    }

    private static Refusal refuse(WorkingOrder order, String text) {
        return Refusal.of(RejectReason.UNSUPPORTED, text, order);
    }
}
