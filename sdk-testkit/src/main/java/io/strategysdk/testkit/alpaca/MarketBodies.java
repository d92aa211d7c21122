package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.time.Clock;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bars, quotes and trades as Alpaca writes them: numbers as numbers, and times that are timestamps in msgpack. */
final class MarketBodies {
    private static final String TAPE = "C";

    private MarketBodies() {}

    static ObjectNode bar(WireBar bar) {
        ObjectNode body = Wire.object();
        time(body, bar.start());
        number(body, "o", bar.open());
        number(body, "h", bar.high());
        number(body, "l", bar.low());
        number(body, "c", bar.close());
        number(body, "v", bar.volume());
        body.put("n", bar.trades());
        number(body, "vw", Math.rint(bar.average() * 1e6) / 1e6);
        return body;
    }

    static ObjectNode quote(AlpacaAsset asset, Quote quote) {
        ObjectNode body = Wire.object();
        time(body, Clock.instantOf(quote.epochNanos()));
        number(body, "ap", quote.ask());
        number(body, "as", quote.askSize());
        number(body, "bp", quote.bid());
        number(body, "bs", quote.bidSize());
        if (!asset.isCrypto()) {
            body.put("ax", "V").put("bx", "V").put("z", TAPE).putArray("c").add("R");
        }
        return body;
    }

    static ObjectNode trade(AlpacaAsset asset, MarketTape.Print print) {
        Trade trade = print.trade();
        ObjectNode body = Wire.object();
        time(body, Clock.instantOf(trade.epochNanos()));
        number(body, "p", trade.price());
        number(body, "s", trade.size());
        body.put("i", print.id());
        if (asset.isCrypto()) {
            body.put("tks", "B");
        } else {
            body.put("x", "V").put("z", TAPE).putArray("c").add("@");
        }
        return body;
    }

    static void time(ObjectNode body, Instant time) {
        body.set("t", JsonNodeFactory.instance.pojoNode(time));
    }

    /** Without exponent and without end zeros, as the shortest text that means this double. */
    static void number(ObjectNode body, String field, double value) {
        body.put(field, new BigDecimal(Wire.decimal(BigDecimal.valueOf(value))));
    }
}
