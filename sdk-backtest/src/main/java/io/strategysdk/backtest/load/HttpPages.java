package io.strategysdk.backtest.load;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.spi.PageException;
import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.data.NoBarsException;
import io.strategysdk.engine.BarColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Pages over HTTP. */
final class HttpPages implements BarPages {
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Set<Integer> PASSING = Set.of(408, 425, TOO_MANY);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 3;
    private static final int SHOWN_BYTES = 300;

    private final HttpBars bars;
    private final HttpClient client;
    private final List<String> secretTexts = new ArrayList<>();

    HttpPages(HttpBars bars) {
        this.bars = bars;
        secretTexts.add(bars.url.text());
        bars.headers.forEach(header -> secretTexts.add(header.value()));
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(bars.timeout)
                .build();
    }

    @Override
    public List<Instrument> instruments() {
        return bars.instruments;
    }

    @Override
    public BarPage page(PagedBars.Request request, Optional<String> token, int number) throws InterruptedException {
        return page(request, token, false);
    }

    @Override
    public BarPage ticks(PagedBars.Request request, Optional<String> token, int number) throws InterruptedException {
        return page(request, token, true);
    }

    private BarPage page(PagedBars.Request request, Optional<String> token, boolean areTicks)
            throws InterruptedException {
        URI address = bars.url.fill(request, token, bars.secrets);
        requireSafe(address);
        HttpResponse<byte[]> answer = get(address);
        Optional<Duration> pause = Pauses.of(answer.headers(), answer.statusCode() == TOO_MANY);
        if (answer.statusCode() != OK) {
            PageException refused = refused(answer);
            throw pause.map(refused::withPause).orElse(refused);
        }
        return read(answer, request, pause, areTicks);
    }

    private boolean hasSecrets() {
        return secretTexts.stream().anyMatch(Secrets::areIn);
    }

    private void requireSafe(URI address) {
        if (hasSecrets() && !"https".equalsIgnoreCase(address.getScheme()) && !isThisMachine(address)) {
            throw PageException.lasting(bars + ": secrets must be sent over https, was http", null);
        }
    }

    private static boolean isThisMachine(URI address) {
        try {
            return InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private HttpResponse<byte[]> get(URI first) throws InterruptedException {
        URI address = first;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<byte[]> answer = send(request(address));
            Optional<String> location = answer.headers().firstValue("Location");
            if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
                return answer;
            }
            address = redirected(address, location.get());
            if (redirects == MOST_REDIRECTS) {
                throw PageException.lasting(
                        bars + ": there must be " + MOST_REDIRECTS + " redirects at most, was another one", null);
            }
        }
    }

    private URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw PageException.lasting(bars + ": redirect must lead to an address, did not", null);
        }
        boolean isSame = String.valueOf(to.getScheme()).equalsIgnoreCase(from.getScheme())
                && String.valueOf(to.getHost()).equalsIgnoreCase(from.getHost())
                && to.getPort() == from.getPort();
        if (!isSame) {
            throw PageException.lasting(
                    bars + ": redirect must stay on the same scheme, host and port, was to " + to.getScheme() + "://"
                            + to.getHost() + (to.getPort() < 0 ? "" : ":" + to.getPort()),
                    null);
        }
        return to;
    }

    private HttpRequest request(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(bars.timeout).header("Accept-Encoding", "gzip");
        for (HttpBars.Header header : bars.headers) {
            String value = bars.secrets.fill(header.value(), secret -> secret);
            try {
                request.header(header.name(), value);
            } catch (IllegalArgumentException e) {
                // its message would show the value
                throw PageException.lasting(
                        bars + ": header '" + header.name() + "' must have a name and value of HTTP", null);
            }
        }
        return request.build();
    }

    /** The time-out of a request ends with its headers; that of the answer is measured here. */
    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, headers -> new BoundedBody(bars.mostBytes));
        try {
            return answer.get(bars.timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw PageException.passing(bars + ": answer must come within " + bars.timeout + ", did not", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException | CancellationException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private PageException failed(Throwable cause) {
        if (cause instanceof BoundedBody.TooLarge) {
            return tooLarge();
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return PageException.passing(bars + ": answer must come within " + bars.timeout + ", did not", cause);
        }
        String told = String.valueOf(cause);
        String shown = masked(told);
        // a cause that tells a secret would tell it in stack traces
        return PageException.passing(
                bars + ": there must be a whole answer, was " + shown, shown.equals(told) ? cause : null);
    }

    private PageException tooLarge() {
        return PageException.lasting(bars + ": answer must not be larger than " + bars.mostBytes + " bytes, was", null);
    }

    private String masked(String text) {
        return bars.secrets.mask(text, secretTexts);
    }

    private PageException refused(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        String message = bars + ": answer must have status 200, was " + status + shown(answer);
        return PASSING.contains(status) || status >= SERVER_ERRORS
                ? PageException.passing(message, null)
                : PageException.lasting(message, null);
    }

    private String shown(HttpResponse<byte[]> answer) {
        byte[] body = answer.body();
        if (body.length == 0 || isPacked(answer)) {
            return "";
        }
        String text = masked(new String(body, StandardCharsets.UTF_8));
        String start = text.codePoints()
                .limit(SHOWN_BYTES)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return ": " + start.strip() + (text.length() > start.length() ? "…" : "");
    }

    private static boolean isPacked(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Content-Encoding")
                .filter(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"))
                .isPresent();
    }

    private BarPage read(
            HttpResponse<byte[]> answer, PagedBars.Request request, Optional<Duration> pause, boolean areTicks) {
        try {
            Path folder = Files.createTempDirectory("answer");
            Path file = folder.resolve("answer");
            try {
                unpack(answer, file);
                Optional<LoadedBars> read = bars(file, request, areTicks);
                return new BarPage(
                        read.map(LoadedBars::bars),
                        next(answer, file),
                        pause,
                        read.map(HttpPages::repairs).orElse(List.of()));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new SdkException("answer must be kept in a file for reading, could not: " + e, e);
        }
    }

    private void unpack(HttpResponse<byte[]> answer, Path file) throws IOException {
        byte[] body = answer.body();
        if (!isPacked(answer)) {
            Files.write(file, body);
            return;
        }
        byte[] unpacked;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            unpacked = in.readNBytes((int) bars.mostBytes + 1);
        } catch (IOException e) {
            throw PageException.passing(bars + ": answer must be whole gzip, was not: " + e.getMessage(), e);
        }
        if (unpacked.length > bars.mostBytes) {
            throw tooLarge();
        }
        Files.write(file, unpacked);
    }

    private static List<String> repairs(LoadedBars read) {
        return read.repairs().stream().map(Object::toString).toList();
    }

    private Optional<LoadedBars> bars(Path file, PagedBars.Request request, boolean areTicks) {
        try {
            LoadedBars read = bars.reading.file(file, request).read();
            requireAsked(read, request, areTicks);
            return Optional.of(read);
        } catch (NoBarsException none) {
            return Optional.empty();
        } catch (PageException e) {
            throw e;
        } catch (SdkException wrong) {
            throw new SdkException(masked(bars + ": " + wrong.getMessage()));
        }
    }

    private static void requireAsked(LoadedBars read, PagedBars.Request request, boolean areTicks) {
        BarColumns columns = read.bars();
        boolean areAsked = columns.instrument().equals(request.instrument())
                && columns.timeframe().equals(request.timeframe())
                && columns.areTicks() == areTicks
                && (areTicks || !columns.isQuoted());
        if (!areAsked) {
            throw new SdkException("answer must have " + asked(request, areTicks) + ", was of " + columns.instrument()
                    + " " + columns.timeframe()
                    + (columns.areTicks() ? ", quotes and trades" : columns.isQuoted() ? ", two sides" : ""));
        }
    }

    private static String asked(PagedBars.Request request, boolean areTicks) {
        return areTicks
                ? "quotes and trades of " + request.instrument()
                : "bars of " + request.instrument() + " " + request.timeframe() + " with one side";
    }

    private Optional<String> next(HttpResponse<byte[]> answer, Path file) throws IOException {
        Optional<String> token = bars.nextHeader.flatMap(answer.headers()::firstValue);
        if (bars.nextField.isPresent()) {
            token = field(file, bars.nextField.get());
        }
        return token.filter(text -> !text.isBlank());
    }

    private Optional<String> field(Path file, String name) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JsonFactory.builder().build().createParser(ObjectReadContext.empty(), in)) {
            Optional<String> found = Optional.empty();
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isIt = json.currentName().equals(name);
                JsonToken value = json.nextToken();
                if (isIt && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)) {
                    found = Optional.of(json.getString());
                } else {
                    json.skipChildren();
                }
            }
            return found;
        } catch (JacksonException e) {
            throw new SdkException(bars + ": answer must be JSON with the field " + name + ", was not");
        }
    }
}
