package io.strategysdk.backtest;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.AlpacaBars;
import io.strategysdk.backtest.data.AlpacaTicks;
import io.strategysdk.backtest.data.BarFile;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.backtest.data.LeanBars;
import io.strategysdk.backtest.data.LeanTicks;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.config.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of vendors whose name configuration gives in {@code data.source}. */
final class ConfiguredVendor {
    private static final String PATH = "data.path";
    private static final String LEAN = "lean";
    private static final String ALPACA = "alpaca";
    private static final List<String> ALPACA_ENDINGS = List.of(".json", ".json.gz");

    private ConfiguredVendor() {}

    /** A CSV file, as its vendor writes them. */
    static CsvBars csv(DataSettings data, Path path, Instrument instrument) {
        return switch (data.source()) {
            case "yahoo" -> CsvBars.yahoo(path, instrument);
            case "stooq" -> CsvBars.stooq(path, instrument);
            default -> CsvBars.file(path, instrument);
        };
    }

    /** Whether files are none of CSV, so that nothing can be told from their names. */
    static boolean isOther(String source) {
        return source.equals(LEAN) || source.equals(ALPACA);
    }

    /** Mistakes of a path where files are none of CSV. */
    static void check(ConfigDraft draft, String source, Path path, List<Problem> found) {
        if (source.equals(LEAN)) {
            if (!Files.isDirectory(path)) {
                found.add(draft.problem(PATH, "must be Lean's folder of data, which exists", path.toString()));
            }
            return;
        }
        if (Files.notExists(path)) {
            found.add(draft.problem(PATH, "must be a file or a folder that exists", path.toString()));
        } else if (draft.length("data.instruments") == 0) {
            found.add(draft.problem("data.instruments", "must be given for data.source alpaca", "nothing"));
        } else if (Files.isDirectory(path)) {
            checkFiles(draft, path, found);
        } else if (draft.length("data.instruments") > 1) {
            found.add(draft.problem(PATH, "must be a folder for several instruments", path.toString()));
        }
    }

    private static void checkFiles(ConfigDraft draft, Path folder, List<Problem> found) {
        for (int i = 0; i < draft.length("data.instruments"); i++) {
            String path = "data.instruments[" + i + "].symbol";
            draft.value(path, String.class)
                    .filter(symbol -> Files.notExists(alpaca(folder, symbol)))
                    .ifPresent(symbol -> found.add(draft.problem(
                            path,
                            "must have a file " + nameOf(symbol) + ".json or .json.gz in the folder " + folder,
                            symbol)));
        }
    }

    /** The first that is there; the plain one where none is. */
    private static Path alpaca(Path folder, String symbol) {
        return ALPACA_ENDINGS.stream()
                .map(ending -> folder.resolve(nameOf(symbol) + ending))
                .filter(Files::exists)
                .findFirst()
                .orElse(folder.resolve(nameOf(symbol) + ALPACA_ENDINGS.get(0)));
    }

    private static String nameOf(String symbol) {
        return symbol.replace('/', '_');
    }

    /** Where an instrument's bars, or quotes and trades, are, and how they are read. */
    static BarFile file(DataSettings data, Path path, Instrument instrument) {
        TradingCalendar calendar = ConfiguredData.calendar(data);
        boolean areTicks = data.content() == Content.TICKS;
        if (data.source().equals(LEAN)) {
            return areTicks
                    ? LeanTicks.in(path, instrument).calendar(calendar)
                    : LeanBars.in(path, instrument, data.timeframe())
                            .calendar(calendar)
                            .repair(ConfiguredFile.repairs(data));
        }
        Path file = Files.isDirectory(path) ? alpaca(path, instrument.symbol()) : path;
        return areTicks
                ? AlpacaTicks.file(file, instrument).calendar(calendar)
                : AlpacaBars.file(file, instrument)
                        .timeframe(data.timeframe())
                        .calendar(calendar)
                        .prices(data.prices())
                        .repair(ConfiguredFile.repairs(data));
    }
}
