package io.strategysdk.backtest.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads real market data from a folder {@code shared/data} beside the project, where there is one. */
class MarketDataTests {
    /** Without holidays, because only the real calendar knows those of decades. */
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    @ParameterizedTest
    @CsvSource({"AIG, 5849", "BAC, 5849", "EEM, 5245", "IWM, 5244", "QQQ, 3964", "USO, 3910"})
    void dailySharesLoad(String symbol, int rows) {
        CsvResult result = CsvBars.file(data("us_equity_daily/" + symbol + ".csv"), Instrument.equity(symbol))
                .calendar(NYSE)
                .read();

        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.DAY);
        assertThat(result.bars().size()).isEqualTo(rows);
        assertThat(result.repairs()).isEmpty();
    }

    @Test
    void dailyCryptoLoads() {
        CsvResult result = CsvBars.file(
                        data("crypto/BTCUSD_daily.csv"), Instrument.crypto("BTC/USD", "0.01", "0.00000001"))
                .calendar(TradingCalendars.alwaysOpen())
                .read();

        assertThat(result.bars().size()).isEqualTo(1318);
        assertThat(result.missingSessions()).isEqualTo(34);
        assertThat(result.bars().volume(0)).isEqualTo(0.05655554);
        assertThat(Clock.instantOf(result.bars().epochNanos(0))).hasToString("2014-12-02T00:00:00Z");
    }

    @Test
    void minutesOfNewYorkLoad() {
        CsvResult result = CsvBars.file(data("us_equity_minute/BAC_trade.csv"), Instrument.equity("BAC"))
                .calendar(NYSE)
                .read();

        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.MINUTE);
        assertThat(result.bars().size()).isEqualTo(3466);
        assertThat(Clock.instantOf(result.bars().epochNanos(0))).hasToString("2013-10-04T11:01:00Z");
    }

    private static Path data(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve("data").resolve(file);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        assumeThat(false)
                .as("needs shared/data/" + file + " in a folder above this one")
                .isTrue();
        throw new AssertionError("not reached");
    }
}
