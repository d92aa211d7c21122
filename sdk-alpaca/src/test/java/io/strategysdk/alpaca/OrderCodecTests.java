package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class OrderCodecTests {
    private static final OrderId ID = new OrderId("trend.m1", 7);
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument COIN = Instrument.crypto("PEPE/USD", "0.0000000001", "0.000000001");

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    static Stream<Arguments> orders() {
        NewOrder buy = OrderIntent.buy(ABC, 100);
        NewOrder sell = OrderIntent.sell(ABC, 100);
        String start = "{'symbol':'ABC','qty':'100','side':'buy',";
        String end = ",'client_order_id':'trend.m1-7'";
        return Stream.of(
                Arguments.of(buy, start + "'type':'market','time_in_force':'day'" + end + "}"),
                Arguments.of(
                        buy.atLimit(Price.of("10.5")).withTimeInForce(TimeInForce.IOC),
                        start + "'type':'limit','time_in_force':'ioc'" + end + ",'limit_price':'10.5'}"),
                Arguments.of(
                        buy.atStop(Price.of("11")).withTimeInForce(TimeInForce.GTC),
                        start + "'type':'stop','time_in_force':'gtc'" + end + ",'stop_price':'11'}"),
                Arguments.of(
                        buy.atStopLimit(Price.of("11"), Price.of("11.2")),
                        start + "'type':'stop_limit','time_in_force':'day'" + end
                                + ",'stop_price':'11','limit_price':'11.2'}"),
                Arguments.of(
                        buy.atTrailingStop(Price.of("0.25")),
                        start + "'type':'trailing_stop','time_in_force':'day'" + end + ",'trail_price':'0.25'}"),
                Arguments.of(
                        buy.atTrailingStopPercent(new BigDecimal("2.50")),
                        start + "'type':'trailing_stop','time_in_force':'day'" + end + ",'trail_percent':'2.5'}"),
                Arguments.of(buy.onOpen(), start + "'type':'market','time_in_force':'opg'" + end + "}"),
                Arguments.of(
                        buy.atLimit(Price.of("10")).onClose(),
                        start + "'type':'limit','time_in_force':'cls'" + end + ",'limit_price':'10'}"),
                Arguments.of(
                        buy.atLimit(Price.of("10")).withTimeInForce(TimeInForce.FOK),
                        start + "'type':'limit','time_in_force':'fok'" + end + ",'limit_price':'10'}"),
                Arguments.of(
                        buy.atLimit(Price.of("10")).withExtendedHours(),
                        start + "'type':'limit','time_in_force':'day'" + end
                                + ",'limit_price':'10','extended_hours':true}"),
                Arguments.of(
                        OrderIntent.buyNotional(ABC, "1000.50"),
                        "{'symbol':'ABC','notional':'1000.5','side':'buy','type':'market','time_in_force':'day'" + end
                                + "}"),
                Arguments.of(
                        buy.atLimit(Price.of("10"))
                                .withTakeProfit(Price.of("12"))
                                .withStopLoss(Price.of("9")),
                        start + "'type':'limit','time_in_force':'day'" + end
                                + ",'limit_price':'10','order_class':'bracket','take_profit':{'limit_price':'12'},"
                                + "'stop_loss':{'stop_price':'9'}}"),
                Arguments.of(
                        buy.withStopLoss(Price.of("9"), Price.of("8.9")),
                        start + "'type':'market','time_in_force':'day'" + end
                                + ",'order_class':'oto','stop_loss':{'stop_price':'9','limit_price':'8.9'}}"),
                Arguments.of(
                        sell,
                        "{'symbol':'ABC','qty':'100','side':'sell','type':'market','time_in_force':'day'" + end + "}"),
                Arguments.of(
                        OrderIntent.buy(COIN, COIN.quantity("0.0001")),
                        "{'symbol':'PEPE/USD','qty':'0.0001','side':'buy','type':'market','time_in_force':'gtc'" + end
                                + "}"),
                Arguments.of(
                        OrderIntent.buy(COIN, COIN.quantity("12345678"))
                                .atLimit(Price.of("0.0000123"))
                                .withTimeInForce(TimeInForce.GTC),
                        "{'symbol':'PEPE/USD','qty':'12345678','side':'buy','type':'limit','time_in_force':'gtc'" + end
                                + ",'limit_price':'0.0000123'}"));
    }

    /** alpaca.md 1.2: decimals are never written as 1.0E-4, 1.2345678E7 or rounded. */
    @ParameterizedTest
    @MethodSource("orders")
    void anOrderIsWrittenWithItsExactDecimals(NewOrder order, String expected) {
        assertThat(OrderCodec.write(ID, order)).isEqualTo(json(expected));
    }

    @Test
    void aReplacementIsWrittenWithItsExactDecimals() {
        assertThat(OrderCodec.patch(
                        "trend.m1-7.r2",
                        new OrderTerms.StopLimit(Price.of("0.00001"), Price.of("10.1234567")),
                        new BigDecimal("1E+2")))
                .isEqualTo(json("{'qty':'100','stop_price':'0.00001','limit_price':'10.1234567',"
                        + "'client_order_id':'trend.m1-7.r2'}"));
        assertThat(OrderCodec.patch("a-1.r1", new OrderTerms.TrailingStop(Price.of("0.5")), null))
                .isEqualTo(json("{'trail':'0.5','client_order_id':'a-1.r1'}"));
    }

    @Test
    void replacementsCarryTheNumberOfTheOrder() {
        assertThat(OrderCodec.idOf(OrderCodec.replacementId(ID, 12))).contains(ID);
        assertThat(OrderCodec.replacementNumber(OrderCodec.replacementId(ID, 12)))
                .isEqualTo(12);
        assertThat(OrderCodec.idOf("trend.m1-7")).contains(ID);
        assertThat(OrderCodec.replacementNumber("trend.m1-7")).isZero();
        assertThat(OrderCodec.idOf("904837e3-3b76-47ec-b432-046db621571b")).isEmpty();
        assertThat(OrderCodec.idOf("by hand")).isEmpty();
    }

    @Test
    void failure23AnExitsIdOfAlpacasMakingIsNoneOfOursAlsoWhereItEndsInDigits() {
        assertThat(OrderCodec.idOf("904837e3-3b76-47ec-b432-746062157121")).isEmpty();
        assertThat(OrderCodec.idOf("904837E3-3B76-47EC-B432-746062157121")).isEmpty();
    }

    private static ObjectNode shown() {
        return (ObjectNode) json("{'id':'x','client_order_id':'trend.m1-7','symbol':'ABC','asset_class':'us_equity',"
                + "'side':'sell','type':'stop_limit','order_class':'','time_in_force':'gtc','qty':'100',"
                + "'filled_qty':'25','filled_avg_price':'10.123456','limit_price':'10','stop_price':'10.5',"
                + "'notional':null,'status':'partially_filled','submitted_at':'2026-11-20T14:15:22.123456789Z',"
                + "'updated_at':null,'replaced_by':null,'replaces':null,'legs':null,'extended_hours':false}");
    }

    @Test
    void anOrderThatAlpacaShowsIsTheRequestThatItStandsFor() {
        VenueOrder order = OrderCodec.read(shown());

        assertThat(OrderCodec.request(order, ABC, new BigDecimal("100")))
                .isEqualTo(OrderIntent.sell(ABC, 100)
                        .atStopLimit(Price.of("10.5"), Price.of("10"))
                        .withTimeInForce(TimeInForce.GTC));
        assertThat(order.filledQty()).isEqualByComparingTo("25");
        assertThat(order.submittedAt()).hasToString("2026-11-20T14:15:22.123456789Z");
    }

    @Test
    void aStatusThatIsNewCountsAsWorkingAndKeepsItsWord() {
        VenueOrder order = OrderCodec.read(shown().put("status", "under_review"));

        assertThat(order.status()).isEqualTo(VenueStatus.UNKNOWN);
        assertThat(order.status().isEnd()).isFalse();
        assertThat(order.word()).isEqualTo("under_review");
    }

    @Test
    void whatTheSdkCannotSayIsAnErrorThatNamesIt() {
        VenueOrder order = OrderCodec.read(shown().put("type", "pegged"));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> OrderCodec.request(order, ABC, BigDecimal.TEN))
                .withMessageContaining("order type must be known, was 'pegged'");
    }

    @Test
    void anOrderWithoutWhatItMustHaveIsAnErrorThatNamesIt() {
        for (String field : new String[] {"id", "symbol", "side", "status"}) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> OrderCodec.read(shown().without(field)))
                    .withMessageContaining("must have a " + field);
        }
    }
}
