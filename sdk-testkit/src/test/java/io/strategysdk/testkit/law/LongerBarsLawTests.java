package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.data.BarType;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.DataSets;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Strategies that look at longer bars than those that fill their orders. */
class LongerBarsLawTests {
    /** Goes by bars of another length, and by a mean of them. */
    private static final class GoesByLongerBars extends Flipping {
        private final Timeframe timeframe;
        private BarSeries longer;
        private FeatureHandle mean;

        GoesByLongerBars(Timeframe timeframe) {
            this.timeframe = timeframe;
        }

        @Override
        public void onStart(Context context) {
            super.onStart(context);
            longer = context.bars(instrument, timeframe);
            mean = context.feature(Indicators.sma(2).of(Input.of(timeframe, Input.Field.CLOSE)), instrument);
        }

        @Override
        boolean wantsLong(Context context) {
            return longer.close(0) > mean.value();
        }
    }

    private static MarketData halfHours() {
        return GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2024, 3, 4), 20)
                .with(Instrument.equity("ACME"), "100.00", new GeometricBrownianMotion(0, 0.4))
                .bars(Timeframe.minutes(30))
                .generate(3);
    }

    private static MarketData withDays(double off) {
        BarColumns base = halfHours().series().get(0);
        BarColumns days = base.made(BarType.time(Timeframe.DAY), TradingCalendars.nyse());
        BarColumns.Builder given = BarColumns.builder(base.instrument(), Timeframe.DAY);
        for (int row = 0; row < days.size(); row++) {
            double more = row == 7 ? off : 0;
            given.bar(
                    days.openEpochNanos(row),
                    days.epochNanos(row),
                    days.open(row),
                    days.high(row) + more,
                    days.low(row),
                    days.close(row) + more,
                    days.volume(row));
        }
        List<BarColumns> both = new ArrayList<>(List.of(base, given.build()));
        return MarketData.of(TradingCalendars.nyse(), both);
    }

    @Test
    void obeyAllLaws() {
        StrategyLaws weeks = StrategyLaws.of(() -> new GoesByLongerBars(Timeframe.WEEK))
                .on("walk", DataSets::walk)
                .on("missing sessions", DataSets::missingSessions)
                .on("splits", DataSets::splits)
                .on("half hours", LongerBarsLawTests::halfHours);

        assertThatCode(weeks::all).doesNotThrowAnyException();
    }

    @Test
    void obeyThemWhereTheirBarsAreGivenToo() {
        StrategyLaws days =
                StrategyLaws.of(() -> new GoesByLongerBars(Timeframe.DAY)).on("given days", () -> withDays(0));

        assertThatCode(days::all).doesNotThrowAnyException();
    }

    @Test
    void areNotComparedWithPaperWhereWhatIsGivenIsNotWhatWouldBeMade() {
        StrategyLaws days =
                StrategyLaws.of(() -> new GoesByLongerBars(Timeframe.DAY)).on("given days", () -> withDays(0.5));

        assertThatCode(days::noLookAhead).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(days::parity)
                .withMessageStartingWith(
                        "longer bars must be what the bars that fill orders make, for parity: was ACME ")
                .withMessageContaining("at 2024-03-13 16:00:00")
                .withMessageEndingWith("on given days)");
    }
}
