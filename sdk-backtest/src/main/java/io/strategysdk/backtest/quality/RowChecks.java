package io.strategysdk.backtest.quality;

import io.strategysdk.backtest.data.CsvInspection;
import io.strategysdk.backtest.data.RowFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the rows of a file, so that bars of them are not the whole file. */
final class RowChecks {
    private static final Map<RowFault, String> RULES = Map.of(
            RowFault.UNREADABLE, "each row has the columns of the first line, and a time or a number in each of them",
            RowFault.IMPOSSIBLE_NUMBER, "prices are positive and finite, quantities finite and not negative",
            RowFault.HIGH_LOW, "open and close lie between low and high",
            RowFault.CROSSED, "a bid is not above its ask",
            RowFault.WRONG_TIME, "a local time exists once, and a bar begins before its session closes",
            RowFault.OUT_OF_ORDER, "times do not fall from row to row",
            RowFault.DUPLICATE, "a time has one row",
            RowFault.CONTRADICTION, "a time has one row",
            RowFault.NOT_A_SESSION, "daily bars are of dates on which the calendar has a session",
            RowFault.OVERLAPPING_BARS, "a bar does not begin before the one before it ends");

    private RowChecks() {}

    static List<Detected> of(CsvInspection file, QualitySettings settings) {
        List<Detected> all = new ArrayList<>();
        file.unreadable().ifPresent(why -> all.add(unreadable(file, why)));
        for (CsvInspection.Found found : file.found()) {
            all.add(detected(file, found, settings));
        }
        file.result().flatMap(result -> result.unendedLine()).ifPresent(line -> all.add(cutOff(file, line)));
        return all;
    }

    private static Detected detected(CsvInspection file, CsvInspection.Found found, QualitySettings settings) {
        FindingKind kind = FindingKind.valueOf(found.fault().name());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rows", Long.toString(found.rows()));
        file.result().ifPresent(result -> values.put("rowsInFile", Long.toString(result.rows())));
        List<Finding.Example> examples = found.examples().stream()
                .limit(settings.examples())
                .map(example -> new Finding.Example(example.time(), example.text()))
                .toList();
        String text = Words.count(found.rows(), "row", "rows") + " of " + file.fileName()
                + (found.examples().isEmpty()
                        ? ""
                        : ", first " + found.examples().get(0).text());
        return new Detected(
                new Finding(
                        kind,
                        kind.severity(),
                        file.instrument(),
                        found.first(),
                        found.last(),
                        found.rows(),
                        values,
                        RULES.getOrDefault(found.fault(), kind.title()),
                        text,
                        examples),
                new BitSet());
    }

    private static Detected unreadable(CsvInspection file, String why) {
        return whole(FindingKind.UNREADABLE, file, "a file can be read", why);
    }

    private static Detected cutOff(CsvInspection file, String line) {
        return whole(
                FindingKind.CUT_OFF,
                file,
                "the last row has a line end as the others have",
                line + " is without the line end that the others have: it may be cut off inside of a number");
    }

    private static Detected whole(FindingKind kind, CsvInspection file, String rule, String text) {
        Finding finding = new Finding(
                kind,
                kind.severity(),
                file.instrument(),
                Optional.empty(),
                Optional.empty(),
                1,
                Map.of(),
                rule,
                text,
                List.of());
        return new Detected(finding, new BitSet());
    }
}
