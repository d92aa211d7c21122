package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.NEW_YORK;
import static io.strategysdk.backtest.data.CsvFixture.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** Files of quotes and trades. */
class CsvTicksTests {
    private static final String QUOTES = "time,bid,bid_size,ask,ask_size\n";
    private static final String TRADES = "time,price,size\n";
    private static final String MIXED = "time,kind,bid,bid_size,ask,ask_size,price,size\n";

    @TempDir
    private Path folder;

    private CsvTicks ticks(String text) {
        return ticks(text.getBytes(StandardCharsets.UTF_8));
    }

    private CsvTicks ticks(byte[] bytes) {
        try {
            return CsvTicks.file(Files.write(folder.resolve("AIG.csv"), bytes), AIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Quote quote(String time, double bid, double bidSize, double ask, double askSize) {
        return new Quote(AIG, nanos(time), bid, bidSize, ask, askSize);
    }

    private static Trade trade(String time, double price, double size) {
        return new Trade(AIG, nanos(time), price, size);
    }

    private static long nanos(String time) {
        return Clock.epochNanosOf(Instant.parse(time));
    }

    /** What a strategy is told of them. */
    private static List<MarketEvent> events(CsvTicks file) {
        List<MarketEvent> events = new ArrayList<>();
        Backtest.of(new Strategy() {
                    @Override
                    public void onMarketEvent(MarketEvent event, Context context) {
                        events.add(event);
                    }

                    @Override
                    public List<OrderIntent> generateOrders(Context context) {
                        return List.of();
                    }
                })
                .on(TradingCalendars.alwaysOpen(), file.read().bars())
                .run();
        return events;
    }

    @Nested
    class Content {
        @Test
        void quotesAreReadWithTheirSizes() {
            CsvTicks file = ticks(QUOTES + "2024-03-05T10:00:00.000000001Z,10,300,10.5,200\n"
                    + "2024-03-05T10:00:00.25Z,10.25,0,10.25,1.5\n");

            assertThat(events(file))
                    .containsExactly(
                            quote("2024-03-05T10:00:00.000000001Z", 10, 300, 10.5, 200),
                            quote("2024-03-05T10:00:00.250Z", 10.25, 0, 10.25, 1.5));
        }

        @Test
        void tradesAreReadWithTheirSizes() {
            assertThat(events(ticks(TRADES + "2024-03-05T10:00:00Z,10,300\n2024-03-05T10:00:01Z,11,0\n")))
                    .containsExactly(trade("2024-03-05T10:00:00Z", 10, 300), trade("2024-03-05T10:00:01Z", 11, 0));
        }

        @Test
        void aColumnTellsWhichRowsAreQuotesAndWhichTrades() {
            CsvTicks file = ticks(MIXED + """
                    2024-03-05T10:00:00Z,quote,10,300,10.5,200,,
                    2024-03-05T10:00:00Z,Trade,,,,,10.5,100
                    2024-03-05T10:00:01Z,T,,,,,10.25,7
                    2024-03-05T10:00:01Z,q,10,1,11,2,,
                    """);

            assertThat(events(file))
                    .containsExactly(
                            quote("2024-03-05T10:00:00Z", 10, 300, 10.5, 200),
                            trade("2024-03-05T10:00:00Z", 10.5, 100),
                            trade("2024-03-05T10:00:01Z", 10.25, 7),
                            quote("2024-03-05T10:00:01Z", 10, 1, 11, 2));
            assertThat(file.read().bars().size()).isEqualTo(2);
        }

        @Test
        void aTypeOfTradesInAFileOfTradesDoesNotMatter() {
            assertThat(events(ticks("time,price,size,type\n2024-03-05T10:00:00Z,10,300,market\n")))
                    .containsExactly(trade("2024-03-05T10:00:00Z", 10, 300));
        }

        @Test
        void withoutSizesTheyAreZero() {
            CsvTicks file = ticks("time,bid,ask\n2024-03-05T10:00:00Z,10,11\n");

            assertThat(events(file)).containsExactly(quote("2024-03-05T10:00:00Z", 10, 0, 11, 0));
            assertThat(file.read().format().hasVolume()).isFalse();
        }

        @Test
        void columnsAreDeclaredByHeaderOrByPosition() {
            CsvTicks named = ticks("when,b,a,last\n2024-03-05T10:00:00Z,10,11,9\n")
                    .column(CsvColumn.TIMESTAMP, "when")
                    .column(CsvColumn.BID, "b")
                    .column(CsvColumn.ASK, "A");
            assertThat(named.read().format().unread()).containsExactly("last");
            assertThat(events(named)).containsExactly(quote("2024-03-05T10:00:00Z", 10, 0, 11, 0));

            CsvTicks positioned = ticks("7;2024-03-05 10:00:00;10;5\n")
                    .withoutHeader(CsvColumn.IGNORED, CsvColumn.TIMESTAMP, CsvColumn.PRICE, CsvColumn.SIZE)
                    .zone(NEW_YORK);
            assertThat(events(positioned)).containsExactly(trade("2024-03-05T15:00:00Z", 10, 5));
        }

        @Test
        void quotedFieldsOldLineEndsAndGzipAreRead() throws IOException {
            String text =
                    QUOTES + "\"2024-03-05T10:00:00Z\",10,300,\"10.5\",200\r\n\r\n2024-03-05T10:00:01Z,10,1,11,1\r\n";
            List<MarketEvent> expected = List.of(
                    quote("2024-03-05T10:00:00Z", 10, 300, 10.5, 200), quote("2024-03-05T10:00:01Z", 10, 1, 11, 1));

            assertThat(events(ticks(text))).isEqualTo(expected);
            assertThat(events(ticks(gzip(text)))).isEqualTo(expected);
            assertThat(events(ticks(text.replace("\r\n", "\r")))).isEqualTo(expected);
            assertThat(events(ticks(text.replace("\"", "").replace(",", "\t")).separator('\t')))
                    .isEqualTo(expected);
        }

        @Test
        void theFormatSaysHowTheFileWasRead() {
            LoadedBars read = ticks("time,bid,ask,venue\n2024-03-05 10:00:00,10,11,N")
                    .zone(NEW_YORK)
                    .read();

            assertThat(read.format())
                    .hasToString(
                            "quotes and trades, separated by ',' with header, 'time' as a date and time without offset"
                                    + " such as 2020-01-02T09:30:00 in America/New_York, no sizes, without reading 'venue'");
            assertThat(read.rows()).isEqualTo(1);
            assertThat(read.unendedLine()).contains("AIG.csv line 2");
        }

        @Test
        void aFolderHasOneFileForEachInstrument() throws IOException {
            Files.writeString(folder.resolve("B.csv"), TRADES + "2024-03-05T10:00:00Z,10,300\n");
            Files.writeString(folder.resolve("A.csv"), TRADES + "2024-03-05T10:00:00Z,11,300\n");

            List<CsvTicks> files = CsvTicks.folder(folder, Instrument::equity, csv -> csv.zone(NEW_YORK));

            assertThat(files)
                    .extracting(CsvTicks::instrument)
                    .extracting(Instrument::symbol)
                    .containsExactly("A", "B");
            assertThat(files.get(0).read().bars().close(0)).isEqualTo(11);
        }
    }

    @Nested
    class Times {
        @ParameterizedTest
        @CsvSource({
            "1709632800123456789, 2024-03-05T10:00:00.123456789Z",
            "1709632800123, 2024-03-05T10:00:00.123Z",
            "2024-03-05T05:00:00.5-05:00, 2024-03-05T10:00:00.5Z"
        })
        void instantsAreReadInEveryFormat(String written, String instant) {
            assertThat(events(ticks(TRADES + written + ",10,300\n"))).containsExactly(trade(instant, 10, 300));
        }

        @Test
        void localTimesAreInTheZoneOfTheHeaderOrTheCalendar() {
            String row = "2024-03-05 05:00:00,10,300\n";

            assertThat(events(ticks(TRADES.replace("time", "time_utc") + row)).get(0))
                    .isEqualTo(trade("2024-03-05T05:00:00Z", 10, 300));
            assertThat(events(ticks(TRADES + row).calendar(TradingCalendars.nyse()))
                            .get(0))
                    .isEqualTo(trade("2024-03-05T10:00:00Z", 10, 300));
        }

        @Test
        void equalLocalTimesStayOneInstantWhereClocksGoBack() {
            CsvTicks file = ticks(TRADES + """
                    2024-11-03 01:30:00,1,1
                    2024-11-03 01:30:00,2,1
                    2024-11-03 01:10:00,3,1
                    2024-11-03 01:10:00,4,1
                    """).zone(NEW_YORK);

            assertThat(events(file))
                    .containsExactly(
                            trade("2024-11-03T05:30:00Z", 1, 1),
                            trade("2024-11-03T05:30:00Z", 2, 1),
                            trade("2024-11-03T06:10:00Z", 3, 1),
                            trade("2024-11-03T06:10:00Z", 4, 1));
        }

        @Test
        void instantsOutsideOfSessionsAreCounted() {
            LoadedBars read = ticks(TRADES + "2024-03-05T10:00:00Z,10,300\n2024-03-05T15:00:00Z,10,300\n")
                    .calendar(TradingCalendars.nyse())
                    .read();

            assertThat(read.warnings())
                    .containsExactly("AIG: 1 of 2 instants lies outside the sessions of XNYS, first 2024-03-05 05:00:"
                            + " they fill only orders for extended hours");
        }
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            2024-03-05T10:00:01Z,11.5,1,11,1  | AIG.csv line 3: bid must not be above the ask, was bid 11.5 and ask 11
            2024-03-05T10:00:01Z,0,1,11,1     | AIG.csv line 3 column 'bid': must be above zero, was '0'
            2024-03-05T10:00:01Z,10,1,-1,1    | AIG.csv line 3 column 'ask': must be above zero, was '-1'
            2024-03-05T10:00:01Z,10,1,,1      | AIG.csv line 3 column 'ask': must not be missing, was ''
            2024-03-05T10:00:01Z,10,-1,11,1   | AIG.csv line 3 column 'bid_size': must not be negative, was '-1'
            2024-03-05T10:00:01Z,10,1,11,x    | AIG.csv line 3 column 'ask_size': must be a finite decimal number, was 'x'
            2024-03-05T10:00:01Z,10,1,11,     | AIG.csv line 3 column 'ask_size': must not be missing, was ''
            2024-03-05T10:00:01Z,10,1,1e99,1  | AIG.csv line 3 column 'ask': must be at most 90000000000, was '1e99'
            2024-03-05T10:00:01Z,10,1,11      | AIG.csv line 3: row must have 5 columns as the first line has, was 4
            2024-03-05T09:59:59Z,10,1,11,1    | AIG.csv line 3: time must not be before that of line 2, 2024-03-05T10:00:00Z, was 2024-03-05T09:59:59Z
            yesterday,10,1,11,1               | AIG.csv line 3 column 'time': must be a date and time with offset such as 2020-01-02T09:30:00-05:00 of the years 1900 to 2199, was 'yesterday'
            """)
        void aWrongRowWithFileLineRuleAndValue(String row, String message) {
            CsvTicks file = ticks(QUOTES + "2024-03-05T10:00:00Z,10,1,11,1\n" + row + "\n");

            assertThatExceptionOfType(SdkException.class).isThrownBy(file::read).withMessage(message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            trade,,,,,0,1       | AIG.csv line 2 column 'price': must be above zero, was '0'
            trade,,,,,10,-1     | AIG.csv line 2 column 'size': must not be negative, was '-1'
            trade,10,,,,10,1    | AIG.csv line 2 column 'bid': must be empty where the row is a trade, was '10'
            quote,10,1,11,1,,7  | AIG.csv line 2 column 'size': must be empty where the row is a quote, was '7'
            bid,10,1,11,1,,     | AIG.csv line 2 column 'kind': must be quote or trade, was 'bid'
            """)
        void aRowThatIsNotWhatItSays(String row, String message) {
            CsvTicks file = ticks(MIXED + "2024-03-05T10:00:00Z," + row + "\n");

            assertThatExceptionOfType(SdkException.class).isThrownBy(file::read).withMessage(message);
        }

        @Test
        void aQuoteInAFileWithoutColumnsForIt() {
            CsvTicks file = ticks("time,price,type\n2024-03-05T10:00:00Z,10,quote\n");

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(file::read)
                    .withMessage("AIG.csv line 2 column 'type': must be trade, for the other it has no columns,"
                            + " was 'quote'");
        }

        @Test
        void allProblemsAreNamedTogether() {
            CsvTicks file = ticks(TRADES + "2024-03-05T10:00:00Z,0,1\nx,1,1\n2024-03-05T10:00:00Z,1,-1\n");

            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(file::read)
                    .withMessageStartingWith("AIG.csv: 3 problems\n  line 2 column 'price': must be above zero");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            time,bid,price,kind | AIG.csv line 1: header must name ask
            time,bid            | AIG.csv line 1: header must name ask
            time,bid,ask,price  | AIG.csv line 1: header must name kind
            bid,ask             | AIG.csv line 1: header must name date or time
            time,open           | AIG.csv line 1: header must name bid and ask, or price
            time,price,trade_price | AIG.csv line 1: header must have one column for price
            """)
        void aHeaderThatDoesNotDo(String header, String message) {
            CsvTicks file = ticks(header + "\n2024-03-05T10:00:00Z,1,1,1\n");

            assertThatExceptionOfType(SdkException.class).isThrownBy(file::read).withMessageStartingWith(message);
        }

        @Test
        void timesThatAreNoInstants() {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> ticks(TRADES + "2024-03-05,1,1\n").read())
                    .withMessage("AIG.csv: column 'time' must have times of quotes and trades, was dates");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(
                            () -> ticks(TRADES + "2024-03-05 10:00:00,1,1\n").read())
                    .withMessage("AIG.csv: zone must be declared for the local times of column 'time'");
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> ticks(TRADES + "2024-03-10 02:30:00,1,1\n")
                            .zone(NEW_YORK)
                            .read())
                    .withMessage("AIG.csv line 2: local time must exist, but clocks went forward in America/New_York,"
                            + " was 2024-03-10T02:30");
        }

        @Test
        void moreRowsThanAllowed() {
            CsvTicks file = ticks(TRADES + "2024-03-05T10:00:00Z,1,1\n2024-03-05T10:00:00Z,1,1\n");

            assertThat(file.maxRows(2).read().rows()).isEqualTo(2);
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> file.maxRows(1).read())
                    .withMessageStartingWith("AIG.csv line 3: file must not hold more than 1 quotes and trades");
            assertThatIllegalArgumentException().isThrownBy(() -> file.maxRows(0));
        }

        @Test
        void columnsOfBars() {
            CsvTicks file = ticks(TRADES);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.column(CsvColumn.OPEN, "o"))
                    .withMessage("column must be one of timestamp, date, time, kind, bid, bid_size, ask, ask_size,"
                            + " price, size, was open");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CsvBars.file(folder, AIG).column(CsvColumn.BID, "b"))
                    .withMessage("column must be one of timestamp, date, time, open, high, low, close, adjusted_close,"
                            + " volume, was bid");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "TIMESTAMP,BID",
                    "BID,ASK",
                    "TIMESTAMP,BID,ASK,PRICE",
                    "TIMESTAMP,DATE,PRICE",
                    "TIMESTAMP,PRICE,PRICE",
                    "TIMESTAMP,PRICE,VOLUME"
                })
        void positionsThatMakeNoQuoteAndNoTrade(String columns) {
            CsvColumn[] all = List.of(columns.split(",", -1)).stream()
                    .map(CsvColumn::valueOf)
                    .toArray(CsvColumn[]::new);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ticks(TRADES).withoutHeader(all))
                    .withMessageStartingWith("columns must be one time (or a date and a time), bid and ask, price,"
                            + " or these three and a kind, each once, were [");
        }
    }

    @Test
    void whatIsReadIsWhatTheListOfItsEventsMakes() {
        BarColumns read = ticks(MIXED + """
                2024-03-05T10:00:00Z,quote,10,300,10.5,200,,
                2024-03-05T10:00:00Z,trade,,,,,10.5,100
                """).read().bars();
        BarColumns made = BarColumns.ticks(
                List.of(quote("2024-03-05T10:00:00Z", 10, 300, 10.5, 200), trade("2024-03-05T10:00:00Z", 10.5, 100)));

        assertThat(CsvFixture.lines(read)).isEqualTo(CsvFixture.lines(made));
        assertThat(CsvFixture.lines(read.bids())).isEqualTo(CsvFixture.lines(made.bids()));
        assertThat(read.areTicks()).isTrue();
    }
}
