package io.strategysdk.backtest.data;

import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a file was read, declared and detected together. Its text is a sentence for logs and reports.
 *
 * @param layout how its rows are written, such as {@code separated by ',' with header}
 * @param timeColumn what the columns of the time are called, quoted
 * @param timeFormat how times are written
 * @param dateOrder in which order dates were read
 * @param zone of local times, and in which instants were dated; empty where it did not matter
 * @param label which end of a bar its time named; daily dates label sessions
 * @param timeframe length of the bars
 * @param timeframeInferred whether that was told from the most common step between rows
 * @param hasVolume false when there was no such column, or none of sizes, and each of them is 0
 * @param unread names of columns that were not read, shortened where they are long
 * @param areTicks whether its rows were quotes and trades: they label their own instants, and 1s is the timeframe in name
 *     only
 * @param prices what the prices are, where that was declared or the vendor is known; to be handed on with
 *     {@link io.strategysdk.engine.MarketData#declared}
 */
public record FileFormat(
        String layout,
        String timeColumn,
        TimeFormat timeFormat,
        DateOrder dateOrder,
        Optional<ZoneId> zone,
        BarLabel label,
        Timeframe timeframe,
        boolean timeframeInferred,
        boolean hasVolume,
        List<String> unread,
        boolean areTicks,
        Optional<PriceMode> prices) {
    private static final int SHOWN = 10;

    /** Copies the list. */
    public FileFormat {
        unread = List.copyOf(unread);
    }

    static String separated(char separator, boolean header) {
        String by = separator == '\t' ? "tab" : "'" + separator + "'";
        return "separated by " + by + (header ? " with header" : " without header");
    }

    /** The same, without reading these columns. */
    FileFormat withUnread(List<String> columns) {
        return new FileFormat(
                layout,
                timeColumn,
                timeFormat,
                dateOrder,
                zone,
                label,
                timeframe,
                timeframeInferred,
                hasVolume,
                columns,
                areTicks,
                prices);
    }

    /** One sentence, with the first 10 of the columns that were not read. */
    @Override
    public String toString() {
        return content() + ", " + layout + ", " + timeColumn + " as " + dateOrder.describe(timeFormat)
                + zone.map(z -> " in " + z).orElse("")
                + (areTicks ? "" : " labels " + labelled())
                + (hasVolume ? "" : areTicks ? ", no sizes" : ", no volume")
                + prices.map(mode -> ", prices are " + mode).orElse("") + unreadText();
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
        String beside = unread.stream()
                .filter(CsvColumn::isAdjusted)
                .findFirst()
                .map(name -> "; prices are as the file has them beside " + quoted(name) + ", not adjusted by it")
                .orElse("");
        return ", without reading " + shown + more + beside;
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
