package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.api.spi.FeedProvider;
import io.strategysdk.api.spi.MarketDataFeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptersTests {
    private record Broker(String name) implements BrokerProvider {
        @Override
        public BrokerAdapter create(String endpoint, Map<String, String> settings) {
            throw new UnsupportedOperationException();
        }
    }

    private record Feed(String name) implements FeedProvider {
        @Override
        public MarketDataFeed create(String feed, Map<String, String> settings) {
            throw new UnsupportedOperationException();
        }
    }

    private final ConfigDraft live = ConfigDraft.of(Specified.parse(Specified.LIVE));

    @Test
    void liveRunWithoutAdaptersIsToldWhatToAdd() {
        Adapters none = Adapters.installed();

        assertThat(none.checkBroker(live))
                .map(Problem::toString)
                .contains(
                        "execution.broker (line 15): mode live needs a broker adapter named 'alpaca' on the class path:"
                                + " add the dependency io.strategysdk:sdk-alpaca, found none");
        assertThat(none.checkFeed(live))
                .map(Problem::toString)
                .contains("data.source (line 10): mode live needs a market data feed named 'alpaca' on the class path:"
                        + " add the dependency io.strategysdk:sdk-alpaca, found none");
    }

    @Test
    void adaptersThatWereFoundAreListed() {
        ConfigDraft other = ConfigDraft.of(Specified.parse("mode: live\nexecution: {broker: ib}\n"));

        assertThat(Adapters.of(List.of(new Broker("tiger"), new Broker("alpaca")), List.of())
                        .checkBroker(other))
                .map(Problem::toString)
                .contains(
                        "execution.broker (line 2): mode live needs a broker adapter named 'ib' on the class path: add"
                                + " its jar, found alpaca, tiger");
    }

    @Test
    void runThatFindsItsAdaptersMayGoOn() {
        Broker broker = new Broker("alpaca");
        Adapters adapters = Adapters.of(List.of(broker), List.of(new Feed("alpaca")));

        assertThat(adapters.checkBroker(live)).isEmpty();
        assertThat(adapters.checkFeed(live)).isEmpty();
        assertThat(adapters.broker("alpaca")).contains(broker);
        assertThat(adapters.feed("tiger")).isEmpty();
    }

    @Test
    void backtestNeedsNoAdapter() {
        ConfigDraft backtest = ConfigDraft.of(Specified.parse(Specified.BACKTEST));

        Adapters none = Adapters.of(List.of(), List.of());
        assertThat(none.checkBroker(backtest)).isEmpty();
        assertThat(none.checkFeed(backtest)).isEmpty();
    }

    @Test
    void twoAdaptersOfOneNameAreRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> Adapters.of(List.of(new Broker("a"), new Broker("a")), List.of()))
                .withMessage("broker adapter 'a' must be provided once, was provided by " + Broker.class.getName()
                        + " and " + Broker.class.getName());
    }
}
