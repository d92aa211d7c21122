package io.strategysdk.testkit.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jacobpeterson.alpaca.AlpacaAPI;
import net.jacobpeterson.alpaca.model.endpoint.common.enums.SortDirection;
import net.jacobpeterson.alpaca.model.endpoint.orders.Order;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.CurrentOrderStatus;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.OrderSide;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.OrderTimeInForce;
import net.jacobpeterson.alpaca.model.endpoint.streaming.enums.StreamingMessageType;
import net.jacobpeterson.alpaca.model.endpoint.streaming.trade.TradeUpdateMessage;
import net.jacobpeterson.alpaca.model.properties.DataAPIType;
import net.jacobpeterson.alpaca.model.properties.EndpointAPIType;
import net.jacobpeterson.alpaca.rest.AlpacaClientException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that others wrote, alpaca-java 9.2.0, against the simulator: everything that it can do with orders. */
class AlpacaJavaTests {
    private final AlpacaSimulator alpaca = AlpacaSimulator.start();
    private final OkHttpClient http =
            new OkHttpClient.Builder().addInterceptor(this::redirected).build();
    private final AlpacaAPI api =
            new AlpacaAPI(http, alpaca.keyId(), alpaca.secret(), null, EndpointAPIType.PAPER, DataAPIType.IEX);

    private Response redirected(Interceptor.Chain chain) throws java.io.IOException {
        HttpUrl here = chain.request()
                .url()
                .newBuilder()
                .scheme("http")
                .host(alpaca.address().getHost())
                .port(alpaca.address().getPort())
                .build();
        return chain.proceed(chain.request().newBuilder().url(here).build());
    }

    @AfterEach
    void stop() {
        alpaca.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Test
    void itReadsAccountClockCalendarAndAssets() throws AlpacaClientException {
        assertThat(api.account().get().getCash()).isEqualTo("100000");
        assertThat(api.account().get().getPatternDayTrader()).isNull();
        assertThat(api.clock().get().getIsOpen()).isTrue();
        assertThat(api.calendar().get(java.time.LocalDate.of(2026, 6, 1), java.time.LocalDate.of(2026, 6, 5)))
                .hasSize(5);
        assertThat(api.assets().getBySymbol("AAPL").getFractionable()).isTrue();
        assertThat(api.accountConfiguration().get().getNoShorting()).isFalse();
    }

    @Test
    void itTradesAndSeesWhatBecameOfIt() throws AlpacaClientException {
        alpaca.quote("AAPL", "100", "101");
        Order bought = api.orders().requestMarketOrder("AAPL", 3, OrderSide.BUY, OrderTimeInForce.DAY);
        Order resting = api.orders()
                .requestLimitOrder("AAPL", 3.0, OrderSide.SELL, OrderTimeInForce.GOOD_UNTIL_CANCELLED, 150.0, false);

        assertThat(api.orders().get(bought.getId(), true).getAverageFillPrice()).isEqualTo("101");
        assertThat(api.positions().getBySymbol("AAPL").getQuantity()).isEqualTo("3");
        Order replaced = api.orders().replace(resting.getId(), 2, null, 160.0, null, null, "next");
        assertThat(replaced.getReplaces()).isEqualTo(resting.getId());
        assertThat(api.orders().getByClientID("next").getLimitPrice()).isEqualTo("160");
        api.orders().cancel(replaced.getId());
        assertThat(api.orders().get(CurrentOrderStatus.ALL, 10, null, null, SortDirection.ASCENDING, false, null))
                .hasSize(3);
        assertThat(api.positions().closeAll(true)).hasSize(1);
        assertThat(api.positions().get()).isEmpty();
        assertThat(api.accountActivities().get(null, null, null, SortDirection.ASCENDING, 100, null))
                .hasSize(2);
    }

    @Test
    void itLearnsWhyAnOrderIsRefused() {
        assertThatExceptionOfType(AlpacaClientException.class)
                .isThrownBy(() ->
                        api.orders().requestLimitOrder("AAPL", 1e6, OrderSide.BUY, OrderTimeInForce.DAY, 150.0, false))
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage()).contains("insufficient buying power");
                    assertThat(refusal.getResponseStatusCode()).isEqualTo(403);
                    assertThat(refusal.getAPIResponseCode()).isEqualTo(40310000);
                });
    }

    @Test
    void itHearsOfFills() throws Exception {
        BlockingQueue<TradeUpdateMessage> heard = new LinkedBlockingQueue<>();
        api.streaming().setListener((type, message) -> {
            if (message instanceof TradeUpdateMessage update) {
                heard.add(update);
            }
        });
        api.streaming().connect();
        assertThat(api.streaming().waitForAuthorization(5, TimeUnit.SECONDS)).isTrue();
        api.streaming().streams(StreamingMessageType.TRADE_UPDATES);
        alpaca.awaitListeners(1);
        alpaca.quote("AAPL", "100", "101");

        Order bought = api.orders().requestMarketOrder("AAPL", 3, OrderSide.BUY, OrderTimeInForce.DAY);

        TradeUpdateMessage taken = heard.poll(5, TimeUnit.SECONDS);
        TradeUpdateMessage filled = heard.poll(5, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        assertThat(filled).isNotNull();
        assertThat(filled.getData().getPrice()).isEqualTo("101");
        assertThat(filled.getData().getOrder().getId()).isEqualTo(bought.getId());
        api.streaming().disconnect();
    }
}
