package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.api.spi.FeedProvider;
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
     * Checks that a run on paper or live finds the broker adapter it names.
     *
     * @return what to add; empty when nothing is missing
     */
    public Optional<Problem> checkBroker(ConfigDraft draft) {
        return missing(draft, "execution.broker", "a broker adapter", brokers.keySet());
    }

    /**
     * Checks that a run on paper or live finds the market data feed it names.
     *
     * @return what to add; empty when nothing is missing
     */
    public Optional<Problem> checkFeed(ConfigDraft draft) {
        return draft.value("data.type", DataSettings.Type.class)
                .filter(DataSettings.Type.REALTIME::equals)
                .flatMap(type -> missing(draft, "data.source", "a market data feed", feeds.keySet()));
    }

    private static Optional<Problem> missing(ConfigDraft draft, String path, String what, Set<String> found) {
        Optional<RunConfig.Mode> mode =
                draft.value("mode", RunConfig.Mode.class).filter(each -> each != RunConfig.Mode.BACKTEST);
        Optional<String> absent = draft.value(path, String.class).filter(name -> !found.contains(name));
        if (mode.isEmpty() || absent.isEmpty()) {
            return Optional.empty();
        }
        boolean masked = draft.understood().isMasked(path);
        String name = absent.get();
        String rule = "mode " + mode.get() + " needs " + what
                + (masked ? "" : " named '" + name + "'") + " on the class path: "
                + (name.equals("alpaca") && !masked ? "add the dependency io.strategysdk:sdk-alpaca" : "add its jar")
                + ", found " + (found.isEmpty() ? "none" : String.join(", ", found));
        return Optional.of(draft.problem(path, rule, ""));
    }
}
