package io.strategysdk.backtest.execution;

import static io.strategysdk.backtest.execution.SampleTrades.COIN;
import static io.strategysdk.backtest.execution.SampleTrades.SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.execution.WorkingOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an account remembers between the fees of its orders. */
class FeeAccountTests {
    private static final long DOLLAR = 100_000_000L;
    private static final CommissionModel BY_MONTH =
            CommissionModel.tiered(CommissionTier.of("0", "0.01"), CommissionTier.of("1000", "0.001"));

    private FeeAccount account = new FeeAccount(BY_MONTH);
    private long now = at("2024-03-05T15:00:00Z");
    private long places;

    private static long at(String instant) {
        return Clock.epochNanosOf(Instant.parse(instant));
    }

    private WorkingOrder order(Instrument instrument, Side side, long quantity) {
        WorkingOrder order = new WorkingOrder(this, "a", ++places, 0, instrument, side, quantity, null);
        order.acceptedAs(places);
        order.become(OrderStatus.SUBMITTED);
        return order;
    }

    /** Fills at 10 dollars; the fee in dollars. */
    private BigDecimal fill(WorkingOrder order, long quantity, Liquidity liquidity) {
        long price = 10 * DOLLAR;
        account.begin(liquidity);
        long fee = account.fee(order, quantity, price, now);
        order.fill(quantity, Costs.value(order, quantity, price, 8), fee);
        account.end(order, quantity, price, now);
        return BigDecimal.valueOf(fee, 8).stripTrailingZeros();
    }

    private BigDecimal fill(WorkingOrder order, long quantity) {
        return fill(order, quantity, Liquidity.TAKER);
    }

    @Test
    void theMonthGoesOnFromOrderToOrderAndEndsInNewYork() {
        assertThat(fill(order(SHARE, Side.BUY, 600), 600)).isEqualByComparingTo("6");
        assertThat(fill(order(SHARE, Side.SELL, 600), 600)).isEqualByComparingTo("4.2");
        assertThat(fill(order(SHARE, Side.BUY, 600), 600)).isEqualByComparingTo("0.6");

        now = at("2024-04-01T03:59:59Z");
        assertThat(fill(order(SHARE, Side.BUY, 600), 600)).isEqualByComparingTo("0.6");

        now = at("2024-04-01T04:00:00Z");
        assertThat(fill(order(SHARE, Side.BUY, 600), 600)).isEqualByComparingTo("6");
    }

    @Test
    void anEstimateChangesNothing() {
        WorkingOrder order = order(SHARE, Side.BUY, 600);
        byte[] before = account.save();

        for (int i = 0; i < 3; i++) {
            assertThat(account.fee(order, 600, 10 * DOLLAR, now)).isEqualTo(6 * DOLLAR);
        }

        assertThat(account.save()).isEqualTo(before);
        assertThat(fill(order, 600)).isEqualByComparingTo("6");
    }

    @Test
    void aFillThatTheBooksRefuseCountsForNothingAndEndsTheFill() {
        account = new FeeAccount(CommissionModel.alpaca());
        WorkingOrder order = order(COIN, Side.BUY, 200_000_000);
        byte[] before = account.save();

        account.begin(Liquidity.MAKER);
        long refused = account.fee(order, 200_000_000, 1000 * DOLLAR, now);
        account.end(order, 0, 1000 * DOLLAR, now);

        assertThat(refused).isEqualTo(3 * DOLLAR);
        assertThat(account.fee(order, 200_000_000, 1000 * DOLLAR, now)).isEqualTo(5 * DOLLAR);
        assertThat(account.save()).isEqualTo(before);
    }

    @Test
    void cryptoCountsThirtyDaysInUtcAndNotTheDayItself() {
        account = new FeeAccount(CommissionModel.alpaca());
        now = at("2024-03-05T23:59:59Z");
        assertThat(fill(order(COIN, Side.BUY, 1_000_000_000_000L), 1_000_000_000_000L))
                .isEqualByComparingTo("250");
        assertThat(fill(order(COIN, Side.SELL, 10_000_000_000L), 10_000_000_000L))
                .isEqualByComparingTo("2.5");

        now = at("2024-03-06T00:00:00Z");
        assertThat(fill(order(COIN, Side.SELL, 10_000_000_000L), 10_000_000_000L))
                .isEqualByComparingTo("2.2");
        assertThat(fill(order(COIN, Side.SELL, 10_000_000_000L), 10_000_000_000L, Liquidity.MAKER))
                .isEqualByComparingTo("1.2");

        now = at("2024-04-04T23:59:59Z");
        assertThat(fill(order(COIN, Side.SELL, 10_000_000_000L), 10_000_000_000L))
                .isEqualByComparingTo("2.2");

        now = at("2024-04-05T00:00:00Z");
        assertThat(fill(order(COIN, Side.SELL, 10_000_000_000L), 10_000_000_000L))
                .isEqualByComparingTo("2.5");
    }

    @Test
    void assetClassesAreCountedApart() {
        fill(order(SHARE, Side.BUY, 5000), 5000);

        assertThat(fill(order(Instrument.forex("EURUSD", "USD", "0.0001"), Side.BUY, 600), 600))
                .isEqualByComparingTo("6");
    }

    /** 30 sales of one share: a cent each for value and shares if rounded one by one, a cent each of the day here. */
    @Test
    void theDaysRegulatoryFeesAreRoundedOnce() {
        account = new FeeAccount(CommissionModel.usRegulatory());
        BigDecimal day = BigDecimal.ZERO;

        for (int i = 0; i < 30; i++) {
            day = day.add(fill(order(SHARE, Side.SELL, 1), 1));
        }
        now = at("2024-03-06T15:00:00Z");

        assertThat(day).isEqualByComparingTo("0.02");
        assertThat(fill(order(SHARE, Side.SELL, 1), 1)).isEqualByComparingTo("0.02");
    }

    @Test
    void anOrderInPartsPaysForEachPartByItsOwnDayAndLiquidity() {
        account = new FeeAccount(CommissionModel.alpaca().withMinimum("10"));
        WorkingOrder order = order(COIN, Side.BUY, 30_000_000_000L);

        assertThat(fill(order, 10_000_000_000L, Liquidity.MAKER)).isEqualByComparingTo("10");
        now = at("2024-03-06T15:00:00Z");
        assertThat(fill(order, 10_000_000_000L)).isZero();
        assertThat(fill(order, 10_000_000_000L)).isZero();
        assertThat(account.save()).asString().doesNotContain("trade");
    }

    /** What is left of a schedule that fills in parts is the schedule of the whole. */
    @Property(tries = 300)
    void partsOfAnOrderTogetherPayWhatTheWholeDoes(@ForAll long seed) {
        Random random = new Random(seed);
        CommissionModel model = AnyFees.of(random);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        int quantity = 1 + random.nextInt(3000);
        int before = random.nextInt(1500);
        now = at("2025-02-03T15:00:00Z");

        account = new FeeAccount(model);
        warmUp(before);
        BigDecimal whole = fill(order(SHARE, side, quantity), quantity);
        account = new FeeAccount(model);
        warmUp(before);
        WorkingOrder inParts = order(SHARE, side, quantity);
        BigDecimal parts = BigDecimal.ZERO;
        while (inParts.leavesQty() > 0) {
            BigDecimal fee = fill(inParts, 1 + random.nextInt((int) inParts.leavesQty()));
            assertThat(fee).isNotNegative();
            parts = parts.add(fee);
        }

        assertThat(parts).as(model.describe()).isEqualByComparingTo(whole);
    }

    private void warmUp(int shares) {
        if (shares > 0) {
            fill(order(SHARE, Side.SELL, shares), shares);
        }
    }

    @Property(tries = 300)
    void moreIsNeverCheaper(@ForAll long seed) {
        Random random = new Random(seed);
        account = new FeeAccount(AnyFees.of(random));
        warmUp(random.nextInt(1500));
        WorkingOrder order = order(SHARE, random.nextBoolean() ? Side.BUY : Side.SELL, 10_000);
        int less = 1 + random.nextInt(5000);
        int more = less + random.nextInt(5000);

        long feeOfLess = account.fee(order, less, 7 * DOLLAR, now);

        assertThat(feeOfLess).isNotNegative().isLessThanOrEqualTo(account.fee(order, more, 7 * DOLLAR, now));
    }

    @Property(tries = 200)
    void aRestoredAccountChargesAsTheOneThatWasSaved(@ForAll long seed) {
        Random random = new Random(seed);
        CommissionModel model = AnyFees.of(random).plus(CommissionModel.alpaca());
        account = new FeeAccount(model);
        List<WorkingOrder> working = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            now += (long) (random.nextDouble() * 9 * 86_400e9);
            WorkingOrder order = working.isEmpty() || random.nextInt(3) == 0 ? anyOrder(random) : working.get(0);
            fill(
                    order,
                    1 + random.nextInt((int) order.leavesQty()),
                    random.nextBoolean() ? Liquidity.MAKER : Liquidity.TAKER);
            working.removeIf(each -> !each.isWorking());
            if (order.isWorking() && !working.contains(order)) {
                working.add(order);
            }
        }
        WorkingOrder next = working.isEmpty() ? anyOrder(random) : working.get(0);

        FeeAccount restored = new FeeAccount(model);
        restored.restore(account.save(), working);

        assertThat(restored.fee(next, 1, 10 * DOLLAR, now)).isEqualTo(account.fee(next, 1, 10 * DOLLAR, now));
        assertThat(restored.save()).isEqualTo(account.save());
    }

    private WorkingOrder anyOrder(Random random) {
        Instrument instrument = random.nextBoolean() ? SHARE : COIN;
        return order(instrument, random.nextBoolean() ? Side.BUY : Side.SELL, 10 + random.nextInt(2000));
    }

    /** Against the definition, over every trade there ever was. */
    @Property(tries = 200)
    void volumesAreTheSumsThatTheirNamesSay(@ForAll long seed) {
        Random random = new Random(seed);
        TradedVolume volume = new TradedVolume();
        List<Traded> all = new ArrayList<>();
        LocalDate date = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400));
        for (int i = 0; i < 60; i++) {
            date = date.plusDays(random.nextInt(4) * (long) random.nextInt(5));
            assertThat(volume.before(date)).isEqualTo(slowly(all, date));
            Traded trade = new Traded(
                    date,
                    random.nextBoolean() ? Side.BUY : Side.SELL,
                    BigDecimal.valueOf(random.nextInt(1000)),
                    BigDecimal.valueOf(random.nextInt(100_000)));
            all.add(trade);
            volume.add(trade.side, trade.date, trade.quantity, trade.value);
            assertThat(volume.before(date)).isEqualTo(slowly(all, date));
        }
    }

    private record Traded(LocalDate date, Side side, BigDecimal quantity, BigDecimal value) {}

    private static AccountVolume slowly(List<Traded> all, LocalDate date) {
        BigDecimal month = BigDecimal.ZERO;
        BigDecimal thirty = BigDecimal.ZERO;
        BigDecimal today = BigDecimal.ZERO;
        BigDecimal sold = BigDecimal.ZERO;
        BigDecimal soldValue = BigDecimal.ZERO;
        for (Traded trade : all) {
            long ago = date.toEpochDay() - trade.date.toEpochDay();
            month = YearMonth.from(trade.date).equals(YearMonth.from(date)) ? month.add(trade.quantity) : month;
            thirty = ago >= 1 && ago <= 30 ? thirty.add(trade.value) : thirty;
            today = ago == 0 ? today.add(trade.quantity) : today;
            sold = ago == 0 && trade.side == Side.SELL ? sold.add(trade.quantity) : sold;
            soldValue = ago == 0 && trade.side == Side.SELL ? soldValue.add(trade.value) : soldValue;
        }
        return new AccountVolume(month, thirty, today, sold, soldValue);
    }

    @Test
    void daysAreForgottenWhenNoFeeLooksBackAtThem() {
        TradedVolume volume = new TradedVolume();
        for (int day = 0; day < 1000; day++) {
            volume.add(Side.BUY, LocalDate.of(2024, 1, 1).plusDays(day), BigDecimal.ONE, BigDecimal.TEN);
        }

        assertThat(volume.days()).hasSize(32);
    }

    @Test
    void everyAssetClassHasAVolume() {
        for (AssetClass assetClass : AssetClass.values()) {
            Instrument instrument = Instrument.of("X", assetClass, "USD");

            assertThat(fill(order(instrument, Side.BUY, 1), 1)).isEqualByComparingTo("0.01");
        }
    }

    @Test
    void negativeAmountsAreRefusedAndNothingIsNot() {
        BigDecimal none = BigDecimal.ZERO;
        BigDecimal less = new BigDecimal("-0.01");

        assertThat(CommissionTier.of("0", "0").perShare()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountVolume(less, none, none, none, none))
                .withMessage("quantity of the month must not be negative, was -0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountVolume(none, less, none, none, none))
                .withMessageStartingWith("value of thirty days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountVolume(none, none, less, none, none))
                .withMessageStartingWith("quantity of the day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountVolume(none, none, none, less, none))
                .withMessageStartingWith("quantity sold on the day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountVolume(none, none, none, none, less))
                .withMessageStartingWith("value sold on the day");
    }
}
