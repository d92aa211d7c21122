package io.strategysdk.backtest;

import static io.strategysdk.backtest.execution.Trial.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.Context;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.signal.OrderStyle;
import io.strategysdk.api.signal.Signal;
import io.strategysdk.api.signal.SignalProcessor;
import io.strategysdk.api.signal.SignalRules;
import io.strategysdk.api.signal.Sizing;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.AccountRules;
import io.strategysdk.engine.Checkpoint;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Signals in whole runs: what is asked for at each bar, and what comes of it. */
class SignalOrdersTests {
    private static final Instrument OTHER = Instrument.equity("OTHER");
    private static final SignalRules RULES = SignalRules.DEFAULT.withMaxExposure(1);

    /** Asks the processor for the same at every step. */
    private static final class Asking implements Strategy {
        private final SignalRules rules;
        private final Function<SignalProcessor, List<OrderIntent>> question;
        private SignalProcessor processor;
        private int mostWorking;

        private Asking(SignalRules rules, Function<SignalProcessor, List<OrderIntent>> question) {
            this.rules = rules;
            this.question = question;
        }

        @Override
        public void onStart(Context context) {
            processor = context.signals(rules);
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            for (Instrument instrument : context.instruments()) {
                mostWorking = Math.max(
                        mostWorking, context.orders().working(instrument).size());
            }
            return question.apply(processor);
        }
    }

    private static Asking always(SignalRules rules, double strength) {
        return new Asking(rules, processor -> processor.process(List.of(new Signal(ACME, strength))));
    }

    private static BacktestResult run(Strategy strategy, Trial trial, long cash) {
        BacktestResult result =
                Backtest.of(strategy).on(trial.data()).cash(cash).run();
        assertThat(result.failures()).isEmpty();
        return result;
    }

    @Test
    void theSameSignalAtEveryBarIsOneOrder() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10);

        assertThat(Trial.describe(run(always(RULES, 0.5), trial, 1_000))).containsExactly("1 BUY 50 @ 10");
    }

    @Test
    void anOrderThatIsLongOnItsWayIsNotSentAgain() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 8; minute++) {
            trial.bar(10, 10, 10, 10);
        }

        BacktestResult result = Backtest.of(always(RULES, 0.5))
                .on(trial.data())
                .cash(1_000)
                .latency(LatencyModel.fixed(Duration.ofSeconds(150)))
                .run();

        assertThat(Trial.describe(result)).containsExactly("4 BUY 50 @ 10");
    }

    @Test
    void thePositionFollowsTheMarketUnlessTheChangeIsTooSmall() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 20, 10, 20)
                .bar(20, 20, 20, 20)
                .bar(20, 20, 20, 20);

        // 50 bought at 10 are worth 1000 of 1500 at 20: half of it is 37.5
        assertThat(Trial.describe(run(always(RULES, 0.5), trial, 1_000)))
                .containsExactly("1 BUY 50 @ 10", "2 SELL 13 @ 20");
        assertThat(Trial.describe(run(always(RULES.withMinTradeNotional(300), 0.5), trial, 1_000)))
                .containsExactly("1 BUY 50 @ 10");
    }

    @Test
    void aLimitThatIsNotReachedFollowsTheMarketAsOneOrder() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(11, 11, 11, 11)
                .bar(12, 12, 12, 12)
                .bar(12, 12, 12, 12);
        Asking asking = always(RULES.withStyle(OrderStyle.limit(0.01).withTimeInForce(TimeInForce.GTC)), 0.5);

        BacktestResult result = run(asking, trial, 1_000);

        // 50 at 10.10, 45 at 11.11, 41 at 12.12: filled at the open
        assertThat(Trial.describe(result)).containsExactly("3 BUY 41 @ 12");
        assertThat(asking.mostWorking).isEqualTo(1);
        assertThat(result.orders()).hasSize(1);
    }

    @Test
    void aLimitFillsNoWorseThanTheOffsetAllows() {
        Trial trial =
                Trial.minutes().bar(10, 10, 10, 10).bar(10.2, 10.3, 10.05, 10.2).bar(10, 10, 10, 10);

        assertThat(Trial.describe(run(always(RULES.withStyle(OrderStyle.limit(0.01)), 0.5), trial, 1_000)))
                .startsWith("1 BUY 50 @ 10.1");
    }

    @Test
    void oneSignalsSaleAtMarketPaysForTheOthersPurchase() {
        Trial trial = Trial.minutes();
        for (int minute = 0; minute < 5; minute++) {
            trial.bar(10, 10, 10, 10);
            trial.bar(OTHER, minute, 20, 20, 20, 20, 1_000_000);
        }
        int[] step = {0};
        Asking turning = new Asking(RULES, processor -> {
            boolean first = step[0]++ < 2;
            return processor.process(List.of(new Signal(OTHER, first ? 1 : 0), new Signal(ACME, first ? 0 : 1)));
        });

        BacktestResult result = run(turning, trial, 1_000);

        assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 20", "3 SELL 50 @ 20", "3 BUY 100 @ 10");
        assertThat(result.rejections()).isEmpty();
    }

    @Test
    void aCashAccountIsMadeFlatByANegativeSignalAndNotRefused() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10);
        int[] step = {0};
        Asking turning =
                new Asking(RULES, processor -> processor.process(List.of(new Signal(ACME, step[0]++ < 2 ? 0.5 : -1))));

        BacktestResult result = run(turning, trial, 1_000);

        assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 10", "3 SELL 50 @ 10");
        assertThat(result.rejections()).isEmpty();
    }

    @Test
    void aMarginAccountIsTurnedRoundByOneOrderWhereShortIsAllowed() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10)
                .bar(10, 10, 10, 10);
        int[] step = {0};
        Asking turning = new Asking(
                RULES.withAllowsShort(true),
                processor -> processor.process(List.of(new Signal(ACME, step[0]++ < 2 ? 0.5 : -0.5))));

        BacktestResult result = Backtest.of(turning)
                .on(trial.data())
                .cash(1_000)
                .account(AccountRules.margin())
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 50 @ 10", "3 SELL 100 @ 10");
    }

    @Test
    void averageTrueRangesAreMeasuredOnTheRunsBars() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(10, 11, 10, 10)
                .bar(10, 11, 9, 10)
                .bar(10, 10, 10, 10);

        // true ranges 1 and 2, mean 1.5: 3 % of 1000 over 2 × 1.5
        assertThat(Trial.describe(run(always(RULES.withSizing(Sizing.atrRisk(0.03, 2, 2)), 1), trial, 1_000)))
                .startsWith("3 BUY 10 @ 10");
    }

    @Test
    void volatilityIsMeasuredOnTheRunsBars() {
        Trial trial = Trial.minutes()
                .bar(10, 10, 10, 10)
                .bar(11, 11, 11, 11)
                .bar(10.45, 10.45, 10.45, 10.45)
                .bar(10.45, 10.45, 10.45, 10.45);
        Sizing sizing = Sizing.volatilityTarget(0.106, 2, 4, 1);

        // returns 0.1 and -0.05: sample deviation 0.106066, twice that in four periods; 0.49969 × 1000 / 10.45 = 47.8
        assertThat(Trial.describe(run(always(RULES.withSizing(sizing), 1), trial, 1_000)))
                .startsWith("3 BUY 47 @ 10.45");
    }

    @Test
    void rebalancingWaitsForTheBandToBeLeft() {
        Trial trial = Trial.minutes();
        double[] prices = {10, 10, 10.5, 13, 13, 13};
        for (int minute = 0; minute < prices.length; minute++) {
            double price = prices[minute];
            trial.bar(price, price, price, price);
            trial.bar(OTHER, minute, 20, 20, 20, 20, 1_000_000);
        }
        Asking halves = new Asking(RULES, processor -> processor.rebalance(Map.of(ACME, 0.5, OTHER, 0.5), 0.05));

        // at 13 the weights are 650 and 500 of 1150: 0.565 and 0.435, both out; 575 are 44 and 28 in whole shares
        assertThat(Trial.describe(run(halves, trial, 1_000)))
                .containsExactly("1 BUY 50 @ 10", "1 BUY 25 @ 20", "4 SELL 6 @ 13", "4 BUY 3 @ 20");
    }

    @Test
    void rulesOfTheRunReachTheStrategyAndTheReport() {
        Trial trial = Trial.minutes().bar(10, 10, 10, 10).bar(10, 10, 10, 10);
        Strategy configured = new Strategy() {
            private SignalProcessor processor;

            @Override
            public void onStart(Context context) {
                processor = context.signals();
            }

            @Override
            public List<OrderIntent> generateOrders(Context context) {
                return processor.process(List.of(new Signal(ACME, 1)));
            }
        };

        BacktestResult result = Backtest.of(configured)
                .on(trial.data())
                .cash(1_000)
                .signals(SignalRules.DEFAULT.withMaxPositionWeight(0.2))
                .run();

        assertThat(Trial.describe(result)).containsExactly("1 BUY 20 @ 10");
        assertThat(result.warnings()).noneMatch(warning -> warning.contains("context.signals()"));
        assertThat(result.report().console())
                .contains("signals 100 % of equity times strength; position at most 20 %, all at most 95 % of equity;"
                        + " long only; MARKET DAY;");
    }

    @Test
    void rulesThatNoStrategyUsesAreWarnedOf() {
        Trial trial = Trial.minutes().bar(10, 10, 10, 10);

        BacktestResult result = Backtest.of(new HoldEverything())
                .on(trial.data())
                .signals(SignalRules.DEFAULT.withMaxPositionWeight(0.2))
                .run();

        assertThat(result.warnings())
                .contains("Strategy buy-and-hold does not use context.signals(): the run's sizing, exposure caps and"
                        + " order style do not act on its orders.");
    }

    @Test
    void aCheckpointGoesOnWithTheSameRulesOnly() {
        Trial trial = Trial.minutes().bar(10, 10, 10, 10).bar(10, 10, 10, 10);
        Engine first = engine(trial.data(), RULES).build();
        first.runUntil(Clock.instantOf(Trial.closeOf(0)));
        Checkpoint checkpoint = first.checkpoint();

        engine(trial.data(), RULES).resume(checkpoint).build();
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> engine(trial.data(), RULES.withThreshold(0.3))
                        .resume(checkpoint)
                        .build())
                .withMessageContaining("signal rules 100 % of equity times strength; position")
                .withMessageContaining("was signal rules 100 % of equity times strength; below 0.3 flat; position");
    }

    private static Engine.Builder engine(MarketData data, SignalRules rules) {
        return Engine.over(data)
                .execution(new SimulatedMarket(MarketModel.FRICTIONLESS))
                .signals(rules)
                .strategy("s", always(RULES, 0.5), BigDecimal.valueOf(1_000), RiskLimits.NONE);
    }

    /** Random signals over random bars; asked twice in a step, a processor says the same. */
    @Property(tries = 150)
    void noLimitIsStackedAndNothingRefusedOrShortWhateverTheMarketDoes(@ForAll long seed, @ForAll boolean limit) {
        SplittableRandom random = new SplittableRandom(seed);
        OrderStyle style = limit ? OrderStyle.limit(0.002) : OrderStyle.market();
        SignalRules rules = RULES.withMaxExposure(0.5)
                .withMaxPositionWeight(0.3)
                .withThreshold(0.1)
                .withMinTradeNotional(20)
                .withStyle(style);
        Asking asking = new Asking(rules, processor -> {
            List<Signal> signals = new ArrayList<>(List.of(new Signal(ACME, random.nextDouble(-1, 1))));
            if (random.nextBoolean()) {
                signals.add(new Signal(OTHER, random.nextDouble(-1, 1)));
            }
            List<OrderIntent> intents = processor.process(signals);
            assertThat(processor.process(signals)).isEqualTo(intents);
            return intents;
        });

        BacktestResult result = run(asking, walk(random), 10_000);

        assertThat(result.fills()).isNotEmpty();
        assertThat(result.rejections()).isEmpty();
        assertThat(asking.mostWorking).isLessThanOrEqualTo(limit ? 1 : Integer.MAX_VALUE);
        assertThat(result.journal().entries(JournalEntry.Booked.class))
                .allMatch(booked -> booked.position().signum() >= 0);
    }

    private static Trial walk(SplittableRandom random) {
        Trial trial = Trial.minutes();
        long[] cents = {20_00, 50_00};
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 2; i++) {
                long open = cents[i] + random.nextInt(-20, 21);
                cents[i] = open + random.nextInt(-30, 31);
                double high = (Math.max(open, cents[i]) + random.nextInt(10)) / 100.0;
                double low = (Math.min(open, cents[i]) - random.nextInt(10)) / 100.0;
                if (random.nextInt(6) > 0) {
                    trial.bar(i == 0 ? ACME : OTHER, minute, open / 100.0, high, low, cents[i] / 100.0, 1_000_000);
                }
            }
        }
        return trial;
    }
}
