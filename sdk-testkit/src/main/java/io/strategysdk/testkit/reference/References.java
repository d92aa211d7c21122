package io.strategysdk.testkit.reference;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.reference.Reference.Execution;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Three strategies that everybody knows, on 10 to 15 daily bars of New York, with results worked out by hand: the arithmetic
 * is in docs/validation.md. They hold an engine to its word in one line, {@code References.check()}.
 */
public final class References {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final double VOLUME = 1_000_000;

    private References() {}

    /**
     * Runs all of them.
     *
     * @throws AssertionError naming each difference of the first that does not come to what it must
     */
    public static void check() {
        all().forEach(Reference::check);
    }

    /** All of them, for tests that want each by name. */
    public static List<Reference> all() {
        return List.of(buyAndHold(), sixtyForty(), smaCrossover());
    }

    /** {@link BuyAndHold} with 10,000 on ten bars, without costs: 100 shares at the second open, 99. */
    public static Reference buyAndHold() {
        return new Reference(
                "buy-and-hold",
                () -> Backtest.of(new BuyAndHold())
                        .on(NYSE, bars("ABC", LocalDate.of(2024, 1, 2), """
                                100 100
                                 99 102
                                102 105
                                105 103
                                103  99
                                 99 101
                                102 106
                                106 104
                                104 108
                                109 110"""))
                        .cash("10000"),
                List.of(Execution.of("2024-01-03", "ABC", Side.BUY, 100, "99", "0")),
                amounts("10000", "10300", "10600", "10400", "10000", "10200", "10700", "10500", "10900", "11100"),
                new BigDecimal("100.00"),
                0.11,
                6.032901636245607,
                0.05660377358490566,
                OptionalDouble.empty(),
                Optional.empty());
    }

    /** {@link SixtyForty} with 100,000 on twelve bars over the end of a January, without costs. */
    public static Reference sixtyForty() {
        LocalDate first = LocalDate.of(2024, 1, 25);
        return new Reference(
                "sixty-forty",
                () -> Backtest.of(new SixtyForty())
                        .on(NYSE, bars("SHARES", first, """
                                        100   100
                                         99   102
                                        102   104
                                        104   108
                                        108   106
                                        106   109
                                        108.5 110
                                        110   107
                                        107   105
                                        105   108
                                        108   111
                                        111   112"""), bars("BONDS", first, """
                                        50    50
                                        50.25 50
                                        50    49.5
                                        49.5  49
                                        49    49.5
                                        49.5  49
                                        49.25 49.5
                                        49.5  50
                                        50    50.5
                                        50.5  50
                                        50    49.5
                                        49.5  50"""))
                        .cash("100000"),
                List.of(
                        Execution.of("2024-01-26", "SHARES", Side.BUY, 600, "99", "0"),
                        Execution.of("2024-01-26", "BONDS", Side.BUY, 800, "50.25", "0"),
                        Execution.of("2024-02-02", "SHARES", Side.SELL, 22, "108.5", "0"),
                        Execution.of("2024-02-02", "BONDS", Side.BUY, 56, "49.25", "0")),
                amounts(
                        "100000", "101600", "102400", "104400", "103600", "105000", "105981", "104675", "103947",
                        "105253", "106559", "107565"),
                new BigDecimal("29.00"),
                0.07565,
                9.432818798826151,
                0.01919211934214623,
                OptionalDouble.of(1),
                Optional.of(Duration.ofDays(7)));
    }

    /**
     * {@link SmaCrossover} of 2 and 3 closes with 10,000 on fifteen bars over a change to summer time, at half a percent of
     * slippage and 0.005 a share, at least 1.00, of commission.
     */
    public static Reference smaCrossover() {
        return new Reference(
                "sma-crossover",
                () -> Backtest.of(new SmaCrossover(new SmaCrossover.Parameters(2, 3)))
                        .on(NYSE, bars("ABC", LocalDate.of(2024, 3, 1), """
                                100 100
                                100  90
                                 90  90
                                 90 100
                                 98 120
                                120 130
                                130 120
                                120 100
                                 96  90
                                 90  90
                                 90 110
                                108 130
                                130 120
                                120 100
                                115 118"""))
                        .cash("10000")
                        .slippage(SlippageModel.fixed(50))
                        .commission(CommissionModel.perShare("0.005").withMinimum("1.00")),
                List.of(
                        Execution.of("2024-03-07", "ABC", Side.BUY, 99, "98.49", "1"),
                        Execution.of("2024-03-13", "ABC", Side.SELL, 99, "95.52", "1"),
                        Execution.of("2024-03-18", "ABC", Side.BUY, 88, "108.54", "1"),
                        Execution.of("2024-03-21", "ABC", Side.SELL, 88, "114.425", "1")),
                amounts(
                        "10000",
                        "10000",
                        "10000",
                        "10000",
                        "12128.49",
                        "13118.49",
                        "12128.49",
                        "10148.49",
                        "9703.97",
                        "9703.97",
                        "9703.97",
                        "11591.45",
                        "10711.45",
                        "8951.45",
                        "10219.85"),
                new BigDecimal("10219.85"),
                0.021985,
                1.018367878973952,
                0.3176463144767424,
                OptionalDouble.of(0.5),
                Optional.of(Duration.ofMinutes(107 * 60 + 30)));
    }

    /** A bar of a session for each line, open and close; the higher is its high, the lower its low. */
    private static BarColumns bars(String symbol, LocalDate first, String opensAndCloses) {
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), Timeframe.DAY);
        TradingCalendar.Session session = NYSE.session(first).orElseThrow();
        for (String line : opensAndCloses.lines().toList()) {
            String[] prices = line.strip().split(" +", -1);
            double open = Double.parseDouble(prices[0]);
            double close = Double.parseDouble(prices[1]);
            bars.bar(
                    session.openNanos(),
                    session.closeNanos(),
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    VOLUME);
            session = NYSE.next(session);
        }
        return bars.build();
    }

    private static List<BigDecimal> amounts(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }
}
