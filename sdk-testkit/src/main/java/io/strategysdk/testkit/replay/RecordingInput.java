package io.strategysdk.testkit.replay;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.TickRule;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Journal;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads what {@link RecordingOutput} has written. */
final class RecordingInput {
    private final DataInputStream in;
    private final RunSettings settings;
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<Slice> slices = new ArrayList<>();
    private final String calendar;
    private final Journal journal;

    /** Of all bytes after the magic ones. */
    RecordingInput(byte[] compressed) throws IOException {
        Content content = new Content(compressed);
        in = new DataInputStream(content);
        calendar = in.readUTF();
        for (int kind = in.readByte(); kind != RecordingOutput.JOURNAL; kind = in.readByte()) {
            switch (kind) {
                case RecordingOutput.INSTRUMENT -> instruments.add(instrument());
                case RecordingOutput.SLICE -> slices.add(slice());
                default -> throw unknown(kind);
            }
        }
        if (slices.isEmpty()) {
            throw new SdkException("a recording must have slices, has none");
        }
        settings = settings();
        journal = Journal.read(in);
        content.requireEnd();
    }

    /** All of a file but its first line, at whose end nothing may follow. */
    private static final class Content extends GZIPInputStream {
        private static final int TRAILER = 8;

        Content(byte[] compressed) throws IOException {
            super(new ByteArrayInputStream(compressed), Math.max(1, compressed.length));
        }

        void requireEnd() throws IOException {
            if (read() >= 0 || inf.getRemaining() != TRAILER) {
                throw new IOException("nothing must follow the journal");
            }
        }
    }

    String calendar() {
        return calendar;
    }

    List<Slice> slices() {
        return slices;
    }

    Journal journal() {
        return journal;
    }

    RunSettings runSettings() {
        return settings;
    }

    private RunSettings settings() throws IOException {
        long from = in.readLong();
        long seed = in.readLong();
        Map<String, String> words = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            words.put(in.readUTF(), in.readUTF());
        }
        return new RunSettings(
                from == RecordingOutput.ALWAYS ? Optional.empty() : Optional.of(Clock.instantOf(from)), seed, words);
    }

    private Instrument instrument() throws IOException {
        return Instrument.of(in.readUTF(), AssetClass.valueOf(in.readUTF()), in.readUTF())
                .withTickSize(in.readUTF())
                .withTickRule(TickRule.valueOf(in.readUTF()))
                .withLotSize(in.readUTF())
                .withMaxOrderQty(in.readUTF());
    }

    private Slice slice() throws IOException {
        long time = in.readLong();
        int size = in.readInt();
        List<MarketEvent> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(event(time));
        }
        return new Slice(time, events);
    }

    private MarketEvent event(long time) throws IOException {
        int kind = in.readByte();
        Instrument instrument = instruments.get(in.readInt());
        return switch (kind) {
            case RecordingOutput.BAR ->
                new Bar(
                        instrument,
                        Timeframe.parse(in.readUTF()),
                        in.readLong(),
                        time,
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble());
            case RecordingOutput.QUOTE_BAR ->
                new QuoteBar(instrument, Timeframe.parse(in.readUTF()), in.readLong(), time, side(), side());
            case RecordingOutput.QUOTE ->
                new Quote(instrument, time, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
            case RecordingOutput.TRADE -> new Trade(instrument, time, in.readDouble(), in.readDouble());
            default -> throw unknown(kind);
        };
    }

    private QuoteBar.SideBar side() throws IOException {
        return new QuoteBar.SideBar(
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static SdkException unknown(int kind) {
        return new SdkException("a recording must be of this version, it has something of kind " + kind);
    }
}
