package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.FeatureRule;
import io.strategysdk.engine.FeatureRule.Check;
import io.strategysdk.engine.Monitor;
import io.strategysdk.engine.Monitor.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Monitors and the limits of mode live, as configuration says them. */
final class MonitorRulesTests {
    private static final String HEAD = """
            mode: paper
            risk_management:
              monitors:
                - {%s}
            """;

    private static List<String> problems(String yaml) {
        return ConfigLoader.withEnvironment(Map.of())
                .draft(yaml, ConfigLoader.Format.YAML, "a.yaml")
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void monitorsAreThoseOfTheEngine() {
        RunConfig config = Specified.parse("""
                mode: paper
                risk_management:
                  monitors:
                    - {measure: slippage, threshold: 20, window: 50}
                    - {measure: rejected_orders, threshold: 0.2, window: 20, response: pause_strategy}
                    - {measure: loss, threshold: 0.01}
                    - {measure: drawdown, threshold: 0.02}
                    - {measure: position, response: kill}
                    - {measure: stale_data, threshold: 3}
                """);

        assertThat(config.monitors())
                .containsExactly(
                        Monitor.slippage(20, 50, Response.ALERT),
                        Monitor.rejectedOrders(0.2, 20, Response.PAUSE_STRATEGY),
                        Monitor.loss(0.01, Response.ALERT),
                        Monitor.drawdown(0.02, Response.ALERT),
                        Monitor.position(Response.KILL),
                        Monitor.staleData(3, Response.ALERT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "measure: slipage, threshold: 1, window: 1 | risk_management.monitors[0].measure (line 4): must be one of"
                        + " slippage, loss, drawdown, rejected_orders, position, stale_data, feature_rule,"
                        + " feature_stability, feature_distribution, feature_mean, feature_variance,"
                        + " feature_correlation, feature_undefined, did you mean 'slippage'?,"
                        + " was 'slipage'",
                "threshold: 1 | risk_management.monitors[0].measure (line 4): must be given",
                "measure: slippage, window: 5 | risk_management.monitors[0].threshold (line 4): must be given for"
                        + " slippage",
                "measure: slippage, threshold: 5 | risk_management.monitors[0].window (line 4): must be given for"
                        + " slippage",
                "measure: slippage, threshold: 10001, window: 5 | risk_management.monitors[0].threshold (line 4): must be"
                        + " from 0 to 10000 for slippage, was 10001",
                "measure: slippage, threshold: 5, window: 0 | risk_management.monitors[0].window (line 4): must be from 1"
                        + " to 10000, was 0",
                "measure: loss, threshold: 0.6 | risk_management.monitors[0].threshold (line 4): must be from 0 to 0.5 for"
                        + " loss, was 0.6",
                "measure: stale_data, threshold: 0.5 | risk_management.monitors[0].threshold (line 4): must be from 1 to"
                        + " 10000 for stale_data, was 0.5",
                "measure: loss, threshold: 0.1, window: 3 | risk_management.monitors[0].window (line 4): is for slippage"
                        + ", rejected_orders and drift of features only, was 3",
                "measure: position, response: stop | risk_management.monitors[0].response (line 4): must be one of mark,"
                        + " alert, pause_strategy, stop_strategy, kill, was 'stop'",
                "measure: feature_rule | risk_management.monitors[0].measure (line 4): must stand in features.rules, was"
                        + " 'feature_rule'",
                "measure: feature_mean, threshold: 4, window: 50 | risk_management.monitors[0].reference (line 4): must be"
                        + " given for feature_mean",
                "measure: feature_mean, threshold: 4, window: 29, reference: a | risk_management.monitors[0].window (line"
                        + " 4): must be from 30 to 10000, was 29",
                "measure: feature_mean, threshold: 4, window: 50, reference: a, every: 0 |"
                        + " risk_management.monitors[0].every (line 4): must be from 1 to 10000, was 0",
                "measure: feature_variance, threshold: 0.5, window: 50, reference: a |"
                        + " risk_management.monitors[0].threshold (line 4): must be from 1 to 1000000000 for"
                        + " feature_variance, was 0.5",
                "measure: loss, threshold: 0.1, every: 5 | risk_management.monitors[0].every (line 4): is for drift of"
                        + " features only, was 5"
            })
    void aMistakeIsToldWithPathAndLine(String monitor, String problem) {
        assertThat(problems(HEAD.formatted(monitor))).containsExactly(problem);
    }

    @Test
    void rulesOfFeaturesAreThoseOfTheEngine() {
        RunConfig config = Specified.parse("""
                mode: paper
                features:
                  rules:
                    - {feature: rsi(14), min: 0, below: 100, type: finite, jump: 40, response: stop_strategy}
                    - {feature: a, above: 1}
                    - {feature: a, max: 1, nan_share: 0.1, nan_bars: 20, robust_jump: 8, jump_bars: 50}
                    - {feature: regime, values: [2, 0, 1], type: whole, response: mark}
                    - {feature: b, type: finite_or_nan, response: kill}
                """);

        assertThat(config.features().toRules())
                .containsExactly(
                        new FeatureRule("rsi(14)", new FeatureRule.Range(0, false, 100, true), Response.STOP_STRATEGY),
                        new FeatureRule("rsi(14)", Check.finite(), Response.STOP_STRATEGY),
                        new FeatureRule("rsi(14)", Check.jump(40), Response.STOP_STRATEGY),
                        new FeatureRule("a", Check.above(1), Response.ALERT),
                        new FeatureRule("a", Check.atMost(1), Response.ALERT),
                        new FeatureRule("a", Check.nanShare(0.1, 20), Response.ALERT),
                        new FeatureRule("a", Check.robustJump(8, 50), Response.ALERT),
                        new FeatureRule("regime", Check.whole(), Response.MARK),
                        new FeatureRule("regime", Check.oneOf(0, 1, 2), Response.MARK),
                        new FeatureRule("b", Check.finiteOrNaN(), Response.KILL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min: 0 | features.rules[0].feature (line 4): must be given",
                "feature: a | features.rules[0] (line 4): must say what values of the feature must be",
                "feature: a, min: 2, max: 1 | features.rules[0] (line 4): range of a feature must have values, was from"
                        + " 2.0 to 1.0",
                "feature: a, min: 2, above: 1 | features.rules[0] (line 4): must have min or above, not both",
                "feature: a, nan_share: 0.5 | features.rules[0] (line 4): must have both nan_share and nan_bars, or"
                        + " neither",
                "feature: a, robust_jump: 5, jump_bars: 3 | features.rules[0] (line 4): bars of a rule must be from 10 to"
                        + " 10000, was 3",
                "feature: a, type: double | features.rules[0].type (line 4): must be one of finite, finite_or_nan, whole,"
                        + " was 'double'",
                "feature: a, min: 0, least: 3 | features.rules[0].least (line 4): is not a known property, known are feature,"
                        + " min, above, max, below, type, values, nan_share, nan_bars, jump, robust_jump, jump_bars,"
                        + " response"
            })
    void aMistakeInARuleIsToldWithPathAndLine(String rule, String problem) {
        assertThat(problems("""
                mode: paper
                features:
                  rules:
                    - {%s}
                """.formatted(rule))).containsExactly(problem);
    }

    @Test
    void whatTheEnvironmentWroteIsNotShown() {
        ConfigDraft draft =
                ConfigLoader.withEnvironment(Map.of("LEAST", "77")).draft("""
                        mode: paper
                        features:
                          rules:
                            - {feature: a, min: "${LEAST}", max: 5}
                        """, ConfigLoader.Format.YAML, "a.yaml");

        assertThat(draft.problems())
                .singleElement()
                .hasToString("features.rules[0] (line 4): must be rules that can be kept");
    }

    @Test
    void aBacktestKeepsNoSafeguards() {
        assertThat(problems("""
                mode: backtest
                data: {path: a}
                risk_management:
                  safeguards_file: b
                """))
                .containsExactly("risk_management.safeguards_file (line 4): is for modes paper and live only, was 'b'");
    }

    private static RunConfig live(String limits) {
        return Specified.parse("""
                mode: live
                execution: {broker: a}
                risk_management: {max_drawdown: 0.9}
                strategies:
                  - {name: a, capital: 1, enabled: false}
                  - name: b
                    capital: 1
                    risk_limits: {%s}
                """.formatted(limits));
    }

    @Test
    void modeLiveLimitsWhatIsNotGiven() {
        RunConfig config = live("max_price_deviation: 1");

        assertThat(config.accountLosses())
                .isEqualTo(LossLimits.NONE.withMaxDailyLoss(0.05).withMaxDrawdown(0.9));
        assertThat(config.limitsOf(config.strategies().get(1)))
                .isEqualTo(RiskLimits.NONE
                        .withMaxLeverage(1)
                        .withMaxConcentration(0.5)
                        .withMaxCorrelatedExposure(0.8, Double.POSITIVE_INFINITY, 0.7)
                        .withMaxOrdersPerMinute(60)
                        .withMaxPriceDeviation(1));
        assertThat(config.warnings())
                .contains(
                        "risk_management.max_daily_loss: not given, mode live takes 0.05",
                        "strategies[1].risk_limits.max_leverage: not given, mode live takes 1")
                .noneMatch(warning -> warning.contains("max_drawdown")
                        || warning.contains("max_price_deviation")
                        || warning.contains("strategies[0]"));
    }

    @Test
    void whatIsGivenHoldsAlsoWhereItIsWider() {
        RunConfig config =
                live("max_leverage: 5, max_concentration: 1, max_correlated_gross: 5, max_price_deviation: 1,"
                        + " max_orders_per_minute: 3000");

        assertThat(config.limitsOf(config.strategies().get(1)))
                .isEqualTo(RiskLimits.NONE
                        .withMaxLeverage(5)
                        .withMaxConcentration(1)
                        .withMaxCorrelatedExposure(Double.POSITIVE_INFINITY, 5, 0.7)
                        .withMaxOrdersPerMinute(3000)
                        .withMaxPriceDeviation(1));
    }

    @Test
    void noOtherModeLimitsWhatIsNotGiven() {
        RunConfig paper = Specified.parse("mode: paper\nstrategies: [{name: a, capital: 1}]\n");

        assertThat(paper.accountLosses()).isEqualTo(LossLimits.NONE);
        assertThat(paper.limitsOf(paper.strategies().get(0))).isEqualTo(RiskLimits.NONE);
    }
}
