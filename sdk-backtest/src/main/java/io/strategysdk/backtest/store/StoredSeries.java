package io.strategysdk.backtest.store;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import java.util.Comparator;
import java.util.Objects;

/**
 * Names one series of a store. Instruments with one symbol that differ in anything else, such as their currency or tick,
 * have different series.
 *
 * @param instrument of what
 * @param timeframe length of a bar; of quotes and trades {@code 1s}, in name only
 * @param mode what the prices are
 * @param content BARS, QUOTE_BARS for bid/ask bars, or TICKS for quotes and trades
 */
public record StoredSeries(Instrument instrument, Timeframe timeframe, PriceMode mode, Content content) {
    private static final Timeframe OF_TICKS = Timeframe.seconds(1);

    /** By symbol and what else tells instruments apart, the finest timeframe first. */
    static final Comparator<StoredSeries> ORDER = Comparator.comparing(
                    (StoredSeries series) -> series.instrument.symbol())
            .thenComparing(series -> series.instrument.assetClass())
            .thenComparing(series -> series.instrument.currency())
            .thenComparing(series -> series.instrument.tickSize())
            .thenComparing(series -> series.instrument.tickRule())
            .thenComparing(series -> series.instrument.lotSize())
            .thenComparing(series -> series.instrument.maxOrderQty())
            .thenComparing(series -> series.timeframe.duration())
            .thenComparing(series -> series.timeframe.unit())
            .thenComparing(StoredSeries::mode)
            .thenComparing(StoredSeries::content);

    /**
     * Checks that the parts fit one another.
     *
     * @throws IllegalArgumentException when the content is TRADES, which are kept as TICKS, or ticks have another
     *     timeframe than 1s or other prices than raw ones
     */
    public StoredSeries {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(timeframe, "timeframe");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(content, "content");
        if (content == Content.TRADES) {
            throw new IllegalArgumentException("trades must be stored as TICKS, was " + content + of(instrument));
        }
        if (content == Content.TICKS && !(mode == PriceMode.RAW && timeframe.equals(OF_TICKS))) {
            throw new IllegalArgumentException("quotes and trades must be RAW and have the timeframe " + OF_TICKS
                    + ", were " + mode + " and " + timeframe + of(instrument));
        }
    }

    /** Bars. */
    public static StoredSeries bars(Instrument instrument, Timeframe timeframe, PriceMode mode) {
        return new StoredSeries(instrument, timeframe, mode, Content.BARS);
    }

    /** Bid/ask bars. */
    public static StoredSeries quoteBars(Instrument instrument, Timeframe timeframe, PriceMode mode) {
        return new StoredSeries(instrument, timeframe, mode, Content.QUOTE_BARS);
    }

    /** Quotes and trades. */
    public static StoredSeries ticks(Instrument instrument) {
        return new StoredSeries(instrument, OF_TICKS, PriceMode.RAW, Content.TICKS);
    }

    /** The series that these columns belong to. */
    public static StoredSeries of(BarColumns columns, PriceMode mode) {
        Content content = columns.areTicks() ? Content.TICKS : columns.isQuoted() ? Content.QUOTE_BARS : Content.BARS;
        return new StoredSeries(columns.instrument(), columns.timeframe(), mode, content);
    }

    private static String of(Instrument instrument) {
        return " (" + instrument + ")";
    }

    /**
     * A name for a file or a folder of this series and of no other: letters and digits of the symbol for people, timeframe,
     * mode, content, and a hash.
     */
    public String fileName() {
        return SeriesText.folderName(this);
    }

    /** All of it as a JSON object on one line, as {@link #ofJson} reads it. */
    public String json() {
        return SeriesText.of(this);
    }

    /**
     * The series that a text says.
     *
     * @throws IllegalArgumentException when it is no such JSON object, or its parts do not fit one another
     */
    public static StoredSeries ofJson(String json) {
        return SeriesText.read(JsonText.read(json));
    }

    /** Such as {@code AAPL 1m RAW BARS}. */
    @Override
    public String toString() {
        return instrument + " " + timeframe + " " + mode + " " + content;
    }
}
