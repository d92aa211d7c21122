package io.strategysdk.alpaca.internal;

import io.strategysdk.alpaca.AlpacaBroker;
import io.strategysdk.alpaca.AlpacaSettings;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import java.util.Map;

/** Makes the broker that configuration calls {@code alpaca}. */
public final class AlpacaBrokerProvider implements BrokerProvider {
    /** For the service loader. */
    public AlpacaBrokerProvider() {}

    @Override
    public String name() {
        return "alpaca";
    }

    /** Settings as {@link AlpacaSettings#of} has them. */
    @Override
    public BrokerAdapter create(String endpoint, Map<String, String> settings) {
        return AlpacaBroker.of(AlpacaSettings.of(endpoint, settings, System.getenv()));
    }
}
