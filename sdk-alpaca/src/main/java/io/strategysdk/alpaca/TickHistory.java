package io.strategysdk.alpaca;

import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Quotes and trades of the past, which Alpaca keeps apart, as one sequence. */
record TickHistory(AlpacaHistory history, MarketReader reader) implements DataSource {
    @Override
    public List<Instrument> instruments() {
        return history.instruments();
    }

    @Override
    public void bars(Instrument instrument, Timeframe timeframe, Instant from, Instant to, BarSink sink) {
        throw new IllegalArgumentException("this source has quotes and trades only, bars are those of the history it is"
                + " from (" + instrument + " " + timeframe + ")");
    }

    @Override
    public void ticks(Instrument instrument, Instant from, Instant to, TickSink sink) {
        if (!instruments().contains(instrument)) {
            throw new IllegalArgumentException("instrument must be one of " + instruments() + ", was " + instrument);
        }
        if (!from.isBefore(to)) {
            return;
        }
        Pages quotes = new Pages(MarketReader.Kind.QUOTES, instrument, from, to);
        Pages trades = new Pages(MarketReader.Kind.TRADES, instrument, from, to);
        JsonNode quote = quotes.next();
        JsonNode trade = trades.next();
        while (quote != null || trade != null) {
            boolean isQuote = trade == null || (quote != null && MarketPoints.time(quote) <= MarketPoints.time(trade));
            if (isQuote && quote != null) {
                push(MarketPoints.isTwoSided(quote), instrument, quote, sink);
                quote = quotes.next();
            } else if (trade != null) {
                var print = MarketPoints.trade(instrument, trade);
                sink.trade(print.epochNanos(), print.price(), print.size());
                trade = trades.next();
            }
        }
    }

    private static void push(boolean isTwoSided, Instrument instrument, JsonNode point, TickSink sink) {
        if (isTwoSided) {
            var quote = MarketPoints.quote(instrument, point);
            sink.quote(quote.epochNanos(), quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        }
    }

    /** One of the two, point by point; a page is asked for when the one before is used up. */
    private final class Pages {
        private final MarketReader.Question question;
        private final String symbol;
        private final Deque<JsonNode> points = new ArrayDeque<>();
        private Optional<String> token = Optional.empty();
        private boolean isLast;

        Pages(MarketReader.Kind kind, Instrument instrument, Instant from, Instant to) {
            symbol = instrument.symbol();
            question = new MarketReader.Question(
                    kind, MarketReader.isCrypto(instrument), List.of(symbol), from, to.minusNanos(1));
        }

        @Nullable
        JsonNode next() {
            while (points.isEmpty() && !isLast) {
                MarketReader.Page page = reader.page(question, token);
                points.addAll(page.points().getOrDefault(symbol, List.of()));
                token = page.next();
                isLast = token.isEmpty();
            }
            return points.poll();
        }
    }
}
