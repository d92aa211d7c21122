package io.strategysdk.backtest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.CsvActions;
import io.strategysdk.backtest.data.CsvBars;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known to be wrong in real files is found, where they are at hand. */
class RealDataTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();

    private Path data = Path.of("");

    @BeforeEach
    void findFiles() {
        Optional<Path> folder = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(Path.of("shared", "data")))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(folder.isPresent(), "no shared/data beside a parent folder: quality of real files not checked");
        data = folder.orElseThrow();
    }

    private SeriesQuality daily(String symbol) {
        Instrument instrument = Instrument.equity(symbol);
        Path factors = data.resolve("us_equity_factors/" + symbol + ".csv");
        return QualityCheck.against(NYSE)
                .file(CsvBars.file(data.resolve("us_equity_daily/" + symbol + ".csv"), instrument))
                .actions(CsvActions.read(factors, List.of(instrument), NYSE))
                .report()
                .series()
                .get(0);
    }

    private static Finding found(SeriesQuality series, FindingKind kind) {
        return series.finding(kind).orElseThrow(() -> new AssertionError(kind + " must be among " + series.findings()));
    }

    @Test
    void otherCompaniesUnderTheSameTickersAreFound() {
        Finding eem = found(daily("EEM"), FindingKind.OTHER_COMPANY);
        Finding uso = found(daily("USO"), FindingKind.OTHER_COMPANY);

        assertThat(eem.text()).startsWith("the 722 bars before 2003-04-11 look like another company's");
        assertThat(uso.text()).startsWith("the 140 bars before 2006-04-10 look like another company's");
    }

    @Test
    void missingDaysAreFound() {
        assertThat(found(daily("EEM"), FindingKind.MISSING_SESSIONS).count()).isEqualTo(516);
        assertThat(found(daily("QQQ"), FindingKind.MISSING_MONTH).values())
                .containsEntry("longest", "1588 from 2004-12-01 to 2011-03-22");
    }

    @Test
    void badPrintsAreFound() {
        assertThat(found(daily("IWM"), FindingKind.SPIKE).text()).contains("73.95 to 156.51 on 2008-09-19");
        assertThat(found(daily("AIG"), FindingKind.SPIKE).text()).contains("1.56 to 20.98 on 2009-05-05");
    }

    /** Days of the crashes of 2008 and 2020 are not among the outliers, and known splits are no leaps. */
    @Test
    void ordinaryCrashesAndKnownSplitsAreNotFound() {
        for (String symbol : List.of("AIG", "BAC", "EEM", "IWM", "QQQ")) {
            SeriesQuality series = daily(symbol);
            long outliers =
                    series.finding(FindingKind.OUTLIER).map(Finding::count).orElse(0L);

            assertThat(outliers).as(symbol).isLessThanOrEqualTo(1);
            assertThat(series.finding(FindingKind.UNDECLARED_SPLIT)).as(symbol).isEmpty();
        }
    }

    @Test
    void withoutTheFactorsSplitsAreFound() {
        Instrument iwm = Instrument.equity("IWM");
        SeriesQuality series = QualityCheck.against(NYSE)
                .file(CsvBars.file(data.resolve("us_equity_daily/IWM.csv"), iwm))
                .report()
                .series()
                .get(0);

        assertThat(found(series, FindingKind.UNDECLARED_SPLIT).examples())
                .extracting(Finding.Example::text)
                .containsExactly("2 for 1: from 123.33 to 61.63 on 2005-06-09");
    }

    @Test
    void minutesOfTradesLieInTheirSessionsAndMissNone() {
        SeriesQuality series = QualityCheck.against(NYSE)
                .file(CsvBars.file(data.resolve("us_equity_minute/BAC_trade.csv"), Instrument.equity("BAC")))
                .report()
                .series()
                .get(0);

        assertThat(series.finding(FindingKind.MISSING_BARS)).isEmpty();
        assertThat(series.finding(FindingKind.TIME_SHIFT)).isEmpty();
        assertThat(found(series, FindingKind.OUTSIDE_SESSIONS).count()).isEqualTo(1126);
    }

    @Test
    void crossedQuotesAreFound() {
        SeriesQuality series = QualityCheck.against(NYSE)
                .file(CsvBars.file(data.resolve("us_equity_minute/BAC_quote.csv"), Instrument.equity("BAC")))
                .report()
                .series()
                .get(0);

        assertThat(found(series, FindingKind.CROSSED).count()).isEqualTo(3);
    }

    @Test
    void sundaysOfCurrenciesAndAHalvedBitcoinAreFound() {
        SeriesQuality fx = QualityCheck.against(TradingCalendars.forex())
                .file(CsvBars.file(
                        data.resolve("fx/EURUSD_daily.csv"), Instrument.of("EURUSD", AssetClass.FOREX, "USD")))
                .report()
                .series()
                .get(0);
        SeriesQuality crypto = QualityCheck.against(TradingCalendars.alwaysOpen())
                .file(CsvBars.file(
                        data.resolve("crypto/BTCUSD_daily.csv"), Instrument.of("BTCUSD", AssetClass.CRYPTO, "USD")))
                .report()
                .series()
                .get(0);

        assertThat(found(fx, FindingKind.NOT_A_SESSION).count()).isEqualTo(620);
        assertThat(found(crypto, FindingKind.OUTLIER).text()).contains("-50 % on 2015-01-14");
    }
}
