package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of one instrument are in a data folder of Lean, and how they are written.
 *
 * @param market folder of the market, such as {@code usa}
 * @param first first day that is read, of files by day
 * @param last last day that is read, of files by day
 */
record LeanLayout(Path data, Instrument instrument, String market, boolean areQuotes, LocalDate first, LocalDate last) {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId EST = ZoneOffset.ofHours(-5);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    /** Prices of equities are written as ten-thousandths. */
    private static final double TEN_THOUSANDTHS = 10_000;

    private static final int DATE = 8;

    /**
     * One file.
     *
     * @param day of a file whose times count from midnight; empty where they have dates
     */
    record LeanFile(Path path, Optional<LocalDate> day) {
        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    LeanLayout {
        Objects.requireNonNull(data);
        if (!NAME.matcher(market).matches()) {
            throw new IllegalArgumentException("market must be the name of a folder such as usa, was '" + market + "'");
        }
        String symbol = symbol(instrument);
        if (!NAME.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "symbol must be one that can name a file of Lean, was '" + instrument.symbol() + "'");
        }
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("last day must not be before the first, " + first + ", was " + last);
        }
    }

    static LeanLayout of(Path data, Instrument instrument) {
        String market = switch (instrument.assetClass()) {
            case EQUITY -> "usa";
            case CRYPTO -> "coinbase";
            case FOREX -> "oanda";
        };
        boolean areQuotes = instrument.assetClass() == AssetClass.FOREX;
        return new LeanLayout(data, instrument, market, areQuotes, LocalDate.MIN, LocalDate.MAX);
    }

    LeanLayout withMarket(String value) {
        return new LeanLayout(data, instrument, value, areQuotes, first, last);
    }

    LeanLayout withQuotes() {
        return new LeanLayout(data, instrument, market, true, first, last);
    }

    LeanLayout withDays(LocalDate from, LocalDate to) {
        return new LeanLayout(data, instrument, market, areQuotes, from, to);
    }

    private static String symbol(Instrument instrument) {
        return instrument.symbol().toLowerCase(Locale.ROOT).replace("/", "");
    }

    /** Zone of the times: that of the market, as Lean's documentation has it. */
    ZoneId zone() {
        return switch (instrument.assetClass()) {
            case EQUITY -> NEW_YORK;
            case CRYPTO -> ZoneOffset.UTC;
            case FOREX -> market.equals("fxcm") ? EST : ZoneOffset.UTC;
        };
    }

    /** What a written price is divided by. */
    double scale() {
        return instrument.assetClass() == AssetClass.EQUITY ? TEN_THOUSANDTHS : 1;
    }

    private Path market(String resolution) {
        String assets = instrument.assetClass().name().toLowerCase(Locale.ROOT);
        return data.resolve(assets).resolve(market).resolve(resolution);
    }

    private String kind() {
        return areQuotes ? "quote" : "trade";
    }

    static String resolution(Timeframe timeframe) {
        for (Timeframe known : List.of(Timeframe.seconds(1), Timeframe.MINUTE, Timeframe.hours(1), Timeframe.DAY)) {
            if (known.equals(timeframe)) {
                return timeframe.equals(Timeframe.DAY)
                        ? "daily"
                        : timeframe.unit().name().toLowerCase(Locale.ROOT);
            }
        }
        throw new IllegalArgumentException("timeframe of Lean's files must be 1s, 1m, 1h or 1d, was " + timeframe);
    }

    static boolean isByDay(String resolution) {
        return !resolution.equals("daily") && !resolution.equals("hour");
    }

    /** The file of hours or days, or the folder of the files by day. */
    Path path(String resolution) {
        Path folder = market(resolution);
        String symbol = symbol(instrument);
        if (isByDay(resolution)) {
            return folder.resolve(symbol);
        }
        boolean isNamedByKind = instrument.assetClass() == AssetClass.CRYPTO
                || (instrument.assetClass() == AssetClass.EQUITY && areQuotes);
        return folder.resolve(symbol + (isNamedByKind ? "_" + kind() : "") + ".zip");
    }

    /** The files of a resolution, oldest first. */
    List<LeanFile> files(String resolution) {
        Path path = path(resolution);
        if (!isByDay(resolution)) {
            return List.of(new LeanFile(path, Optional.empty()));
        }
        TreeMap<LocalDate, Path> days = new TreeMap<>();
        try (Stream<Path> all = Files.list(path)) {
            all.forEach(file -> dayOf(file)
                    .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                    .ifPresent(day -> days.put(day, file)));
        } catch (IOException e) {
            throw new SdkException("folder must exist and be readable, was " + path, e);
        }
        if (days.isEmpty()) {
            throw new SdkException(
                    "folder must hold files such as 20131007_" + kind() + ".zip" + asked() + ", was " + path);
        }
        List<LeanFile> files = new ArrayList<>();
        days.forEach((day, file) -> files.add(new LeanFile(file, Optional.of(day))));
        return files;
    }

    private String asked() {
        return first.equals(LocalDate.MIN) && last.equals(LocalDate.MAX) ? "" : " from " + first + " to " + last;
    }

    private Optional<LocalDate> dayOf(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith("_" + kind() + ".zip") || name.indexOf('_') != DATE) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(0, DATE), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
