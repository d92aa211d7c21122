package io.strategysdk.testkit.alpaca;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

/** Takes requests off the wire, lets faults happen to them, and has them answered while the venue's lock is held. */
final class HttpFront extends Handler.Abstract {
    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
    private static final Configuration.Customizer NO_TIMEOUT = session -> session.setIdleTimeout(Duration.ZERO);

    private final Venue venue;
    private final AlpacaFaults faults;
    private final RequestLog log;
    private final Keys keys;
    private final Timer timer;
    private final List<Section> sections;
    private final Map<String, StreamEndpoint> streams;
    private final WebSocketMappings upgrades;

    /**
     * A part of the interface that has a limit of requests of its own.
     *
     * @param prefixes of its paths
     * @param limit shared by all of its callers
     * @param needsKeys whether only the account's own keys are answered
     * @param tooMany the answer beyond the limit
     */
    record Section(List<String> prefixes, Routes routes, RateLimit limit, boolean needsKeys, Refusal tooMany) {
        boolean takes(String path) {
            return prefixes.stream().anyMatch(path::startsWith);
        }
    }

    /** Makes the session of a client that comes to a stream. */
    interface StreamEndpoint {
        StreamSession open(Codec codec);
    }

    /** What it takes to answer one request. */
    private record Exchange(Request request, Response response, Callback callback, Section section, long number) {}

    HttpFront(
            Venue venue,
            AlpacaFaults faults,
            RequestLog log,
            Keys keys,
            Timer timer,
            List<Section> sections,
            Map<String, StreamEndpoint> streams,
            WebSocketMappings upgrades) {
        this.upgrades = upgrades;
        this.venue = venue;
        this.faults = faults;
        this.log = log;
        this.keys = keys;
        this.timer = timer;
        this.sections = List.copyOf(sections);
        this.streams = Map.copyOf(streams);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = path(request);
        StreamEndpoint stream = streams.get(path);
        if (stream != null && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")) {
            return upgrade(request, response, callback, path, stream);
        }
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        Section section = section(path);
        long number = log.begin(received(request, path, body));
        Exchange exchange = new Exchange(request, response, callback, section, number);
        Optional<Fault> fault = faults.onRequest(request.getMethod() + " " + path);
        if (fault.isPresent() && fault.get().isBefore()) {
            failBefore(exchange, fault.get());
        } else {
            Call call = new Call(request.getMethod(), path, List.of(), query(request), body);
            answer(exchange, call, fault.orElse(null));
        }
        return true;
    }

    private Section section(String path) {
        return sections.stream()
                .filter(section -> section.takes(path))
                .findFirst()
                .orElse(sections.get(0));
    }

    private ReceivedRequest received(Request request, String path, String body) {
        String query = request.getHttpURI().getQuery();
        synchronized (venue.lock) {
            return new ReceivedRequest(
                    0, venue.clock.now(), request.getMethod(), path, query == null ? "" : query, body, 0);
        }
    }

    private boolean upgrade(Request request, Response response, Callback callback, String path, StreamEndpoint stream) {
        long number = log.begin(received(request, path, ""));
        if (faults.onUpgrade(path).isPresent()) {
            log.answered(number, 429);
            Response.writeError(request, response, callback, 429);
            return true;
        }
        log.answered(number, 101);
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean packs = Codec.MSGPACK_TYPE.equals(type);
        Codec json = venue.rules.textFrames || !path.equals(TradeUpdates.PATH) ? Codec.JSON_TEXT : Codec.JSON_BINARY;
        WebSocketNegotiator negotiator = (asked, answer, done) -> {
            if (!venue.rules.compression) {
                answer.setExtensions(List.of());
            }
            return stream.open(packs ? Codec.MSGPACK : json);
        };
        return upgrades.upgrade(negotiator, request, response, callback, NO_TIMEOUT);
    }

    private void failBefore(Exchange exchange, Fault fault) {
        switch (fault) {
            case TIMEOUT_BEFORE -> {}
            case CUT_BEFORE -> cut(exchange);
            case TOO_MANY_REQUESTS -> write(exchange, Reply.of(exchange.section.tooMany), true, () -> {});
            case TOO_MANY_REQUESTS_BARE -> write(exchange, Reply.of(exchange.section.tooMany), false, () -> {});
            default -> write(exchange, Reply.of(Problem.INTERNAL.of()), true, () -> {});
        }
    }

    private void answer(Exchange exchange, Call call, @Nullable Fault fault) {
        Reply reply;
        synchronized (venue.lock) {
            venue.updates.hold();
            reply = reply(exchange, call);
        }
        if (fault == null) {
            write(exchange, reply, true, this::release);
            return;
        }
        switch (fault) {
            case TIMEOUT_AFTER -> release();
            case CUT_AFTER -> {
                cut(exchange);
                release();
            }
            case CUT_IN_REPLY -> writeHalf(exchange, reply);
            case CUT_AFTER_REPLY ->
                write(exchange, reply, true, () -> {
                    close(exchange.request);
                    release();
                });
            case SERVER_ERROR_AFTER -> write(exchange, Reply.of(Problem.GATEWAY_TIMEOUT.of()), true, this::release);
            case SLOW, EVENTS_FIRST -> {
                release();
                timer.later(faults.delay(), () -> write(exchange, reply, true, () -> {}));
            }
            case MALFORMED_BODY -> writeBytes(exchange, reply.status(), reply.brokenBytes(), true, this::release);
            default -> throw new IllegalStateException("fault must be one of a request, was " + fault);
        }
    }

    private void release() {
        synchronized (venue.lock) {
            venue.updates.release();
        }
    }

    private Reply reply(Exchange exchange, Call call) {
        if (!exchange.section.limit.take()) {
            return Reply.of(exchange.section.tooMany);
        }
        try {
            if (exchange.section.needsKeys) {
                requireKeys(exchange.request);
            }
            return exchange.section.routes.answer(call);
        } catch (Refusal refusal) {
            return Reply.of(refusal);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "the simulator cannot answer " + call, defect);
            return Reply.of(Problem.INTERNAL.of());
        }
    }

    private void requireKeys(Request request) {
        String id = header(request, "APCA-API-KEY-ID");
        String secret = header(request, "APCA-API-SECRET-KEY");
        if (!keys.are(id, secret) && !keys.are(header(request, "Authorization"))) {
            throw Problem.UNAUTHORIZED.of();
        }
    }

    private static String header(Request request, String name) {
        HttpField field = request.getHeaders().getField(name);
        String value = field == null ? null : field.getValue();
        return value == null ? "" : value;
    }

    private void write(Exchange exchange, Reply reply, boolean withLimits, Runnable then) {
        writeBytes(exchange, reply.status(), reply.bytes(), withLimits, then);
    }

    private void writeBytes(Exchange exchange, int status, byte[] bytes, boolean withLimits, Runnable then) {
        begin(exchange, status, bytes.length, withLimits);
        exchange.response.write(true, ByteBuffer.wrap(bytes), Callback.from(exchange.callback, then));
    }

    private void begin(Exchange exchange, int status, int length, boolean withLimits) {
        log.answered(exchange.number, status);
        Response response = exchange.response;
        response.setStatus(status);
        synchronized (venue.lock) {
            response.getHeaders().put("X-Request-ID", venue.ids.request());
        }
        if (withLimits) {
            exchange.section.limit.write(response.getHeaders());
        }
        if (length > 0) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=UTF-8");
        }
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
    }

    /** All headers and half of the body, and no more of it. */
    private void writeHalf(Exchange exchange, Reply reply) {
        byte[] bytes = reply.bytes();
        begin(exchange, reply.status(), Math.max(bytes.length, 2), true);
        ByteBuffer half = ByteBuffer.wrap(bytes, 0, bytes.length / 2);
        exchange.response.write(false, half, Callback.from(() -> {
            cut(exchange);
            release();
        }));
    }

    private void cut(Exchange exchange) {
        close(exchange.request);
        exchange.callback.failed(new IOException("cut by a fault"));
    }

    private static void close(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    /** Without a slash at the end; parts stay encoded. */
    private static String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Of parameters that are there more than once the values, with commas between. */
    private static Map<String, String> query(Request request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.getHttpURI().getQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            parameters.merge(name, value, (one, other) -> one + "," + other);
        }
        return parameters;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
