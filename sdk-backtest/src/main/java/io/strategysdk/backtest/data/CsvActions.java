package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What issuers did, from CSV files.
 *
 * <p>A file of actions has a header and one action a row. Columns, in any order and case: {@code date}, the ex-date as in
 * 2020-08-31; {@code symbol}; {@code action}; and where the action needs it {@code ratio}, two whole numbers with a
 * colon; {@code amount} per share in the instrument's currency; {@code into}, another symbol; {@code pay_date}.
 *
 * <pre>
 * date,symbol,action,ratio,amount,into,pay_date
 * 2009-07-01,AIG,split,1:20,,,                 (one new share for twenty old ones)
 * 2024-03-06,ACME,stock_dividend,1:20,,,       (one more share for each twenty)
 * 2020-03-05,BAC,dividend,,0.18,,2020-03-27    (paid at once without a pay_date)
 * 2024-03-06,ACME,spin_off,,4.20,,
 * 2024-03-06,ACME,merger,,25.00,,              (for cash)
 * 2024-03-06,ACME,merger,3:2,1.50,BETA,        (for shares; the amount beside them may be left out)
 * 2022-06-09,FB,symbol_change,,,META,
 * 2024-03-06,ACME,delisting,,,,                (at the last price; with amount 0: worthless)
 * </pre>
 *
 * <p>A file of factors, known by its column {@code price_factor}, is of the one instrument that it is named after: see
 * {@link FactorFile}. Rows of symbols that are not asked for are passed over; symbols are compared letter by letter.
 */
public final class CsvActions {
    private static final String PRICE_FACTOR = "price_factor";

    private final Path file;
    private final Map<String, Instrument> instruments;

    private CsvActions(Path file, List<Instrument> instruments) {
        this.file = file;
        this.instruments = instruments.stream()
                .collect(Collectors.toMap(Instrument::symbol, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /**
     * Reads a file, or those of a folder that are named after the instruments, {@code AIG.csv}.
     *
     * @param path file or folder
     * @param instruments whose actions are wanted
     * @param calendar sessions that dates of factors are followed by
     * @return in the order of the file, those of a folder in the order of the instruments
     * @throws SdkException when it cannot be read, or a row is wrong: file, line, column and value
     */
    public static List<CorporateAction> read(Path path, List<Instrument> instruments, TradingCalendar calendar) {
        if (!Files.isDirectory(path)) {
            return new CsvActions(path, instruments).read(calendar);
        }
        List<CorporateAction> actions = new ArrayList<>();
        for (Instrument instrument : instruments) {
            Path file = path.resolve(instrument.symbol() + ".csv");
            if (Files.exists(file)) {
                actions.addAll(new CsvActions(file, List.of(instrument)).read(calendar));
            }
        }
        return actions;
    }

    private List<CorporateAction> read(TradingCalendar calendar) {
        FactTable table = FactTable.read(file, "corporate actions");
        if (table.has(PRICE_FACTOR)) {
            return factors(calendar);
        }
        addOldNames(table.rows());
        return table.facts(this::action).stream().flatMap(Optional::stream).toList();
    }

    /** What an instrument did under an older name is its own, and so on. */
    private void addOldNames(List<FactTable.Row> rows) {
        List<FactTable.Row> changes = rows.stream()
                .filter(row -> row.text("action").equals("symbol_change"))
                .toList();
        for (int i = 0; i < changes.size(); i++) {
            for (FactTable.Row change : changes) {
                Instrument known = instruments.get(change.text("into"));
                if (known != null) {
                    instruments.computeIfAbsent(change.text("symbol"), symbol -> renamed(known, symbol));
                }
            }
        }
    }

    private List<CorporateAction> factors(TradingCalendar calendar) {
        String symbol = String.valueOf(file.getFileName()).replaceAll("\\.csv$", "");
        Instrument instrument = instruments.get(symbol);
        return instrument == null ? List.of() : FactorFile.read(file, instrument, calendar);
    }

    private Optional<CorporateAction> action(FactTable.Row row) {
        Instrument instrument = instruments.get(row.required("symbol"));
        return instrument == null ? Optional.empty() : Optional.of(action(row, instrument, row.date("date")));
    }

    private CorporateAction action(FactTable.Row row, Instrument instrument, LocalDate date) {
        String kind = row.required("action");
        return switch (kind) {
            case "split" -> {
                int[] ratio = ratio(row);
                yield new CorporateAction.Split(instrument, date, ratio[0], ratio[1]);
            }
            case "stock_dividend" -> {
                int[] ratio = ratio(row);
                yield new CorporateAction.StockDividend(instrument, date, ratio[0], ratio[1]);
            }
            case "dividend" -> new CorporateAction.Dividend(instrument, date, amount(row), payDate(row));
            case "spin_off" -> new CorporateAction.SpinOff(instrument, date, amount(row));
            case "merger" -> merger(row, instrument, date);
            case "symbol_change" ->
                new CorporateAction.SymbolChange(instrument, date, other(row, instrument, row.required("into")));
            case "delisting" -> new CorporateAction.Delisting(instrument, date, isWorthless(row));
            default ->
                throw new IllegalArgumentException("column action must be split, stock_dividend, dividend, spin_off,"
                        + " merger, symbol_change or delisting, was '" + kind + "'");
        };
    }

    private CorporateAction merger(FactTable.Row row, Instrument instrument, LocalDate date) {
        String into = row.text("into");
        if (into.isEmpty()) {
            return new CorporateAction.CashMerger(instrument, date, amount(row));
        }
        int[] ratio = ratio(row);
        BigDecimal cash = row.text("amount").isEmpty() ? BigDecimal.ZERO : amount(row);
        return new CorporateAction.ShareMerger(
                instrument, date, other(row, instrument, into), ratio[0], ratio[1], cash);
    }

    /** One that is not asked for is like the instrument but for its name. */
    private Instrument other(FactTable.Row row, Instrument instrument, String symbol) {
        Instrument known = instruments.get(symbol);
        if (known != null) {
            return known;
        }
        if (row.required("action").equals("merger")) {
            throw new IllegalArgumentException(
                    "column into must be one of the instruments " + instruments.keySet() + ", was '" + symbol + "'");
        }
        return renamed(instrument, symbol);
    }

    private static Instrument renamed(Instrument instrument, String symbol) {
        return Instrument.of(symbol, instrument.assetClass(), instrument.currency())
                .withTickSize(instrument.tickSize().toString())
                .withTickRule(instrument.tickRule())
                .withLotSize(instrument.lotSize().toString())
                .withMaxOrderQty(instrument.maxOrderQty().toString());
    }

    private static boolean isWorthless(FactTable.Row row) {
        if (row.text("amount").isEmpty()) {
            return false;
        }
        if (amount(row).signum() != 0) {
            throw new IllegalArgumentException(
                    "column amount of a delisting must be 0 or empty, was '" + row.text("amount") + "'");
        }
        return true;
    }

    private static int[] ratio(FactTable.Row row) {
        String text = row.required("ratio");
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new int[] {Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip())};
            }
        } catch (NumberFormatException notWhole) {
            // told below like any other text
        }
        throw new IllegalArgumentException("column ratio must be two whole numbers such as 3:2, was '" + text + "'");
    }

    private static BigDecimal amount(FactTable.Row row) {
        return row.decimal("amount", "0.18");
    }

    private static @Nullable LocalDate payDate(FactTable.Row row) {
        return row.optionalDate("pay_date").orElse(null);
    }
}
