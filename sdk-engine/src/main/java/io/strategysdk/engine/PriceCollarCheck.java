package io.strategysdk.engine;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Largest distance of the prices that an order names from the mark. */
record PriceCollarCheck(double max) implements RiskCheck {
    @Override
    public @Nullable Refusal check(Proposal proposal) {
        WorkingOrder order = proposal.order();
        return switch (order.type()) {
            case MARKET -> null;
            case LIMIT -> check(proposal, "limit price", order.limit());
            case STOP -> check(proposal, "stop price", order.stop());
            case TRAILING_STOP -> check(proposal, "trailing stop", trail(proposal));
            case STOP_LIMIT -> {
                Refusal refusal = check(proposal, "stop price", order.stop());
                yield refusal == null ? check(proposal, "limit price", order.limit()) : refusal;
            }
        };
    }

    /** Its first level: it follows the mark from acceptance on. */
    private static long trail(Proposal proposal) {
        return proposal.order().trailedTo(proposal.position().markUnits());
    }

    private @Nullable Refusal check(Proposal proposal, String which, long price) {
        long mark = proposal.position().markUnits();
        double distance = Math.abs((double) (price - mark)) / mark;
        if (distance <= max * Proposal.SLACK) {
            return null;
        }
        int scale = proposal.order().instrument().priceScale();
        return proposal.refuse(
                RejectReason.PRICE_COLLAR,
                which + " must be within " + OrderCosts.text(max) + " of the last price " + text(mark, scale) + ", was "
                        + text(price, scale));
    }

    private static String text(long price, int scale) {
        return BigDecimal.valueOf(price, scale).stripTrailingZeros().toPlainString();
    }
}
