package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.gzip;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.data.DataSource;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of Alpaca's market data service in files. */
class AlpacaFilesTests {
    private static final String FIRST =
            "{\"t\":\"2022-01-03T14:30:00Z\",\"o\":178.26,\"h\":178.34,\"l\":177.76,\"c\":178.0,\"v\":1118,\"n\":65,"
                    + "\"vw\":178.235}";
    private static final String SECOND =
            "{\"t\":\"2022-01-03T14:31:00Z\",\"o\":178,\"h\":179,\"l\":177.5,\"c\":178.5,\"v\":12.5}";
    private static final String TWO =
            "{\"bars\":{\"AAPL\":[{\"x\":[1]}],\"AIG\":[" + FIRST + "," + SECOND + "]},\"next_page_token\":null}";
    private static final List<String> LINES = List.of(
            "2022-01-03T14:30:00Z to 2022-01-03T14:31:00Z: 178.26 178.34 177.76 178.0 1118.0",
            "2022-01-03T14:31:00Z to 2022-01-03T14:32:00Z: 178.0 179.0 177.5 178.5 12.5");

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("AIG.json"), text);
    }

    private AlpacaBars bars(String text) throws IOException {
        return AlpacaBars.file(file(text), AIG);
    }

    private static String message(BarFile file) {
        try {
            return "read " + file.read().bars().size();
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Nested
    class Bars {
        @Test
        void ofOneSymbolAmongSeveral() throws IOException {
            LoadedBars result = bars(TWO).calendar(TradingCalendars.nyse()).read();

            assertThat(lines(result.bars())).isEqualTo(LINES);
            assertThat(result.bars().timeframe()).isEqualTo(Timeframe.MINUTE);
            assertThat(result.rows()).isEqualTo(2);
            assertThat(result.warnings()).isEmpty();
            assertThat(result.format())
                    .hasToString("1m bars (inferred from the most common step), an answer of Alpaca, 't' as a date and"
                            + " time with offset such as 2020-01-02T09:30:00-05:00 labels the start of the bar");
        }

        @Test
        void ofAnAnswerOfOneSymbol() throws IOException {
            String text = "{\"bars\":[" + FIRST + "," + SECOND + "],\"symbol\":\"AIG\",\"next_page_token\":null}";

            assertThat(lines(bars(text).read().bars())).isEqualTo(LINES);
            assertThat(message(bars(text.replace("AIG", "AAPL"))))
                    .isEqualTo("AIG.json: answer must say that its symbol is AIG, was AAPL");
            assertThat(message(bars(text.replace("\"symbol\"", "\"name\""))))
                    .isEqualTo("AIG.json: answer must say that its symbol is AIG, was without symbol");
        }

        @Test
        void ofSeveralPagesAndCompressed() throws IOException {
            String pages = "{\"bars\":{\"AIG\":[" + FIRST + "]},\"next_page_token\":\"QUlH\"}\n"
                    + "{\"bars\":{},\"next_page_token\":\"QUlI\"}\n{\"bars\":null,\"next_page_token\":\"QUlJ\"}\n"
                    + "{\"bars\":{\"AIG\":[" + SECOND + "]},\"next_page_token\":null}";
            Path packed = Files.write(folder.resolve("packed"), gzip(pages));

            LoadedBars result =
                    AlpacaBars.file(packed, AIG).timeframe(Timeframe.MINUTE).read();

            assertThat(lines(result.bars())).isEqualTo(LINES);
            assertThat(result.remarks()).isEmpty();
            assertThat(result.format().toString()).contains("4 answers of Alpaca");
        }

        @Test
        void whoseNextPageIsMissingAreWarnedOf() throws IOException {
            LoadedBars result = bars(TWO.replace("null", "\"QUlH\"")).read();

            assertThat(result.warnings())
                    .contains("AIG: the last answer names a next page that is not in the file: what is newer is"
                            + " missing");
        }

        @Test
        void ofDaysOpenAndCloseWithTheirSession() throws IOException {
            String day = SECOND.replace("2022-01-03T14:31", "2021-11-26T05:00");
            String text = "{\"bars\":{\"AIG\":[" + day + "]}}";

            LoadedBars result = bars(text)
                    .timeframe(Timeframe.DAY)
                    .calendar(TradingCalendars.nyse())
                    .prices(PriceMode.SPLIT_ADJUSTED)
                    .read();

            assertThat(lines(result.bars()))
                    .containsExactly("2021-11-26T14:30:00Z to 2021-11-26T18:00:00Z: 178.0 179.0 177.5 178.5 12.5");
            assertThat(result.format().prices()).contains(PriceMode.SPLIT_ADJUSTED);
            AlpacaBars withoutCalendar = bars(text).timeframe(Timeframe.DAY);
            assertThatThrownBy(withoutCalendar::read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("calendar must be declared for bars of 1d (AIG.json)");
        }

        @Test
        void areASource() throws IOException {
            DataSource source = FileDataSource.of(bars(TWO));
            List<Double> closes = new ArrayList<>();

            source.bars(
                    AIG,
                    Timeframe.MINUTE,
                    Instant.parse("2022-01-03T14:32:00Z"),
                    Instant.MAX,
                    (open, close, o, h, l, c, v) -> closes.add(c));

            assertThat(closes).containsExactly(178.5);
        }
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"o\":178,  | \"o\":0,        | .o: must be above zero, was '0'",
                    "\"o\":178,  | \"o\":\"178\",  | .o: must be a finite number, was '178'",
                    "\"o\":178,  | \"o\":1e999,    | .o: must be a finite number, was '1e999'",
                    "\"o\":178,  | \"o\":null,     | .o: must be a finite number, was 'null'",
                    "\"o\":178,  | \"o\":[1],      | .o: must be a finite number, was no value but a list",
                    "\"o\":178,  |                 | .o: must not be missing",
                    "\"v\":12.5  | \"v\":-1        | .v: must not be negative, was '-1'",
                    "\"o\":178,  | \"o\":1,        | : open must lie between low and high, was open 1, high 179, low 177.5",
                    "\"h\":179   | \"h\":177       | : high must not be below low, was high 177, low 177.5",
                    "14:31:00Z   | 14:31:00        | .t: must be a date and time with offset such as"
                            + " 2020-01-02T09:30:00-05:00 of the years 1900 to 2199, was '2022-01-03T14:31:00'",
                })
        void aBadRowByLineColumnAndPath(String good, String bad, String rule) throws IOException {
            String text = TWO.replace(SECOND, "\n  " + SECOND.replace(good, bad == null ? "" : bad));

            assertThat(message(bars(text).timeframe(Timeframe.MINUTE)))
                    .startsWith(
                            "AIG.json line 2 column 3, $.bars.AIG[1]" + rule + "\nrepairs that would change this: [");
            LoadedBars repaired = bars(text)
                    .timeframe(Timeframe.MINUTE)
                    .repair(Repair.DROP_BAD_ROWS)
                    .read();
            assertThat(lines(repaired.bars())).containsExactly(LINES.get(0));
            assertThat(repaired.repairs())
                    .singleElement()
                    .satisfies(made -> assertThat(made.count()).isOne());
        }

        @Test
        void aBarTwiceAndInTheWrongOrder() throws IOException {
            String second = "{\"bars\":{\"AIG\":[" + FIRST + "]}}";

            assertThat(message(bars(TWO + second).timeframe(Timeframe.MINUTE)))
                    .startsWith("AIG.json line 1 column ")
                    .contains(", $(2).bars.AIG[0]: time must not be before that of line 1 column ")
                    .contains(", $.bars.AIG[1], 2022-01-03T14:31:00Z, was 2022-01-03T14:30:00Z");
            assertThat(message(bars(second + second).timeframe(Timeframe.MINUTE)))
                    .contains(", $(2).bars.AIG[0]: time must not be that of line 1 column ");
            assertThat(lines(bars(second + second)
                            .timeframe(Timeframe.MINUTE)
                            .repair(Repair.KEEP_LAST_DUPLICATE)
                            .read()
                            .bars()))
                    .containsExactly(LINES.get(0));
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 20, 60, 100, 200, 234})
        void whatIsCutOff(int length) throws IOException {
            assertThat(message(bars(TWO.substring(0, length)).repair(Repair.DROP_BAD_ROWS)))
                    .startsWith("AIG.json line 1 column ")
                    .contains(": must be whole JSON within its bounds, was not: ");
        }

        @Test
        void whatIsNoAnswer() throws IOException {
            assertThat(message(bars(""))).isEqualTo("AIG.json: file must hold an answer, was empty");
            assertThat(message(bars("[]")))
                    .isEqualTo("AIG.json line 1 column 1: an answer must be an object, was no value but a list");
            assertThat(message(bars("{\"message\":\"forbidden.\"}")))
                    .isEqualTo("AIG.json: answer must have bars, was without");
            assertThatThrownBy(() -> bars("{\"bars\":{}}").read())
                    .isInstanceOf(NoBarsException.class)
                    .hasMessage("AIG.json: answer must hold bars of AIG, was without any");
            assertThat(message(bars("{\"bars\":{\"MSFT\":[],\"AAPL\":[]}}")))
                    .isEqualTo("AIG.json: answer must hold bars of AIG, was of AAPL, MSFT");
            assertThat(message(bars("{\"bars\":{\"AIG\":[]}}"))).isEqualTo("AIG.json: a bar must be there, was none");
            assertThat(message(bars("<html>rate limit</html>"))).startsWith("AIG.json line 1 column 1: must be whole");
            assertThat(message(AlpacaBars.file(folder.resolve("none.json"), AIG)))
                    .startsWith("file must exist, was ");
        }

        @Test
        void whatIsBeyondItsBounds() throws IOException {
            assertThat(message(bars("{\"a\":".repeat(20) + "1" + "}".repeat(20))))
                    .contains("nesting depth");
            assertThat(message(bars(TWO.replace("AAPL", "A".repeat(5_000))))).contains("Name length");
            assertThat(message(bars(TWO.replace("12.5}", "1" + "0".repeat(200) + "}"))))
                    .contains("umber");
            assertThat(message(bars(TWO.replace("\"v\":12.5", "\"v\":12.5,\"v\":12.5"))))
                    .contains("uplicate");
            assertThat(message(bars(TWO).maxBars(1))).contains("$.bars.AIG[1]: file must not hold more than 1 bars");
        }
    }

    @Nested
    class Ticks {
        @Test
        void areTrades() throws IOException {
            String text = "{\"trades\":{\"AIG\":[{\"t\":\"2022-01-03T14:30:00.000000001Z\",\"x\":\"V\",\"p\":178.25,"
                    + "\"s\":5,\"c\":[\"@\",\"I\"],\"i\":1},{\"t\":\"2022-01-03T14:30:00.000000001Z\",\"p\":178.5,"
                    + "\"s\":2}]}}";

            LoadedBars result = AlpacaTicks.file(file(text), AIG).read();

            assertThat(result.bars().events(0).stream().map(Object::toString))
                    .hasSize(2)
                    .allMatch(trade -> trade.contains("Trade"));
            assertThat(result.bars().volume(0)).isEqualTo(7);
            assertThat(result.rows()).isEqualTo(2);
        }

        @Test
        void areQuotes() throws IOException {
            String quote = "{\"t\":\"2022-01-03T14:30:00Z\",\"bp\":178.25,\"bs\":3,\"ap\":178.5,\"as\":4}";
            String text = "{\"quotes\":[" + quote + "],\"symbol\":\"AIG\"}";

            LoadedBars result = AlpacaTicks.file(file(text), AIG).read();

            assertThat(result.bars().bids().close(0)).isEqualTo(178.25);
            assertThat(result.bars().asks().close(0)).isEqualTo(178.5);
            assertThat(result.bars().bids().volume(0)).isEqualTo(3);
            assertThat(result.bars().asks().volume(0)).isEqualTo(4);
            assertThat(message(AlpacaTicks.file(file(text.replace("178.25", "179")), AIG)))
                    .startsWith("AIG.json line 1 column 12, $.quotes[0]: bid must not be above the ask, was bid 179.0"
                            + " and ask 178.5");
            assertThat(message(AlpacaTicks.file(file(text.replace("178.25", "0")), AIG)))
                    .startsWith("AIG.json line 1 column 12, $.quotes[0].bp: must be above zero, was '0'");
            assertThat(message(AlpacaTicks.file(
                            file(text.replace(quote, quote + "," + quote.replace("14:30", "14:29"))), AIG)))
                    .contains("$.quotes[1]: time must not be before that of line 1 column 12, $.quotes[0], ");
        }

        @Test
        void leaveBadRowsOutWhereThatIsAllowed() throws IOException {
            String quote = "{\"t\":\"2022-01-03T14:30:00Z\",\"bp\":178.25,\"bs\":3,\"ap\":178.5,\"as\":4}";
            String oneSide = quote.replace("178.5", "0").replace("14:30", "14:29");
            String text = "{\"quotes\":[" + oneSide + "," + quote + "],\"symbol\":\"AIG\"}";

            LoadedBars result = AlpacaTicks.file(file(text), AIG).dropBadRows().read();

            assertThat(result.bars().size()).isOne();
            assertThat(result.rows()).isEqualTo(2);
            assertThat(result.repairs())
                    .singleElement()
                    .hasToString("drop_bad_rows 1 (line 1 column 12, $.quotes[0].ap: must be above zero, was '0')");
        }

        @Test
        void areASource() throws IOException {
            String text = "{\"trades\":{\"AIG\":[{\"t\":\"2022-01-03T14:30:00Z\",\"p\":178.25,\"s\":5}]}}";
            DataSource source = FileDataSource.of(AlpacaTicks.file(file(text), AIG));
            List<String> seen = new ArrayList<>();

            source.ticks(AIG, Instant.EPOCH, Instant.MAX, new DataSource.TickSink() {
                @Override
                public void quote(long epochNanos, double bid, double bidSize, double ask, double askSize) {
                    seen.add("quote");
                }

                @Override
                public void trade(long epochNanos, double price, double size) {
                    seen.add(price + " " + size);
                }
            });

            assertThat(seen).containsExactly("178.25 5.0");
        }
    }
}
