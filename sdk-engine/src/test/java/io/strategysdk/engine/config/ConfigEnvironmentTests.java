package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigEnvironmentTests {
    private static final String SECRET = "s3cr3t-value";

    private static RunConfig parse(String yaml, Map<String, String> variables) {
        return draft(yaml, variables).config();
    }

    private static ConfigDraft draft(String yaml, Map<String, String> variables) {
        return ConfigLoader.withEnvironment(variables).draft(yaml, ConfigLoader.Format.YAML, "configuration");
    }

    @Test
    void variablesAndDefaultsArePutIntoTexts() {
        RunConfig config = parse(
                "mode: backtest\ndata: {path: '${ROOT}/bars/${SET:-daily}${NOTHING:-}.csv'}\n",
                Map.of("ROOT", "/srv", "UNUSED", "x"));

        assertThat(config.data().orElseThrow().path()).contains("/srv/bars/daily.csv");
    }

    @Test
    void twoDollarsStandForOne() {
        RunConfig config = parse("mode: backtest\ndata: {path: 'a$${B}'}\n", Map.of("B", "no"));

        assertThat(config.data().orElseThrow().path()).contains("a${B}");
    }

    @Test
    void whatAVariableSaysIsNotReadAgain() {
        RunConfig config = parse("mode: backtest\ndata: {path: '${A}'}\n", Map.of("A", "${B}\nmode: live", "B", "no"));

        assertThat(config.data().orElseThrow().path()).contains("${B}\nmode: live");
    }

    @Test
    void variableMayWriteANumberADateOrAChoice() {
        RunConfig config = parse(
                """
                mode: ${MODE}
                clock: {start_date: '${FROM}', speed: '${SPEED}'}
                data: {path: a}
                seed: ${SEED}
                strategies: [{name: a, capital: "${CAPITAL}", enabled: '${ON}'}]
                """,
                Map.of(
                        "MODE",
                        "backtest",
                        "FROM",
                        "2020-01-31",
                        "SPEED",
                        "10",
                        "SEED",
                        "7",
                        "CAPITAL",
                        "12.5",
                        "ON",
                        "true"));

        assertThat(config.seed()).isEqualTo(7);
        assertThat(config.clock().speed()).isEqualTo(new Speed(10));
        assertThat(config.strategies().get(0).capital()).isEqualTo(new BigDecimal("12.5"));
    }

    @Test
    void missingVariableIsNamedWithThePathThatNeedsIt() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        parse("mode: paper\ndata:\n  source: a\n  settings:\n    api_key: ${API_KEY}\n", Map.of()))
                .withMessage(
                        "configuration: 1 problem\n  data.settings.api_key (line 5): needs the environment variable"
                                + " API_KEY, which is not set");
    }

    @Test
    void brokenReferenceIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("mode: backtest\ndata: {path: 'a${B'}\n", Map.of("B", "b")))
                .withMessage(
                        "configuration: 1 problem\n  data.path (line 2): must refer to the environment as ${NAME} or"
                                + " ${NAME:-default}, was 'a${B'");
    }

    @Test
    void whatTheEnvironmentSaysIsNeverShown() {
        String yaml = """
                mode: paper
                data: {source: '${S}', feed: '${S}', settings: {key: '${S}', part: 'id-${S}'}, instruments: ['${S}']}
                execution: {type: broker, broker: '${S}', settings: {key: '${S}'}}
                strategies: [{name: '${S}', capital: 5, params: {token: '${S}'}}]
                journal: {path: '${S}'}
                """;

        RunConfig config = parse(yaml, Map.of("S", SECRET));

        assertThat(config.execution().settings()).containsEntry("key", SECRET);
        assertThat(config.data().orElseThrow().settings()).containsEntry("part", "id-" + SECRET);
        assertThat(config.toString())
                .doesNotContain(SECRET)
                .contains("part=id-${S}", "source=${S}", "params={token=${S}}", "symbol=${S}");
        assertThat(config.warnings().toString()).doesNotContain(SECRET);
        Adapters none = Adapters.of(List.of(), List.of());
        for (ConfigDraft draft : List.of(ConfigDraft.of(config), draft(yaml, Map.of("S", SECRET)))) {
            List<Problem> strategies = StrategyRegistry.empty().check(draft);
            Optional<Problem> broker = none.checkBroker(draft);
            Optional<Problem> feed = none.checkFeed(draft);

            assertThat(strategies).hasSize(1);
            assertThat(broker).isPresent();
            assertThat(feed).isPresent();
            assertThat(strategies + " " + broker + feed).doesNotContain(SECRET);
        }
    }

    @Test
    void wrongValueOfTheEnvironmentIsShownAsItsName() {
        String yaml = """
                mode: ${S}
                clock: {type: '${S}', start_date: '${S}', speed: '${S}'}
                data: {type: '${S}', path: '${BLANK}', zone: '${S}', timeframe: '${S}', instruments: [{symbol: A, currency: '${S}'}]}
                execution: {enabled: '${S}', mode: '${S}', latency: {mean_ms: '${S}'}, slippage: {model: '${S}'}}
                seed: ${S}
                strategies: [{name: a, capital: '${S}'}, {name: '${N}', capital: '${MINUS}'}, {name: '${N}', capital: 1}]
                """;

        ConfigException thrown = catchThrowableOfType(
                ConfigException.class,
                () -> parse(yaml, Map.of("S", SECRET, "BLANK", " ", "N", SECRET, "MINUS", "-98765")));

        assertThat(thrown).isNotNull();
        assertThat(thrown.getMessage())
                .doesNotContain(SECRET)
                .doesNotContain("98765")
                .contains("seed (line 5): must be a whole number, was ${S}")
                .contains("strategies[1].capital (line 6): must be greater than 0, was ${MINUS}");
        assertThat(thrown.getCause()).isNull();
    }

    @Test
    void capitalOfTheEnvironmentDoesNotShowInASum() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(
                        "mode: paper\nexecution: {account: {cash: 5}}\nstrategies: [{name: a, capital: '${C}'}]\n",
                        Map.of("C", "98765")))
                .withMessageContaining(
                        "execution.account.cash (line 2): must be the capital of all enabled strategies together,"
                                + " which is another sum, was 5");
    }
}
