package io.strategysdk.engine.config;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.config.DataSettings.Column;
import io.strategysdk.engine.config.DataSettings.Repair;
import io.strategysdk.engine.config.DataSettings.TimeFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules between properties that say how files of bars are written. */
final class FileRules {
    private static final String WITHOUT_HEADER = "data.without_header";
    private static final String WHOLE_TIME = "is the whole time and must not be given beside date or time";

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
    }

    private void checkTimeFormat() {
        boolean dates = file.value("data.time_format", TimeFormat.class)
                .filter(TimeFormat.DATE::equals)
                .isPresent();
        Optional<Timeframe> intraday =
                file.value("data.timeframe", Timeframe.class).filter(Timeframe::isIntraday);
        if (dates && intraday.isPresent()) {
            refuse("data.time_format", "must have times for bars of " + intraday.get());
        }
    }

    private void checkHeaders() {
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
            }
        }
        int whole = columns.indexOf(Column.TIMESTAMP);
        boolean parts = columns.contains(Column.DATE) || columns.contains(Column.TIME);
        if (whole >= 0 && parts) {
            refuse(WITHOUT_HEADER + "[" + whole + "]", WHOLE_TIME);
        } else if (whole < 0 && !parts) {
            refuse(WITHOUT_HEADER, "must name timestamp, or date and time");
        }
        Stream.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE)
                .filter(price -> !columns.contains(price))
                .forEach(price -> refuse(WITHOUT_HEADER, "must name " + Names.snake(price)));
    }

    private void checkRepair() {
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
