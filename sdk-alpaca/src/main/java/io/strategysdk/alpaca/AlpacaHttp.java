package io.strategysdk.alpaca;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jacobpeterson.alpaca.AlpacaAPI;
import net.jacobpeterson.alpaca.model.properties.DataAPIType;
import net.jacobpeterson.alpaca.model.properties.EndpointAPIType;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client that everything shares: no redirects, which would hand the key on; no repetition of its own; what
 * alpaca-java asks of Alpaca's addresses goes to those of the settings, and nothing goes elsewhere.
 */
final class AlpacaHttp implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 64;
    private static final int HTTP_TOO_MANY = 429;

    private final OkHttpClient client;
    private final AlpacaAPI api;
    private final AlpacaSettings settings;
    private final RateLimit tradingLimit;
    private final RateLimit dataLimit;

    /** Alpaca's services. */
    enum Service {
        TRADING,
        DATA
    }

    AlpacaHttp(AlpacaSettings settings) {
        this.settings = settings;
        AlpacaSettings.Addresses addresses = settings.addresses();
        String account = settings.key().id();
        tradingLimit = RateLimit.shared(
                List.of(account, Service.TRADING.name(), addresses.trading()), settings.requestsPerMinute());
        dataLimit =
                RateLimit.shared(List.of(account, Service.DATA.name(), addresses.data()), settings.requestsPerMinute());
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(MOST_CONNECTIONS);
        client = settings.client()
                .newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_CONNECTIONS, 1, TimeUnit.MINUTES))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.requestTimeout())
                .readTimeout(settings.requestTimeout())
                .writeTimeout(settings.requestTimeout())
                .callTimeout(settings.requestTimeout())
                .addInterceptor(this::redirect)
                .addInterceptor(this::heed)
                .build();
        api = new AlpacaAPI(
                client,
                settings.key().id(),
                settings.key().secret(),
                null,
                settings.endpoint() == AlpacaSettings.Endpoint.LIVE ? EndpointAPIType.LIVE : EndpointAPIType.PAPER,
                DataAPIType.IEX);
    }

    OkHttpClient client() {
        return client;
    }

    /** Alpaca-java's client on this one. */
    AlpacaAPI api() {
        return api;
    }

    RateLimit limit(Service service) {
        return service == Service.TRADING ? tradingLimit : dataLimit;
    }

    private Response redirect(Interceptor.Chain chain) throws IOException {
        HttpUrl asked = chain.request().url();
        HttpUrl at = addressOf(asked);
        if (isSameServer(asked, at)) {
            return chain.proceed(chain.request());
        }
        HttpUrl url = asked.newBuilder()
                .scheme(at.scheme())
                .host(at.host())
                .port(at.port())
                .build();
        return chain.proceed(chain.request().newBuilder().url(url).build());
    }

    private static boolean isSameServer(HttpUrl one, HttpUrl other) {
        return one.host().equals(other.host())
                && one.port() == other.port()
                && one.scheme().equals(other.scheme());
    }

    private HttpUrl addressOf(HttpUrl asked) throws IOException {
        AlpacaSettings.Addresses addresses = settings.addresses();
        for (HttpUrl own :
                List.of(addresses.trading(), addresses.tradeStream(), addresses.data(), addresses.dataStream())) {
            if (isSameServer(asked, own)) {
                return own;
            }
        }
        return switch (asked.host()) {
            case "api.alpaca.markets", "paper-api.alpaca.markets" -> addresses.trading();
            case "data.alpaca.markets" -> addresses.data();
            case "stream.data.alpaca.markets" -> addresses.dataStream();
            default -> throw new IOException("requests must go to Alpaca only, was to " + asked.host());
        };
    }

    private Response heed(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        limit(serviceOf(chain.request().url())).heed(notice(response, Clock.systemUTC()));
        return response;
    }

    private Service serviceOf(HttpUrl url) {
        List<String> path = url.pathSegments();
        boolean isData = path.contains("stocks") || path.contains("crypto") || path.contains("corporate-actions");
        return isData ? Service.DATA : Service.TRADING;
    }

    /** What an answer says of the rate limit; times of the service are measured by its own clock where it tells it. */
    static RateLimit.Notice notice(Response response, Clock clock) {
        Integer limit = number(response.header("X-RateLimit-Limit"));
        Integer left = number(response.header("X-RateLimit-Remaining"));
        Instant now = dateOf(response, clock);
        Long reset = longNumber(response.header("X-RateLimit-Reset"));
        Duration untilReset = reset == null ? null : Duration.between(now, Instant.ofEpochSecond(reset));
        return new RateLimit.Notice(
                response.code() == HTTP_TOO_MANY, limit, left, untilReset, retryAfter(response, clock));
    }

    /** How long not to ask again, in whole seconds or until a date; at most a minute. */
    static @Nullable Duration retryAfter(Response response, Clock clock) {
        String header = response.header("Retry-After");
        if (header == null) {
            return null;
        }
        Long seconds = longNumber(header);
        Duration wait = seconds == null ? untilDate(header, dateOf(response, clock)) : Duration.ofSeconds(seconds);
        if (wait == null || wait.isNegative()) {
            return null;
        }
        Duration most = Duration.ofMinutes(1);
        return wait.compareTo(most) > 0 ? most : wait;
    }

    private static @Nullable Duration untilDate(String header, Instant now) {
        Instant date = date(header);
        return date == null ? null : Duration.between(now, date);
    }

    private static Instant dateOf(Response response, Clock clock) {
        String header = response.header("Date");
        Instant date = header == null ? null : date(header);
        return date == null ? clock.instant() : date;
    }

    private static @Nullable Instant date(String header) {
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable Integer number(@Nullable String header) {
        Long value = longNumber(header);
        return value == null || value < 0 || value > Integer.MAX_VALUE ? null : Integer.valueOf(value.intValue());
    }

    private static @Nullable Long longNumber(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            long value = Long.parseLong(header.strip());
            return Math.abs(value) > Integer.MAX_VALUE * 100L ? null : Long.valueOf(value);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Ends connections and threads. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
