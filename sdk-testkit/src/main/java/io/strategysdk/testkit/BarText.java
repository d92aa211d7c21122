package io.strategysdk.testkit;

import io.strategysdk.api.event.Bar;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text form of {@link Bars#parse}. */
final class BarText {
    private static final Pattern HEADER =
            Pattern.compile("(?<symbol>\\S+)\\s+(?<timeframe>\\S+)\\s+(?<date>\\d{4}-\\d{2}-\\d{2})"
                    + "(?:\\s+(?<time>\\d{2}:\\d{2}(?::\\d{2})?))?\\s*(?::\\s*(?<closes>.*))?");
    private static final Pattern CONTINUATION = Pattern.compile("(?<symbol>\\S+?)\\s*:\\s*(?<closes>.*)");
    private static final String NONE = "-";

    private final TradingCalendar calendar;
    private final Function<String, Instrument> instruments;
    private final Map<String, BarPen> pens = new HashMap<>();
    private @Nullable BarPen pen;

    BarText(TradingCalendar calendar, Function<String, Instrument> instruments) {
        this.calendar = calendar;
        this.instruments = instruments;
    }

    /** What the last row was written with. */
    @Nullable
    BarPen pen() {
        return pen;
    }

    /**
     * Takes the bars of a text, which may go on where the one before it ends, one by one.
     *
     * @param source what errors call the text, such as {@code the bars}
     * @param bars may refuse a bar by an IllegalArgumentException, which is then one of its line
     */
    void read(String text, String source, Consumer<Bar> bars) {
        int lineNumber = 0;
        for (String line : text.split("\\R", -1)) {
            lineNumber++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                line(content, "line " + lineNumber + " of " + source + ": '" + line.strip() + "'", bars);
            }
        }
    }

    private void line(String content, String where, Consumer<Bar> bars) {
        try {
            Matcher header = HEADER.matcher(content);
            Matcher continuation = CONTINUATION.matcher(content);
            if (header.matches()) {
                start(header);
                closes(header.group("closes"), bars);
            } else if (continuation.matches()) {
                goOn(continuation.group("symbol"));
                closes(continuation.group("closes"), bars);
            } else {
                row(bars, content.split("\\s+", -1));
            }
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IllegalArgumentException(wrong.getMessage() + " (" + where + ")", wrong);
        }
    }

    private void start(Matcher header) {
        Optional<LocalTime> time = Optional.ofNullable(header.group("time")).map(LocalTime::parse);
        String symbol = header.group("symbol");
        BarPen begun = new BarPen(
                instruments.apply(symbol),
                BarTimes.from(
                        calendar,
                        Timeframe.parse(header.group("timeframe")),
                        LocalDate.parse(header.group("date")),
                        time));
        pens.put(symbol, begun);
        pen = begun;
    }

    private void goOn(String symbol) {
        BarPen known = pens.get(symbol);
        if (known == null) {
            throw new IllegalArgumentException("bars of " + symbol
                    + " must begin with its timeframe and first date, such as '" + symbol + " 1d 2024-01-02'");
        }
        pen = known;
    }

    private void closes(@Nullable String closes, Consumer<Bar> bars) {
        if (closes != null && !closes.isBlank()) {
            for (String close : closes.strip().split("\\s+", -1)) {
                row(bars, close);
            }
        }
    }

    private void row(Consumer<Bar> bars, String... fields) {
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
                    bars.accept(writing.close(number(fields[0])));
                }
            }
            case 4, 5 ->
                bars.accept(writing.bar(
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
