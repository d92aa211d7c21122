package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Monitor.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Monitors over days: sessions that end, splits between them, and days without a bar. */
final class MonitorSessionTests {
    private static final double NONE = Double.NaN;
    private static final long DAY = 24 * 60 * MINUTE;

    private final Script script = new Script();
    private final Venue venue = new Venue();
    private final List<Alert> alerts = new ArrayList<>();

    private void run(Monitor monitor, List<OrderIntent> first, MarketData data) {
        script.decide = context -> script.decisions == 1 ? first : List.of();
        Engine.over(data)
                .execution(new DelegatingExecution(venue) {
                    @Override
                    public boolean takesCorporateActions() {
                        return true;
                    }
                })
                .monitor(monitor)
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    /** Flat minutes of one day, and of the next from the same time on. */
    private static BarColumns twoDays(Instrument instrument, double[] first, double... second) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.MINUTE);
        add(bars, Runs.START, first);
        add(bars, Runs.START + DAY, second);
        return bars.build();
    }

    private static void add(BarColumns.Builder bars, long from, double... prices) {
        for (int i = 0; i < prices.length; i++) {
            long open = from + i * MINUTE;
            bars.bar(open, open + MINUTE, prices[i], prices[i], prices[i], prices[i], 1000);
        }
    }

    /** 50 shares: 9,800 dollars in the evening, and 9,450 on the next day. */
    @Test
    void theLossOfADayLeavesOutThatOfTheDayBefore() {
        run(
                Monitor.loss(0.04, Response.ALERT),
                List.of(buy(AAPL, 50)),
                Runs.data(twoDays(AAPL, new double[] {100, 100, 96, 96}, 96, 89, 89, 89)));

        assertThat(alerts).isEmpty();
    }

    /** 11,000 dollars in the evening, and 10,400 on the next day. */
    @Test
    void theLossOfADayIsFromWhatTheDayBeforeHasGained() {
        run(
                Monitor.loss(0.05, Response.ALERT),
                List.of(buy(AAPL, 50)),
                Runs.data(twoDays(AAPL, new double[] {100, 100, 120, 120}, 120, 108, 108, 108)));

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isCloseTo(600 / 11_000.0, within(1e-12)));
    }

    /** One share of four is bought on the first day; what was decided at 100 is expected at 50 after the split. */
    @Test
    void aSplitBetweenDecisionAndFillIsNoSlippage() {
        venue.perBar = AAPL.quantity(1).units();

        run(
                Monitor.slippage(150, 1, Response.ALERT),
                List.of(
                        buy(AAPL, 4).withTimeInForce(TimeInForce.GTC),
                        buy(MSFT, 4).withTimeInForce(TimeInForce.GTC)),
                Runs.data(twoDays(AAPL, new double[] {100, 100}, 51), twoDays(MSFT, new double[] {100, 100}, 100))
                        .withActions(List.of(new CorporateAction.Split(AAPL, LocalDate.of(2024, 1, 3), 2, 1))));

        assertThat(venue.resting).hasSize(2);
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isCloseTo(200, within(1e-9)));
    }

    /** The first slice is that of minute 1, and the fourth after it that of minute 5. */
    @Test
    void dataOfAnInstrumentThatHasNoBarYetAreStaleFromTheFirstSliceOn() {
        run(
                Monitor.staleData(3, Response.ALERT),
                List.of(),
                Runs.data(minutes(AAPL, 1, 1, 1, 1, 1, 1), minutes(MSFT, NONE, NONE, NONE, NONE, NONE, 1)));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.instrument()).contains(MSFT);
            assertThat(alert.figure()).isEqualTo(4);
            assertThat(alert.epochNanos()).isEqualTo(Runs.START + 5 * MINUTE);
        });
    }

    @ParameterizedTest
    @CsvSource({"1d, 2, 3, 3", "2d, 2, 5, 2.5", "1w, 1, 6, 1.2", "1mo, 1, 22, 1.0476190476190477"})
    void daysWithoutABarCountInSessions(String timeframe, double threshold, int sessions, double figure) {
        long rare = 40 * DAY;
        BarColumns.Builder daily = BarColumns.builder(AAPL, Timeframe.DAY);
        for (long day = 39; day <= 39 + sessions; day++) {
            daily.bar(day * DAY, (day + 1) * DAY, 1, 1, 1, 1, 1);
        }
        BarColumns.Builder rarely = BarColumns.builder(MSFT, Timeframe.parse(timeframe));
        rarely.bar(rare - DAY, rare, 1, 1, 1, 1, 1);

        run(Monitor.staleData(threshold, Response.ALERT), List.of(), Runs.data(daily.build(), rarely.build()));

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.instrument()).contains(MSFT);
            assertThat(alert.figure()).isEqualTo(figure);
            assertThat(alert.epochNanos()).isEqualTo(rare + sessions * DAY);
        });
    }
}
