package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.instrument.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a tape of one slice knows of quotes and trades beside the prices of its rows. Each instrument has one series. */
final class LiveQuotes {
    final FeedKind kind;
    /** Of each row, prices at which anything could fill or be triggered. */
    final double[] highest;

    final double[] lowest;
    private final List<List<MarketEvent>> events = new ArrayList<>();
    /** The standing quote of each instrument, as far as its prices do not say it. */
    private final long[] times;

    private final double[] bidSizes;
    private final double[] askSizes;
    private final boolean[] isQuoted;

    LiveQuotes(FeedKind kind, int rows) {
        this.kind = kind;
        highest = new double[rows];
        lowest = new double[rows];
        times = new long[rows];
        bidSizes = new double[rows];
        askSizes = new double[rows];
        isQuoted = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            events.add(List.of());
        }
    }

    void happened(int row, List<MarketEvent> inOrder) {
        events.set(row, List.copyOf(inOrder));
    }

    /** Those of an instant, in order of arrival. */
    List<MarketEvent> at(int row) {
        return events.get(row);
    }

    boolean wasQuoted(int instrument) {
        return isQuoted[instrument];
    }

    /** From now on the quote of a row stands. */
    void stand(int instrument, long time, double bidSize, double askSize) {
        isQuoted[instrument] = true;
        times[instrument] = time;
        bidSizes[instrument] = bidSize;
        askSizes[instrument] = askSize;
    }

    Optional<Quote> quote(int number, Instrument instrument, Marks prices) {
        if (!kind.hasQuotes() || !isQuoted[number]) {
            return Optional.empty();
        }
        return Optional.of(new Quote(
                instrument,
                times[number],
                prices.bids[number],
                bidSizes[number],
                prices.asks[number],
                askSizes[number]));
    }

    /** Sets what could fill or be triggered at an instant. */
    void reach(int row, double high, double low) {
        highest[row] = high;
        lowest[row] = low;
    }
}
