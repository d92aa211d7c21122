package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.Classification;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.SharesOutstanding;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Members, classifications, shares and instruments from files, and what their mistakes are called. */
class ReferenceFilesTests {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("facts.csv"), text.replace('|', '\n') + "\n");
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    @Test
    void membersByTheirIntervals() throws IOException {
        Membership members = MembershipFile.read(file(
                "Symbol,From,To,Why|LEH,1998-01-12,2008-09-17,failed|AAPL,1982-11-30,|LEH,1990-01-02,1995-01-03,|"));

        assertThat(members.intervals())
                .containsExactly(
                        new Membership.Interval("AAPL", day("1982-11-30"), Optional.empty()),
                        new Membership.Interval("LEH", day("1990-01-02"), Optional.of(day("1995-01-03"))),
                        new Membership.Interval("LEH", day("1998-01-12"), Optional.of(day("2008-09-17"))));
        assertThat(members.contains("LEH", day("2008-09-16"))).isTrue();
        assertThat(members.contains("LEH", day("2008-09-17"))).isFalse();
        assertThat(members.contains("LEH", day("1998-01-12"))).isTrue();
        assertThat(members.contains("LEH", day("1998-01-11"))).isFalse();
        assertThat(members.contains("XYZ", day("2008-09-16"))).isFalse();
    }

    /** Out before the open of a day, and in again before the same. */
    @Test
    void aMembershipMayBeginWhereTheOneBeforeItEnds() throws IOException {
        Membership members = MembershipFile.read(file("symbol,from,to|A,2020-01-01,2020-06-01|A,2020-06-01,"));

        assertThat(members.intervals()).hasSize(2);
        assertThat(members.contains("A", day("2020-06-01"))).isTrue();
    }

    @Test
    void aMarkOfTheByteOrderIsNoPartOfTheHeader() throws IOException {
        assertThat(MembershipFile.read(file("\uFEFFsymbol,from,to|A,2020-01-01,"))
                        .contains("A", day("2020-01-01")))
                .isTrue();
    }

    @Test
    void membersByTheirChanges() throws IOException {
        Membership members = MembershipFile.read(file("date,symbol,action|1990-01-02,LEH,add|1990-01-02,AAPL,add"
                + "|1995-01-03,LEH,remove|1998-01-12,LEH,add|2008-09-17,LEH,remove"));

        assertThat(members.intervals())
                .containsExactly(
                        new Membership.Interval("AAPL", day("1990-01-02"), Optional.empty()),
                        new Membership.Interval("LEH", day("1990-01-02"), Optional.of(day("1995-01-03"))),
                        new Membership.Interval("LEH", day("1998-01-12"), Optional.of(day("2008-09-17"))));
    }

    @Test
    void classificationsHoldUntilTheNext() throws IOException {
        Classification read = ClassificationFile.read(file("symbol,from,sector,industry"
                + "|META,2018-09-24,Communication Services,Interactive Media|META,2012-05-18,Technology,"));

        assertThat(read.at("META", day("2012-05-17"))).isEmpty();
        assertThat(read.at("META", day("2018-09-23")).orElseThrow().sector()).isEqualTo("Technology");
        assertThat(read.at("META", day("2018-09-23")).orElseThrow().industry()).isEmpty();
        assertThat(read.at("META", day("2018-09-24")).orElseThrow().sector()).isEqualTo("Communication Services");
        assertThat(read.at("META", day("2018-09-24")).orElseThrow().industry()).isEqualTo("Interactive Media");
    }

    @Test
    void sharesCountFromTheDayTheyAreKnown() throws IOException {
        SharesOutstanding read = SharesFile.read(
                file("symbol,known_from,shares|AAPL,2020-07-31,4275634000|AAPL,2020-10-30,17001802000"));

        assertThat(read.at("AAPL", day("2020-07-30"))).isEmpty();
        assertThat(read.at("AAPL", day("2020-10-29")).orElseThrow().shares()).isEqualTo(new BigDecimal("4275634000"));
        assertThat(read.at("AAPL", day("2020-10-30")).orElseThrow().shares()).isEqualTo(new BigDecimal("17001802000"));
    }

    @Test
    void instrumentsAreWhatTheirLinesSay() throws IOException {
        InstrumentFile read = InstrumentFile.read(
                file("symbol,asset_class,currency,tick_size,lot_size,max_order_qty,calendar,exchange,sector,industry"
                        + "|AAPL,,,,,,nyse,XNAS,Technology,Hardware|BTC-USD,crypto,USD,0.01,0.00000001,,24/7,,,"
                        + "|SAP,equity,EUR,0.02,1,5000,,XETR,,"));

        assertThat(read.instruments())
                .containsExactly(
                        Instrument.equity("AAPL"),
                        Instrument.crypto("BTC-USD", "0.01", "0.00000001"),
                        Instrument.of("SAP", AssetClass.EQUITY, "EUR")
                                .withTickSize("0.02")
                                .withLotSize("1")
                                .withMaxOrderQty("5000"));
        assertThat(read.calendar("AAPL")).contains(TradingCalendars.nyse());
        assertThat(read.calendar("SAP")).isEmpty();
        assertThat(read.exchange("SAP")).contains("XETR");
        assertThat(read.find("sap")).isEmpty();
        assertThat(read.classification().entries())
                .containsExactly(new Classification.Entry("AAPL", day("0001-01-01"), "Technology", "Hardware"));
    }

    private static Arguments wrong(Function<Path, ?> reader, String text, String message) {
        return Arguments.of(reader, text, message);
    }

    static List<Arguments> mistakes() {
        Function<Path, ?> members = MembershipFile::read;
        Function<Path, ?> classification = ClassificationFile::read;
        Function<Path, ?> shares = SharesFile::read;
        Function<Path, ?> instruments = InstrumentFile::read;
        return List.of(
                wrong(members, "symbol,from,to", "facts.csv: file of members must have rows, has none"),
                wrong(
                        members,
                        "symbol,since|A,2020-01-01",
                        "facts.csv line 1: columns must be symbol, from, to, were symbol, since"),
                wrong(
                        members,
                        "symbol,from,to|A,2020-13-01,",
                        "facts.csv line 2: column from must be a date such as 2020-08-31, was '2020-13-01'"),
                wrong(members, "symbol,from,to|,2020-12-01,", "facts.csv line 2: column symbol must not be empty"),
                wrong(
                        members,
                        "symbol,from,to|A,2020-12-01,2020-12-01",
                        "facts.csv line 2: membership must end after it begins, was from 2020-12-01 to 2020-12-01 (A)"),
                wrong(
                        members,
                        "symbol,from,to|A,2020-01-01,2020-12-01|B,2020-01-01,|A,2020-11-30,",
                        "facts.csv line 4: column from must not be before the end of line 2, A from 2020-01-01 to 2020-12-01, was '2020-11-30'"),
                wrong(
                        members,
                        "symbol,from,to|A,2020-01-01,|A,2021-01-01,",
                        "facts.csv line 3: column from must not be before the end of line 2, A from 2020-01-01, was '2021-01-01'"),
                wrong(
                        members,
                        "date,symbol,action|2020-01-01,A,join",
                        "facts.csv line 2: column action must be add or remove, was 'join'"),
                wrong(
                        members,
                        "date,symbol,action|2020-01-01,A,remove",
                        "facts.csv line 2: column action must be add for A, which no line before has added, was 'remove'"),
                wrong(
                        members,
                        "date,symbol,action|2020-01-01,A,add|2020-01-02,A,add",
                        "facts.csv line 3: column action must be remove for A, which line 2 has added, was 'add'"),
                wrong(
                        members,
                        "date,symbol,action|2020-01-02,A,add|2020-01-01,B,add",
                        "facts.csv line 3: column date must not be before 2020-01-02 of the line before, was '2020-01-01'"),
                wrong(
                        classification,
                        "symbol,from|A,2020-01-01",
                        "facts.csv line 1: columns must be symbol, from, sector, were symbol, from"),
                wrong(
                        classification,
                        "symbol,from,sector|A,2020-01-01,x|A,2020-01-01,y",
                        "facts.csv line 3: classification of a symbol and date must be given once, was in line 2 before"),
                wrong(
                        shares,
                        "symbol,known_from,shares|A,2020-01-01,1e|",
                        "facts.csv line 2: column shares must be a decimal number such as 4275634000, was '1e'"),
                wrong(
                        shares,
                        "symbol,known_from,shares|A,2020-01-01,0",
                        "facts.csv line 2: column shares must be positive, was '0'"),
                wrong(
                        shares,
                        "symbol,known_from,shares|A,2020-01-01,5|A,2020-01-01,5",
                        "facts.csv line 3: shares of a symbol and date must be given once, was in line 2 before"),
                wrong(instruments, "name|A", "facts.csv line 1: columns must be symbol, were name"),
                wrong(instruments, "symbol|A|B|A", "facts.csv line 4: symbol must be given once, was in line 2 before"),
                wrong(
                        instruments,
                        "symbol,asset_class|A,bond",
                        "facts.csv line 2: column asset_class must be one of [equity, crypto, forex], was 'bond'"),
                wrong(
                        instruments,
                        "symbol,currency|A,dollars",
                        "facts.csv line 2: column currency must be a code such as USD, was 'dollars'"),
                wrong(
                        instruments,
                        "symbol,tick_size|A,-0.01",
                        "facts.csv line 2: column tick_size must be positive, was '-0.01'"),
                wrong(
                        instruments,
                        "symbol,lot_size|A,one",
                        "facts.csv line 2: column lot_size must be a decimal number such as 1, was 'one'"),
                wrong(
                        instruments,
                        "symbol,calendar|A,XETR",
                        "facts.csv line 2: column calendar must be XNYS (nyse), 24/7 (always) or FX (fx), was 'XETR'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreToldWithLineColumnRuleAndValue(Function<Path, ?> reader, String text, String message)
            throws IOException {
        Path file = file(text);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> reader.apply(file))
                .withMessage(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("nothing.csv");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> MembershipFile.read(file))
                .withMessage("file of members must be readable, was " + file);
    }
}
