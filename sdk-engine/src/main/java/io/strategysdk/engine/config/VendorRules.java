package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.config.RunConfig.Mode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for historical data whose source is known to write them in one way. */
final class VendorRules {
    private static final String SOURCE = "data.source";
    private static final String YAHOO = "yahoo";
    private static final String STOOQ = "stooq";
    private static final String ALPACA = "alpaca";
    private static final String LEAN = "lean";
    /** Of bars that are kept in the store. */
    static final String STORE = "store";

    /** What files are written as, and what is no file. */
    private static final List<String> KNOWN = List.of("csv", "parquet", YAHOO, STOOQ, ALPACA, LEAN, STORE);

    private static final List<String> OF_CSV =
            List.of("data.separator", "data.time_format", "data.date_order", "data.columns", "data.without_header");
    private static final List<String> OF_TIMES = List.of("data.zone", "data.bar_label");

    private final Understood file;
    private final List<Problem> problems;

    private VendorRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        new VendorRules(file, problems).check();
    }

    private void check() {
        Optional<String> source = file.value(SOURCE, String.class);
        boolean isBacktest =
                file.value("mode", Mode.class).filter(Mode.BACKTEST::equals).isPresent();
        if (source.isEmpty() || !isBacktest) {
            return;
        }
        if (KNOWN.contains(source.get()) && !source.get().equals(STORE)) {
            refuseGiven(Stream.of("data.as_of"), STORE);
        }
        switch (source.get()) {
            case YAHOO -> checkYahoo();
            case STOOQ -> checkStooq();
            case ALPACA -> refuseGiven(Stream.concat(OF_CSV.stream(), OF_TIMES.stream()), "csv");
            case LEAN -> checkLean();
            case STORE -> checkStore();
            default -> {
                if (!KNOWN.contains(source.get())) {
                    refuse(
                            SOURCE,
                            "must be one of " + String.join(", ", KNOWN) + " for historical data"
                                    + Names.nearest(source.get(), KNOWN)
                                            .map(name -> ", did you mean '" + name + "'?")
                                            .orElse(""));
                }
            }
        }
    }

    private void checkYahoo() {
        refuseGiven(Stream.concat(OF_CSV.stream(), OF_TIMES.stream()), "csv");
        refuseTicks(YAHOO);
        if (isRaw()) {
            refuse("data.prices", "must be split_adjusted or total_return for data.source yahoo, which has no others");
        }
    }

    /** Its files name neither a zone nor an end of a bar, and what is usual elsewhere would be a wrong guess. */
    private void checkStooq() {
        refuseGiven(OF_CSV.stream(), "csv");
        refuseTicks(STOOQ);
        boolean isIntraday = file.value("data.timeframe", Timeframe.class)
                .filter(Timeframe::isIntraday)
                .isPresent();
        for (String path : OF_TIMES) {
            if (isIntraday && !file.isGiven(path)) {
                refuse(path, "must be given for intraday bars of data.source stooq, whose files do not say it");
            }
        }
    }

    private void checkLean() {
        refuseGiven(Stream.concat(OF_CSV.stream(), OF_TIMES.stream()), "csv");
        if (file.length("data.instruments") == 0) {
            refuse("data.instruments", "must be given for data.source lean, whose folders have many markets");
        }
        if (file.value("data.prices", PriceMode.class).isPresent() && !isRaw()) {
            refuse("data.prices", "must be raw for data.source lean, which has no others");
        }
    }

    /** What is in it has been read and checked. */
    private void checkStore() {
        refuseGiven(Stream.concat(OF_CSV.stream(), OF_TIMES.stream()), "csv");
        if (file.isGiven("data.repair")) {
            refuse("data.repair", "is for files only, a store has no bad rows; data.quality treats what is doubtful");
        }
    }

    private boolean isRaw() {
        return file.value("data.prices", PriceMode.class)
                .filter(PriceMode.RAW::equals)
                .isPresent();
    }

    private void refuseTicks(String source) {
        if (file.value("data.content", Content.class)
                .filter(Content.TICKS::equals)
                .isPresent()) {
            refuse("data.content", "must be bars for data.source " + source);
        }
    }

    private void refuseGiven(Stream<String> paths, String source) {
        paths.filter(file::isGiven).forEach(path -> refuse(path, "is for data.source " + source + " only"));
    }

    private void refuse(String path, String rule) {
        problems.add(file.problem(path, rule));
    }
}
