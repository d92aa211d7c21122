package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.FillRules;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The same orders on the same bars, sent to the simulator and to the broker of backtests: the same fills. */
class BarParityTests {
    private static final Instrument PLAIN = Instrument.equity("PLAIN");
    private static final Instrument GROUP = Instrument.equity("GROUP");
    private static final FillRules RULES = FillRules.DEFAULT.withExitsWaitForFullFill(true);
    private static final Instant START = Instant.parse("2026-06-01T13:30:00Z");

    /** Fills by order id, in order. */
    private static final class Fills implements BrokerAdapter.Listener {
        private final List<String> all = new ArrayList<>();

        @Override
        public void onFill(Fill fill) {
            all.add(fill.orderId() + " " + fill.lastQty() + "@"
                    + Wire.decimal(fill.lastPx().toBigDecimal()));
        }

        @Override
        public void onAccepted(OrderId id) {}

        @Override
        public void onReplaced(OrderId id) {}

        @Override
        public void onRestated(OrderId id, Quantity orderQty) {}

        @Override
        public void onCancelled(OrderId id) {}

        @Override
        public void onExpired(OrderId id) {}

        @Override
        public void onRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onCancelRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onReplaceRejected(OrderId id, RejectReason reason, String text) {}

        @Override
        public void onConnection(ConnectionState state, String reason) {}

        @Override
        public void onClockSkew(Duration ahead, Duration uncertainty) {}
    }

    private static MarketData market(Timeframe timeframe, int sessions, long seed) {
        return GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2026, 6, 1), sessions)
                .bars(timeframe)
                .with(PLAIN, "100.00", new GeometricBrownianMotion(0, 0.9))
                .with(GROUP, "50.00", new GeometricBrownianMotion(0, 0.9))
                .generate(seed);
    }

    /** Two venues side by side. */
    private static final class Venues implements AutoCloseable {
        private final Fills fills = new Fills();
        private final AlpacaSimulator alpaca;
        private final Client client;
        private final SimulatedBroker broker;
        private final MarketData data;
        private final List<Instrument> instruments = List.of(PLAIN, GROUP);
        /** What the venue calls the orders that the broker knows by their id. */
        private final Map<OrderId, String> names = new HashMap<>();

        private final SplittableRandom random;
        private int sequence;

        Venues(MarketData data, MarketModel model, long seed) {
            this.data = data;
            random = new SplittableRandom(seed);
            alpaca = AlpacaSimulator.builder()
                    .instruments(instruments)
                    .time(START)
                    .market(model)
                    .cash("1000000")
                    .rules(AlpacaRules.builder().requestsPerMinute(0).build())
                    .start();
            client = new Client(alpaca);
            broker = new SimulatedBroker(
                    instruments,
                    TradingCalendars.nyse(),
                    model.withFills(model.fills().withExitsWaitForFullFill(true)),
                    new BigDecimal("1000000"));
            broker.start(instruments, fills);
        }

        void run() {
            AlpacaReplay replay = alpaca.replay(data);
            for (int row = 0; replay.step(); row++) {
                List<Bar> bars = new ArrayList<>();
                for (BarColumns columns : data.series()) {
                    bars.add((Bar) columns.events(row).get(0));
                }
                Assets assets =
                        new Assets(instruments.stream().map(AlpacaAsset::of).toList());
                broker.onSlice(new BarSlice(bars, assets, new Hours(TradingCalendars.nyse())));
                if (random.nextInt(3) == 0) {
                    decide(bars);
                }
            }
        }

        private void decide(List<Bar> bars) {
            switch (random.nextInt(8)) {
                case 0, 1 -> submit(bars, 0, "market");
                case 2 -> submit(bars, 0, "limit");
                case 3 -> submit(bars, 0, "stop");
                case 4 -> submit(bars, 0, "trail");
                case 5 -> submit(bars, 1, "bracket");
                case 6 -> cancelOne();
                default -> replaceOne();
            }
        }

        private void submit(List<Bar> bars, int number, String kind) {
            Bar bar = bars.get(number);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            int qty = 1 + random.nextInt(30);
            TimeInForce timeInForce = random.nextBoolean() ? TimeInForce.DAY : TimeInForce.GTC;
            double away = (random.nextInt(9) - 2) * 0.03 * side.sign();
            Price below = bar.instrument().price(bar.close() - away);
            Price beyond = bar.instrument().price(bar.close() + Math.abs(away) * side.sign() + 0.01 * side.sign());
            NewOrder plain =
                    side == Side.BUY ? OrderIntent.buy(bar.instrument(), qty) : OrderIntent.sell(bar.instrument(), qty);
            StringBuilder words = new StringBuilder(Wire.word(side) + " " + qty + " " + bar.instrument());
            NewOrder order = switch (kind) {
                case "limit" -> plain.atLimit(below);
                case "stop" -> plain.atStop(beyond);
                case "trail" -> plain.atTrailingStop(Price.of("0.25"));
                default -> plain;
            };
            words.append(
                    switch (kind) {
                        case "limit" -> " limit_price=" + below;
                        case "stop" -> " type=stop stop_price=" + beyond;
                        case "trail" -> " type=trailing_stop trail_price=0.25";
                        default -> "";
                    });
            if (kind.equals("bracket")) {
                timeInForce = TimeInForce.GTC;
                Price target = bar.instrument().price(bar.close() + side.sign() * 0.15);
                Price stop = bar.instrument().price(bar.close() - side.sign() * 0.15);
                order = order.withTakeProfit(target).withStopLoss(stop);
                words.append(" order_class=bracket take_profit={\"limit_price\":\"" + target
                        + "\"} stop_loss={\"stop_price\":\"" + stop + "\"}");
            }
            words.append(" time_in_force=" + Wire.word(timeInForce));
            OrderId id = new OrderId("p", ++sequence);
            Client.Answer answer = client.order(id.toString(), words.toString());
            if (answer.status() == 200) {
                names.put(id, id.toString());
                for (JsonNode leg : answer.body().path("legs")) {
                    names.put(
                            new OrderId("p", ++sequence),
                            leg.path("client_order_id").asString());
                }
                long mark = bar.instrument()
                        .price(bar.close())
                        .unitsAt(bar.instrument().priceScale());
                broker.marketIs(bar.epochNanos(), mark);
                broker.submit(id, order.withTimeInForce(timeInForce));
            }
        }

        private void cancelOne() {
            List<Order> working = broker.account().working();
            if (!working.isEmpty()) {
                OrderId id = working.get(random.nextInt(working.size())).id();
                AlpacaOrder there = alpaca.order(name(id));
                if (there.orderClass().isEmpty()) {
                    client.send("DELETE", "/v2/orders/" + there.id(), "");
                    broker.cancel(id);
                }
            }
        }

        private void replaceOne() {
            List<Order> limits = broker.account().working().stream()
                    .filter(order ->
                            order.price().isPresent() && order.instrument().equals(PLAIN))
                    .toList();
            if (limits.isEmpty()) {
                return;
            }
            Order order = limits.get(random.nextInt(limits.size()));
            Price limit = order.price().orElseThrow().plus(Price.of("0.02"));
            String next = name(order.id()) + "r";
            Client.Answer answer = client.send(
                    "PATCH",
                    "/v2/orders/" + alpaca.order(name(order.id())).id(),
                    "{\"limit_price\":\"" + limit + "\",\"client_order_id\":\"" + next + "\"}");
            if (answer.status() == 200) {
                names.put(order.id(), next);
                broker.replace(new OrderIntent.Replace(
                        order, order.orderQty(), new io.strategysdk.api.order.OrderTerms.Limit(limit)));
            }
        }

        private String name(OrderId id) {
            return java.util.Objects.requireNonNull(names.get(id));
        }

        /** The venue's fills, by the ids of the broker. */
        List<String> atTheVenue() {
            Map<String, String> idsOf = new HashMap<>();
            names.forEach((id, name) -> {
                for (String each = name; ; each = each.substring(0, each.length() - 1)) {
                    idsOf.put(alpaca.order(each).id(), id.toString());
                    if (!each.endsWith("r") || each.length() == 36) {
                        break;
                    }
                }
            });
            List<String> found = new ArrayList<>();
            String token = "";
            JsonNode page;
            do {
                page = client.get("/v2/account/activities/FILL?direction=asc&page_token=" + token)
                        .body();
                for (JsonNode fill : page) {
                    token = fill.path("id").asString();
                    found.add(idsOf.get(fill.path("order_id").asString()) + " "
                            + fill.path("qty").asString() + "@"
                            + fill.path("price").asString());
                }
            } while (page.size() == 100);
            return found;
        }

        @Override
        public void close() {
            alpaca.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void barsOfMinutesFillTheSame(long seed) {
        try (Venues venues = new Venues(market(Timeframe.MINUTE, 1, seed), MarketModel.FRICTIONLESS, seed)) {
            venues.run();

            assertThat(venues.atTheVenue()).isEqualTo(venues.fills.all);
            assertThat(venues.fills.all).hasSizeGreaterThan(30);
            assertThat(venues.alpaca.account().cash())
                    .isEqualByComparingTo(venues.broker.account().cash());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void slippageAndBoundedVolumeFillTheSame(long seed) {
        MarketModel model = new MarketModel(
                SlippageModel.fixed(2), CommissionModel.NONE, LatencyModel.NONE, 3, RULES.withVolumeShare(0.005));

        try (Venues venues = new Venues(market(Timeframe.MINUTE, 1, seed), model, seed)) {
            venues.run();

            assertThat(venues.atTheVenue()).isEqualTo(venues.fills.all);
            assertThat(venues.fills.all).hasSizeGreaterThan(30);
        }
    }

    @Test
    void barsOfDaysFillTheSame() {
        try (Venues venues = new Venues(market(Timeframe.DAY, 250, 7), MarketModel.FRICTIONLESS, 7)) {
            venues.run();

            assertThat(venues.atTheVenue()).isEqualTo(venues.fills.all);
            assertThat(venues.fills.all).hasSizeGreaterThan(30);
        }
    }

    @Test
    void auctionsFillAtTheOpenAndTheCloseOfTheirSession() {
        try (AlpacaSimulator alpaca = AlpacaSimulator.builder()
                .instruments(List.of(PLAIN))
                .time(Instant.parse("2026-06-01T12:00:00Z"))
                .start()) {
            Client client = new Client(alpaca);
            client.order("open", "buy 1 PLAIN time_in_force=opg");
            client.order("close", "buy 1 PLAIN time_in_force=cls");

            alpaca.bar(new Bar(
                    PLAIN,
                    Timeframe.DAY,
                    nanos("2026-06-01T13:30:00Z"),
                    nanos("2026-06-01T20:00:00Z"),
                    10,
                    12,
                    9,
                    11,
                    1000));

            assertThat(alpaca.order("open").filledAvgPrice().orElseThrow()).isEqualByComparingTo("10");
            assertThat(alpaca.order("close").filledAvgPrice().orElseThrow()).isEqualByComparingTo("11");
            assertThat(alpaca.now()).isAfterOrEqualTo(Instant.parse("2026-06-01T20:00:00Z"));
        }
    }

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }
}
