package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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
                Tuple.of(3, Arbitraries.of("10", "10.", ".5", "1e1", "+10", "12345678.123456789012")),
                Tuple.of(1, Arbitraries.of("0", "-1", "NaN", "x", "1e400", "1.2.3", "")));
        Arbitrary<String> row = Combinators.combine(time, price, price, price, price, price)
                .as((t, o, h, l, c, v) -> String.join(",", t, o, h, l, c, v));
        return row.list().ofMinSize(1).ofMaxSize(40);
    }

    private static String read(String text) {
        try {
            CsvResult result = CsvFixture.csv(folder, text)
                    .timeframe(Timeframe.MINUTE)
                    .repair(ALL)
                    .read();
            return lines(result.bars()) + " " + result.rows() + " " + result.repairs();
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
