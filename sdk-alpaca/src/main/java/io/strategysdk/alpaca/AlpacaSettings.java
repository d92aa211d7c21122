package io.strategysdk.alpaca;

import io.strategysdk.api.SdkException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Where Alpaca is, who asks, and how patiently. The paper endpoint unless live is asked for three times over: the live
 * endpoint, a confirmation, and a key of live form. Immutable; shows no secret.
 */
public final class AlpacaSettings {
    private static final String CONFIRMED = "confirmed";
    private static final TreeSet<String> KNOWN = new TreeSet<>(java.util.List.of(
            "address", "api_key", "api_secret", "gateway", "live", "request_timeout_ms", "requests_per_minute"));

    private final Endpoint endpoint;
    private final AlpacaKey key;
    private final Addresses addresses;
    private final int requestsPerMinute;
    private final Duration requestTimeout;
    private final Duration pingInterval;
    private final Duration firstRetry;
    private final Duration lastRetry;
    private final Duration askAfter;
    private final OkHttpClient client;

    /** Sides of Alpaca. */
    public enum Endpoint {
        /** Play money. */
        PAPER,
        /** Real money. */
        LIVE
    }

    private AlpacaSettings(Builder from, AlpacaKey key) {
        this.key = key;
        endpoint = from.endpoint;
        addresses = from.address == null ? Addresses.of(from.endpoint) : Addresses.at(from.address);
        requestsPerMinute = from.requestsPerMinute;
        requestTimeout = from.requestTimeout;
        pingInterval = from.pingInterval;
        firstRetry = from.firstRetry;
        lastRetry = from.lastRetry;
        askAfter = from.askAfter;
        client = from.client == null ? new OkHttpClient() : from.client;
    }

    /** Settings to be made by code. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * As configuration gives them. Keys are {@code api_key} and {@code api_secret}, else the environment's
     * {@value AlpacaKey#ID_VARIABLE} and {@value AlpacaKey#SECRET_VARIABLE}; {@code live: confirmed} confirms the live
     * endpoint; {@code address} and {@code gateway} as {@link Builder#address} and {@link Builder#gateway};
     * {@code requests_per_minute} and {@code request_timeout_ms} are positive integers.
     *
     * @param endpoint {@code paper} or {@code live}
     * @param settings by name
     * @param environment such as {@link System#getenv()}
     * @throws SdkException naming the setting that is missing, wrong or unknown
     */
    public static AlpacaSettings of(String endpoint, Map<String, String> settings, Map<String, String> environment) {
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!KNOWN.contains(name)) {
                throw new SdkException("settings of alpaca must be among " + KNOWN + ", was '" + name + "'");
            }
        }
        try {
            return builderOf(endpoint, settings, environment).build();
        } catch (IllegalArgumentException wrong) {
            throw new SdkException("settings of alpaca: " + wrong.getMessage());
        }
    }

    private static Builder builderOf(String endpoint, Map<String, String> settings, Map<String, String> environment) {
        Builder builder = builder().endpoint(endpointOf(endpoint)).key(keyOf(settings, environment));
        String live = settings.get("live");
        if (live != null) {
            if (!live.equals(CONFIRMED)) {
                throw new SdkException("setting live of alpaca must be '" + CONFIRMED + "', was '" + live + "'");
            }
            builder.confirmLive();
        }
        if (settings.containsKey("address")) {
            builder.address(URI.create(settings.get("address")));
        }
        if (settings.containsKey("gateway")) {
            builder.gateway(URI.create(settings.get("gateway")));
        }
        if (settings.containsKey("requests_per_minute")) {
            builder.requestsPerMinute(number("requests_per_minute", settings.get("requests_per_minute")));
        }
        if (settings.containsKey("request_timeout_ms")) {
            builder.requestTimeout(Duration.ofMillis(number("request_timeout_ms", settings.get("request_timeout_ms"))));
        }
        return builder;
    }

    private static Endpoint endpointOf(String name) {
        return switch (name) {
            case "paper" -> Endpoint.PAPER;
            case "live" -> Endpoint.LIVE;
            default -> throw new SdkException("endpoint of alpaca must be paper or live, was '" + name + "'");
        };
    }

    private static AlpacaKey keyOf(Map<String, String> settings, Map<String, String> environment) {
        String id = settings.get("api_key");
        String secret = settings.get("api_secret");
        if ((id == null) != (secret == null)) {
            throw new SdkException("settings api_key and api_secret of alpaca must be given both or not at all, was "
                    + (id == null ? "api_secret" : "api_key") + " alone");
        }
        return id == null || secret == null ? AlpacaKey.of(environment) : AlpacaKey.of(id, secret);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new SdkException("setting " + name + " of alpaca must be an integer, was '" + text + "'", none);
        }
    }

    /** Paper or live. */
    public Endpoint endpoint() {
        return endpoint;
    }

    AlpacaKey key() {
        return key;
    }

    Addresses addresses() {
        return addresses;
    }

    int requestsPerMinute() {
        return requestsPerMinute;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Duration pingInterval() {
        return pingInterval;
    }

    Duration askAfter() {
        return askAfter;
    }

    /** What the HTTP client is made from. */
    OkHttpClient client() {
        return client;
    }

    /** Delays of one kind of retry; what they are for, so that two of them do not beat together. */
    Backoff backoff(String purpose) {
        return new Backoff(firstRetry, lastRetry, 31L * key.hashCode() + purpose.hashCode());
    }

    /** Endpoint and addresses; no key. */
    @Override
    public String toString() {
        return "alpaca " + endpoint.name().toLowerCase(Locale.ROOT) + " at " + addresses.trading();
    }

    /**
     * Where to find what. With one address for all of it the paths do not collide.
     *
     * @param trading REST of orders and accounts, without the version
     * @param tradeStream order updates
     * @param data REST of market data, without the version
     * @param dataStream market data as it happens, without the feed's path
     */
    record Addresses(HttpUrl trading, HttpUrl tradeStream, HttpUrl data, HttpUrl dataStream) {
        static Addresses of(Endpoint endpoint) {
            String host = endpoint == Endpoint.LIVE ? "api" : "paper-api";
            HttpUrl trading = HttpUrl.get("https://" + host + ".alpaca.markets/");
            return new Addresses(
                    trading,
                    HttpUrl.get("https://" + host + ".alpaca.markets/stream"),
                    HttpUrl.get("https://data.alpaca.markets/"),
                    HttpUrl.get("https://stream.data.alpaca.markets/"));
        }

        static Addresses at(HttpUrl one) {
            return new Addresses(one, one.newBuilder().addPathSegment("stream").build(), one, one);
        }
    }

    /** Makes settings; all but the key have defaults. */
    public static final class Builder {
        private Endpoint endpoint = Endpoint.PAPER;
        private boolean isLiveConfirmed;
        private @Nullable AlpacaKey key;
        private @Nullable HttpUrl address;
        private int requestsPerMinute = 200;
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration pingInterval = Duration.ofSeconds(10);
        private Duration firstRetry = Duration.ofSeconds(1);
        private Duration lastRetry = Duration.ofSeconds(64);
        private Duration askAfter = Duration.ofSeconds(30);
        private @Nullable OkHttpClient client;

        private Builder() {}

        /** Paper unless said. */
        public Builder endpoint(Endpoint value) {
            endpoint = Objects.requireNonNull(value);
            return this;
        }

        /** Says that real money is meant; without it the live endpoint is refused. */
        public Builder confirmLive() {
            isLiveConfirmed = true;
            return this;
        }

        /** Who asks; must be given. */
        public Builder key(AlpacaKey value) {
            key = Objects.requireNonNull(value);
            return this;
        }

        /**
         * A server on this machine instead of Alpaca's, for all of REST and streams: a simulator.
         *
         * @param value http or https, a loopback address, no path
         * @throws IllegalArgumentException when it is another address, which would be handed the key
         */
        public Builder address(URI value) {
            HttpUrl url = url(value);
            if (!isLoopback(url.host())) {
                throw new IllegalArgumentException(
                        "address must be of this machine, such as http://127.0.0.1:8080, was " + value);
            }
            address = url;
            return this;
        }

        /**
         * A server elsewhere that stands for Alpaca's, for all of REST and streams, and is trusted with the key.
         *
         * @param value https, no path
         * @throws IllegalArgumentException when it is no such address
         */
        public Builder gateway(URI value) {
            HttpUrl url = url(value);
            if (!url.isHttps()) {
                throw new IllegalArgumentException("gateway must be reached by https, was " + value);
            }
            address = url;
            return this;
        }

        private static HttpUrl url(URI value) {
            HttpUrl url = HttpUrl.get(value);
            if (url == null
                    || !url.encodedPath().equals("/")
                    || url.query() != null
                    || !url.username().isEmpty()) {
                throw new IllegalArgumentException(
                        "address must be scheme, host and port only, such as http://127.0.0.1:8080, was "
                                + (url == null ? value : url.redact()));
            }
            return url;
        }

        private static boolean isLoopback(String host) {
            return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
        }

        /**
         * What the account may ask of trading in a minute, 200 unless Alpaca granted more; what it answers is heeded
         * besides.
         *
         * @throws IllegalArgumentException when below 10
         */
        public Builder requestsPerMinute(int value) {
            if (value < 10) {
                throw new IllegalArgumentException("requests per minute must be 10 or more, was " + value);
            }
            requestsPerMinute = value;
            return this;
        }

        /**
         * How long a request may take, 10 seconds unless said.
         *
         * @throws IllegalArgumentException when not positive
         */
        public Builder requestTimeout(Duration value) {
            requestTimeout = positive("request time-out", value);
            return this;
        }

        /**
         * How often a stream is pinged, 10 seconds unless said; one that does not answer until the next is given up.
         *
         * @throws IllegalArgumentException when not positive
         */
        public Builder pingInterval(Duration value) {
            pingInterval = positive("ping interval", value);
            return this;
        }

        /**
         * How long to wait before something is tried again, doubled each time: 1 to 64 seconds unless said.
         *
         * @throws IllegalArgumentException when the first is not positive or the last shorter
         */
        public Builder retryDelays(Duration first, Duration last) {
            firstRetry = positive("first retry delay", first);
            if (last.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "last retry delay must not be shorter than the first " + first + ", was " + last);
            }
            lastRetry = last;
            return this;
        }

        /**
         * How long an order, a cancel or a replacement may go without an answer before Alpaca is asked, 30 seconds unless
         * said.
         *
         * @throws IllegalArgumentException when not positive
         */
        public Builder askAfter(Duration value) {
            askAfter = positive("time after which is asked", value);
            return this;
        }

        /** What the HTTP client is made from: its sockets and listeners, not its limits and time-outs. */
        Builder client(OkHttpClient value) {
            client = value;
            return this;
        }

        private static Duration positive(String what, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(what + " must be positive, was " + value);
            }
            return value;
        }

        /**
         * The settings.
         *
         * @throws SdkException when there is no key, or the live endpoint lacks its confirmation or a key of live form, or
         *     the paper endpoint has one
         */
        public AlpacaSettings build() {
            if (key == null) {
                throw new SdkException("Alpaca needs a key, was given none");
            }
            if (endpoint == Endpoint.LIVE && !isLiveConfirmed) {
                throw new SdkException(
                        "Alpaca's live endpoint trades real money and must be confirmed: setting live must be '"
                                + CONFIRMED + "', was not given");
            }
            if (endpoint == Endpoint.LIVE && !key.isLive()) {
                throw new SdkException("Alpaca's live endpoint needs a live key, whose id begins with AK, was "
                        + (key.isPaper() ? "a paper key" : "another"));
            }
            if (endpoint == Endpoint.PAPER && key.isLive()) {
                throw new SdkException(
                        "Alpaca's paper endpoint needs a paper key, whose id begins with PK, was a live key");
            }
            return new AlpacaSettings(this, key);
        }
    }
}
