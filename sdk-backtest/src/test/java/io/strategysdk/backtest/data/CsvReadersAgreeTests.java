package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Three ways read rows: simple ones in one walk, plain ones field by field, quoted ones by a library. */
class CsvReadersAgreeTests {
    private static final Repair[] ALL = {
        Repair.DROP_BAD_ROWS, Repair.SORT, Repair.KEEP_LAST_DUPLICATE, Repair.CLAMP_HIGH_LOW
    };
    private static Path folder = Path.of(".");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("bars");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("AIG.csv"));
        Files.delete(folder);
    }

    @Property(tries = 150)
    void plainAndQuotedFilesHaveTheSameBars(@ForAll("rows") List<String> rows) {
        String plain = HEADER + String.join("\n", rows) + "\n";
        String quoted = plain.replaceAll("([^,\n]+)", "\"$1\"");
        String spaced = plain.replace(",", ", ");

        String expected = read(quoted);

        assertThat(read(plain)).isEqualTo(expected);
        assertThat(read(spaced)).isEqualTo(expected);
        assertThat(read(plain.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(read(plain.replace("\n", "\r"))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> time = Arbitraries.integers()
                .between(0, 2_000)
                .map(minute -> String.format(
                        Locale.ROOT, "2020-01-0%dT%02d:%02d:00Z", 2 + minute / 1440, minute / 60 % 24, minute % 60));
        Arbitrary<String> price = Arbitraries.frequencyOf(
                Tuple.of(
                        30,
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.0001"), new BigDecimal("99999"))
                                .ofScale(4)
                                .map(BigDecimal::toPlainString)),
                Tuple.of(30, Arbitraries.integers().between(90, 110).map(i -> i / 10 + "." + i % 10)),
                Tuple.of(30, Arbitraries.integers().between(90, 110).map(i -> i + ".12345678")),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "10", "10.", ".5", "1e1", "+10", "12345678", "12345678.", "12345678.123456789012")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "0", "-1", "NaN", "x", "1e400", "1.2.3", "1.2345678.9", "1/2", "9".repeat(400), "")));
        Arbitrary<String> row = Combinators.combine(time, price, price, price, price, price)
                .as((t, o, h, l, c, v) -> String.join(",", t, o, h, l, c, v));
        return row.list().ofMinSize(1).ofMaxSize(40);
    }

    /** Long enough for many buffers and blocks; the last row has no line feed. */
    @Example
    void aLongFileIsWhatThePlatformReadsLineByLine() {
        List<String> rows = longFile();

        BarColumns bars = CsvFixture.csv(folder, HEADER + String.join("\n", rows))
                .timeframe(Timeframe.MINUTE)
                .read()
                .bars();

        assertThat(bars.size()).isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String[] fields = rows.get(i).split(",");
            assertThat(Clock.instantOf(bars.openEpochNanos(i))).isEqualTo(Instant.parse(fields[0]));
            assertThat(new double[] {bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i)})
                    .as(rows.get(i))
                    .containsExactly(Arrays.stream(fields)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
    }

    @Example
    void aBadRowFarDownIsNamedByItsLine() {
        List<String> rows = longFile();
        rows.set(25_000, rows.get(25_000).replaceAll(",[^,]*$", ",1.2.3"));

        assertThat(read(HEADER + String.join("\n", rows))).contains("line 25002 column 'volume'", "was '1.2.3'");
    }

    @Example
    void aVolumeTooLargeForADoubleIsNoNumber() {
        String good = "2020-01-01T00:00:00Z,1,1,1,1,1\n";

        assertThat(read(HEADER + good + good.replace("00:00Z,1,1,1,1,1", "01:00Z,1,1,1,1," + "9".repeat(400))))
                .contains("line 3 column 'volume': must be a finite decimal number");
    }

    private static List<String> longFile() {
        SplittableRandom random = new SplittableRandom(7);
        Instant first = Instant.parse("2020-01-01T00:00:00Z");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            BigDecimal low = BigDecimal.valueOf(random.nextLong(1, 1_000_000_000L), random.nextInt(0, 10));
            BigDecimal high = low.add(BigDecimal.valueOf(random.nextLong(0, 500), 2));
            rows.add(first.plusSeconds(60L * i) + "," + low.toPlainString() + "," + high.toPlainString() + ","
                    + low.toPlainString() + "," + high.toPlainString() + "," + random.nextInt(0, 100_000_000));
        }
        return rows;
    }

    private static String read(String text) {
        try {
            LoadedBars result = CsvFixture.csv(folder, text)
                    .timeframe(Timeframe.MINUTE)
                    .repair(ALL)
                    .read();
            return lines(result.bars()) + " " + result.rows() + " " + result.repairs();
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
