package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exposure in instruments that move together, over days. */
final class CorrelatedCheckTests {
    private static final long DAY = 86_400_000_000_000L;
    private static final RiskLimits LIMITS = RiskLimits.NONE.withMaxCorrelatedExposure(0.2, 1, 0.7);

    /** So many days around 100 dollars. */
    private static BarColumns days(Instrument instrument, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        for (int i = 0; i < days; i++) {
            double price = 100 + random.nextInt(200) / 100.0;
            bars.bar(i * DAY, (i + 1) * DAY, price, price, price, price, 1000);
        }
        return bars.build();
    }

    /** Buys 15 of both at once, 15 % of equity each, on one day. */
    private static Script buysBothOn(int day) {
        Script script = new Script();
        script.decide = context -> script.decisions == day ? List.of(buy(AAPL, 15), buy(MSFT, 15)) : List.of();
        return script;
    }

    /** The daily returns are kept once for a run, whoever asks. */
    @Test
    void everyStrategyOfARunIsAskedByTheSameReturns() {
        Script early = buysBothOn(30);
        Script free = buysBothOn(30);
        Script late = buysBothOn(62);
        Script alsoLate = buysBothOn(62);

        Engine.over(MarketData.of(TradingCalendars.alwaysOpen(), days(AAPL, 64, 1), days(MSFT, 64, 2)))
                .execution(new Venue())
                .strategy("free", free, CAPITAL, RiskLimits.NONE)
                .strategy("early", early, CAPITAL, LIMITS)
                .strategy("late", late, CAPITAL, LIMITS)
                .strategy("alsoLate", alsoLate, CAPITAL, LIMITS)
                .build()
                .run();

        assertThat(free.refusals()).isEmpty();
        assertThat(early.refusals()).containsExactly(RejectReason.EXPOSURE_LIMIT);
        assertThat(late.refusals()).isEmpty();
        assertThat(alsoLate.refusals()).isEmpty();
        assertThat(late.orderEvents).isNotEmpty();
    }

    @Test
    void anInstrumentWithoutAPriceYetThatNobodyHoldsIsNoExposure() {
        Script script = Script.of(context -> List.of(buy(AAPL, 15)));

        RunResult result = Runs.run(
                script,
                new Venue(),
                LIMITS,
                minutes(AAPL, 100, 100, 100, 100),
                minutes(MSFT, Double.NaN, Double.NaN, Double.NaN, 100));

        assertThat(result.strategies().get(0).failure()).isEmpty();
        assertThat(script.refusals()).isEmpty();
        assertThat(script.orderEvents).isNotEmpty();
    }

    /** What is refused while too little is known passes once it is known that the two do not move together. */
    @Test
    void oneStrategyIsAskedByTheReturnsOfTheSession() {
        Script script = new Script();
        script.decide = context -> switch (script.decisions) {
            case 20 -> List.of(buy(AAPL, 15), buy(MSFT, 15));
            case 62 -> List.of(buy(MSFT, 15));
            default -> List.of();
        };

        RunResult result = Engine.over(
                        MarketData.of(TradingCalendars.alwaysOpen(), days(AAPL, 64, 1), days(MSFT, 64, 2)))
                .execution(new Venue())
                .strategy("s", script, CAPITAL, LIMITS)
                .build()
                .run();

        assertThat(script.refusals()).containsExactly(RejectReason.EXPOSURE_LIMIT);
        assertThat(result.strategies().get(0).positions()).containsOnlyKeys(AAPL, MSFT);
    }

    @Test
    void returnsAreKeptByACheckpoint() {
        MarketData data = MarketData.of(TradingCalendars.alwaysOpen(), days(AAPL, 64, 1), days(MSFT, 64, 2));
        Engine first = Engine.over(data)
                .execution(new Venue())
                .strategy("s", new Script(), CAPITAL, LIMITS)
                .build();
        first.runUntil(Instant.EPOCH.plusNanos(40 * DAY));
        Script script = buysBothOn(22);

        Engine.over(data)
                .execution(new Venue())
                .strategy("s", script, CAPITAL, LIMITS)
                .resume(first.checkpoint())
                .build()
                .run();

        assertThat(script.refusals()).isEmpty();
        assertThat(script.orderEvents).isNotEmpty();
    }

    /** Both are split two for one, which is no day on which they moved together. */
    @Test
    void splitsAreNoReturns() {
        Script script = new Script();
        script.decide = context -> script.decisions == 62 ? List.of(buy(AAPL, 30), buy(MSFT, 30)) : List.of();
        LocalDate day = LocalDate.ofEpochDay(50);

        Engine.over(MarketData.of(TradingCalendars.alwaysOpen(), splitDays(AAPL, 1), splitDays(MSFT, 2))
                        .withActions(List.of(
                                new CorporateAction.Split(AAPL, day, 2, 1),
                                new CorporateAction.Split(MSFT, day, 2, 1))))
                .execution(new DelegatingExecution(new Venue()) {
                    @Override
                    public boolean takesCorporateActions() {
                        return true;
                    }
                })
                .strategy("s", script, CAPITAL, LIMITS)
                .build()
                .run();

        assertThat(script.refusals()).isEmpty();
        assertThat(script.orderEvents).isNotEmpty();
    }

    /** 64 days around 100 dollars, from the fiftieth on around 50. */
    private static BarColumns splitDays(Instrument instrument, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        for (int i = 0; i < 64; i++) {
            double price = (100 + random.nextInt(100) / 50.0) / (i < 50 ? 1 : 2);
            bars.bar(i * DAY, (i + 1) * DAY, price, price, price, price, 1000);
        }
        return bars.build();
    }

    /** One has a bar on every other day only, and no return; the other moves on these days. */
    @Test
    void aDayWithoutABarIsNoReturnOfNothing() {
        SplittableRandom random = new SplittableRandom(3);
        BarColumns.Builder each = BarColumns.builder(AAPL, Timeframe.DAY);
        BarColumns.Builder everyOther = BarColumns.builder(MSFT, Timeframe.DAY);
        double price = 100;
        for (int i = 0; i < 64; i++) {
            if (i % 2 == 1) {
                price = 100 + random.nextInt(200) / 100.0;
                double other = 100 + random.nextInt(200) / 100.0;
                everyOther.bar(i * DAY, (i + 1) * DAY, other, other, other, other, 1000);
            }
            each.bar(i * DAY, (i + 1) * DAY, price, price, price, price, 1000);
        }
        Script script = buysBothOn(62);

        Engine.over(MarketData.of(TradingCalendars.alwaysOpen(), each.build(), everyOther.build()))
                .execution(new Venue())
                .strategy("s", script, CAPITAL, LIMITS)
                .build()
                .run();

        assertThat(script.refusals()).containsExactly(RejectReason.EXPOSURE_LIMIT);
    }
}
