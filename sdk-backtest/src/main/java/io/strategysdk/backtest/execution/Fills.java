package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.execution.Execution.Reports;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.Slice;
import io.strategysdk.engine.execution.WorkingOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** Fills orders at the market's price made worse by slippage, as far as volume goes, and keeps the tally of it. */
final class Fills {
    private static final double LARGE_SHARE = 0.1;
    private final Costs costs;
    private final VolumeLimit volume;
    private int large;
    private long slippageUnits;
    private int slippageScale;

    Fills(Costs costs, FillRules rules) {
        this.costs = costs;
        volume = new VolumeLimit(rules.volumeShare());
    }

    /** The slice of a moment begins, or goes on at its close. */
    void begin(long epochNanos) {
        volume.begin(epochNanos);
    }

    /** The quantity that was filled, 0 when there was nothing to be had or the order was refused. */
    long fill(
            WorkingOrder order,
            TriggerRule rule,
            Liquidity liquidity,
            long marketPrice,
            Slice slice,
            BarPrices bar,
            Reports reports) {
        boolean isByAmount = order.orderQty() == 0;
        long wanted = isByAmount ? costs.quantityFor(order, marketPrice, bar) : order.liveQty();
        if (wanted == 0) {
            if (isByAmount) {
                refuseAmount(order, reports);
            }
            return 0;
        }
        long quantity = volume.most(order, wanted, slice);
        if (quantity == 0 || (quantity < wanted && order.isFillOrKill())) {
            return 0;
        }
        if (isByAmount && quantity < wanted) {
            reports.sized(order, wanted);
        }
        long price = rule.slips() ? costs.worse(order, quantity, marketPrice, bar) : marketPrice;
        FeeAccount fees = costs.fees();
        fees.begin(liquidity);
        long filled = reports.filled(order, quantity, price, fees.fee(order, quantity, price, reports.now()));
        fees.end(order, filled, price, reports.now());
        if (filled > 0) {
            volume.take(order, filled, slice);
            note(order, filled, Math.abs(price - marketPrice), bar);
        }
        return filled;
    }

    private static void refuseAmount(WorkingOrder order, Reports reports) {
        reports.rejected(
                order,
                RejectReason.QUANTITY_LIMIT,
                "amount must pay for at least one lot of " + order.instrument().lotSize() + " (" + order.instrument()
                        + ", order " + order.id() + ")");
    }

    private void note(WorkingOrder order, long quantity, long worseBy, BarPrices bar) {
        double size = quantity / Scales.power(order.instrument().quantityScale());
        if (bar.tradedLessThan(size / LARGE_SHARE)) {
            large++;
        }
        if (worseBy != 0) {
            slippageScale = Scales.cashScale(order.instrument().currency());
            slippageUnits = Math.addExact(slippageUnits, Costs.value(order, quantity, worseBy, slippageScale));
        }
    }

    FillQuality quality(int ambiguous) {
        return new FillQuality(ambiguous, large, BigDecimal.valueOf(slippageUnits, slippageScale));
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(large);
        out.writeLong(slippageUnits);
        out.writeInt(slippageScale);
    }

    void restore(DataInput in) throws IOException {
        large = in.readInt();
        slippageUnits = in.readLong();
        slippageScale = in.readInt();
    }
}
