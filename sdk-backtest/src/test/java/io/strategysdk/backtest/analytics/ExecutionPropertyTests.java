package io.strategysdk.backtest.analytics;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random orders in random markets: market and limit orders, some cut off, some refused. */
class ExecutionPropertyTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final int BARS = 30;

    /** Prices times one factor and quantities, volumes and cash times another. */
    private static Trial trial(long seed, int prices, int quantities) {
        Random random = new Random(seed);
        Trial trial = Trial.minutes().with(backtest -> settings(backtest, prices, quantities));
        for (int minute = 0; minute < BARS; minute++) {
            addBar(trial, ACME, minute, random, prices, quantities);
            addBar(trial, OTHER, minute, random, prices, quantities);
            if (random.nextInt(3) > 0) {
                trial.order(minute, order(random, prices, quantities), order(random, prices, quantities));
            }
        }
        return trial;
    }

    private static Backtest settings(Backtest backtest, int prices, int quantities) {
        return backtest.cash(50_000L * prices * quantities)
                .fills(FillRules.DEFAULT.withVolumeShare(0.25))
                .slippage(SlippageModel.fixed(10))
                .commission(CommissionModel.percent("0.1"))
                .account(AccountRules.margin());
    }

    private static void addBar(
            Trial trial, Instrument instrument, int minute, Random random, int prices, int quantities) {
        int open = 900 + random.nextInt(200);
        int close = 900 + random.nextInt(200);
        int high = Math.max(open, close) + random.nextInt(20);
        int low = Math.min(open, close) - random.nextInt(20);
        double volume = (double) random.nextInt(4) * 200 * quantities;
        trial.bar(
                instrument,
                minute,
                prices * open / 100.0,
                prices * high / 100.0,
                prices * low / 100.0,
                prices * close / 100.0,
                volume);
    }

    private static NewOrder order(Random random, int prices, int quantities) {
        Instrument instrument = random.nextBoolean() ? ACME : OTHER;
        long quantity = (random.nextInt(40) == 0 ? 1_000_000L : 20L + random.nextInt(200)) * quantities;
        NewOrder order =
                random.nextBoolean() ? OrderIntent.buy(instrument, quantity) : OrderIntent.sell(instrument, quantity);
        long limit = 900L + random.nextInt(200);
        NewOrder priced = random.nextBoolean() ? order : order.atLimit(new Price(limit * prices, 2));
        return random.nextInt(3) > 0 ? priced : priced.withTimeInForce(TimeInForce.IOC);
    }

    /** Perold's definition itself: what paper made from decision to the order's end, minus what was really made. */
    @Property(tries = 100)
    void thePartsAddUpToPaperMinusReal(@ForAll long seed) {
        BacktestResult result = trial(seed, 1, 1).run();
        MarketData data = trial(seed, 1, 1).data();
        BigDecimal whole = BigDecimal.ZERO;
        for (Order order : result.orders()) {
            long decided = time(result, order, OrderEvent.Accepted.class::isInstance, true);
            long ended = time(result, order, event -> !event.order().isWorking(), false);
            BigDecimal decision = close(data, order.instrument(), decided);
            BigDecimal mark = close(data, order.instrument(), ended);
            BigDecimal paper = order.request().orderQty().toBigDecimal().multiply(mark.subtract(decision));
            BigDecimal real = BigDecimal.ZERO;
            BigDecimal fees = BigDecimal.ZERO;
            for (Fill fill : result.fills()) {
                if (fill.orderId().equals(order.id())) {
                    BigDecimal gain = mark.subtract(fill.lastPx().toBigDecimal());
                    real = real.add(fill.lastQty().toBigDecimal().multiply(gain));
                    fees = fees.add(fill.fee());
                }
            }
            BigDecimal missed = paper.subtract(real);
            whole = whole.add(order.side() == Side.BUY ? missed : missed.negate())
                    .add(fees);
        }

        assertThat(result.execution().total().shortfall().total()).isEqualByComparingTo(whole);
    }

    private static long time(BacktestResult result, Order order, Function<OrderEvent, Boolean> kind, boolean required) {
        for (JournalEntry.Reported reported : result.journal().entries(JournalEntry.Reported.class)) {
            if (reported.event().order().id().equals(order.id()) && kind.apply(reported.event())) {
                return reported.epochNanos();
            }
        }
        assertThat(required).isFalse();
        return Long.MAX_VALUE;
    }

    private static BigDecimal close(MarketData data, Instrument instrument, long known) {
        BarColumns bars = data.executionSeries(instrument);
        double last = Double.NaN;
        for (int row = 0; row < bars.size() && bars.epochNanos(row) <= known; row++) {
            last = bars.close(row);
        }
        return new BigDecimal(last).setScale(8, RoundingMode.HALF_EVEN);
    }

    @Property(tries = 50)
    void ratiosDoNotDependOnTheUnitsOfPriceAndQuantity(@ForAll long seed) {
        ExecutionFigures one = trial(seed, 1, 1).run().execution().total();
        ExecutionFigures other = trial(seed, 2, 4).run().execution().total();

        assertThat(other.orders()).isEqualTo(one.orders());
        assertThat(other.timeToFill()).isEqualTo(one.timeToFill());
        assertThat(other.volumeShare()).isEqualTo(one.volumeShare());
        assertThat(other.shortfall().total())
                .isEqualByComparingTo(one.shortfall().total().multiply(BigDecimal.valueOf(8)));
        assertThat(other.shortfall().totalBps()).isEqualTo(one.shortfall().totalBps());
        assertThat(other.shortfall().arrivalSlippageBps())
                .isEqualTo(one.shortfall().arrivalSlippageBps());
    }

    @Property(tries = 50)
    void instrumentsAddUpToTheTotal(@ForAll long seed) {
        ExecutionReport report = trial(seed, 1, 1).run().execution();

        Shortfall sum =
                report.parts().stream().map(part -> part.figures().shortfall()).reduce(Shortfall.NONE, Shortfall::plus);
        OrderCounts orders = report.total().orders();

        assertThat(report.total().shortfall()).isEqualTo(sum);
        assertThat(report.parts().stream()
                        .mapToInt(part -> part.figures().orders().sent())
                        .sum())
                .isEqualTo(orders.sent());
        assertThat(orders.filled()
                        + orders.partlyFilled()
                        + orders.cancelled()
                        + orders.expired()
                        + orders.rejected()
                        + orders.working()
                        + orders.untriggered())
                .isEqualTo(orders.sent());
    }

    @Property(tries = 50)
    void countsAreThoseOfTheBooks(@ForAll long seed) {
        BacktestResult result = trial(seed, 1, 1).run();
        OrderCounts orders = result.execution().total().orders();

        assertThat(orders.accepted()).isEqualTo(result.orders().size());
        assertThat(orders.filled()).isEqualTo((int) result.orders().stream()
                .filter(order -> order.status() == OrderStatus.FILLED)
                .count());
        assertThat(orders.rejections().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(result.rejections().size());
        assertThat(result.execution().total().shortfall().fees())
                .isEqualByComparingTo(result.fills().stream().map(Fill::fee).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
