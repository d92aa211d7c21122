package io.strategysdk.backtest.load;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.data.BarFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bars in answers over HTTP: a GET for each page, whose answer is read as a file would be. Immutable: each setting returns
 * a changed copy. To be driven by a {@link PagedDataSource}.
 *
 * <pre>{@code
 * HttpBars service = HttpBars.get(
 *                 "https://data.example.com/bars?symbol={symbol}&start={from}&end={to}&page_token={page}",
 *                 (answer, asked) -> AlpacaBars.file(answer, asked.instrument()).timeframe(asked.timeframe()))
 *         .header("X-Key", "{secret:EXAMPLE_KEY}")
 *         .nextPageField("next_page_token")
 *         .instruments(aapl, msft);
 * }</pre>
 *
 * <p>Places of the address: {@code {symbol}}, {@code {timeframe}} (as 1m, or as {@link #timeframes} says), {@code {from}}
 * and {@code {to}} as 2024-01-02T00:00:00Z, or with {@code _date}, {@code _seconds} or {@code _millis} behind their names,
 * and {@code {page}}; of the first page the parameter of the query that holds {@code {page}} is left out. Values are
 * encoded.
 *
 * <p>{@code {secret:NAME}}, in the address or in the value of a header, is the environment variable of that name. Secrets
 * are sent over https only, or to this machine; no text of this class and no error shows one, nor the query of an address.
 * Redirects are followed on the same scheme, host and port, three at most.
 *
 * <p>Answers may be compressed with gzip. An answer that is well-formed and has no bar is an empty page. What is asked of
 * {@link java.net.http.HttpClient} ends after {@link #timeout}, the body included, and a body of more than
 * {@link #mostBytes} is refused. {@code Retry-After}, and {@code X-RateLimit-Reset} beside {@code X-RateLimit-Remaining: 0},
 * are pauses; moments in them are compared with the answer's own {@code Date}, and never with a clock.
 */
public final class HttpBars {
    /** How the answer is read, as a file that holds it. */
    @FunctionalInterface
    public interface Reading {
        /**
         * The bars of an answer.
         *
         * @param answer a file with its body, unpacked, for the time of reading
         * @param asked what was asked for
         */
        BarFile file(Path answer, PagedBars.Request asked);
    }

    /**
     * A header of a request.
     *
     * @param value may hold places of secrets
     */
    record Header(String name, String value) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 1L << 26;

    final UrlTemplate url;
    final Reading reading;
    final List<Instrument> instruments;
    final List<Header> headers;
    final Optional<String> nextField;
    final Optional<String> nextHeader;
    final Duration timeout;
    final long mostBytes;
    final Secrets secrets;

    private HttpBars(
            UrlTemplate url,
            Reading reading,
            List<Instrument> instruments,
            List<Header> headers,
            Optional<String> nextField,
            Optional<String> nextHeader,
            Duration timeout,
            long mostBytes,
            Secrets secrets) {
        this.url = url;
        this.reading = Objects.requireNonNull(reading);
        this.instruments = List.copyOf(instruments);
        this.headers = List.copyOf(headers);
        this.nextField = nextField;
        this.nextHeader = nextHeader;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.secrets = secrets;
    }

    /**
     * A GET of this address for each page; one page unless {@link #nextPageField} or {@link #nextPageHeader} says where
     * the next is named.
     *
     * @param address with places
     * @param reading how the answer is read; it should declare the timeframe
     * @throws IllegalArgumentException when it is no address of HTTP or has unknown places
     */
    public static HttpBars get(String address, Reading reading) {
        return new HttpBars(
                new UrlTemplate(address, Timeframe::toString),
                reading,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                TIMEOUT,
                MOST_BYTES,
                new Secrets(System::getenv));
    }

    /** For tests, which have an environment of their own. */
    HttpBars environment(Function<String, @Nullable String> variables) {
        return new HttpBars(
                url, reading, instruments, headers, nextField, nextHeader, timeout, mostBytes, new Secrets(variables));
    }

    /** Declares what the service has. */
    public HttpBars instruments(Instrument... all) {
        return new HttpBars(url, reading, List.of(all), headers, nextField, nextHeader, timeout, mostBytes, secrets);
    }

    /** Declares how the service calls timeframes, such as {@code 1Min}; otherwise as {@link Timeframe#toString} does. */
    public HttpBars timeframes(Function<Timeframe, String> names) {
        return new HttpBars(
                url.with(names), reading, instruments, headers, nextField, nextHeader, timeout, mostBytes, secrets);
    }

    /** Adds a header; write secrets as {@code {secret:NAME}}. */
    public HttpBars header(String name, String value) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header(Objects.requireNonNull(name), Objects.requireNonNull(value)));
        return new HttpBars(url, reading, instruments, all, nextField, nextHeader, timeout, mostBytes, secrets);
    }

    /**
     * The token of the next page is a field of the answer, a JSON object at whose top it stands; null, empty or not there
     * on the last page.
     *
     * @throws IllegalStateException when the address has no place for it
     */
    public HttpBars nextPageField(String name) {
        requirePage();
        return new HttpBars(
                url, reading, instruments, headers, Optional.of(name), Optional.empty(), timeout, mostBytes, secrets);
    }

    /**
     * The token of the next page is a header of the answer, empty or not there on the last page.
     *
     * @throws IllegalStateException when the address has no place for it
     */
    public HttpBars nextPageHeader(String name) {
        requirePage();
        return new HttpBars(
                url, reading, instruments, headers, Optional.empty(), Optional.of(name), timeout, mostBytes, secrets);
    }

    private void requirePage() {
        if (!url.hasPage()) {
            throw new IllegalStateException("address must have a place {page} for the next page, was " + url.shown());
        }
    }

    /**
     * Declares how long an answer may take, connection and body included; otherwise 30 seconds.
     *
     * @throws IllegalArgumentException when not positive
     */
    public HttpBars timeout(Duration most) {
        if (most.isZero() || most.isNegative()) {
            throw new IllegalArgumentException("timeout must be above zero, was " + most);
        }
        return new HttpBars(url, reading, instruments, headers, nextField, nextHeader, most, mostBytes, secrets);
    }

    /**
     * Declares how many bytes an answer may have, packed and unpacked; otherwise 64 MiB.
     *
     * @throws IllegalArgumentException when below 1, or above 1 GiB
     */
    public HttpBars mostBytes(long most) {
        if (most < 1 || most > 1L << 30) {
            throw new IllegalArgumentException("most bytes must be from 1 to " + (1L << 30) + ", was " + most);
        }
        return new HttpBars(url, reading, instruments, headers, nextField, nextHeader, timeout, most, secrets);
    }

    BarPages pages() {
        return new HttpPages(this);
    }

    /** Address without query; no header. */
    @Override
    public String toString() {
        return "GET " + url.shown();
    }
}
