package io.strategysdk.backtest.data;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a folder, one for each instrument. */
final class CsvFolder {
    private static final String[] SUFFIXES = {".csv", ".csv.gz"};

    private CsvFolder() {}

    /** Its files, not those of folders below it, in the order of their symbols; at least one. */
    static List<Path> files(Path folder) {
        List<Path> files = sorted(folder);
        if (files.isEmpty()) {
            throw new SdkException("folder must hold files that end in .csv or .csv.gz, was " + folder);
        }
        return files;
    }

    /** Files by their instruments, in their order; each instrument has one. */
    static <F extends BarFile> Map<Instrument, F> byInstrument(List<? extends F> files) {
        Map<Instrument, F> all = new LinkedHashMap<>();
        for (F file : files) {
            F other = all.putIfAbsent(file.instrument(), file);
            if (other != null) {
                throw new SdkException("instrument must have one file, " + file.instrument() + " has " + other.path()
                        + " and " + file.path());
            }
        }
        return all;
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !symbolOf(path).isEmpty())
                    .sorted((a, b) -> symbolOf(a).compareTo(symbolOf(b)))
                    .toList();
        } catch (IOException e) {
            throw new SdkException("folder must exist and be readable, was " + folder, e);
        }
    }

    /** The name without its ending; empty when the file is none of ours. */
    static String symbolOf(Path path) {
        String name = String.valueOf(path.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        for (String suffix : SUFFIXES) {
            if (lower.endsWith(suffix) && !lower.startsWith(".")) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return "";
    }
}
