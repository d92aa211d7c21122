package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.run;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is called when (architecture, one step of the engine). */
final class StepOrderTests {
    @Test
    void orderEventsComeBeforePositionEventsBeforeTimersBeforeMarketEvents() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        // due in the step in which the order fills
        script.onStart =
                context -> context.timer(Schedule.afterOpen(Duration.ofHours(15).plusMinutes(2)));

        run(script, new Venue(), minutes(AAPL, 10, 10, 10), minutes(MSFT, 20, 20, 20));

        assertThat(script.step(1)).containsExactly("market AAPL", "market MSFT", "generate");
        assertThat(script.step(2))
                .containsExactly(
                        "Accepted s-1", "Filled s-1", "position 1", "timer", "market AAPL", "market MSFT", "generate");
        assertThat(script.step(3)).containsExactly("market AAPL", "market MSFT", "generate");
        assertThat(script.calls).startsWith("start").endsWith("stop");
    }

    @Test
    void thePortfolioShowsAllFillsOfTheStepBeforeTheFirstIsTold() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1), OrderIntent.buy(AAPL, 2)));
        List<Double> held = new ArrayList<>();
        script.onOrder = (event, context) -> held.add(context.position(AAPL).size());

        run(script, new Venue(), minutes(AAPL, 10, 10));

        assertThat(held).containsOnly(3.0);
        assertThat(script.positionEvents)
                .extracting(e -> e.before() + " " + e.after())
                .containsExactly("0 1", "1 3");
    }

    @Test
    void failure1NothingFillsInTheBarItWasDecidedOn() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 20));

        assertThat(script.orderEvents.get(1)).isInstanceOfSatisfying(OrderEvent.Filled.class, filled -> {
            assertThat(filled.fill().lastPx().toDouble()).isEqualTo(20);
            assertThat(filled.epochNanos()).isEqualTo(START + 2 * MINUTE);
        });
        assertThat(result.equity(0)).containsExactly(10_000, 10_000);
    }

    @Test
    void ordersOfTheLastBarNeverFill() {
        RunResult result = run(
                (io.strategysdk.api.Strategy) context -> List.of(OrderIntent.buy(AAPL, 1)),
                new Venue(),
                minutes(AAPL, 10));

        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void decisionsWaitForTheFirstValueOfEveryFeature() {
        Script script = new Script();
        List<FeatureHandle> features = new ArrayList<>();
        script.onStart = context -> {
            features.add(context.feature(Indicators.sma(3)));
            features.add(context.feature(Indicators.sma(2).of(Indicators.sma(4))));
        };
        List<Boolean> defined = new ArrayList<>();
        script.onMarket = context -> defined.add(features.stream().noneMatch(f -> Double.isNaN(f.value())));

        run(script, new Venue(), minutes(AAPL, 1, 2, 3, 4, 5, 6, 7));

        assertThat(defined).containsExactly(false, false, false, false, true, true, true);
        assertThat(script.decisions).isEqualTo(3);
        assertThat(script.calls.indexOf("generate")).isEqualTo(6);
    }

    @Test
    void failure15WarmUpBarsAreSeenButNeitherDecidedOnNorMeasured() {
        Script script = new Script();
        script.decide = context -> List.of(OrderIntent.buy(AAPL, 1));
        Engine engine = over(data(minutes(AAPL, 1, 2, 3, 4)), new Venue())
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE)
                .from(Clock.instantOf(START + 3 * MINUTE))
                .build();

        RunResult result = engine.run();

        assertThat(script.calls.stream().filter("market AAPL"::equals)).hasSize(4);
        assertThat(script.decisions).isEqualTo(2);
        assertThat(result.times()).containsExactly(START + 3 * MINUTE, START + 4 * MINUTE);
        assertThat(result.equity(0)).hasSize(2);
        assertThat(result.journal().iterator().next().epochNanos()).isEqualTo(START + 3 * MINUTE);
    }

    @Test
    void submitIsForOrderUpdatesOnly() {
        for (String where : List.of("start", "market", "generate", "timer", "position", "stop")) {
            Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
            script.onStart = context -> {
                context.timer(Schedule.daily());
                submitIn(where, "start", context);
            };
            script.onMarket = context -> submitIn(where, "market", context);
            script.onTimer = context -> submitIn(where, "timer", context);
            script.onPosition = context -> submitIn(where, "position", context);
            script.onStop = context -> submitIn(where, "stop", context);
            var decide = script.decide;
            script.decide = context -> {
                submitIn(where, "generate", context);
                return decide.apply(context);
            };

            RunResult result = run(script, new Venue(), minutes(AAPL, 10, 10, 10));

            assertThat(result.strategies().get(0).failure().orElseThrow().error())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "submit is for onOrderUpdate only; generateOrders returns its intents, was ");
        }
    }

    private static void submitIn(String where, String here, io.strategysdk.api.Context context) {
        if (where.equals(here)) {
            context.submit(OrderIntent.buy(AAPL, 1));
        }
    }

    @Test
    void ordersFromOrderUpdatesFillAtTheNextBar() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Filled && event.order().id().sequence() == 1) {
                context.submit(OrderIntent.sell(AAPL, 1));
            }
        };

        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 11, 12));

        assertThat(result.strategies().get(0).realizedPnl()).isEqualByComparingTo("1");
        assertThat(script.step(3)).startsWith("Accepted s-2", "Filled s-2", "position 0");
    }

    @Test
    @Timeout(20)
    void refusalsAreToldInTheNextStepSoThatAskingAgainEnds() {
        Script script = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1_000_000)));
        script.onOrder = (event, context) -> context.submit(OrderIntent.buy(AAPL, 1_000_000));

        run(script, new Venue(), minutes(AAPL, 10, 10, 10, 10));

        assertThat(script.orderEvents)
                .hasSize(3)
                .allSatisfy(event ->
                        assertThat(((OrderEvent.Rejected) event).reason()).isEqualTo(RejectReason.BUYING_POWER));
        assertThat(script.step(1)).containsExactly("market AAPL", "generate");
        assertThat(script.step(2)).containsExactly("Rejected s-1", "market AAPL", "generate");
        assertThat(script.step(3)).containsExactly("Rejected s-2", "market AAPL", "generate");
    }

    @Test
    void strategiesAreCalledInOrderOfRegistration() {
        List<String> calls = new ArrayList<>();
        Engine.Builder builder = over(data(walk(AAPL, 3, 1, false)), new Venue());
        for (String name : List.of("z", "a", "m")) {
            Script script = new Script();
            script.decide = context -> {
                calls.add(name);
                return List.of();
            };
            builder.strategy(name, script, CAPITAL, RiskLimits.NONE);
        }
        builder.build().run();

        assertThat(calls).containsExactly("z", "a", "m", "z", "a", "m", "z", "a", "m");
    }

    @Test
    void barsOfOneMomentComeInOrderOfInstruments() {
        Script script = new Script();

        run(script, new Venue(), minutes(MSFT, 1, Double.NaN, 1), minutes(AAPL, 2, 2, 2));

        assertThat(script.step(1)).containsExactly("market MSFT", "market AAPL", "generate");
        assertThat(script.step(2)).containsExactly("market AAPL", "generate");
        assertThat(script.step(3)).containsExactly("market MSFT", "market AAPL", "generate");
    }

    @Test
    void handlesAreBoundInOnStartOnly() {
        Script script = new Script();
        List<String> errors = new ArrayList<>();
        script.onMarket = context -> {
            for (Runnable late : List.<Runnable>of(
                    () -> context.timer(Schedule.daily()),
                    () -> context.feature(Indicators.sma(2)),
                    () -> context.bars(AAPL, io.strategysdk.api.time.Timeframe.MINUTE))) {
                try {
                    late.run();
                } catch (IllegalStateException e) {
                    errors.add(e.getMessage());
                }
            }
        };

        run(script, new Venue(), minutes(AAPL, 10));

        assertThat(errors)
                .containsExactly(
                        "timers must be bound in onStart (s)",
                        "features must be bound in onStart (s)",
                        "bars of another timeframe must be bound in onStart (s)");
    }
}
