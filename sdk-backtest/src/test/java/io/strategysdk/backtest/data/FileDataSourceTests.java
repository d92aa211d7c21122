package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.AIG;
import static io.strategysdk.backtest.data.CsvFixture.HEADER;
import static io.strategysdk.backtest.data.CsvFixture.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDataSourceTests {
    private static final String DAYS = HEADER + "2020-01-02,1,1,1,1,1\n2020-01-03,1,1,1,1,1\n2020-01-06,1,1,1,1,1\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("MSFT.csv"), DAYS);
        Files.write(folder.resolve("AIG.CSV.gz"), gzip(DAYS));
        Files.writeString(folder.resolve("README.md"), "about");
        Files.writeString(folder.resolve(".hidden.csv"), "x");
    }

    private FileDataSource source() {
        return FileDataSource.folder(folder, Instrument::equity, csv -> csv.calendar(TradingCalendars.nyse()));
    }

    @Test
    void aFolderHasAnInstrumentPerFileInTheOrderOfTheirSymbols() {
        assertThat(source().instruments()).containsExactly(AIG, Instrument.equity("MSFT"));
    }

    @Test
    void barsCloseAtOrAfterTheFirstAndBeforeTheLastInstant() {
        String second = "2020-01-03T21:00:00Z";

        assertThat(closes(second, "2020-01-06T21:00:00Z")).containsExactly(second);
        assertThat(closes(second, "2020-01-06T21:00:00.000000001Z")).containsExactly(second, "2020-01-06T21:00:00Z");
        assertThat(closes("2020-01-03T21:00:00.000000001Z", "2020-01-06T21:00:00Z"))
                .isEmpty();
        assertThat(closes("2020-01-03T20:59:59Z", second)).isEmpty();
        assertThat(closes(Instant.MIN.toString(), Instant.MAX.toString())).hasSize(3);
    }

    private List<String> closes(String from, String to) {
        List<String> closes = new ArrayList<>();
        source().bars(
                        AIG,
                        Timeframe.DAY,
                        Instant.parse(from),
                        Instant.parse(to),
                        (openTime, time, open, high, low, close, volume) ->
                                closes.add(Clock.instantOf(time).toString()));
        return closes;
    }

    @Test
    void otherTimeframesAndInstrumentsAreRefused() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        source().bars(AIG, Timeframe.MINUTE, Instant.EPOCH, Instant.MAX, (a, b, c, d, e, f, g) -> {}))
                .withMessage("AIG.CSV.gz: file must have bars of 1m, was 1d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source().read(Instrument.equity("TSLA")))
                .withMessage("instrument must be one of [AIG, MSFT], was TSLA");
    }

    @Test
    void anInstrumentHasOneFile() throws IOException {
        Files.writeString(folder.resolve("AIG.csv"), DAYS);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(this::source)
                .withMessageStartingWith("instrument must have one file, AIG has ");
    }

    @Test
    void foldersWithoutFilesAreRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FileDataSource.folder(empty, Instrument::equity, csv -> csv))
                .withMessageStartingWith("folder must hold files that end in .csv or .csv.gz");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FileDataSource.folder(folder.resolve("none"), Instrument::equity, csv -> csv))
                .withMessageStartingWith("folder must exist and be readable");
    }

    @Test
    void singleFilesMayBeNamed() {
        CsvBars aig = CsvBars.file(folder.resolve("MSFT.csv"), AIG).calendar(TradingCalendars.nyse());

        assertThat(FileDataSource.of(aig).read(AIG).bars().size()).isEqualTo(3);
    }
}
