package io.strategysdk.backtest.store;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a series is, as JSON, and the name of its folder. */
final class SeriesText {
    private static final int LONGEST_SYMBOL_IN_NAME = 24;
    private static final int HASH_DIGITS = 16;

    private SeriesText() {}

    static String of(StoredSeries series) {
        Instrument instrument = series.instrument();
        ObjectNode node = JsonText.object();
        node.put("symbol", instrument.symbol());
        node.put("assetClass", instrument.assetClass().name());
        node.put("currency", instrument.currency());
        node.put("tickSize", instrument.tickSize().toString());
        node.put("tickRule", instrument.tickRule().name());
        node.put("lotSize", instrument.lotSize().toString());
        node.put("maxOrderQty", instrument.maxOrderQty().toString());
        node.put("timeframe", series.timeframe().toString());
        node.put("mode", series.mode().name());
        node.put("content", series.content().name());
        return JsonText.of(node);
    }

    static StoredSeries read(JsonNode node) {
        Instrument plain = Instrument.of(
                JsonText.text(node, "symbol"),
                JsonText.choice(node, "assetClass", AssetClass.class),
                JsonText.text(node, "currency"));
        TickRule rule = JsonText.choice(node, "tickRule", TickRule.class);
        Instrument instrument = plain.withTickSize(JsonText.text(node, "tickSize"))
                .withTickRule(rule)
                .withLotSize(JsonText.text(node, "lotSize"))
                .withMaxOrderQty(JsonText.text(node, "maxOrderQty"));
        return new StoredSeries(
                instrument,
                Timeframe.parse(JsonText.text(node, "timeframe")),
                JsonText.choice(node, "mode", PriceMode.class),
                JsonText.choice(node, "content", Content.class));
    }

    /** Letters and digits for people, and a hash that tells apart what they do not. */
    static String folderName(StoredSeries series) {
        String symbol = series.instrument().symbol();
        String plain = symbol.substring(0, Math.min(symbol.length(), LONGEST_SYMBOL_IN_NAME))
                .replaceAll("[^A-Za-z0-9]", "_");
        return plain + "-" + series.timeframe() + "-" + series.mode() + "-" + series.content() + "-"
                + hash(series).substring(0, HASH_DIGITS);
    }

    /** The same hash as its segments have it. */
    static long number(StoredSeries series) {
        return Long.parseUnsignedLong(hash(series).substring(0, HASH_DIGITS), 16);
    }

    private static String hash(StoredSeries series) {
        return SegmentFormat.sha256(ByteBuffer.wrap(of(series).getBytes(StandardCharsets.UTF_8)));
    }
}
