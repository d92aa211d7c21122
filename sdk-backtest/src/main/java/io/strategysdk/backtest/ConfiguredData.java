package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.RunConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Historical bars as configuration names them, and what their users must know of them. */
final class ConfiguredData {
    private final MarketData market;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ConfiguredData(TradingCalendar calendar, DataFiles files, Instant end) {
        List<BarColumns> bars = new ArrayList<>();
        List<SdkException> refused = new ArrayList<>();
        for (Instrument instrument : files.instruments()) {
            try {
                CsvResult file = files.source().read(instrument);
                bars.add(until(file.bars(), end));
                notes.add(instrument + ": " + file.bars().size() + " bars read as " + file.format());
                warnings.addAll(file.warnings());
            } catch (SdkException wrong) {
                refused.add(wrong);
            }
        }
        if (!refused.isEmpty()) {
            throw together(refused);
        }
        market = MarketData.of(calendar, bars);
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

    /** Of a configuration that has been checked. */
    static ConfiguredData read(RunConfig config) {
        DataSettings data = config.data().orElseThrow();
        TradingCalendar calendar = calendar(data);
        Instant end =
                config.clock().endDate().map(date -> startOf(date, calendar)).orElse(Instant.MAX);
        return new ConfiguredData(calendar, DataFiles.find(data), end);
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

    static TradingCalendar calendar(DataSettings data) {
        return switch (data.calendar()) {
            case NYSE -> TradingCalendars.nyse();
            case ALWAYS -> TradingCalendars.alwaysOpen();
            case FX -> TradingCalendars.forex();
        };
    }

    private static Instant startOf(LocalDate date, TradingCalendar calendar) {
        return date.atStartOfDay(calendar.zone()).toInstant();
    }

    private static BarColumns until(BarColumns all, Instant end) {
        if (end.equals(Instant.MAX)) {
            return all;
        }
        long limit = Clock.epochNanosOf(end);
        BarColumns.Builder kept = BarColumns.builder(all.instrument(), all.timeframe());
        for (int row = 0; row < all.size() && all.epochNanos(row) < limit; row++) {
            kept.bar(
                    all.openEpochNanos(row),
                    all.epochNanos(row),
                    all.open(row),
                    all.high(row),
                    all.low(row),
                    all.close(row),
                    all.volume(row));
        }
        return kept.build();
    }
}
