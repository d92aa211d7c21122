package io.strategysdk.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTests {
    private static RestException refusal(int status, String body) {
        var json = Json.MAPPER.readTree(body.replace('\'', '"'));
        return RestException.answered("POST /v2/orders", status, json, "", "", null);
    }

    /** Rows of alpaca.md 2.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "BUYING_POWER | 403 | {'code':40310000,'message':'?','buying_power':'1','cost_basis':'2'}",
                "WASH_TRADE | 403 | {'code':40310000,'message':'?','existing_order_id':'x'}",
                "QUANTITY_HELD | 403 | {'code':40310000,'available':'0','existing_qty':'4','held_for_orders':'4'}",
                "CROSSES_ZERO | 403 | {'code':40310000,'available':'2','existing_qty':'2','held_for_orders':'0'}",
                "SHORT_NOT_ALLOWED | 403 | {'code':40310000,'available':'0','balance':'0','symbol':'BTC'}",
                "SHORT_NOT_ALLOWED | 403 | {'code':40310000,'message':'account is not allowed to short'}",
                "QUANTITY_LIMIT | 403 | {'code':40310000,'message':'cost basis must be >= minimal amount of order 1'}",
                "BROKER | 403 | {'code':40310000,'message':'trading is somehow forbidden'}",
                "UNKNOWN_INSTRUMENT | 404 | {'code':40410000,'message':'symbol not found: X'}",
                "LOT_OR_TICK | 422 | {'code':42210000,'message':'invalid limit_price 290.123. sub-penny increment does not fulfill minimum pricing criteria'}",
                "UNSUPPORTED | 422 | {'code':42210000,'message':'fractional orders must be DAY orders'}",
                "UNSUPPORTED | 422 | {'code':42210000,'message':'invalid crypto time_in_force'}",
                "SHORT_NOT_ALLOWED | 422 | {'code':42210000,'message':'fractional orders cannot be sold short'}",
                "BROKER | 422 | {'code':40010001,'message':'qty must be > 0'}",
                "BROKER | 418 | {'code':40310000,'buying_power':'1'}",
                "BROKER | 403 | {'code':40310001,'buying_power':'1'}"
            })
    void aRefusalIsToldByStatusCodeAndDetails(RejectReason reason, int status, String body) {
        assertThat(Refusals.ofOrder(refusal(status, body))).isEqualTo(reason);
    }

    @Test
    void anIdThatMayBeThereAlreadyIsToldByStatusAndCodeWhateverTheText() {
        assertThat(Refusals.mayBeRepeated(refusal(422, "{'code':40010001,'message':'anything'}")))
                .isTrue();
        assertThat(Refusals.mayBeRepeated(refusal(422, "{'code':42210000,'message':'client_order_id must be unique'}")))
                .isFalse();
        assertThat(Refusals.mayBeRepeated(refusal(400, "{'code':40010001}"))).isFalse();
    }

    @Test
    void aChangeOfWhatHasEndedOrIsNotThereIsOfAnUnknownOrder() {
        RestException notOpen = refusal(422, "{'code':42210000,'message':'order is already in filled state'}");

        assertThat(Refusals.ofChange(notOpen, true)).isEqualTo(RejectReason.UNKNOWN_ORDER);
        assertThat(Refusals.ofChange(notOpen, false)).isEqualTo(RejectReason.BROKER);
        assertThat(Refusals.ofChange(refusal(404, "{}"), false)).isEqualTo(RejectReason.UNKNOWN_ORDER);
    }
}
