package io.strategysdk.alpaca;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.testkit.alpaca.AlpacaOrder;
import io.strategysdk.testkit.alpaca.AlpacaSimulator;
import io.strategysdk.testkit.alpaca.Fault;
import io.strategysdk.testkit.contract.BrokerAdapterContract;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The adapter against the simulated venue: what every broker adapter promises. */
final class AlpacaBrokerContractTests extends BrokerAdapterContract {
    /** In lots that count what an amount buys. */
    private static final Instrument AAPL = Instrument.equity("AAPL").withLotSize("0.000000001");

    private final AlpacaSimulator alpaca = AlpacaSimulator.builder()
            .cash("10000000")
            .time(Instant.parse("2026-11-20T15:30:00Z"))
            .start();

    @BeforeEach
    void openMarket() {
        alpaca.quote("AAPL", "189.98", "190.02");
    }

    @AfterEach
    void closeVenue() {
        closeAdapter();
        alpaca.close();
    }

    @Override
    protected BrokerAdapter adapter() {
        return AlpacaBroker.of(settings(alpaca.address()));
    }

    private AlpacaSettings settings(URI address) {
        return AlpacaSettings.builder()
                .key(AlpacaKey.of(alpaca.keyId(), alpaca.secret()))
                .address(address)
                .requestTimeout(Duration.ofSeconds(2))
                .retryDelays(Duration.ofMillis(20), Duration.ofMillis(200))
                .askAfter(Duration.ofSeconds(2))
                .build();
    }

    @Override
    protected Optional<BrokerAdapter> unreachableAdapter() {
        return Optional.of(AlpacaBroker.of(settings(URI.create("http://127.0.0.1:1"))));
    }

    @Override
    protected NewOrder restingOrder(Side side) {
        NewOrder order = side == Side.BUY ? OrderIntent.buy(AAPL, 80) : OrderIntent.sell(AAPL, 80);
        return order.atLimit(Price.of(side == Side.BUY ? "150" : "230")).withTimeInForce(TimeInForce.DAY);
    }

    @Override
    protected Optional<NewOrder> refusedOrder() {
        return Optional.of(OrderIntent.buy(AAPL, 1_000_000).atLimit(Price.of("150")));
    }

    @Override
    protected Optional<NewOrder> bracketOrder() {
        return Optional.of(restingOrder(Side.BUY)
                .withTimeInForce(TimeInForce.GTC)
                .withTakeProfit(Price.of("230"))
                .withStopLoss(Price.of("120")));
    }

    @Override
    protected void fill(OrderId id, Quantity quantity) {
        AlpacaOrder order = booked(id).orElseThrow();
        String price = order.limitPrice().orElse(new BigDecimal("190")).toPlainString();
        alpaca.fill(order.clientOrderId(), quantity.toString(), price);
    }

    /** The newest of those that took each other's place; of an exit that of its entry. */
    private Optional<AlpacaOrder> booked(OrderId id) {
        Optional<AlpacaOrder> own = alpaca.orders().stream()
                .filter(order -> OrderCodec.idOf(order.clientOrderId())
                        .filter(id::equals)
                        .isPresent())
                .filter(order -> !order.status().equals("rejected"))
                .max(Comparator.comparing(order -> OrderCodec.replacementNumber(order.clientOrderId())));
        return own.or(() -> exit(id, 1)).or(() -> exit(id, 2));
    }

    private Optional<AlpacaOrder> exit(OrderId id, int place) {
        if (id.sequence() <= place) {
            return Optional.empty();
        }
        OrderId entry = new OrderId(id.origin(), id.sequence() - place);
        String type = place == 1 ? "limit" : "stop";
        return alpaca.orders().stream()
                .filter(order -> order.clientOrderId().equals(entry.toString()))
                .flatMap(order -> order.legs().stream())
                .flatMap(leg ->
                        alpaca.orders().stream().filter(order -> order.id().equals(leg)))
                .filter(leg -> leg.type().equals(type))
                .findFirst();
    }

    @Override
    protected boolean restate(OrderId id, Quantity orderQty) {
        alpaca.restate(booked(id).orElseThrow().clientOrderId(), orderQty.toString());
        return true;
    }

    @Override
    protected boolean refuseNextChange(OrderId id) {
        alpaca.refuseNextChange(booked(id).orElseThrow().clientOrderId());
        return true;
    }

    @Override
    protected boolean expire(OrderId id) {
        alpaca.expire(booked(id).orElseThrow().clientOrderId());
        return true;
    }

    @Override
    protected boolean disconnect() {
        for (int i = 0; i < 3; i++) {
            alpaca.faults().next(Fault.UPGRADE_REFUSED, "/stream");
        }
        alpaca.cutSessions();
        return true;
    }

    @Override
    protected Optional<Boolean> restsAtBroker(OrderId id) {
        return Optional.of(booked(id).filter(AlpacaOrder::isOpen).isPresent());
    }

    @Override
    protected Optional<Order> orderAtBroker(OrderId id) {
        return booked(id).filter(AlpacaOrder::isOpen).map(order -> asOrder(id, order));
    }

    private Order asOrder(OrderId id, AlpacaOrder order) {
        JsonNode json = json(order.id());
        NewOrder request = order.side().equals("buy")
                ? OrderIntent.buy(AAPL, order.qty().map(AAPL::quantity).orElse(Quantity.of(1)))
                : OrderIntent.sell(AAPL, order.qty().map(AAPL::quantity).orElse(Quantity.of(1)));
        NewOrder terms = switch (order.type()) {
            case "limit" -> request.atLimit(Price.of(order.limitPrice().orElseThrow()));
            case "stop" -> request.atStop(Price.of(order.stopPrice().orElseThrow()));
            case "stop_limit" ->
                request.atStopLimit(
                        Price.of(order.stopPrice().orElseThrow()),
                        Price.of(order.limitPrice().orElseThrow()));
            case "trailing_stop" ->
                request.atTrailingStop(Price.of(json.path("trail_price").stringValue()));
            default -> request;
        };
        if (json.path("extended_hours").asBoolean()) {
            terms = terms.withExtendedHours();
        }
        NewOrder whole =
                terms.withTimeInForce(TimeInForce.valueOf(order.timeInForce().toUpperCase(Locale.ROOT)));
        return new Order(
                id, whole, OrderStatus.SUBMITTED, whole.orderQty(), Quantity.of(order.filledQty()), Double.NaN);
    }

    /** Alpaca takes no order that would take the account from long to short. */
    @Override
    @Test
    protected void aReplacedOrderRestsAsItWasAsked() {
        try (AlpacaRest client = new AlpacaRest(settings(alpaca.address()))) {
            client.command(
                    "POST",
                    client.url(AlpacaHttp.Service.TRADING, "v2/orders").build(),
                    OrderCodec.write(new OrderId("held", 1), OrderIntent.buy(AAPL, 1000)));
        }
        super.aReplacedOrderRestsAsItWasAsked();
    }

    private JsonNode json(String venueId) {
        try (AlpacaRest client = new AlpacaRest(settings(alpaca.address()))) {
            return client.get(
                    AlpacaHttp.Service.TRADING,
                    client.url(AlpacaHttp.Service.TRADING, "v2/orders/" + venueId)
                            .build());
        }
    }

    @Override
    protected Instant now() {
        return alpaca.now();
    }

    @Override
    protected Optional<BigDecimal> feeOf(Fill fill) {
        return Optional.of(BigDecimal.ZERO);
    }

    @Override
    protected Duration quiet() {
        return Duration.ofMillis(200);
    }
}
