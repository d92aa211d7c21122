package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text form of {@link Bars#parse}. */
final class BarText {
    private static final Pattern HEADER =
            Pattern.compile("(?<symbol>\\S+)\\s+(?<timeframe>\\d+[a-z]+)\\s+(?<date>\\d{4}-\\d{2}-\\d{2})"
                    + "(?:\\s+(?<time>\\d{2}:\\d{2}(?::\\d{2})?))?\\s*(?::\\s*(?<closes>.*))?");
    private static final String NONE = "-";

    private final TradingCalendar calendar;
    private final Function<String, Instrument> instruments;
    private final List<Bar> bars = new ArrayList<>();
    private @Nullable BarPen pen;
    private int lineNumber;

    /** Rows before the first header go on with this pen. */
    BarText(TradingCalendar calendar, Function<String, Instrument> instruments, @Nullable BarPen pen) {
        this.calendar = calendar;
        this.instruments = instruments;
        this.pen = pen;
    }

    /** What the last row was written with. */
    @Nullable
    BarPen pen() {
        return pen;
    }

    List<Bar> read(String text) {
        for (String line : text.split("\\R", -1)) {
            lineNumber++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                read(content, line);
            }
        }
        return bars;
    }

    private void read(String content, String line) {
        try {
            Matcher header = HEADER.matcher(content);
            if (header.matches()) {
                start(header);
            } else {
                row(content.split("\\s+", -1));
            }
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IllegalArgumentException(
                    wrong.getMessage() + " (line " + lineNumber + " of the bars: '" + line.strip() + "')", wrong);
        }
    }

    private void start(Matcher header) {
        Optional<LocalTime> time = Optional.ofNullable(header.group("time")).map(LocalTime::parse);
        pen = new BarPen(
                instruments.apply(header.group("symbol")),
                BarTimes.from(
                        calendar,
                        Timeframe.parse(header.group("timeframe")),
                        LocalDate.parse(header.group("date")),
                        time));
        String closes = header.group("closes");
        if (closes != null && !closes.isBlank()) {
            for (String close : closes.strip().split("\\s+", -1)) {
                row(close);
            }
        }
    }

    private void row(String... fields) {
        BarPen writing = pen;
        if (writing == null) {
            throw new IllegalArgumentException(
                    "bars must begin with symbol, timeframe and first date, such as 'ACME 1d 2024-01-02'");
        }
        switch (fields.length) {
            case 1 -> {
                if (fields[0].equals(NONE)) {
                    writing.skip();
                } else {
                    bars.add(writing.close(number(fields[0])));
                }
            }
            case 4, 5 ->
                bars.add(writing.bar(
                        number(fields[0]),
                        number(fields[1]),
                        number(fields[2]),
                        number(fields[3]),
                        fields.length == 5 ? number(fields[4]) : BarPen.VOLUME));
            default ->
                throw new IllegalArgumentException(
                        "a row must be a close, or open, high, low, close and perhaps volume, or - for no bar, was of "
                                + fields.length + " values");
        }
    }

    private static double number(String field) {
        try {
            return Double.parseDouble(field);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a price or volume must be a number, was '" + field + "'", e);
        }
    }
}
