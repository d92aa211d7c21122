package io.strategysdk.api.spi;

import java.util.Map;

/** Makes live market data feeds that configuration names, found by {@link java.util.ServiceLoader}. */
public interface FeedProvider {
    /** Name in configuration, such as {@code alpaca}; lower case. */
    String name();

    /**
     * A new feed, not yet started.
     *
     * @param feed which of the source's feeds, such as {@code iex}; may be empty
     * @param settings further settings by name; secrets come from the environment only
     * @throws io.strategysdk.api.SdkException naming the setting that is missing or wrong
     */
    MarketDataFeed create(String feed, Map<String, String> settings);
}
