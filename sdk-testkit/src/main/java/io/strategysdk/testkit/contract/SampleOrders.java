package io.strategysdk.testkit.contract;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.AccountVolume;
import io.strategysdk.backtest.execution.Liquidity;
import io.strategysdk.backtest.execution.TradedOrder;
import io.strategysdk.backtest.execution.TradedOrder.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded orders that fill in parts over some days, and what their account had traded before each fill. */
final class SampleOrders {
    private static final int TRADES = 6;
    private static final int CENTS = 2;
    private static final int[] SHARES = {1, 3, 7, 99, 100, 101, 333, 1_000, 2_500, 12_345, 40_000};
    private static final String[] TRADED_BEFORE = {"0", "0", "12000", "299990", "2999999", "99999999"};

    private final SplittableRandom random;
    private final Instrument instrument;
    private final Side side;
    private final List<Trade> trades = new ArrayList<>();
    private LocalDate date;
    private BigDecimal month;
    private BigDecimal thirtyDays;
    private BigDecimal today = BigDecimal.ZERO;
    private BigDecimal valueToday = BigDecimal.ZERO;

    private SampleOrders(SplittableRandom random, Instrument instrument) {
        this.random = random;
        this.instrument = instrument;
        side = random.nextBoolean() ? Side.BUY : Side.SELL;
        date = LocalDate.of(1995, 1, 1).plusDays(random.nextInt(365 * 40));
        month = traded();
        thirtyDays = traded();
    }

    private BigDecimal traded() {
        return new BigDecimal(TRADED_BEFORE[random.nextInt(TRADED_BEFORE.length)]);
    }

    /** So many orders of each instrument, always the same. */
    static List<TradedOrder> of(List<Instrument> instruments, int each) {
        SplittableRandom random = new SplittableRandom(1);
        List<TradedOrder> orders = new ArrayList<>();
        for (Instrument instrument : instruments) {
            for (int i = 0; i < each; i++) {
                orders.add(new SampleOrders(random.split(), instrument).filled());
            }
        }
        return orders;
    }

    private TradedOrder filled() {
        int count = random.nextInt(1, TRADES + 1);
        for (int i = 0; i < count; i++) {
            trade(quantity(), price());
            if (random.nextInt(3) == 0) {
                nextDay(1 + random.nextInt(40));
            }
        }
        return new TradedOrder(instrument, side, trades);
    }

    /** Whole shares; of others with four decimals. */
    private BigDecimal quantity() {
        BigDecimal shares = BigDecimal.valueOf(SHARES[random.nextInt(SHARES.length)]);
        return instrument.assetClass() == AssetClass.EQUITY
                ? shares
                : shares.add(BigDecimal.valueOf(random.nextInt(10_000), 4));
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(random.nextInt(1, random.nextBoolean() ? 1_000 : 100_000), CENTS);
    }

    private void trade(BigDecimal quantity, BigDecimal price) {
        BigDecimal value = quantity.multiply(price).setScale(CENTS, RoundingMode.HALF_EVEN);
        boolean sells = side == Side.SELL;
        AccountVolume before = new AccountVolume(
                month, thirtyDays, today, sells ? today : BigDecimal.ZERO, sells ? valueToday : BigDecimal.ZERO);
        Liquidity liquidity = random.nextInt(3) == 0 ? Liquidity.MAKER : Liquidity.TAKER;
        trades.add(new Trade(Quantity.of(quantity.toPlainString()), value, date, liquidity, before));
        month = month.add(quantity);
        today = today.add(quantity);
        valueToday = valueToday.add(value);
    }

    private void nextDay(int days) {
        thirtyDays = thirtyDays.add(valueToday);
        LocalDate next = date.plusDays(days);
        if (!YearMonth.from(next).equals(YearMonth.from(date))) {
            month = BigDecimal.ZERO;
        }
        date = next;
        today = BigDecimal.ZERO;
        valueToday = BigDecimal.ZERO;
    }

    /** The same order after so many of its trades. */
    static TradedOrder first(TradedOrder order, int trades) {
        return new TradedOrder(order.instrument(), order.side(), order.trades().subList(0, trades));
    }

    /** The last trade alone, by the account as it stood. */
    static TradedOrder last(TradedOrder order) {
        int count = order.trades().size();
        return new TradedOrder(order.instrument(), order.side(), order.trades().subList(count - 1, count));
    }

    /** One trade as two, of a third of the quantity and the rest. */
    static TradedOrder inTwoParts(TradedOrder order) {
        Trade whole = order.trades().get(0);
        BigDecimal all = whole.quantity().toBigDecimal();
        BigDecimal part = all.divide(BigDecimal.valueOf(3), 0, RoundingMode.DOWN);
        BigDecimal partValue = whole.value().multiply(part).divide(all, CENTS, RoundingMode.DOWN);
        boolean sells = order.side() == Side.SELL;
        AccountVolume before = whole.before();
        AccountVolume between = new AccountVolume(
                before.quantityThisMonth().add(part),
                before.valueInThirtyDays(),
                before.quantityToday().add(part),
                sells ? before.soldToday().add(part) : before.soldToday(),
                sells ? before.soldValueToday().add(partValue) : before.soldValueToday());
        Trade first = new Trade(Quantity.of(part.toPlainString()), partValue, whole.date(), whole.liquidity(), before);
        Trade rest = new Trade(
                Quantity.of(all.subtract(part).toPlainString()),
                whole.value().subtract(partValue),
                whole.date(),
                whole.liquidity(),
                between);
        return new TradedOrder(order.instrument(), order.side(), List.of(first, rest));
    }
}
