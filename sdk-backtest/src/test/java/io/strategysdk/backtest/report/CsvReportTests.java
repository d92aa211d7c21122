package io.strategysdk.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.backtest.statistics.EquityCurve;
import io.strategysdk.backtest.statistics.Statistics;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CsvReportTests {
    private static final Instrument INSTRUMENT = Instrument.of("X", AssetClass.EQUITY, "USD");

    private static String firstTradeOf(String strategy) {
        SampleTrade trade = new SampleTrade(strategy, INSTRUMENT);
        EquityCurve equity =
                EquityCurve.builder(0, 100).mark(1, 110).mark(2, 115).build();
        Statistics statistics = Statistics.builder(equity.daily(ZoneOffset.UTC))
                .trades(trade.matched(), trade.fills())
                .build();
        ReportData data = ReportData.builder("run", "1", statistics)
                .trades(trade.matched(), trade.fills())
                .build();
        String trades = Report.of(data).tradesCsv();
        return trades.substring(trades.indexOf("\r\n") + 2);
    }

    /** Each of the characters that OWASP names, alone and before others. */
    @Test
    void aNameThatBeginsLikeAFormulaIsMadeText() {
        for (String begin : new String[] {"=", "+", "-", "@", "\t"}) {
            assertThat(firstTradeOf(begin + "1")).startsWith("'" + begin + "1,X,BUY,1,");
            assertThat(firstTradeOf(begin)).startsWith("'" + begin + ",X,BUY,1,");
        }
        assertThat(firstTradeOf("\r1")).startsWith("\"'\r1\",X,BUY,1,");
    }

    @Test
    void aNameThatHoldsSuchACharacterFurtherInStaysAsItIs() {
        for (String inside : new String[] {"a=1", "a+1", "a-1", "a@1", "a\t1", "'=1", " =1"}) {
            assertThat(firstTradeOf(inside)).startsWith(inside + ",X,BUY,1,");
        }
    }
}
