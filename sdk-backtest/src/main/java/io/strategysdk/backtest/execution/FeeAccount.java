package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The fees of one account: remembers what it has traded, and of orders that are filled in part each fill. */
final class FeeAccount {
    private final CommissionModel commission;
    private final boolean isFree;
    private final TradeDay inNewYork = new TradeDay(ZoneId.of("America/New_York"));
    private final TradeDay inUtc = new TradeDay(ZoneId.of("UTC"));
    private final Map<AssetClass, TradedVolume> volumes = new EnumMap<>(AssetClass.class);
    private final Map<WorkingOrder, List<TradedOrder.Trade>> filledInPart = new LinkedHashMap<>();
    private Liquidity liquidity = Liquidity.TAKER;

    FeeAccount(CommissionModel commission) {
        this.commission = commission;
        isFree = commission == CommissionModel.NONE;
        for (AssetClass each : AssetClass.values()) {
            volumes.put(each, new TradedVolume());
        }
    }

    /** What is asked until {@link #end} is the fee of a fill of this kind; everything else is an estimate, as a taker. */
    void begin(Liquidity of) {
        liquidity = of;
    }

    /** The fill that began has happened, for less when books took less, or for 0 not at all. */
    void end(WorkingOrder order, long quantity, long price, long now) {
        if (!isFree && quantity > 0) {
            count(order, trade(order, quantity, price, now));
        }
        liquidity = Liquidity.TAKER;
    }

    private void count(WorkingOrder order, TradedOrder.Trade trade) {
        volume(order).add(order.side(), trade.date(), trade.quantity().toBigDecimal(), trade.value());
        if (order.isWorking()) {
            filledInPart.keySet().removeIf(other -> !other.isWorking());
            filledInPart.put(order, with(order, trade));
        } else {
            filledInPart.remove(order);
        }
    }

    /** Fee of a fill in cash units, on top of what the order has paid. Changes nothing. */
    long fee(WorkingOrder order, long quantity, long price, long now) {
        if (isFree) {
            return 0;
        }
        TradedOrder traded =
                new TradedOrder(order.instrument(), order.side(), with(order, trade(order, quantity, price, now)));
        BigDecimal total = commission.total(traded);
        long units = total.setScale(cashScale(order), RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
        if (units < order.cumFee()) {
            throw Costs.broken("commission", "must not fall as an order fills, nor be negative", total, order);
        }
        return units - order.cumFee();
    }

    private List<TradedOrder.Trade> with(WorkingOrder order, TradedOrder.Trade trade) {
        List<TradedOrder.Trade> earlier = filledInPart.isEmpty() ? null : filledInPart.get(order);
        if (earlier == null) {
            return List.of(trade);
        }
        List<TradedOrder.Trade> all = new ArrayList<>(earlier);
        all.add(trade);
        return List.copyOf(all);
    }

    private TradedOrder.Trade trade(WorkingOrder order, long quantity, long price, long now) {
        int cashScale = cashScale(order);
        LocalDate date = (order.instrument().assetClass() == AssetClass.CRYPTO ? inUtc : inNewYork).of(now);
        return new TradedOrder.Trade(
                new Quantity(quantity, order.instrument().quantityScale()),
                BigDecimal.valueOf(Costs.value(order, quantity, price, cashScale), cashScale),
                date,
                liquidity,
                volume(order).before(date));
    }

    private TradedVolume volume(WorkingOrder order) {
        return Objects.requireNonNull(volumes.get(order.instrument().assetClass()));
    }

    private static int cashScale(WorkingOrder order) {
        return Scales.cashScale(order.instrument().currency());
    }

    /** What fees after a restart depend on; orders are called by their place among all of the run. */
    byte[] save() {
        FeeRecords.Writer out = new FeeRecords.Writer();
        volumes.forEach((assetClass, volume) -> volume.days().forEach(day -> out.day(assetClass, day)));
        filledInPart.forEach((order, trades) -> {
            if (order.isWorking()) {
                trades.forEach(trade -> out.trade(order.acceptance(), trade));
            }
        });
        return out.bytes();
    }

    void restore(byte[] saved, List<WorkingOrder> working) {
        Map<Long, WorkingOrder> byPlace = new HashMap<>();
        working.forEach(order -> byPlace.put(order.acceptance(), order));
        FeeRecords.read(
                saved,
                (assetClass, day) ->
                        Objects.requireNonNull(volumes.get(assetClass)).restore(day),
                (place, trade) -> {
                    WorkingOrder order = Objects.requireNonNull(byPlace.get(place));
                    filledInPart.put(order, with(order, trade));
                });
    }
}
