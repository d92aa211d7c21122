package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Market data of an {@link AlpacaSimulator}: what REST knows, and what the streams show beside the bars, quotes and trades
 * that the simulator's market plays. Prices are in dollars, times the venue's.
 *
 * <p>Streams show minute bars, with the running bar of the day after each; bars of other lengths are for REST alone, which
 * also makes longer bars of minutes, and weeks and months of days. Faults know messages by their channel: {@code bars},
 * {@code updatedBars}, {@code dailyBars}, {@code quotes}, {@code trades}, {@code corrections}, {@code cancelErrors},
 * {@code statuses}, {@code lulds}.
 *
 * <p>Safe for any thread.
 */
public final class AlpacaMarketData {
    private static final String BARS = "bars";
    private static final String QUOTES = "quotes";
    private static final String TRADES = "trades";

    private final Venue venue;
    private final MarketTape tape;
    private final MarketStream stream;
    private final MarketDataApi api;
    private final Waiting waiting;

    /** How the simulator waits for something. */
    interface Waiting {
        void await(String what, BooleanSupplier isThere);
    }

    AlpacaMarketData(Venue venue, MarketTape tape, MarketStream stream, MarketDataApi api, Waiting waiting) {
        this.venue = venue;
        this.tape = tape;
        this.stream = stream;
        this.api = api;
        this.waiting = waiting;
    }

    /**
     * The past: bars, quotes and trades that REST knows, and no stream shows. They fill no orders and move no time; those
     * behind the venue's time are not known before it has come there.
     *
     * @throws IllegalArgumentException when one is of no asset of the venue, or of a kind that Alpaca does not have
     */
    public void history(List<? extends MarketEvent> events) {
        synchronized (venue.lock) {
            for (MarketEvent event : events) {
                AlpacaAsset asset = venue.assets.of(event.instrument());
                if (event instanceof Bar bar) {
                    tape.add(asset, bar);
                } else if (event instanceof Quote quote) {
                    tape.add(asset, quote);
                } else if (event instanceof Trade trade) {
                    tape.add(asset, trade);
                } else {
                    throw new IllegalArgumentException("history must be of bars, quotes and trades, was " + event);
                }
            }
        }
    }

    /** What issuers did: REST tells of it, and adjusts prices for it. Positions do not change. */
    public void actions(List<CorporateAction> actions) {
        synchronized (venue.lock) {
            actions.forEach(tape::add);
        }
    }

    /**
     * A quote at its own moment, to which the venue's time moves: fills what it makes marketable.
     *
     * @throws IllegalArgumentException when it is before the venue's time
     */
    public void quote(Quote quote) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(quote.instrument());
            moveTo(quote.epochNanos());
            venue.quoted(asset, BigDecimal.valueOf(quote.bid()), BigDecimal.valueOf(quote.ask()));
            shown(asset, quote);
        }
    }

    /**
     * A trade at its own moment, to which the venue's time moves: sets stops off.
     *
     * @throws IllegalArgumentException when it is before the venue's time
     */
    public void trade(Trade trade) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(trade.instrument());
            moveTo(trade.epochNanos());
            venue.traded(asset, BigDecimal.valueOf(trade.price()));
            shown(asset, trade);
        }
    }

    private void moveTo(long epochNanos) {
        Instant time = Clock.instantOf(epochNanos);
        venue.advance(time);
        venue.clock.set(time);
    }

    /** At the venue's time, with a size of one lot of a hundred, or of one coin. */
    void quoted(AlpacaAsset asset, BigDecimal bid, BigDecimal ask) {
        double size = asset.isCrypto() ? 1 : 100;
        shown(asset, new Quote(asset.instrument(), stamp(), bid.doubleValue(), size, ask.doubleValue(), size));
    }

    /** At the venue's time, with the same size. */
    void traded(AlpacaAsset asset, BigDecimal price) {
        shown(asset, new Trade(asset.instrument(), stamp(), price.doubleValue(), asset.isCrypto() ? 1 : 100));
    }

    private long stamp() {
        return Clock.epochNanosOf(venue.clock.stamp());
    }

    private void shown(AlpacaAsset asset, Quote quote) {
        tape.add(asset, quote);
        show(QUOTES, asset, MarketBodies.quote(asset, quote));
    }

    private void shown(AlpacaAsset asset, Trade trade) {
        show(TRADES, asset, MarketBodies.trade(asset, tape.add(asset, trade)));
    }

    private void show(String channel, AlpacaAsset asset, ObjectNode body) {
        stream.show(List.of(new MarketStream.Shown(channel, asset, body)));
    }

    /** Bars that end now. */
    void shown(List<Bar> bars) {
        List<MarketStream.Shown> shown = new ArrayList<>();
        for (Bar bar : bars) {
            AlpacaAsset asset = venue.assets.of(bar.instrument());
            tape.add(asset, bar);
            if (bar.timeframe().equals(Timeframe.MINUTE)) {
                shown.add(new MarketStream.Shown(BARS, asset, body(bar)));
            }
        }
        stream.show(shown);
        bars.forEach(bar -> showDay(venue.assets.of(bar.instrument())));
    }

    private static ObjectNode body(Bar bar) {
        return MarketBodies.bar(WireBar.of(bar, bar.timeframe(), ZoneOffset.UTC));
    }

    /** Only where somebody wants it: it takes all minutes of the asset to know it. */
    private void showDay(AlpacaAsset asset) {
        boolean isWanted = stream.subscribers().stream().anyMatch(its -> its.wants("dailyBars", asset.symbol()));
        if (isWanted) {
            Optional<WireBar> day = api.today(asset);
            day.ifPresent(bar -> show("dailyBars", asset, MarketBodies.bar(bar)));
        }
    }

    /** A bar of a minute that is over, as late trades have made it: takes the place of the one that was shown. */
    public void update(Bar bar) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(bar.instrument());
            tape.add(asset, bar);
            show("updatedBars", asset, body(bar));
        }
    }

    /**
     * A trade that was shown is told to have been another one.
     *
     * @param original as it was shown
     * @param corrected as it is now
     */
    public void correct(Trade original, Trade corrected) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(original.instrument());
            ObjectNode body =
                    Wire.object().put("x", "V").put("oi", 1).put("ci", 2).put("z", "C");
            MarketBodies.number(body, "op", original.price());
            MarketBodies.number(body, "os", original.size());
            MarketBodies.number(body, "cp", corrected.price());
            MarketBodies.number(body, "cs", corrected.size());
            body.putArray("oc").add("@");
            body.putArray("cc").add("@");
            MarketBodies.time(body, Clock.instantOf(corrected.epochNanos()));
            show("corrections", asset, body);
        }
    }

    /** A trade that was shown is told not to have been. */
    public void cancel(Trade trade) {
        synchronized (venue.lock) {
            AlpacaAsset asset = venue.assets.of(trade.instrument());
            ObjectNode body =
                    Wire.object().put("i", 1).put("x", "V").put("a", "C").put("z", "C");
            MarketBodies.number(body, "p", trade.price());
            MarketBodies.number(body, "s", trade.size());
            MarketBodies.time(body, Clock.instantOf(trade.epochNanos()));
            show("cancelErrors", asset, body);
        }
    }

    /**
     * Trading in a share has another status.
     *
     * @param code Alpaca's, such as {@code H} for a halt and {@code T} for trading
     * @param text what it means
     */
    public void status(String symbol, String code, String text) {
        synchronized (venue.lock) {
            ObjectNode body = Wire.object()
                    .put("sc", code)
                    .put("sm", text)
                    .put("rc", "")
                    .put("rm", "")
                    .put("z", "C");
            MarketBodies.time(body, venue.clock.stamp());
            show("statuses", venue.assets.of(symbol), body);
        }
    }

    /**
     * The prices between which a share may trade have changed.
     *
     * @param down lowest price, decimal text
     * @param up highest price, decimal text
     */
    public void limits(String symbol, String down, String up) {
        synchronized (venue.lock) {
            ObjectNode body = Wire.object().put("i", "B").put("z", "C");
            body.put("d", new BigDecimal(down)).put("u", new BigDecimal(up));
            MarketBodies.time(body, venue.clock.stamp());
            show("lulds", venue.assets.of(symbol), body);
        }
    }

    /**
     * Sends an error to all sessions of market data.
     *
     * @param code Alpaca's, such as 407 for a client that reads too slowly
     * @throws IllegalArgumentException when it is not from 400 to 411 or 500
     */
    public void fail(int code) {
        MarketStreamSession.StreamError error = MarketStreamSession.StreamError.of(code);
        synchronized (venue.lock) {
            stream.subscribers().forEach(session -> session.fail(error));
        }
    }

    /**
     * Sends a message as it is to all sessions of market data, whatever they subscribed to.
     *
     * @param json any JSON, such as {@code [{"T":"b"}]}
     */
    public void send(String json) {
        JsonNode message = Wire.JSON.readTree(json);
        synchronized (venue.lock) {
            stream.subscribers().forEach(session -> session.send(message));
        }
    }

    /**
     * Waits until so many clients are subscribed to a symbol, ten seconds at most.
     *
     * @param channel such as {@code bars}
     * @throws IllegalStateException when they are not by then
     */
    public void awaitSubscribers(String channel, String symbol, int number) {
        waiting.await(
                number + " subscribers of " + channel + " of " + symbol,
                () -> stream.subscribers().stream()
                                .filter(session -> session.wants(channel, symbol))
                                .count()
                        == number);
    }
}
