package io.strategysdk.backtest.analytics;

import io.strategysdk.api.order.RejectReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What became of orders. Each of those that were sent is exactly one of filled, partly filled, cancelled, expired,
 * rejected, working and untriggered. Immutable.
 *
 * @param sent asked for by the strategy, exits of brackets among them
 * @param accepted of these, those that were not refused at once
 * @param filled filled whole
 * @param partlyFilled filled in part, whatever became of the rest
 * @param cancelled cancelled with nothing filled
 * @param expired expired with nothing filled
 * @param rejected refused with nothing filled, at once or later
 * @param working still waiting at the end with nothing filled
 * @param untriggered of no use with nothing filled: stops that were not reached, exits and paired orders whose turn did
 *     not come
 * @param rejections how often which reason was given; an order whose rest is refused counts here and as partly filled
 */
public record OrderCounts(
        int sent,
        int accepted,
        int filled,
        int partlyFilled,
        int cancelled,
        int expired,
        int rejected,
        int working,
        int untriggered,
        Map<RejectReason, Integer> rejections) {

    /** Copies; reasons are in the order of their definition. */
    public OrderCounts {
        Map<RejectReason, Integer> sorted = new EnumMap<>(RejectReason.class);
        sorted.putAll(rejections);
        rejections = Collections.unmodifiableMap(sorted);
    }

    /** Orders filled whole / accepted orders but untriggered ones, 0.5 = 50 %; absent when there are none of these. */
    public OptionalDouble fillRate() {
        int asked = accepted - untriggered;
        return asked == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) filled / asked);
    }
}
