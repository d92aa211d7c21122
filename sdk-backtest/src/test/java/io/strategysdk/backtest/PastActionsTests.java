package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What issuers did before a realtime run began is in its prices already. */
class PastActionsTests {
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Instant BEGIN = Instant.parse("2024-03-05T00:00:00Z");
    private static final long MINUTE = 60_000_000_000L;

    /** Buys one share at once, and remembers averages and actions. */
    private static final class Witness implements Strategy {
        private final List<Double> averages = new ArrayList<>();
        private final List<CorporateAction> told = new ArrayList<>();
        private FeatureHandle average;

        @Override
        public void onStart(Context context) {
            average = context.feature(Indicators.sma(2));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            averages.add(average.value());
            return averages.size() == 1 ? List.of(OrderIntent.buy(ACME, 1)) : List.of();
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context context) {
            told.add(action);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-01", "2024-03-04", "2024-03-05"})
    void theyChangeNothing(LocalDate day) {
        BarColumns.Builder bars = BarColumns.builder(ACME, Timeframe.MINUTE);
        long begin = Clock.epochNanosOf(BEGIN);
        for (int i = 0; i < 5; i++) {
            bars.bar(begin + i * MINUTE, begin + (i + 1) * MINUTE, 10, 10, 10, 10, 1000);
        }
        TradingCalendar calendar = TradingCalendars.alwaysOpen();
        MarketData data = MarketData.of(calendar, bars.build());
        RealtimeClock clock = RealtimeClock.accelerated(BEGIN, 1e8);
        Witness witness = new Witness();

        RunResult result = RealtimeEngine.on(
                        new ReplayFeed(data, clock), data.instruments(), Timeframe.MINUTE, calendar)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .clock(clock)
                .sliceTimeout(Duration.ofMinutes(1))
                .corporateActions(List.of(new CorporateAction.Split(ACME, day, 2, 1)))
                .strategy("witness", witness, BigDecimal.valueOf(1000), RiskLimits.NONE)
                .build()
                .run();

        assertThat(witness.averages).hasSizeGreaterThan(2).containsOnly(10.0);
        assertThat(witness.told).isEmpty();
        assertThat(result.strategies().get(0).positions()).hasToString("{ACME=1}");
        assertThat(result.warnings()).isEmpty();
    }
}
