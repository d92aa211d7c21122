package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.config.DataSettings.Column;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.config.DataSettings.Repair;
import io.strategysdk.engine.config.DataSettings.TimeFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules between properties that say how files are written. */
final class FileRules {
    private static final String WITHOUT_HEADER = "data.without_header";
    private static final String WHOLE_TIME = "is the whole time and must not be given beside date or time";

    private static final Column[] PRICES = {Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE};
    private static final Set<Column> OF_BARS = EnumSet.range(Column.OPEN, Column.VOLUME);
    private static final Set<Column> OF_TICKS = EnumSet.range(Column.KIND, Column.SIZE);

    private final Understood file;
    private final List<Problem> problems;

    private FileRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        FileRules rules = new FileRules(file, problems);
        rules.checkTimeFormat();
        rules.checkHeaders();
        rules.checkPositions();
        rules.checkRepair();
        VendorRules.check(file, problems);
    }

    private void checkTimeFormat() {
        boolean dates = file.value("data.time_format", TimeFormat.class)
                .filter(TimeFormat.DATE::equals)
                .isPresent();
        Optional<Timeframe> intraday =
                file.value("data.timeframe", Timeframe.class).filter(Timeframe::isIntraday);
        if (dates && areTicks()) {
            refuse("data.time_format", "must have times for quotes and trades");
        } else if (dates && intraday.isPresent()) {
            refuse("data.time_format", "must have times for bars of " + intraday.get());
        }
    }

    private boolean areTicks() {
        return file.value("data.content", Content.class)
                .filter(Content.TICKS::equals)
                .isPresent();
    }

    /** Columns that the other content has. */
    private Set<Column> foreign() {
        return areTicks() ? OF_BARS : OF_TICKS;
    }

    private String others() {
        return "is for data.content " + (areTicks() ? "bars" : "ticks") + " only";
    }

    private void checkHeaders() {
        for (Column column : foreign()) {
            String path = "data.columns." + Names.snake(column);
            if (file.isGiven(path)) {
                refuse(path, others());
            }
        }
        if (file.isGiven("data.columns.timestamp")
                && (file.isGiven("data.columns.date") || file.isGiven("data.columns.time"))) {
            refuse("data.columns.timestamp", WHOLE_TIME);
        }
        if (file.isGiven("data.columns") && file.isGiven(WITHOUT_HEADER)) {
            refuse("data.columns", "must not be given beside data.without_header, they name headers");
        }
    }

    private void checkPositions() {
        Optional<List<?>> given = file.value(WITHOUT_HEADER, List.class).map(list -> (List<?>) list);
        if (!file.isGiven(WITHOUT_HEADER) || given.isEmpty()) {
            return;
        }
        List<?> columns = given.get();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != Column.IGNORED && columns.indexOf(columns.get(i)) < i) {
                refuse(WITHOUT_HEADER + "[" + i + "]", "must be named once");
            } else if (foreign().contains(columns.get(i))) {
                refuse(WITHOUT_HEADER + "[" + i + "]", others());
            }
        }
        int whole = columns.indexOf(Column.TIMESTAMP);
        boolean parts = columns.contains(Column.DATE) || columns.contains(Column.TIME);
        if (whole >= 0 && parts) {
            refuse(WITHOUT_HEADER + "[" + whole + "]", WHOLE_TIME);
        } else if (whole < 0 && !parts) {
            refuse(WITHOUT_HEADER, "must name timestamp, or date and time");
        }
        Stream.of(areTicks() ? neededOfTicks(columns) : PRICES)
                .filter(needed -> !columns.contains(needed))
                .forEach(needed -> refuse(WITHOUT_HEADER, "must name " + Names.snake(needed)));
    }

    private static Column[] neededOfTicks(List<?> columns) {
        boolean isQuoted = columns.contains(Column.BID) || columns.contains(Column.ASK);
        if (!isQuoted) {
            return new Column[] {Column.PRICE};
        }
        return columns.contains(Column.PRICE)
                ? new Column[] {Column.BID, Column.ASK, Column.KIND}
                : new Column[] {Column.BID, Column.ASK};
    }

    private void checkRepair() {
        if (file.isGiven("data.repair") && file.isGiven("data.quality")) {
            refuse("data.repair", "must not be given beside data.quality, which says by kind what is repaired");
        }
        List<?> repair = file.value("data.repair", List.class).orElse(List.of());
        int first = repair.indexOf(Repair.KEEP_FIRST_DUPLICATE);
        int last = repair.indexOf(Repair.KEEP_LAST_DUPLICATE);
        if (first >= 0 && last >= 0) {
            refuse("data.repair[" + Math.max(first, last) + "]", "must keep the first or the last duplicate, not both");
        }
    }

    private void refuse(String path, String rule) {
        problems.add(file.problem(path, rule));
    }
}
