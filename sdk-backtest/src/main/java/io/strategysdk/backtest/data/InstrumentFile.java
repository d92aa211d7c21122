package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.Classification;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What instruments are, from a CSV file with a header. {@code symbol} must be given; of the other columns each may be
 * missing or empty: {@code asset_class} (equity), {@code currency} (USD), {@code tick_size} (0.01 of shares in dollars,
 * none of anything else), {@code lot_size} (1), {@code max_order_qty} (none), {@code calendar} as
 * {@link TradingCalendars#named} knows it, {@code exchange}, {@code sector}, {@code industry}.
 *
 * <pre>
 * symbol,asset_class,currency,tick_size,lot_size,calendar,exchange,sector,industry
 * AAPL,equity,USD,0.01,1,XNYS,XNAS,Information Technology,Hardware
 * BTC-USD,crypto,USD,0.01,0.00000001,24/7,,,
 * </pre>
 *
 * <p>Sector and industry are those of all times; where they changed, a {@link ClassificationFile} says when. Immutable.
 */
public final class InstrumentFile {
    private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

    private final Map<String, Line> bySymbol = new LinkedHashMap<>();

    private record Line(
            Instrument instrument,
            Optional<TradingCalendar> calendar,
            String exchange,
            String sector,
            String industry) {}

    private InstrumentFile(List<Line> lines) {
        lines.forEach(line -> bySymbol.put(line.instrument().symbol(), line));
    }

    /**
     * Reads a file.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, has no rows or no column {@code symbol}, a row is
     *     wrong, or a symbol is there twice: file, line, column, rule and value
     */
    public static InstrumentFile read(Path file) {
        FactTable table = FactTable.read(file, "instruments").require("symbol");
        List<Line> lines = table.facts(InstrumentFile::line);
        table.requireOnce("symbol", row -> row.required("symbol"));
        return new InstrumentFile(lines);
    }

    private static Line line(FactTable.Row row) {
        return new Line(
                instrument(row),
                row.text("calendar").isEmpty() ? Optional.empty() : Optional.of(calendar(row)),
                row.text("exchange"),
                row.text("sector"),
                row.text("industry"));
    }

    private static Instrument instrument(FactTable.Row row) {
        String symbol = row.required("symbol");
        AssetClass assetClass = assetClass(row);
        String currency = row.text("currency").isEmpty() ? "USD" : currency(row);
        Instrument instrument = assetClass == AssetClass.EQUITY && currency.equals("USD")
                ? Instrument.equity(symbol)
                : Instrument.of(symbol, assetClass, currency);
        if (!row.text("tick_size").isEmpty()) {
            instrument = instrument.withTickSize(positive(row, "tick_size", "0.01"));
        }
        if (!row.text("lot_size").isEmpty()) {
            instrument = instrument.withLotSize(positive(row, "lot_size", "1"));
        }
        return row.text("max_order_qty").isEmpty()
                ? instrument
                : instrument.withMaxOrderQty(positive(row, "max_order_qty", "1000"));
    }

    private static AssetClass assetClass(FactTable.Row row) {
        String text = row.text("asset_class");
        try {
            return text.isEmpty() ? AssetClass.EQUITY : AssetClass.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            String known = Arrays.toString(AssetClass.values()).toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    "column asset_class must be one of " + known + ", was '" + text + "'", unknown);
        }
    }

    private static String currency(FactTable.Row row) {
        String text = row.text("currency");
        if (!text.matches("[A-Z0-9]{3,5}")) {
            throw new IllegalArgumentException("column currency must be a code such as USD, was '" + text + "'");
        }
        return text;
    }

    private static TradingCalendar calendar(FactTable.Row row) {
        try {
            return TradingCalendars.named(row.text("calendar"));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("column " + unknown.getMessage(), unknown);
        }
    }

    private static String positive(FactTable.Row row, String column, String example) {
        BigDecimal number = row.decimal(column, example);
        if (number.signum() <= 0) {
            throw new IllegalArgumentException(
                    "column " + column + " must be positive, was '" + row.text(column) + "'");
        }
        return number.toPlainString();
    }

    /** All of them, in the order of the file. */
    public List<Instrument> instruments() {
        return bySymbol.values().stream().map(Line::instrument).toList();
    }

    /** The instrument of a symbol, compared letter by letter. */
    public Optional<Instrument> find(String symbol) {
        return line(symbol).map(Line::instrument);
    }

    /** Sessions that it is traded in, if the file says so. */
    public Optional<TradingCalendar> calendar(String symbol) {
        return line(symbol).flatMap(Line::calendar);
    }

    /** Where it is traded, if the file says so. */
    public Optional<String> exchange(String symbol) {
        return line(symbol).map(Line::exchange).filter(text -> !text.isEmpty());
    }

    private Optional<Line> line(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** Sectors and industries, as if they had always been these: what is known today, which a backtest should not go by. */
    public Classification classification() {
        List<Classification.Entry> entries = new ArrayList<>();
        bySymbol.forEach((symbol, line) -> {
            if (!line.sector().isEmpty() || !line.industry().isEmpty()) {
                entries.add(new Classification.Entry(symbol, ALWAYS, line.sector(), line.industry()));
            }
        });
        return Classification.of(entries);
    }
}
