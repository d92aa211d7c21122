package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Timeframe;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a file was read, declared and detected together. Its text is a sentence for logs and reports.
 *
 * @param separator between columns
 * @param header whether the first line named the columns
 * @param timeColumn what the columns of the time are called, quoted
 * @param timeFormat how times are written
 * @param zone of local times, and in which instants were dated; empty where it did not matter
 * @param label which end of a bar its time named; daily dates label sessions
 * @param timeframe length of the bars
 * @param timeframeInferred whether that was told from the most common step between rows
 * @param hasVolume false when there was no such column and each volume is 0
 * @param unread names of the header's columns that were not read, shortened where they are long
 */
public record CsvFormat(
        char separator,
        boolean header,
        String timeColumn,
        TimeFormat timeFormat,
        Optional<ZoneId> zone,
        BarLabel label,
        Timeframe timeframe,
        boolean timeframeInferred,
        boolean hasVolume,
        List<String> unread) {
    private static final int SHOWN = 10;

    /** Copies the list. */
    public CsvFormat {
        unread = List.copyOf(unread);
    }

    /** One sentence, with the first 10 of the columns that were not read. */
    @Override
    public String toString() {
        String separated = separator == '\t' ? "tab" : "'" + separator + "'";
        return timeframe + " bars" + (timeframeInferred ? " (inferred from the most common step)" : "")
                + ", separated by " + separated + (header ? " with header" : " without header") + ", " + timeColumn
                + " as " + timeFormat.description + zone.map(z -> " in " + z).orElse("") + " labels "
                + labelled() + (hasVolume ? "" : ", no volume") + unreadText();
    }

    private String unreadText() {
        if (unread.isEmpty()) {
            return "";
        }
        String shown = unread.stream().limit(SHOWN).map(CsvFormat::quoted).collect(Collectors.joining(", "));
        String more = unread.size() > SHOWN ? " and " + (unread.size() - SHOWN) + " more" : "";
        String prices = unread.stream()
                .filter(CsvColumn::isAdjusted)
                .findFirst()
                .map(name -> "; prices are as the file has them beside " + quoted(name) + ", not adjusted by it")
                .orElse("");
        return ", without reading " + shown + more + prices;
    }

    private static String quoted(String name) {
        return "'" + name + "'";
    }

    private String labelled() {
        if (timeFormat == TimeFormat.DATE) {
            return "the session";
        }
        return label == BarLabel.START ? "the start of the bar" : "the end of the bar";
    }
}
