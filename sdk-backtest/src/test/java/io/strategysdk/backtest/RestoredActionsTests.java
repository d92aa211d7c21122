package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction.Dividend;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restart between an issuer's action and the bar, or the payment, that it waits for. */
final class RestoredActionsTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final Instrument XYZ = Instrument.equity("XYZ");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 6);
    private static final long MINUTE = 60_000_000_000L;

    /** Holds both, and bids below prices of the past, in the shares of the day. */
    private static final class Bidding implements Strategy {
        private FeatureHandle mean;

        @Override
        public void onStart(Context context) {
            mean = context.feature(Indicators.sma(3), ABC);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (context.position(XYZ).isFlat()) {
                return List.of(OrderIntent.buy(ABC, 100), OrderIntent.buy(XYZ, 100));
            }
            return List.of(
                    bid(mean.value()),
                    bid(context.bars(ABC).close(context.bars(ABC).size() - 1)));
        }

        private static OrderIntent bid(double price) {
            return OrderIntent.buy(ABC, 1).atLimit(ABC.price(Math.rint(price * 50) / 100));
        }
    }

    /** Nine minutes around each of three midnights, at which actions wait for a bar that opens. */
    private static MarketData data() {
        BarColumns.Builder abc = BarColumns.builder(ABC, Timeframe.MINUTE);
        BarColumns.Builder xyz = BarColumns.builder(XYZ, Timeframe.MINUTE);
        for (int day = 0; day < 3; day++) {
            for (int minute = -6; minute < 3; minute++) {
                long at = Clock.epochNanosOf(Instant.parse(DAY.plusDays(day) + "T00:00:00Z")) + minute * MINUTE;
                double price = (day == 0 && minute < 0 ? 50 : 25) + 0.01 * (day * 9 + minute);
                abc.bar(at, at + MINUTE, price, price, price, price, 1000);
                xyz.bar(at, at + MINUTE, 40, 40, 40, 40, 1000);
            }
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), abc.build(), xyz.build())
                .withActions(List.of(
                        new Split(ABC, DAY, 2, 1),
                        new Dividend(ABC, DAY, new BigDecimal("0.37"), DAY.plusDays(2)),
                        new Dividend(XYZ, DAY, new BigDecimal("0.11"), DAY.plusDays(1)),
                        new Dividend(XYZ, DAY.plusDays(1), new BigDecimal("0.12"), DAY.plusDays(2))));
    }

    private static Engine.Builder engine() {
        return Engine.over(data())
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .strategy("bidding", new Bidding(), new BigDecimal("20000"), RiskLimits.NONE);
    }

    @Test
    void theRunHasActionsThatWaitAndPaymentsOfOneDay() {
        Journal whole = engine().build().run().journal();

        assertThat(whole.entries(JournalEntry.Adjusted.class))
                .extracting(adjusted -> Clock.instantOf(adjusted.epochNanos()) + " "
                        + adjusted.action().getClass().getSimpleName())
                .containsExactly(
                        "2024-03-06T00:01:00Z Split",
                        "2024-03-06T00:01:00Z Dividend",
                        "2024-03-06T00:01:00Z Dividend",
                        "2024-03-07T00:01:00Z Dividend");
        assertThat(whole.entries(JournalEntry.Paid.class))
                .extracting(paid -> Clock.instantOf(paid.epochNanos()) + " " + paid.instrument() + " "
                        + paid.amount().stripTrailingZeros().toPlainString())
                .containsExactly(
                        "2024-03-07T00:00:00Z XYZ 11", "2024-03-08T00:00:00Z ABC 74", "2024-03-08T00:00:00Z XYZ 12");
    }

    @Test
    void theJournalIsTheUninterruptedOneFromEveryStepOn() {
        Journal whole = engine().build().run().journal();

        Engine running = engine().build();
        int steps = 0;
        while (running.step()) {
            steps++;
            Journal journal =
                    engine().resume(running.checkpoint()).build().run().journal();
            assertThat(journal.firstDifference(whole))
                    .as("after step %d", steps)
                    .isEmpty();
            assertThat(journal.hash()).as("after step %d", steps).isEqualTo(whole.hash());
        }
        assertThat(steps).isGreaterThan(15);
    }
}
