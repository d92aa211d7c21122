package io.strategysdk.alpaca.internal;

import io.strategysdk.alpaca.AlpacaFeed;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.alpaca.StockFeed;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.FeedProvider;
import io.strategysdk.api.spi.MarketDataFeed;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the feed that configuration calls {@code alpaca}. */
public final class AlpacaFeedProvider implements FeedProvider {
    private static final String HISTORY = "history";

    /** For the service loader. */
    public AlpacaFeedProvider() {}

    @Override
    public String name() {
        return "alpaca";
    }

    /**
     * {@inheritDoc}
     *
     * @param feed {@code iex} or {@code sip}, of shares; {@code iex} when empty
     * @param settings {@code history}, the number of bars to begin with, and those of {@link AlpacaSettings#of}; of the
     *     live endpoint when {@code live} is confirmed, else of the paper endpoint
     */
    @Override
    public MarketDataFeed create(String feed, Map<String, String> settings) {
        Map<String, String> others = new TreeMap<>(settings);
        int history = number(others.remove(HISTORY));
        String endpoint = others.containsKey("live") ? "live" : "paper";
        StockFeed shares = feed.isEmpty() ? StockFeed.IEX : named(feed);
        return AlpacaFeed.of(AlpacaSettings.of(endpoint, others, System.getenv()), shares, history);
    }

    private static StockFeed named(String word) {
        for (StockFeed feed : StockFeed.values()) {
            if (feed.name().toLowerCase(Locale.ROOT).equals(word)) {
                return feed;
            }
        }
        throw new SdkException("feed of alpaca must be iex or sip, was '" + word + "'");
    }

    private static int number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new SdkException("setting history of alpaca must be a number of bars from 0, was '" + text + "'");
    }
}
