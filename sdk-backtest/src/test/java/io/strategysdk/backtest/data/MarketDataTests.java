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
        LoadedBars result = CsvBars.file(data("us_equity_daily/" + symbol + ".csv"), Instrument.equity(symbol))
                .calendar(NYSE)
                .read();

        assertThat(result.bars().timeframe()).isEqualTo(Timeframe.DAY);
        assertThat(result.bars().size()).isEqualTo(rows);
        assertThat(result.repairs()).isEmpty();
    }

    /** Days of a crash are among them: of 3,910 to 5,849 days these are 7 to 49. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AIG | 23 bars | 1.56 to 20.98 on 2009-05-05 (open 1.63, close 1.72)",
                "EEM | 7 bars | 9.5 to 10.5 on 1998-09-01 (open 10.5, close 10.38)",
                "IWM | 12 bars | 73.95 to 156.51 on 2008-09-19 (open 79.11, close 75.04)",
                "QQQ | 49 bars | 27.05 to 37.18 on 2004-11-01 (open 36.97, close 37.02)",
            })
    void badPrintsOfDailySharesAreTold(String symbol, String count, String worst) {
        LoadedBars result = CsvBars.file(data("us_equity_daily/" + symbol + ".csv"), Instrument.equity(symbol))
                .calendar(NYSE)
                .read();

        assertThat(result.warnings())
                .filteredOn(text -> text.contains("bad prints?"))
                .singleElement()
                .asString()
                .contains(symbol + ": " + count, "worst " + worst);
    }

    @Test
    void theWorstOfDailySharesIsToldBesideTheFirst() {
        CsvBars aig = CsvBars.file(data("us_equity_daily/AIG.csv"), Instrument.equity("AIG"))
                .calendar(NYSE);
        CsvBars qqq = CsvBars.file(data("us_equity_daily/QQQ.csv"), Instrument.equity("QQQ"))
                .calendar(NYSE);

        assertThat(aig.read().warnings())
                .anyMatch(text -> text.contains(" 8 times, first from ")
                        && text.contains(" on 1998-08-03, worst from 1.13 to 18.08 on 2009-07-01: "));
        assertThat(qqq.read().warnings())
                .contains("QQQ: 1588 sessions have no bar, the first of them 2004-12-01, the most in a row 1588 from"
                        + " 2004-12-01 to 2011-03-22");
    }

    @Test
    void dailyCryptoLoads() {
        LoadedBars result = CsvBars.file(
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
        LoadedBars result = CsvBars.file(data("us_equity_minute/BAC_trade.csv"), Instrument.equity("BAC"))
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
