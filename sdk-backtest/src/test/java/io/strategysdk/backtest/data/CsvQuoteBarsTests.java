package io.strategysdk.backtest.data;

import static io.strategysdk.backtest.data.CsvFixture.csv;
import static io.strategysdk.backtest.data.CsvFixture.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of bid/ask bars. */
class CsvQuoteBarsTests {
    private static final String HEADER = "time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close";
    private static final String SIZED = HEADER + ",bid_size,ask_size,volume\n";
    private static final String ROWS = """
            2024-03-05T10:00:00Z,10,12,9,11,11,14,9.5,11.5,300,200,7
            2024-03-05T10:01:00Z,11,11,11,11,11,11,11,11,0,100,8
            """;

    @TempDir
    private Path folder;

    @Test
    void bothSidesAreReadWithTheirSizesAndTheirMiddleIsTheBar() {
        LoadedBars result = csv(folder, SIZED + ROWS).read();

        BarColumns bars = result.bars();
        assertThat(bars.isQuoted()).isTrue();
        assertThat(lines(bars.bids()))
                .containsExactly(
                        "2024-03-05T10:00:00Z to 2024-03-05T10:01:00Z: 10.0 12.0 9.0 11.0 300.0",
                        "2024-03-05T10:01:00Z to 2024-03-05T10:02:00Z: 11.0 11.0 11.0 11.0 0.0");
        assertThat(lines(bars.asks()).get(0))
                .isEqualTo("2024-03-05T10:00:00Z to 2024-03-05T10:01:00Z: 11.0 14.0 9.5 11.5 200.0");
        assertThat(lines(bars).get(0))
                .isEqualTo("2024-03-05T10:00:00Z to 2024-03-05T10:01:00Z: 10.5 13.0 9.25 11.25 0.0");
        assertThat(result.format().unread()).containsExactly("volume");
    }

    @Test
    void sizesMayBeMissing() {
        BarColumns bars = csv(folder, HEADER + "\n2024-03-05T10:00:00Z,10,12,9,11,11,14,9.5,11.5\n")
                .timeframe(Timeframe.MINUTE)
                .read()
                .bars();

        assertThat(bars.bids().volume(0)).isZero();
        assertThat(bars.asks().close(0)).isEqualTo(11.5);
    }

    @Test
    void barsWithPricesOfTheirOwnBesideTheQuotesStayPlainBars() {
        String header = "open,high,low,close," + HEADER + "\n";

        BarColumns bars = csv(folder, header + "1,1,1,1,2024-03-05T10:00:00Z,10,12,9,11,11,14,9.5,11.5\n")
                .timeframe(Timeframe.MINUTE)
                .read()
                .bars();

        assertThat(bars.isQuoted()).isFalse();
        assertThat(bars.close(0)).isEqualTo(1);
    }

    @Test
    void crossedQuotesAreRefusedWithFileLineAndPrices() {
        String crossed = "\n2024-03-05T10:02:00Z,11,11,11,11,11,11,10.5,11,0,100,8\n";

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> csv(folder, SIZED + ROWS + crossed).read())
                .withMessage("AIG.csv line 5: bid must not be above the ask, was low 11.0 bid and 10.5 ask");
    }

    @Test
    void aSideThatIsNoBarIsRefusedWithItsLine() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> csv(folder, HEADER + "\n2024-03-05T10:00:00Z,10,12,9,11,11,10,9.5,11.5\n")
                        .timeframe(Timeframe.MINUTE)
                        .read())
                .withMessageContaining(
                        "AIG.csv line 2: open must lie between low and high, was open 11, high 10, low 9.5");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> csv(folder, HEADER.replace(",ask_low", "") + "\n2024-03-05T10:00:00Z,1,1,1,1,1,1,1\n")
                        .timeframe(Timeframe.MINUTE)
                        .read())
                .withMessageStartingWith("AIG.csv line 1: header must have the declared column 'ask_low', was [");
    }

    @Test
    void nothingIsRepaired() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> csv(folder, SIZED + ROWS).repair(Repair.SORT).read())
                .withMessageStartingWith("AIG.csv: bid/ask bars are read as they are, repairs must be none, were [");
    }

    @Test
    void filesOfOneSideEachArePutTogether() {
        BarColumns bids = csv(folder, CsvFixture.HEADER + "2024-03-05T10:00:00Z,1,1,1,1,5\n")
                .timeframe(Timeframe.MINUTE)
                .read()
                .bars();
        BarColumns asks = csv(folder, CsvFixture.HEADER + "2024-03-05T10:00:00Z,2,2,2,2,6\n")
                .timeframe(Timeframe.MINUTE)
                .read()
                .bars();

        assertThat(BarColumns.quoted(bids, asks).close(0)).isEqualTo(1.5);
    }

    @Test
    void whatTakesBarsOfOneSideRefusesThem() {
        CsvBars file = csv(folder, SIZED + ROWS);

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FileDataSource.of(file)
                        .bars(
                                CsvFixture.AIG,
                                Timeframe.MINUTE,
                                Instant.MIN,
                                Instant.MAX,
                                (openTime, time, open, high, low, close, volume) -> {}))
                .withMessage("AIG.csv: bid/ask bars must be read with read(...), a sink takes bars of one side");
    }
}
