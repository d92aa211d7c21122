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
 * @param hasVolume false when there was no such column, or none of sizes, and each of them is 0
 * @param unread names of the header's columns that were not read, shortened where they are long
 * @param areTicks whether its rows were quotes and trades: they label their own instants, and 1s is the timeframe in name
 *     only
 */
public record FileFormat(
        char separator,
        boolean header,
        String timeColumn,
        TimeFormat timeFormat,
        Optional<ZoneId> zone,
        BarLabel label,
        Timeframe timeframe,
        boolean timeframeInferred,
        boolean hasVolume,
        List<String> unread,
        boolean areTicks) {
    private static final int SHOWN = 10;

    /** Copies the list. */
    public FileFormat {
        unread = List.copyOf(unread);
    }

    /** One sentence, with the first 10 of the columns that were not read. */
    @Override
    public String toString() {
        String separated = separator == '\t' ? "tab" : "'" + separator + "'";
        return content() + ", separated by " + separated + (header ? " with header" : " without header") + ", "
                + timeColumn
                + " as " + timeFormat.description + zone.map(z -> " in " + z).orElse("")
                + (areTicks ? "" : " labels " + labelled())
                + (hasVolume ? "" : areTicks ? ", no sizes" : ", no volume") + unreadText();
    }

    private String content() {
        if (areTicks) {
            return "quotes and trades";
        }
        return timeframe + " bars" + (timeframeInferred ? " (inferred from the most common step)" : "");
    }

    private String unreadText() {
        if (unread.isEmpty()) {
            return "";
        }
        String shown = unread.stream().limit(SHOWN).map(FileFormat::quoted).collect(Collectors.joining(", "));
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
