package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.data;
import static io.strategysdk.engine.Runs.entriesOf;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Schedule;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One strategy's error is its own. */
final class IsolationTests {
    private static final double[] PRICES = {10, 11, 12, 13, 14, 15};

    private static OrderIntent resting() {
        return OrderIntent.buy(AAPL, 1).atLimit(Price.of(1)).withTimeInForce(TimeInForce.GTC);
    }

    /** Trades in each step and keeps an order resting. */
    private static Script trader() {
        Script script = new Script();
        script.onStart = context -> context.timer(Schedule.daily());
        script.decide = context -> script.decisions == 1
                ? List.of(OrderIntent.buy(AAPL, 2), resting())
                : List.of(OrderIntent.targetQuantity(AAPL, script.decisions % 2));
        return script;
    }

    private static Script failingIn(String callback) {
        Script script = trader();
        Runnable fail = () -> {
            throw new IllegalStateException("broken");
        };
        switch (callback) {
            case "onStart" -> script.onStart = context -> fail.run();
            case "onMarketEvent" -> script.onMarket = context -> failLater(script, fail);
            case "generateOrders" -> {
                var decide = script.decide;
                script.decide = context -> {
                    failLater(script, fail);
                    return decide.apply(context);
                };
            }
            case "onOrderUpdate" -> script.onOrder = (event, context) -> fail.run();
            case "onPositionUpdate" -> script.onPosition = context -> fail.run();
            case "onTimer" -> script.onTimer = context -> fail.run();
            case "onStop" -> script.onStop = context -> fail.run();
            default -> throw new IllegalArgumentException(callback);
        }
        return script;
    }

    private static void failLater(Script script, Runnable fail) {
        if (script.decisions >= 2) {
            fail.run();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onStart",
                "onMarketEvent",
                "generateOrders",
                "onOrderUpdate",
                "onPositionUpdate",
                "onTimer",
                "onStop"
            })
    void aStrategyThatThrowsStopsAlone(String callback) {
        Script failing = failingIn(callback);
        RunResult alone = over(data(minutes(AAPL, PRICES)), new Venue())
                .strategy("good", trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        Venue venue = new Venue();
        RunResult both = over(data(minutes(AAPL, PRICES)), venue)
                .strategy("bad", failing, CAPITAL, RiskLimits.NONE)
                .strategy("good", trader(), CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(entriesOf(both, "good")).isEqualTo(entriesOf(alone, "good"));
        assertThat(both.equity(1)).isEqualTo(alone.equity(0));
        StrategyFailure failure = both.strategies().get(0).failure().orElseThrow();
        assertThat(failure.callback()).isEqualTo(callback);
        assertThat(failure.error()).hasMessage("broken");
        BarColumns bars = minutes(AAPL, PRICES);
        assertThat(failure.epochNanos())
                .isBetween(bars.openEpochNanos(0), bars.epochNanos(bars.size() - 1))
                .satisfies(time -> assertThat(time == bars.openEpochNanos(0)).isEqualTo(callback.equals("onStart")));
        assertThat(both.strategies().get(1).failure()).isEmpty();
        assertThat(venue.resting)
                .allSatisfy(order -> assertThat(order.id().origin()).isEqualTo("good"));
        assertThat(both.journal().entries(JournalEntry.Stopped.class))
                .singleElement()
                .satisfies(stopped -> assertThat(stopped.callback()).isEqualTo(callback));
    }

    @Test
    void nothingIsCalledAfterTheError() {
        Script script = failingIn("onPositionUpdate");

        run(script, new Venue(), minutes(AAPL, PRICES));

        assertThat(script.calls).endsWith("position 2");
    }

    @Test
    void restingOrdersOfAStoppedStrategyAreCancelledInTheJournal() {
        RunResult result = run(failingIn("onMarketEvent"), new Venue(), minutes(AAPL, PRICES));

        assertThat(result.journal().entries(JournalEntry.Reported.class))
                .filteredOn(entry -> entry.event() instanceof OrderEvent.Cancelled)
                .isNotEmpty();
    }

    private static void assertNamed(Script script, String callback, String rule) {
        RunResult alone = run(script, new Venue(), minutes(AAPL, 10, 10, 10));

        StrategyFailure failure = alone.strategies().get(0).failure().orElseThrow();
        assertThat(failure.callback()).isEqualTo(callback);
        assertThat(failure.error()).isInstanceOf(NullPointerException.class).hasMessage(rule);
    }

    private static Script returning(List<OrderIntent> intents, boolean observes) {
        Script script = new Script();
        script.decide = context -> {
            if (observes && script.decisions == 1) {
                return List.of(OrderIntent.buy(AAPL, 1).atLimit(Price.of(5)).withTimeInForce(TimeInForce.GTC));
            }
            return intents;
        };
        return script;
    }

    /** Only decides: its bars go the quick way. */
    private record Quiet() implements Strategy {
        @Override
        @SuppressWarnings("NullAway") // strategies that are not checked do it
        public List<OrderIntent> generateOrders(Context context) {
            return context.position(AAPL).mark() < 12 ? List.of() : null;
        }
    }

    @Test
    @SuppressWarnings("NullAway") // strategies that are not checked do it
    void aNullListIsNamed() {
        assertNamed(returning(null, false), "generateOrders", "generateOrders must return a list, was null");
        assertNamed(returning(null, true), "generateOrders", "generateOrders must return a list, was null");
    }

    @Test
    void aNullListIsNamedInACopyOfTheLoopToo() {
        Loop shared = LoopCopies.forRun(Quiet.class, LoopCopies.BARS_BEFORE_COPY);
        assertThat(LoopCopies.forRun(Quiet.class, 0)).isNotSameAs(shared);

        StrategyFailure failure = run(new Quiet(), new Venue(), minutes(AAPL, PRICES))
                .strategies()
                .get(0)
                .failure()
                .orElseThrow();

        assertThat(failure.error()).hasMessage("generateOrders must return a list, was null");
    }

    @Test
    @SuppressWarnings("NullAway") // strategies that are not checked do it
    void aNullIntentIsNamed() {
        assertNamed(
                returning(Collections.singletonList(null), false),
                "generateOrders",
                "generateOrders must return a list without null, one intent was null");
        Script submitting = Script.of(context -> List.of(OrderIntent.buy(AAPL, 1)));
        submitting.onOrder = (event, context) -> context.submit(null);
        assertNamed(submitting, "onOrderUpdate", "an intent that is submitted must not be null, was null");
    }

    @Test
    @SuppressWarnings("NullAway") // strategies that are not checked do it
    void aStrategysOwnNullStaysAsItIs() {
        Script script = Script.of(context -> List.of(OrderIntent.cancel(Objects.requireNonNull(null, "mine"))));

        RunResult result = run(script, new Venue(), minutes(AAPL, 10, 10));

        assertThat(result.strategies().get(0).failure().orElseThrow().error())
                .hasMessage("mine")
                .hasNoCause();
    }

    @Test
    void stackOverflowIsTheStrategysOwnErrorAndOutOfMemoryIsNot() {
        Script deep = new Script();
        deep.decide = context -> {
            throw new StackOverflowError();
        };
        Script large = new Script();
        large.decide = context -> {
            throw new OutOfMemoryError("none");
        };

        assertThat(run(deep, new Venue(), minutes(AAPL, 10)).strategies().get(0).failure())
                .isPresent();
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> run(large, new Venue(), minutes(AAPL, 10)));
    }

    @Test
    void errorTextsAreNotPartOfTheHash() {
        RunResult one = runFailingWith("short");
        RunResult other = runFailingWith("another, longer text");

        assertThat(one.journal().hash()).isEqualTo(other.journal().hash());
        assertThat(one.journal().firstDifference(other.journal())).isEmpty();
    }

    private static RunResult runFailingWith(String message) {
        Script script = new Script();
        script.decide = context -> {
            throw new IllegalStateException(message);
        };
        return run(script, new Venue(), minutes(AAPL, 10, 11));
    }

    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }

    @Test
    void anErrorThatCannotBePrintedStopsItsStrategyAlone() {
        Script bad = new Script();
        bad.decide = context -> {
            throw new IllegalStateException("broken", new Unprintable());
        };
        Script worse = new Script();
        worse.decide = context -> {
            throw new Unprintable();
        };
        Script good = trader();

        RunResult result = over(data(minutes(AAPL, PRICES)), new Venue())
                .strategy("bad", bad, CAPITAL, RiskLimits.NONE)
                .strategy("worse", worse, CAPITAL, RiskLimits.NONE)
                .strategy("good", good, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(good.decisions).isEqualTo(PRICES.length);
        assertThat(result.journal().entries(JournalEntry.Stopped.class))
                .extracting(JournalEntry.Stopped::error)
                .containsExactly("java.lang.IllegalStateException", Unprintable.class.getName());
        assertThat(result.strategies().get(1).failure().orElseThrow().toString())
                .contains("worse was stopped", Unprintable.class.getName());
    }
}
