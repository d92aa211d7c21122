package io.strategysdk.testkit.alpaca;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the holder of the account may set. */
final class Configuration {
    private final ObjectNode fields = Wire.object()
            .put("trade_confirm_email", "all")
            .put("suspend_trade", false)
            .put("no_shorting", false)
            .put("fractional_trading", true)
            .put("max_margin_multiplier", "4")
            .put("max_options_trading_level", 3)
            .put("ptp_no_exception_entry", false)
            .put("disable_overnight_trading", false);

    Configuration(boolean legacyPatternDayTrading) {
        if (legacyPatternDayTrading) {
            fields.put("dtbp_check", "entry").put("pdt_check", "entry");
        }
    }

    boolean suspendTrade() {
        return fields.path("suspend_trade").asBoolean();
    }

    boolean noShorting() {
        return fields.path("no_shorting").asBoolean();
    }

    boolean fractionalTrading() {
        return fields.path("fractional_trading").asBoolean();
    }

    /** Takes over the fields that there are; others are not looked at. */
    void change(JsonNode changes) {
        changes.properties().forEach(change -> {
            if (fields.has(change.getKey())) {
                fields.set(change.getKey(), change.getValue());
            }
        });
    }

    ObjectNode body() {
        return fields.deepCopy();
    }
}
