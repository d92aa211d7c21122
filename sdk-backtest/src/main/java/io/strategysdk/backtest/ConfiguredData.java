package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvActions;
import io.strategysdk.backtest.data.LoadedBars;
import io.strategysdk.backtest.quality.CheckedData;
import io.strategysdk.backtest.quality.QualityCheck;
import io.strategysdk.backtest.quality.SeriesQuality;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.DataQualitySettings;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Historical data as configuration names them, and what their users must know of them. */
final class ConfiguredData {
    private final MarketData market;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Optional<CheckedData> checked;

    private ConfiguredData(RunConfig config, String source, TradingCalendar calendar, DataFiles files) {
        List<BarColumns> bars = new ArrayList<>();
        List<SdkException> refused = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        DataSettings data = config.data().orElseThrow();
        checked = data.quality().map(quality -> checked(data, quality, calendar, files));
        checked.ifPresent(all -> {
            all.bars().forEach(series -> until(series, config, problems).ifPresent(bars::add));
            all.report().series().forEach(this::noteFormat);
        });
        for (Instrument instrument : checked.isPresent() ? List.<Instrument>of() : files.instruments()) {
            try {
                LoadedBars file = files.read(instrument);
                until(file.bars(), config, problems).ifPresent(bars::add);
                notes.add(instrument + ": " + counted(file) + " read as " + file.format());
                warnings.addAll(file.warnings());
            } catch (SdkException wrong) {
                refused.add(wrong);
            }
        }
        if (!refused.isEmpty()) {
            throw together(refused);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(source, problems);
        }
        market = market(config, source, calendar, bars);
        checkStart(config, source);
    }

    private static CheckedData checked(
            DataSettings data, DataQualitySettings quality, TradingCalendar calendar, DataFiles files) {
        QualityCheck check = QualityCheck.against(calendar)
                .actions(actions(data, files.instruments(), calendar))
                .prices(data.prices())
                .settings(ConfiguredQuality.thresholds(quality));
        files.instruments().forEach(instrument -> files.addTo(check, instrument));
        return check.apply(ConfiguredQuality.policy(quality));
    }

    private void noteFormat(SeriesQuality series) {
        series.format()
                .ifPresent(format -> notes.add(series.instrument() + ": " + series.bars()
                        + (format.areTicks() ? " instants" : " bars") + " read as " + format));
    }

    /** What a quality policy let pass; empty where none was given. */
    Optional<CheckedData> checked() {
        return checked;
    }

    private static String counted(LoadedBars file) {
        if (file.bars().areTicks()) {
            return file.rows() + " rows";
        }
        return file.bars().size() + (file.bars().isQuoted() ? " bid/ask" : "") + " bars";
    }

    private MarketData market(RunConfig config, String source, TradingCalendar calendar, List<BarColumns> bars) {
        DataSettings data = config.data().orElseThrow();
        MarketData given = MarketData.of(calendar, bars).declared(data.prices());
        if (data.corporateActions().isEmpty()) {
            return given;
        }
        List<CorporateAction> actions = actions(data, given.instruments(), calendar);
        String path = data.corporateActions().get();
        notes.add(actions.size() + (actions.size() == 1 ? " corporate action" : " corporate actions") + " read from "
                + path);
        unusedActions(data, actions).ifPresent(warnings::add);
        try {
            return withActions(given, actions, data.priceMode().orElse(data.prices()));
        } catch (IllegalArgumentException refused) {
            String rule = "must go with the bars: " + refused.getMessage();
            throw new ConfigException(source, List.of(data.origin().problem("corporate_actions", rule, path)));
        }
    }

    private static MarketData withActions(MarketData given, List<CorporateAction> actions, PriceMode mode) {
        MarketData whole = given.withActions(actions);
        return mode == given.mode() ? whole : whole.adjusted(mode);
    }

    /** What issuers did, or are going to do. */
    static List<CorporateAction> actions(DataSettings data, List<Instrument> instruments, TradingCalendar calendar) {
        return data.corporateActions()
                .map(path -> CsvActions.read(Path.of(path), instruments, calendar))
                .orElse(List.of());
    }

    /** A file that was given for nothing is most likely one of other names. */
    static Optional<String> unusedActions(DataSettings data, List<CorporateAction> read) {
        return data.corporateActions()
                .filter(path -> read.isEmpty())
                .map(path -> "data.corporate_actions: nothing in " + path
                        + " is of an instrument of the run; symbols are compared letter by letter");
    }

    private void checkStart(RunConfig config, String source) {
        Instant last = Backtest.lastClose(market);
        if (start(config, market).filter(last::isBefore).isPresent()) {
            Problem late = config.clock()
                    .origin()
                    .problem(
                            "start_date",
                            "must not come after the last bar, which closes at " + last,
                            config.clock().startDate().orElseThrow().toString());
            throw new ConfigException(source, List.of(late));
        }
    }

    /** Who mends one file should know of the others. */
    private static SdkException together(List<SdkException> refused) {
        if (refused.size() == 1) {
            return refused.get(0);
        }
        SdkException all =
                new SdkException(refused.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
        refused.forEach(all::addSuppressed);
        return all;
    }

    /**
     * Of a configuration that has been checked.
     *
     * @param source what errors call it
     */
    static ConfiguredData read(RunConfig config, String source) {
        DataSettings data = config.data().orElseThrow();
        return new ConfiguredData(config, source, calendar(data), DataFiles.find(data, end(config)));
    }

    MarketData market() {
        return market;
    }

    /** How each file was read. */
    List<String> notes() {
        return notes;
    }

    /** What is missing, was repaired, or lies outside of the sessions, in whole files. */
    List<String> warnings() {
        return warnings;
    }

    /** Where strategies begin to decide; bars before it warm up. */
    static Optional<Instant> start(RunConfig config, MarketData data) {
        return config.clock().startDate().map(date -> startOf(date, data.calendar()));
    }

    private static Optional<Instant> end(RunConfig config) {
        TradingCalendar calendar = calendar(config.data().orElseThrow());
        return config.clock().endDate().map(date -> startOf(date, calendar));
    }

    static TradingCalendar calendar(DataSettings data) {
        return switch (data.calendar()) {
            case NYSE -> TradingCalendars.nyse();
            case ALWAYS -> TradingCalendars.alwaysOpen();
            case FX -> TradingCalendars.forex();
            case OWN -> data.sessions().orElseThrow().toCalendar();
        };
    }

    private static Instant startOf(LocalDate date, TradingCalendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    private static Optional<BarColumns> until(BarColumns all, RunConfig config, List<Problem> problems) {
        Optional<Instant> end = end(config);
        if (end.isEmpty()) {
            return Optional.of(all);
        }
        long limit = Clock.epochNanosOf(end.get());
        if (all.epochNanos(0) >= limit) {
            String rule = "must come after the first bar of " + all.instrument() + ", which closes at "
                    + Clock.instantOf(all.epochNanos(0));
            String date = config.clock().endDate().orElseThrow().toString();
            problems.add(config.clock().origin().problem("end_date", rule, date));
            return Optional.empty();
        }
        int kept = all.size();
        while (all.epochNanos(kept - 1) >= limit) {
            kept--;
        }
        return Optional.of(all.first(kept));
    }
}
