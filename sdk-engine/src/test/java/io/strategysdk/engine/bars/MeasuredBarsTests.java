package io.strategysdk.engine.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarType;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.bars.Made.Row;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Bars that close by what has traded, compared with lists that are cut in the obvious way. */
final class MeasuredBarsTests {
    private static final Timeframe BASE = Timeframe.MINUTE;

    private static List<Row> made(BarType type, List<Row> rows) {
        return Made.of(type, BASE, TradingCalendars.alwaysOpen(), rows);
    }

    private static List<Row> trades(double... prices) {
        List<Row> rows = new ArrayList<>();
        for (double price : prices) {
            rows.add(Row.instant(rows.size() + 1, price, 1));
        }
        return rows;
    }

    private static List<Row> walk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = new ArrayList<>();
        double price = 100;
        for (int i = 0; i < 400; i++) {
            double open = price;
            price = Math.max(10, price + random.nextInt(-4, 5) * 0.25);
            rows.add(new Row(
                    i * 60L,
                    i * 60L + 60,
                    open,
                    Math.max(open, price) + random.nextInt(3) * 0.25,
                    Math.min(open, price) - random.nextInt(3) * 0.25,
                    price,
                    random.nextInt(5)));
        }
        return rows;
    }

    /** Cuts after the first row at which the rows since the last cut are full. */
    private static List<Row> cut(List<Row> rows, Predicate<List<Row>> isFull) {
        List<Row> bars = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= rows.size(); to++) {
            List<Row> part = rows.subList(from, to);
            if (isFull.test(part)) {
                Row last = part.get(part.size() - 1);
                bars.add(new Row(
                        part.get(0).opened(),
                        last.closed(),
                        part.get(0).open(),
                        high(part),
                        low(part),
                        last.close(),
                        part.stream().mapToDouble(Row::volume).sum()));
                from = to;
            }
        }
        return bars;
    }

    private static double high(List<Row> rows) {
        return rows.stream().mapToDouble(Row::high).max().orElseThrow();
    }

    private static double low(List<Row> rows) {
        return rows.stream().mapToDouble(Row::low).min().orElseThrow();
    }

    @Property(tries = 100)
    void barsAreCutWhereTheirMeasureIsFull(@ForAll long seed) {
        List<Row> rows = walk(seed);

        assertThat(made(BarType.ticks(7), rows))
                .hasSize(57)
                .containsExactlyElementsOf(cut(rows, part -> part.size() == 7));
        assertThat(made(BarType.volume(20), rows))
                .containsExactlyElementsOf(
                        cut(rows, part -> part.stream().mapToDouble(Row::volume).sum() >= 20));
        assertThat(made(BarType.value(1500), rows))
                .containsExactlyElementsOf(cut(
                        rows,
                        part -> part.stream()
                                        .mapToDouble(row -> row.close() * row.volume())
                                        .sum()
                                >= 1500));
        assertThat(made(BarType.range(2.5), rows))
                .isNotEmpty()
                .containsExactlyElementsOf(cut(rows, part -> high(part) - low(part) >= 2.5));
    }

    @Test
    void sumsOfDecimalsAreFullWhereTheyWouldBeOnPaper() {
        assertThat(made(BarType.range(0.3), trades(100, 100.1, 100.2, 100.3, 100.4)))
                .hasSize(1);
        List<Row> tenths = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tenths.add(Row.instant(i, 100, 0.1));
        }
        assertThat(made(BarType.volume(1), tenths)).hasSize(2);
    }

    /** Bricks by whole numbers of heights, one comparison at a time. */
    private static List<String> bricks(List<Row> rows, double height) {
        List<String> bricks = new ArrayList<>();
        double zero = rows.get(0).close();
        int bottom = 0;
        int top = 0;
        for (Row row : rows) {
            long level = Math.round((row.close() - zero) / height * 1e6);
            while (level >= (top + 1) * 1_000_000L) {
                bricks.add(top + " to " + (top + 1) + " at " + row.closed());
                bottom = top;
                top = top + 1;
            }
            while (level <= (bottom - 1) * 1_000_000L) {
                bricks.add(bottom + " to " + (bottom - 1) + " at " + row.closed());
                top = bottom;
                bottom = bottom - 1;
            }
        }
        return bricks;
    }

    @Property(tries = 100)
    void bricksFollowTheCloses(@ForAll long seed) {
        List<Row> rows = walk(seed);
        double zero = rows.get(0).close();

        List<Row> made = made(BarType.renko(0.75), rows);

        assertThat(made.stream()
                        .map(brick -> Math.round((brick.open() - zero) / 0.75) + " to "
                                + Math.round((brick.close() - zero) / 0.75) + " at " + brick.closed()))
                .isNotEmpty()
                .containsExactlyElementsOf(bricks(rows, 0.75));
        assertThat(made).allSatisfy(brick -> {
            assertThat(brick.high()).isEqualTo(Math.max(brick.open(), brick.close()));
            assertThat(brick.low()).isEqualTo(Math.min(brick.open(), brick.close()));
        });
        int last = made.size() - 1;
        assertThat(made.stream().mapToDouble(Row::volume).sum())
                .isEqualTo(rows.stream()
                        .filter(row -> row.closed() <= made.get(last).closed())
                        .mapToDouble(Row::volume)
                        .sum());
    }

    @Test
    void aCloseMakesSoManyBricksAndNoMore() {
        assertThat(made(BarType.renko(0.01), trades(100, 1_100))).hasSize(100_000);
        assertThat(made(BarType.renko(0.01), trades(1_100, 100))).hasSize(100_000);
        for (double close : new double[] {1_100.02, 99.98}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> made(BarType.renko(0.01), trades(close > 1_000 ? 100 : 1_100, close)))
                    .withMessageContaining("at most 100000 bricks")
                    .withMessageContaining("of 0.01 at the close of " + close);
        }
    }

    @Test
    void aReversalTakesTwoBricks() {
        List<Row> made = made(BarType.renko(1), trades(10, 12.5, 11.1, 11, 10, 9.9, 8.99));

        assertThat(made)
                .containsExactly(
                        new Row(1, 2, 10, 11, 10, 11, 2),
                        new Row(2, 2, 11, 12, 11, 12, 0),
                        new Row(3, 5, 11, 11, 10, 10, 3),
                        new Row(6, 7, 10, 10, 9, 9, 2));
    }

    @Test
    void smoothedBarsAreThoseOfTheFormula() {
        List<Row> made = made(
                BarType.ticks(1).heikinAshi(),
                List.of(
                        new Row(0, 1, 10, 14, 8, 12, 1),
                        new Row(1, 2, 12, 13, 12, 13, 2),
                        new Row(2, 3, 13, 13, 5, 6, 3)));

        // by hand: close = (o + h + l + c) / 4; open = middle of the smoothed bar before
        assertThat(made)
                .containsExactly(
                        new Row(0, 1, 11, 14, 8, 11, 1),
                        new Row(1, 2, 11, 13, 11, 12.5, 2),
                        new Row(2, 3, 11.75, 13, 5, 9.25, 3));
    }
}
