package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.CodedFeature.INFINITE;
import static io.strategysdk.engine.CodedFeature.MINUS;
import static io.strategysdk.engine.CodedFeature.NAN;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.event.CorporateAction.Split;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.FeatureRule.Check;
import io.strategysdk.engine.Monitor.Response;
import io.strategysdk.engine.execution.DisabledExecution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for the values of features: what breaks them, what is said of it, and what is done. */
@Timeout(60)
final class FeatureRuleTests {
    private static final Feature CODED = new CodedFeature(0);

    private final Script script = new Script();
    private final Venue venue = new Venue();
    private final KillSwitch killSwitch = new KillSwitch();
    private final List<Alert> alerts = new ArrayList<>();

    private RunResult run(Feature feature, Check check, Response response, double... closes) {
        return builder(feature, minutes(AAPL, closes))
                .featureRule(FeatureRule.of(feature, check, response))
                .build()
                .run();
    }

    private Engine.Builder builder(Feature feature, BarColumns... bars) {
        script.onStart = context -> context.feature(feature, AAPL);
        return Runs.over(Runs.data(bars), venue)
                .killSwitch(killSwitch)
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    private static long minute(FeatureViolation violation) {
        return (violation.epochNanos() - Runs.START) / Runs.MINUTE;
    }

    /** The minutes at which an alert would come if each value were the first. */
    private List<Long> broken(Check check, double... closes) {
        return broken(new CodedFeature(0), check, closes);
    }

    private List<Long> broken(Feature feature, Check check, double... closes) {
        List<Long> found = new ArrayList<>();
        long before = 0;
        for (int bars = 1; bars <= closes.length; bars++) {
            FeatureRuleTests other = new FeatureRuleTests();
            RunResult result = other.run(feature, check, Response.MARK, Arrays.copyOf(closes, bars));
            long count = result.featureViolations().stream()
                    .mapToLong(FeatureViolations::count)
                    .sum();
            if (count > before) {
                found.add((long) bars);
            }
            before = count;
        }
        return found;
    }

    @Test
    void boundsBelongToARangeOrDoNot() {
        assertThat(broken(Check.between(10, 20), 9, 10, 15, 20, 21, NAN)).containsExactly(1L, 5L);
        assertThat(broken(Check.above(10), 9, 10, 11)).containsExactly(1L, 2L);
        assertThat(broken(Check.below(20), 19, 20, 21)).containsExactly(2L, 3L);
        assertThat(broken(Check.atLeast(10), 9, 10, 11)).containsExactly(1L);
        assertThat(broken(Check.atMost(20), 19, 20, INFINITE)).containsExactly(3L);
        assertThat(broken(Check.between(-5, 5), MINUS + 5, MINUS + 6)).containsExactly(2L);
    }

    @Test
    void whatIsUndefinedAfterTheWarmUpIsNotFinite() {
        assertThat(broken(new CodedFeature(2), Check.finite(), NAN, NAN, NAN, 1, INFINITE, 1))
                .containsExactly(3L, 5L);
        assertThat(broken(new CodedFeature(2), Check.finite(), INFINITE, 1, 1)).containsExactly(1L);
        assertThat(broken(Check.finiteOrNaN(), NAN, 1, INFINITE)).containsExactly(3L);
        assertThat(broken(Indicators.sma(3), Check.finite(), 1, 2, 3, 4)).isEmpty();
    }

    @Test
    void nanIsCountedAmongTheLastBarsOnceThereAreSoMany() {
        assertThat(broken(Check.nanShare(0.25, 4), NAN, NAN, 1, 1, 1, NAN, 1, NAN, 1, 1, 1))
                .containsExactly(4L, 8L, 9L);
        assertThat(broken(new CodedFeature(2), Check.nanShare(0, 2), NAN, NAN, 1, 1, NAN, 1, 1))
                .containsExactly(5L, 6L);
        assertThat(broken(Check.nanShare(0.3, 10), 1, 1, 1, 1, 1, 1, 1, NAN, NAN, NAN, NAN))
                .as("0.3 of 10 are 3")
                .containsExactly(11L);
    }

    @Test
    void aJumpIsFromOneBarToTheNext() {
        assertThat(broken(Check.jump(2), 10, 12, 9, NAN, 20, 18)).containsExactly(3L);
    }

    /** Changes of 1 and 3 by turns have the lower median 1: 4 are within 3 × 1.4826, 5 are not. */
    @Test
    void aRobustJumpIsBesideTheChangesBeforeIt() {
        double[] closes = {10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 34};
        double[] higher = closes.clone();
        higher[11] = 35;
        double[] early = closes.clone();
        early[10] = 100;

        assertThat(broken(Check.robustJump(3, 10), closes)).isEmpty();
        assertThat(broken(Check.robustJump(3, 10), higher)).containsExactly(12L);
        assertThat(broken(Check.robustJump(3, 10), Arrays.copyOf(early, 11))).isEmpty();
    }

    @Test
    void whereNothingMovesThereIsNoUnit() {
        double[] closes = new double[30];
        Arrays.fill(closes, 10);
        closes[20] = 500;

        assertThat(broken(Check.robustJump(3, 10), closes)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theUnitIsTheMedianOfTheLastChanges(long seed) {
        Random random = new Random(seed);
        double[] closes = new double[120];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = random.nextInt(9) == 0 ? NAN : 100 + random.nextInt(40) * (random.nextInt(6) == 0 ? 10 : 1);
        }
        List<Long> expected = new ArrayList<>();
        List<Double> changes = new ArrayList<>();
        for (int i = 1; i < closes.length; i++) {
            if (closes[i] == NAN || closes[i - 1] == NAN) {
                continue;
            }
            double change = Math.abs(closes[i] - closes[i - 1]);
            if (changes.size() >= 11) {
                List<Double> last = changes.subList(changes.size() - 11, changes.size());
                double median = last.stream().sorted().toList().get(5);
                if (median > 0 && change > 2 * 1.4826 * median) {
                    expected.add(i + 1L);
                }
            }
            changes.add(change);
        }

        assertThat(expected).isNotEmpty();
        assertThat(broken(Check.robustJump(2, 11), closes)).isEqualTo(expected);
    }

    @Test
    void categoriesAreWholeOrGiven() {
        assertThat(broken(Check.whole(), 1, 1.5, NAN, 2)).containsExactly(2L);
        assertThat(broken(Check.oneOf(3, 1, 2), 1, 1.5, NAN, 3, 4)).containsExactly(2L, 5L);
        assertThat(broken(Check.oneOf(1), INFINITE)).containsExactly(1L);
    }

    @Test
    void aMarkCountsAndWarnsOnce() {
        RunResult result = run(CODED, Check.atMost(20), Response.MARK, 10, 21, 22, 10, 23, 10);

        assertThat(alerts).isEmpty();
        assertThat(Runs.acts(result)).isEmpty();
        assertThat(result.warnings())
                .containsExactly("Feature coded of AAPL 1m must be at most 20, was 21 at 2024-01-02T15:02:00Z"
                        + " (strategy s).");
        assertThat(result.featureViolations()).singleElement().satisfies(violations -> {
            assertThat(violations.count()).isEqualTo(3);
            assertThat(minute(violations.first())).isEqualTo(2);
            assertThat(violations.first().value()).isEqualTo(21);
            assertThat(violations.first().instrument()).isEqualTo(AAPL);
            assertThat(violations.first().subject()).isEqualTo("coded of AAPL 1m");
            assertThat(violations.first().text()).isEqualTo(result.warnings().get(0));
            assertThat(minute(violations.last())).isEqualTo(5);
            assertThat(violations.last().value()).isEqualTo(23);
        });
    }

    @Test
    void anAlertSpeaksAgainAfterAValueThatIsRight() {
        RunResult result = run(CODED, Check.atMost(20), Response.ALERT, 10, 21, 22, 10, 23, 10);

        assertThat(alerts).extracting(Alert::figure).containsExactly(21.0, 23.0);
        assertThat(alerts).first().satisfies(alert -> {
            assertThat(alert.strategy()).isEqualTo("s");
            assertThat(alert.instrument()).contains(AAPL);
            assertThat(alert.feature()).isEqualTo("coded of AAPL 1m must be at most 20");
            assertThat(alert.monitor().measure()).isEqualTo(Monitor.Measure.FEATURE_RULE);
        });
        assertThat(Runs.timedActs(result))
                .containsExactly(2L, Safeguard.FEATURE_RULE_ALERT, 5L, Safeguard.FEATURE_RULE_ALERT);
    }

    @Test
    void aPauseHoldsBackTheEntryOfTheSameBar() {
        script.decide = context -> script.decisions == 2 ? List.of(buy(AAPL, 1)) : List.of();
        RunResult result = run(CODED, Check.atMost(20), Response.PAUSE_STRATEGY, 10, 21, 10, 10);

        assertThat(script.refusals()).hasSize(1);
        assertThat(Runs.acts(result)).containsExactly(Safeguard.FEATURE_RULE_ALERT, Safeguard.PAUSED);
    }

    @Test
    void aStopIsThatOfAStrategyThatThrows() {
        script.decide = context -> List.of();
        RunResult result = run(CODED, Check.finite(), Response.STOP_STRATEGY, 10, NAN, 10, 10);

        assertThat(script.decisions).isEqualTo(1);
        assertThat(result.strategies().get(0).failure()).hasValueSatisfying(failure -> {
            assertThat((failure.epochNanos() - Runs.START) / Runs.MINUTE).isEqualTo(2);
            assertThat(failure)
                    .hasToString("s was stopped at 2024-01-02T15:02:00Z because the monitor of feature rule threw"
                            + " io.strategysdk.api.SdkException: Feature coded of AAPL 1m must be a finite number, was"
                            + " NaN at 2024-01-02T15:02:00Z (strategy s).");
        });
        assertThat(result.featureViolations())
                .singleElement()
                .extracting(FeatureViolations::count)
                .isEqualTo(1L);
    }

    @Test
    void oneStrategyIsStoppedAndTheOtherGoesOn() {
        Script other = new Script();
        RunResult result = builder(CODED, minutes(AAPL, 10, 21, 10))
                .strategy("other", other, CAPITAL, RiskLimits.NONE)
                .featureRule(FeatureRule.of(CODED, Check.atMost(20), Response.STOP_STRATEGY))
                .build()
                .run();

        assertThat(script.decisions).isEqualTo(1);
        assertThat(other.decisions).isEqualTo(3);
        assertThat(result.strategies().get(1).failure()).isEmpty();
    }

    @Test
    void anOrderOfAStoppedStrategyIsCancelled() {
        script.decide = context -> script.decisions == 1 ? List.of(buy(AAPL, 1).atLimit(AAPL.price(1))) : List.of();
        RunResult result = run(CODED, Check.atMost(20), Response.STOP_STRATEGY, 10, 21, 10);

        assertThat(result.journal().entries(JournalEntry.class).toString()).contains("Cancelled");
    }

    @Test
    void barsThatOnlyWarmUpBreakNoRule() {
        RunResult result = builder(CODED, minutes(AAPL, 21, 21, 10, 22, 10))
                .from(Instant.EPOCH.plusNanos(Runs.START + 3 * Runs.MINUTE))
                .featureRule(FeatureRule.of(CODED, Check.atMost(20), Response.ALERT))
                .build()
                .run();

        assertThat(alerts).extracting(Alert::figure).containsExactly(22.0);
        assertThat(result.featureViolations())
                .singleElement()
                .extracting(FeatureViolations::count)
                .isEqualTo(1L);
    }

    @Test
    void aRuleForWhatNobodyBindsIsAWarning() {
        RunResult result = builder(CODED, minutes(AAPL, 10, 10))
                .featureRule(new FeatureRule("coder", Check.finite(), Response.ALERT))
                .build()
                .run();

        assertThat(result.warnings())
                .containsExactly("A rule is for the feature coder, which no strategy has bound: it looks at nothing.");
    }

    /** The value after the run's last bar is in the column, and nobody hears of it. */
    @Test
    void onlyWhatTheRunHasReachedIsJudged() {
        Engine engine = builder(CODED, minutes(AAPL, 10, 10, 21, 10))
                .featureRule(FeatureRule.of(CODED, Check.atMost(20), Response.ALERT))
                .build();

        engine.runUntil(Instant.EPOCH.plusNanos(Runs.START + 2 * Runs.MINUTE));
        assertThat(alerts).isEmpty();
        engine.run();

        assertThat(alerts).hasSize(1);
    }

    private static final List<Check> CHECKS = List.of(
            Check.between(48, 52),
            Check.finite(),
            Check.nanShare(0.1, 7),
            Check.jump(1.5),
            Check.robustJump(3, 10),
            Check.whole(),
            Check.oneOf(50, 51, 52));

    private static List<FeatureRule> rules() {
        List<FeatureRule> rules = new ArrayList<>();
        for (Check check : CHECKS) {
            rules.add(FeatureRule.of(Indicators.sma(3), check, Response.ALERT));
            rules.add(FeatureRule.of(Indicators.zscore(5), check, Response.ALERT));
        }
        return rules;
    }

    private static Script binder() {
        Script binder = new Script();
        binder.onStart = context -> {
            context.feature(Indicators.sma(3), AAPL);
            context.feature(Indicators.sma(3), MSFT);
            context.feature(Indicators.sma(3), AAPL);
            context.feature(Indicators.zscore(5), AAPL, MSFT);
        };
        return binder;
    }

    private static List<String> shown(RunResult result) {
        List<String> shown = new ArrayList<>(result.warnings());
        result.featureViolations().forEach(each -> shown.add(each.toString()));
        result.journal().entries(JournalEntry.Safeguarded.class).forEach(each -> shown.add(each.toString()));
        return shown;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aReplayBreaksTheSameRules(long seed) {
        MarketData data = Runs.data(Runs.walk(AAPL, 2_000, seed, true), Runs.walk(MSFT, 2_000, seed + 50, true))
                .withActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2)));
        Engine.Builder historical =
                Engine.over(data).execution(new DisabledExecution()).strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        RealtimeEngine.Builder live = Runs.live(data)
                .execution(new DisabledExecution())
                .corporateActions(List.of(new Split(AAPL, LocalDate.of(2024, 1, 3), 3, 2)))
                .strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        rules().forEach(historical::featureRule);
        rules().forEach(live::featureRule);

        RunResult expected = historical.build().run();

        assertThat(expected.featureViolations()).hasSizeGreaterThan(8);
        assertThat(shown(live.build().run())).isEqualTo(shown(expected));
    }

    @Test
    void aCheckpointGoesOnAsIfNothingHadHappened() {
        MarketData data = Runs.data(Runs.walk(AAPL, 80, 3, true), Runs.walk(MSFT, 80, 4, true));
        RunResult whole = engine(data, null).run();

        for (int bars = 1; bars < 80; bars += 3) {
            Engine first = engine(data, null);
            first.runUntil(Instant.EPOCH.plusNanos(Runs.START + bars * Runs.MINUTE));

            assertThat(shown(engine(data, first.checkpoint()).run())).isEqualTo(shown(whole));
        }
        assertThat(whole.featureViolations()).hasSizeGreaterThan(8);
    }

    @Test
    void aCheckpointGoesOnWithTheSameRules() {
        MarketData data = Runs.data(Runs.walk(AAPL, 20, 3, false), Runs.walk(MSFT, 20, 4, false));
        Engine first = engine(data, null);
        first.step();
        Engine.Builder without = Engine.over(data)
                .execution(new Venue())
                .strategy("s", binder(), CAPITAL, RiskLimits.NONE)
                .resume(first.checkpoint());

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(without::build)
                .withMessageContaining("rule of feature sma(3) must be at least 48 and at most 52: alert");
    }

    private static Engine engine(MarketData data, @Nullable Checkpoint from) {
        Engine.Builder builder =
                Engine.over(data).execution(new Venue()).strategy("s", binder(), CAPITAL, RiskLimits.NONE);
        rules().forEach(builder::featureRule);
        return (from == null ? builder : builder.resume(from)).build();
    }

    private RunResult overSplit(double before, double after, Split split, FeatureRule rule) {
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.DAY);
        for (int day = 0; day < 40; day++) {
            long close = Runs.START + day * 86_400_000_000_000L;
            double price = (100 + day % 3) * (day < 20 ? before : after);
            bars.bar(close - Runs.MINUTE, close, price, price, price, price, 100);
        }
        Script binder = new Script();
        binder.onStart = context -> context.feature(Indicators.sma(1), AAPL);
        return Engine.over(Runs.data(bars.build()).withActions(List.of(split)))
                .execution(new DisabledExecution())
                .strategy("s", binder, CAPITAL, RiskLimits.NONE)
                .featureRule(rule)
                .build()
                .run();
    }

    /** From one bar to the next nothing has moved in one share's terms, nor are the changes before it of another size. */
    @Test
    void aSplitIsNoJump() {
        LocalDate day = LocalDate.of(2024, 1, 22);
        FeatureRule jump = FeatureRule.of(Indicators.sma(1), Check.jump(10), Response.ALERT);
        FeatureRule robust = FeatureRule.of(Indicators.sma(1), Check.robustJump(3, 10), Response.ALERT);

        assertThat(overSplit(2, 1, new Split(AAPL, day, 2, 1), jump).featureViolations())
                .isEmpty();
        assertThat(overSplit(2, 1, new Split(AAPL, day, 2, 1), robust).featureViolations())
                .isEmpty();
        assertThat(overSplit(1, 10, new Split(AAPL, day, 1, 10), robust).featureViolations())
                .isEmpty();
        assertThat(overSplit(2, 1, new Split(AAPL, day.plusDays(5), 2, 1), jump).featureViolations())
                .as("a halved price without its split")
                .isNotEmpty();
    }

    @Test
    void rulesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.between(2, 1))
                .withMessage("range of a feature must have values, was from 2.0 to 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Check.atLeast(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureRule.Range(1, true, 1, false))
                .withMessage(
                        "range of a feature must have values, was from 1.0 to 1.0, of which not both belong to it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.nanShare(1, 5))
                .withMessage("share of NaN must be from 0 to less than 1, was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.robustJump(3, 9))
                .withMessage("bars of a rule must be from 10 to 10000, was 9");
        assertThatIllegalArgumentException().isThrownBy(() -> Check.jump(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Check.oneOf());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(CODED, minutes(AAPL, 1, 2))
                        .monitor(new Monitor(Monitor.Measure.FEATURE_RULE, 0, 0, Response.ALERT))
                        .build());
        assertThat(FeatureRule.of(CODED, Check.between(0, 100), Response.PAUSE_STRATEGY))
                .hasToString("coded must be at least 0 and at most 100: pause strategy");
    }
}
