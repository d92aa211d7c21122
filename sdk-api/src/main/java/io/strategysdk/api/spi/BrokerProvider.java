package io.strategysdk.api.spi;

import java.util.Map;

/**
 * Makes broker adapters that configuration names, found by {@link java.util.ServiceLoader}: a jar on the class path
 * or module path is all that live trading needs.
 */
public interface BrokerProvider {
    /** Name in configuration, such as {@code alpaca}; lower case. */
    String name();

    /**
     * A new adapter, not yet started.
     *
     * @param endpoint {@code paper} or {@code live}
     * @param settings further settings by name; secrets come from the environment only
     * @throws io.strategysdk.api.SdkException naming the setting that is missing or wrong
     */
    BrokerAdapter create(String endpoint, Map<String, String> settings);
}
