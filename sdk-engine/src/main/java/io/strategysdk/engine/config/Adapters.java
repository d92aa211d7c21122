package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.api.spi.FeedProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The broker and feed adapters at hand, by the names that configuration uses. */
public final class Adapters {
    private final SortedMap<String, BrokerProvider> brokers;
    private final SortedMap<String, FeedProvider> feeds;

    private Adapters(SortedMap<String, BrokerProvider> brokers, SortedMap<String, FeedProvider> feeds) {
        this.brokers = brokers;
        this.feeds = feeds;
    }

    /**
     * Those on the class path and module path.
     *
     * @throws SdkException when one of them is broken, or two have one name
     */
    public static Adapters installed() {
        try {
            return of(ServiceLoader.load(BrokerProvider.class), ServiceLoader.load(FeedProvider.class));
        } catch (ServiceConfigurationError e) {
            throw new SdkException("adapters on the class path must load: " + e.getMessage(), e);
        }
    }

    /**
     * Those given.
     *
     * @throws SdkException when two have one name
     */
    public static Adapters of(Iterable<BrokerProvider> brokers, Iterable<FeedProvider> feeds) {
        return new Adapters(
                byName("broker adapter", brokers, BrokerProvider::name),
                byName("market data feed", feeds, FeedProvider::name));
    }

    private static <P> SortedMap<String, P> byName(String what, Iterable<P> providers, Function<P, String> name) {
        SortedMap<String, P> named = new TreeMap<>();
        for (P each : providers) {
            P earlier = named.putIfAbsent(name.apply(each), each);
            if (earlier != null) {
                throw new SdkException(what + " '" + name.apply(each) + "' must be provided once, was provided by "
                        + earlier.getClass().getName() + " and "
                        + each.getClass().getName());
            }
        }
        return named;
    }

    /** The broker adapter of a name. */
    public Optional<BrokerProvider> broker(String name) {
        return Optional.ofNullable(brokers.get(name));
    }

    /** The market data feed of a name. */
    public Optional<FeedProvider> feed(String name) {
        return Optional.ofNullable(feeds.get(name));
    }

    /**
     * Checks that a run finds the broker adapter it names.
     *
     * @throws ConfigException that says what to add
     */
    public void checkBroker(RunConfig config) {
        ExecutionSettings execution = config.execution();
        Optional<String> absent = execution.broker().filter(name -> !brokers.containsKey(name));
        if (absent.isPresent()) {
            throw missing(config, execution.origin(), "broker", "a broker adapter", absent.get(), brokers.keySet());
        }
    }

    /**
     * Checks that a run finds the market data feed it names.
     *
     * @throws ConfigException that says what to add
     */
    public void checkFeed(RunConfig config) {
        Optional<DataSettings> absent = config.data()
                .filter(data -> data.type() == DataSettings.Type.REALTIME && !feeds.containsKey(data.source()));
        if (absent.isPresent()) {
            DataSettings data = absent.get();
            throw missing(config, data.origin(), "source", "a market data feed", data.source(), feeds.keySet());
        }
    }

    private static ConfigException missing(
            RunConfig config, Origin origin, String property, String what, String name, Set<String> found) {
        boolean masked = origin.isMasked(property);
        String rule = "mode " + config.mode() + " needs " + what
                + (masked ? "" : " named '" + name + "'") + " on the class path: "
                + (name.equals("alpaca") && !masked ? "add the dependency io.strategysdk:sdk-alpaca" : "add its jar")
                + ", found " + (found.isEmpty() ? "none" : String.join(", ", found));
        return new ConfigException("configuration", List.of(origin.problem(property, rule, "")));
    }
}
