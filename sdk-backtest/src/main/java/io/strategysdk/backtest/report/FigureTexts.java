package io.strategysdk.backtest.report;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.statistics.Figure;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What more than one format writes. */
final class FigureTexts {
    private static final int MOST_INSTRUMENTS = 8;
    private static final Pattern MINUS = Pattern.compile("(?<![\\w.-])-(?=\\d)");

    private FigureTexts() {}

    static String money(BigDecimal amount) {
        return FigureFormat.MONEY.text(amount);
    }

    /** A number of things: {@code 1,234 closed trades}. */
    static String counted(int number, String one, String many) {
        return FigureFormat.COUNT.text(number) + " " + (number == 1 ? one : many);
    }

    /** With true minus signs, and percent signs that stay with their number. */
    static String typeset(String sentence) {
        return MINUS.matcher(sentence).replaceAll("−").replace(" %", "\u00a0%");
    }

    static String bars(Timeframe timeframe) {
        String unit = timeframe.unit().name().toLowerCase(Locale.ROOT);
        if (timeframe.amount() > 1 || timeframe.isIntraday()) {
            return timeframe.amount() + "-" + unit + " bars";
        }
        return (timeframe.unit() == Timeframe.Unit.DAY ? "daily" : unit + "ly") + " bars";
    }

    static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    static String instruments(ReportData data) {
        String names = data.instruments.stream()
                .limit(MOST_INSTRUMENTS)
                .map(Instrument::symbol)
                .collect(Collectors.joining(", "));
        int more = data.instruments.size() - MOST_INSTRUMENTS;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /** The benchmark's value of a figure; empty where it has none: trades, or a comparison with itself. */
    static String benchmark(ReportData data, Figure figure) {
        return data.benchmark
                .filter(benchmark -> figure.group() != Figure.Group.BENCHMARK)
                .filter(benchmark -> !benchmark.isIdle())
                .filter(benchmark -> benchmark.statistics().activity().fillCount() > 0 || isOfCurve(figure))
                .map(benchmark -> benchmark.statistics().figure(figure.key()).text())
                .orElse("");
    }

    private static boolean isOfCurve(Figure figure) {
        return figure.group() == Figure.Group.RETURN || figure.group() == Figure.Group.RISK;
    }
}
