package io.strategysdk.api.order;

/**
 * How an order is to be handled beyond price and time, ExecInst(18).
 *
 * @param reduceOnly may only bring the strategy's position toward zero
 * @param extendedHours may also fill outside regular hours
 * @param doNotReduce is not lowered by a cash dividend while it rests
 */
public record Handling(boolean reduceOnly, boolean extendedHours, boolean doNotReduce) {
    /** Nothing special. */
    public static final Handling NORMAL = new Handling(false, false, false);
}
