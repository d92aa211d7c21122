package io.strategysdk.backtest.report;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.backtest.analytics.ExecutionFigures;
import io.strategysdk.backtest.analytics.OrderCounts;
import io.strategysdk.backtest.analytics.Shortfall;
import io.strategysdk.backtest.analytics.TimeToFill;
import io.strategysdk.backtest.internal.Exact;
import io.strategysdk.backtest.statistics.FigureFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures of the execution report in words; what is undefined is a dash. */
final class ExecutionTexts {
    static final String NOTHING = "-";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private ExecutionTexts() {}

    /** All orders of a run in three lines. */
    static List<String> lines(ExecutionFigures figures) {
        return List.of(orders(figures), slippage(figures), shortfall(figures.shortfall()));
    }

    private static String orders(ExecutionFigures figures) {
        OrderCounts orders = figures.orders();
        return "execution: " + FigureFormat.COUNT.text(orders.filled()) + " of "
                + FigureTexts.counted(orders.sent(), "order", "orders") + " filled whole, fill rate "
                + percent(figures.shortfall().fillRate()) + ", median time to fill " + median(figures)
                + (orders.rejections().isEmpty() ? "" : ", refused " + rejections(orders));
    }

    private static String slippage(ExecutionFigures figures) {
        return "slippage: " + bps(figures.shortfall().decisionSlippageBps()) + " bps against the decision, "
                + bps(figures.shortfall().arrivalSlippageBps())
                + " bps against arrival; largest share of a bar's volume "
                + percent(figures.volumeShare().largest());
    }

    private static String shortfall(Shortfall shortfall) {
        return "shortfall: " + FigureTexts.money(shortfall.total()) + " (" + bps(shortfall.totalBps())
                + " bps) = delay "
                + FigureTexts.money(shortfall.delay()) + " + execution " + FigureTexts.money(shortfall.execution())
                + " + not filled " + FigureTexts.money(shortfall.opportunity()) + " + fees "
                + FigureTexts.money(shortfall.fees());
    }

    /** How often which reason was given. */
    static String rejections(OrderCounts orders) {
        return orders.rejections().entrySet().stream()
                .map(reason -> FigureFormat.COUNT.text(reason.getValue()) + " × " + words(reason.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String words(RejectReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String bps(OptionalDouble value) {
        return value.isPresent() ? FigureFormat.RATIO.text(value.getAsDouble()) : NOTHING;
    }

    static String percent(OptionalDouble value) {
        return value.isPresent() ? FigureFormat.PERCENT.text(value.getAsDouble()) : NOTHING;
    }

    static String median(ExecutionFigures figures) {
        return figures.timeToFill()
                .map(TimeToFill::median)
                .map(ExecutionTexts::time)
                .orElse(NOTHING);
    }

    /** In the two largest units: {@code 2 d 3 h}, {@code 5 min}, {@code 1.5 s}. */
    static String time(Duration time) {
        long seconds = time.getSeconds();
        if (seconds >= DAY) {
            return two(seconds / DAY, " d", seconds % DAY / HOUR, " h");
        }
        if (seconds >= HOUR) {
            return two(seconds / HOUR, " h", seconds % HOUR / MINUTE, " min");
        }
        return seconds >= MINUTE
                ? two(seconds / MINUTE, " min", seconds % MINUTE, " s")
                : Exact.rounded(seconds + time.getNano() / 1e9, 3) + " s";
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + unit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
