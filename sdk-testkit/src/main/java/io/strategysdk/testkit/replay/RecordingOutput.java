package io.strategysdk.testkit.replay;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.Journal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a recording: what it is, and then compressed and with a checksum the name of the calendar, the slices as they come,
 * instruments where they first appear, what the run was given, and the journal.
 */
final class RecordingOutput {
    static final byte[] MAGIC = "strategy-sdk recording 2\n".getBytes(StandardCharsets.US_ASCII);

    /** For a start of decisions that was not given. */
    static final long ALWAYS = Long.MIN_VALUE;

    static final int JOURNAL = 0;
    static final int SLICE = 1;
    static final int INSTRUMENT = 2;
    static final int BAR = 3;
    static final int QUOTE_BAR = 4;
    static final int QUOTE = 5;
    static final int TRADE = 6;

    private final GZIPOutputStream compressed;
    private final DataOutputStream out;
    private final Map<Instrument, Integer> numbers = new HashMap<>();

    RecordingOutput(OutputStream to, String calendar) throws IOException {
        to.write(MAGIC);
        compressed = new GZIPOutputStream(to, 1 << 16);
        out = new DataOutputStream(compressed);
        out.writeUTF(calendar);
    }

    void slice(long epochNanos, List<MarketEvent> events) throws IOException {
        for (MarketEvent event : events) {
            define(event.instrument());
        }
        out.writeByte(SLICE);
        out.writeLong(epochNanos);
        out.writeInt(events.size());
        for (MarketEvent event : events) {
            event(event);
        }
    }

    private void define(Instrument instrument) throws IOException {
        if (numbers.containsKey(instrument)) {
            return;
        }
        numbers.put(instrument, numbers.size());
        out.writeByte(INSTRUMENT);
        out.writeUTF(instrument.symbol());
        out.writeUTF(instrument.assetClass().name());
        out.writeUTF(instrument.currency());
        out.writeUTF(instrument.tickSize().toString());
        out.writeUTF(instrument.tickRule().name());
        out.writeUTF(instrument.lotSize().toString());
        out.writeUTF(instrument.maxOrderQty().toString());
    }

    private void event(MarketEvent event) throws IOException {
        if (event instanceof Bar bar) {
            head(BAR, bar);
            out.writeUTF(bar.timeframe().toString());
            out.writeLong(bar.openEpochNanos());
            doubles(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
        } else if (event instanceof QuoteBar bar) {
            head(QUOTE_BAR, bar);
            out.writeUTF(bar.timeframe().toString());
            out.writeLong(bar.openEpochNanos());
            side(bar.bid());
            side(bar.ask());
        } else if (event instanceof Quote quote) {
            head(QUOTE, quote);
            doubles(quote.bid(), quote.bidSize(), quote.ask(), quote.askSize());
        } else if (event instanceof Trade trade) {
            head(TRADE, trade);
            doubles(trade.price(), trade.size());
        }
    }

    private void head(int kind, MarketEvent event) throws IOException {
        out.writeByte(kind);
        out.writeInt(numbers.getOrDefault(event.instrument(), -1));
    }

    private void side(QuoteBar.SideBar side) throws IOException {
        doubles(side.open(), side.high(), side.low(), side.close(), side.size());
    }

    private void doubles(double... values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    /** Nothing may follow. */
    void finish(RunSettings settings, Journal journal) throws IOException {
        out.writeByte(JOURNAL);
        out.writeLong(settings.from().map(Clock::epochNanosOf).orElse(ALWAYS));
        out.writeLong(settings.seed());
        out.writeInt(settings.words().size());
        for (Map.Entry<String, String> words : settings.words().entrySet()) {
            out.writeUTF(words.getKey());
            out.writeUTF(words.getValue());
        }
        journal.writeTo(out);
        out.flush();
        compressed.finish();
    }
}
