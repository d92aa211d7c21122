package io.strategysdk.alpaca;

import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.event.ConnectionState;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/**
 * Takes the time at four places: the last byte of market data is read from the socket, the last strategy has decided, the
 * first command has come to the adapter (what was decided is on the disk then), and the HTTP client is handed a request.
 * Slices must come one at a time.
 */
final class SoakTaps {
    private static final String MARKET_DATA = "GET /v2/iex";
    /** Answers to pings are shorter. */
    private static final int SHORTEST = 64;

    final Took arrivalToDecision = new Took("market data read to strategies' decisions");
    final Took decisionToAdapter = new Took("decisions to adapter, on disk");
    final Took adapterToRequest = new Took("adapter to request");
    final Took arrivalToRequest = new Took("market data read to request");

    private volatile long arrived;
    private volatile long decided;
    private volatile long handed;
    private volatile boolean hasHanded;

    /** How long something took. */
    static final class Took {
        private final String what;
        private long[] nanos = new long[1 << 12];
        private int size;
        private int told;

        Took(String what) {
            this.what = what;
        }

        private synchronized void add(long time) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            nanos[size++] = time;
        }

        synchronized void clear() {
            size = 0;
            told = 0;
        }

        private static double millis(long[] nanos, double part) {
            Arrays.sort(nanos);
            return nanos.length == 0 ? 0 : nanos[Math.max(0, (int) Math.ceil(part * nanos.length) - 1)] / 1e6;
        }

        /** Of those since it was asked last. */
        synchronized String news() {
            String news = text(Arrays.copyOfRange(nanos, told, size));
            told = size;
            return news;
        }

        /** Of all. */
        @Override
        public synchronized String toString() {
            return text(Arrays.copyOf(nanos, size));
        }

        private String text(long[] some) {
            return String.format(
                    Locale.ROOT,
                    "%-45s p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  most %.2f ms (%,d)",
                    what,
                    millis(some, 0.5),
                    millis(some, 0.9),
                    millis(some, 0.99),
                    millis(some, 0.999),
                    millis(some, 1),
                    some.length);
        }
    }

    List<Took> all() {
        return List.of(arrivalToDecision, decisionToAdapter, adapterToRequest, arrivalToRequest);
    }

    /** On the run's thread. */
    @Impure(value = Impurity.CLOCK, reason = "measures the run and decides on nothing of it")
    void decided() {
        decided = System.nanoTime();
        hasHanded = false;
        arrivalToDecision.add(decided - arrived);
    }

    private void handed() {
        if (!hasHanded) {
            hasHanded = true;
            handed = System.nanoTime();
            decisionToAdapter.add(handed - decided);
        }
    }

    private void requested(String method) {
        if (!method.equals("GET")) {
            long now = System.nanoTime();
            adapterToRequest.add(now - handed);
            arrivalToRequest.add(now - arrived);
        }
    }

    OkHttpClient client() {
        return new OkHttpClient.Builder()
                .socketFactory(new Sockets())
                .eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        requested(call.request().method());
                    }
                })
                .build();
    }

    private final class Sockets extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new Tapped();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("sockets must be connected later");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets must be connected later");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("sockets must be connected later");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets must be connected later");
        }
    }

    /** Knows by its first words whether it brings market data. */
    private final class Tapped extends Socket {
        private volatile boolean hasMarketData;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    int read = in.read(bytes, from, length);
                    if (hasMarketData && read >= SHORTEST) {
                        arrived = System.nanoTime();
                    }
                    return read;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    String start = new String(
                            bytes, from, Math.min(length, MARKET_DATA.length()), StandardCharsets.ISO_8859_1);
                    hasMarketData |= start.equals(MARKET_DATA);
                    out.write(bytes, from, length);
                }
            };
        }
    }

    /** The same feed, and something to be done when it is live. */
    MarketDataFeed tap(MarketDataFeed feed, Runnable whenLive) {
        return new MarketDataFeed() {
            @Override
            public void start(List<Instrument> instruments, Timeframe timeframe, MarketDataFeed.Listener to) {
                feed.start(instruments, timeframe, new MarketDataFeed.Listener() {
                    @Override
                    public void onEvent(MarketEvent event) {
                        to.onEvent(event);
                    }

                    @Override
                    public void onGap(String reason) {
                        to.onGap(reason);
                    }

                    @Override
                    public void onConnection(ConnectionState state, String reason) {
                        to.onConnection(state, reason);
                        if (state == ConnectionState.LIVE) {
                            whenLive.run();
                        }
                    }

                    @Override
                    public void onEnd() {
                        to.onEnd();
                    }

                    @Override
                    public void onFailure(RuntimeException failure) {
                        to.onFailure(failure);
                    }
                });
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    /** The same broker, and when commands come to it. */
    BrokerAdapter tap(BrokerAdapter broker) {
        return new BrokerAdapter() {
            @Override
            public BrokerProfile profile() {
                return broker.profile();
            }

            @Override
            public void start(List<Instrument> instruments, BrokerAdapter.Listener listener) {
                broker.start(instruments, listener);
            }

            @Override
            public void submit(OrderId id, NewOrder order) {
                handed();
                broker.submit(id, order);
            }

            @Override
            public void replace(OrderIntent.Replace replacement) {
                handed();
                broker.replace(replacement);
            }

            @Override
            public void cancel(OrderId id) {
                handed();
                broker.cancel(id);
            }

            @Override
            public Account account() {
                return broker.account();
            }

            @Override
            public List<Fill> fillsSince(Instant from) {
                return broker.fillsSince(from);
            }

            @Override
            public Optional<Order> find(OrderId id) {
                return broker.find(id);
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
