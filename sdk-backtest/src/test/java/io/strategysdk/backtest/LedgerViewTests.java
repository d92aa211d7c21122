package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.StrategyResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a strategy sees of its books, against a slow ledger of the fills that it was told of. */
class LedgerViewTests {
    private static final long MINUTE = 60_000_000_000L;
    private static final List<String> CURRENCIES = List.of("USD", "JPY", "KRW", "BHD", "USDT", "XXX");
    private static final List<String> LOTS = List.of("1", "0.001", "100", "0.00000001");

    private static Instrument instrument(String symbol, String currency, String lot) {
        return Instrument.of(symbol, AssetClass.CRYPTO, currency).withLotSize(lot);
    }

    private static BarColumns bars(Instrument instrument, double scale, SplittableRandom random) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        double price = scale;
        for (int i = 0; i < 60; i++) {
            double open = round(price * (1 + random.nextDouble(-0.02, 0.02)));
            price = round(open * (1 + random.nextDouble(-0.05, 0.05)));
            double high = round(Math.max(open, price) * 1.01);
            double low = Math.min(Math.min(open, price), round(Math.min(open, price) * 0.99));
            if (random.nextInt(6) > 0 || i == 0) {
                bars.bar(i * MINUTE, (i + 1) * MINUTE, open, high, low, price, random.nextInt(1000));
            }
        }
        return bars.build();
    }

    private static double round(double price) {
        return BigDecimal.valueOf(price)
                .setScale(8, RoundingMode.HALF_EVEN)
                .max(new BigDecimal("0.00000001"))
                .doubleValue();
    }

    /** Trades at random and checks its books in each callback. */
    private static final class Auditor implements Strategy {
        private final Random random;
        private final BigDecimal capital;
        private final Map<Instrument, BigDecimal> held = new HashMap<>();
        private BigDecimal cash;
        private BigDecimal fees = BigDecimal.ZERO;
        private final List<Fill> seen = new ArrayList<>();
        private int audits;

        Auditor(long seed, BigDecimal capital) {
            random = new Random(seed);
            this.capital = capital;
            cash = capital;
        }

        /** Sums that hold whatever was told of by now. */
        private void auditSums(Context context) {
            audits++;
            Portfolio books = context.portfolio();
            BigDecimal equity = books.exactCash();
            BigDecimal realized = BigDecimal.ZERO;
            for (Instrument instrument : context.instruments()) {
                Position position = books.position(instrument);
                realized = realized.add(position.realizedPnl());
                if (!position.isFlat()) {
                    BigDecimal mark =
                            new BigDecimal(position.mark()).setScale(instrument.priceScale(), RoundingMode.HALF_EVEN);
                    equity = equity.add(position.quantity()
                            .toBigDecimal()
                            .multiply(mark)
                            .setScale(equity.scale(), RoundingMode.HALF_EVEN));
                    assertThat(position.isLong()).isTrue();
                }
            }
            assertThat(books.exactEquity()).isEqualByComparingTo(equity);
            double room = Math.max(1e-5, equity.abs().doubleValue() * 1e-12);
            assertThat(books.equity()).isCloseTo(equity.doubleValue(), within(room));
            assertThat(books.cash()).isEqualTo(books.exactCash().doubleValue());
            assertThat(books.exactCash()).isNotNegative();
            assertThat(books.realizedPnl()).isEqualByComparingTo(realized);
            assertThat(capital.add(books.realizedPnl())
                            .add(books.unrealizedPnl())
                            .subtract(books.fees()))
                    .isEqualByComparingTo(equity);
        }

        /** Everything, once the fills of the slice have been told. */
        private void audit(Context context) {
            auditSums(context);
            assertThat(context.portfolio().exactCash()).isEqualByComparingTo(cash);
            assertThat(context.portfolio().fees()).isEqualByComparingTo(fees);
            for (Instrument instrument : context.instruments()) {
                assertThat(context.position(instrument).quantity().toBigDecimal())
                        .isEqualByComparingTo(held.getOrDefault(instrument, BigDecimal.ZERO));
            }
            assertThat(context.portfolio().positions())
                    .allSatisfy(position -> assertThat(position.isFlat()).isFalse());
        }

        @Override
        public void onStart(Context context) {
            context.timer(Schedule.afterOpen(Duration.ofSeconds(90)));
            auditSums(context);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            if (event instanceof OrderEvent.Filled filled) {
                Fill fill = filled.fill();
                seen.add(fill);
                BigDecimal signed = fill.lastQty()
                        .toBigDecimal()
                        .multiply(BigDecimal.valueOf(fill.side().sign()));
                cash = cash.subtract(signed.multiply(fill.lastPx().toBigDecimal())
                                .setScale(context.portfolio().exactCash().scale(), RoundingMode.HALF_EVEN))
                        .subtract(fill.fee());
                fees = fees.add(fill.fee());
                held.merge(fill.instrument(), signed, BigDecimal::add);
            }
            Order order = event.order();
            if (order.orderQty().signum() > 0) {
                assertThat(order.cumQty().compareTo(order.orderQty())).isLessThanOrEqualTo(0);
            }
            auditSums(context);
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            audit(context);
        }

        @Override
        public void onPositionUpdate(PositionEvent event, Context context) {
            auditSums(context);
        }

        @Override
        public void onTimer(TimerEvent event, Context context) {
            audit(context);
        }

        @Override
        public void onStop(Context context) {
            auditSums(context);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            audit(context);
            List<OrderIntent> intents = new ArrayList<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                Instrument instrument = context.instruments()
                        .get(random.nextInt(context.instruments().size()));
                intents.add(intent(context, instrument));
            }
            return intents;
        }

        private OrderIntent intent(Context context, Instrument instrument) {
            Position position = context.position(instrument);
            Quantity some = instrument.lotSize().times(1 + random.nextInt(50));
            double mark = position.mark();
            var working = context.orders().working(instrument);
            return switch (random.nextInt(12)) {
                case 0 -> OrderIntent.targetWeight(instrument, random.nextDouble());
                case 1 -> OrderIntent.targetWeights(Map.of(instrument, random.nextInt(3) / 2.0));
                case 2 -> OrderIntent.targetQuantity(instrument, some);
                case 3 -> OrderIntent.close(instrument);
                case 4 -> OrderIntent.cancelAll(instrument);
                case 5 -> OrderIntent.buyNotional(instrument, String.valueOf(1 + random.nextInt(500)));
                case 6 -> OrderIntent.sellNotional(instrument, String.valueOf(1 + random.nextInt(500)));
                case 7 -> OrderIntent.sell(instrument, some);
                case 8 ->
                    mark > 0
                            ? OrderIntent.buy(instrument, some)
                                    .atLimit(instrument.price(Math.max(1e-8, mark * 0.99)))
                                    .withTimeInForce(TimeInForce.GTC)
                            : OrderIntent.buy(instrument, some);
                case 9 ->
                    mark > 0
                            ? OrderIntent.sell(instrument, some)
                                    .atStop(instrument.price(Math.max(1e-8, mark * 0.98)))
                                    .withTimeInForce(TimeInForce.GTC)
                            : OrderIntent.buy(instrument, some);
                case 10 ->
                    working.isEmpty() || working.get(0).request().notional() != null
                            ? OrderIntent.buy(instrument, some)
                            : OrderIntent.replace(working.get(0))
                                    .withQuantity(working.get(0).cumQty().plus(some));
                default -> working.isEmpty() ? OrderIntent.buy(instrument, some) : OrderIntent.cancel(working.get(0));
            };
        }
    }

    @Property(tries = 300)
    void everyCallbackSeesTheBooksOfTheFillsThatWereTold(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 5) int money,
            @ForAll @IntRange(min = 0, max = 2) int costs) {
        SplittableRandom random = new SplittableRandom(seed);
        String currency = CURRENCIES.get(money);
        List<BarColumns> series = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            String lot = LOTS.get(random.nextInt(LOTS.size()));
            series.add(bars(instrument("I" + i, currency, lot), Math.pow(10, random.nextInt(-4, 5)), random));
        }
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), series);
        Backtest backtest = Backtest.ofSeveral().on(data).slippage(SlippageModel.fixed(random.nextInt(30)));
        if (costs > 0) {
            backtest.commission(
                    costs == 1
                            ? CommissionModel.percent("0.3").withMinimum("7.5")
                            : CommissionModel.perShare("0.07").withMinimum("3"));
            backtest.latency(LatencyModel.fixed(Duration.ofSeconds(random.nextInt(100))));
        }
        List<Auditor> auditors = new ArrayList<>();
        for (int s = 0; s <= random.nextInt(2); s++) {
            BigDecimal capital = BigDecimal.valueOf((long) Math.pow(10, random.nextInt(1, 8)));
            Auditor auditor = new Auditor(random.nextLong(), capital);
            auditors.add(auditor);
            backtest.strategy("s" + s, auditor, capital, RiskLimits.NONE);
        }

        BacktestResult result = backtest.run();

        assertThat(result.failures()).isEmpty();
        BigDecimal end = BigDecimal.ZERO;
        for (int s = 0; s < auditors.size(); s++) {
            Auditor auditor = auditors.get(s);
            StrategyResult book = result.strategies().get(s);
            assertThat(auditor.audits).isGreaterThan(50);
            assertThat(book.cash()).isEqualByComparingTo(auditor.cash);
            assertThat(book.fees()).isEqualByComparingTo(auditor.fees);
            end = end.add(book.equity());
        }
        assertThat(result.fills())
                .hasSize(auditors.stream().mapToInt(a -> a.seen.size()).sum());
        BigDecimal pnl =
                result.roundTrips().closed().stream().map(t -> t.grossPnl()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal open =
                result.roundTrips().open().stream().map(l -> l.cost()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal paid = result.fills().stream().map(f -> f.fee()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cash =
                result.strategies().stream().map(StrategyResult::cash).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(result.startCash()
                        .add(pnl)
                        .subtract(open)
                        .subtract(paid)
                        .subtract(cash)
                        .abs())
                .isLessThanOrEqualTo(new BigDecimal("0.000001")
                        .multiply(BigDecimal.valueOf(result.fills().size() + 1)));
        assertThat(result.equity().finalEquity())
                .isCloseTo(end.doubleValue(), within(Math.max(1e-5, end.doubleValue() * 1e-12)));
        assertThat(result.finalEquity()).isEqualByComparingTo(end);
        assertThat(result.report().json()).isNotEmpty();
    }
}
