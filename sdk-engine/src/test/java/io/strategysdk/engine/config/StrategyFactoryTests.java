package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.Parameter;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.config.SampleStrategies.Crossover;
import io.strategysdk.engine.config.SampleStrategies.Pace;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyFactoryTests {
    private static String refusal(Map<String, ?> values) {
        return Specified.message(
                catchThrowableOfType(ConfigException.class, () -> StrategyFactory.create(Crossover.class, values)));
    }

    @Test
    void absentValuesHaveTheirDefaults() {
        Crossover strategy = StrategyFactory.create(Crossover.class, Map.of("shares", 100L));

        assertThat(strategy.parameters())
                .isEqualTo(
                        new Crossover.Parameters(10, 30, 100, 0.5, false, "none", new BigDecimal("2.50"), Pace.SLOW));
    }

    @Test
    void naturalValuesBecomeTheComponentsOfTheirNames() {
        Crossover strategy = StrategyFactory.create(
                Crossover.class,
                Map.of(
                        "fast_bars",
                        3L,
                        "slowBars",
                        9,
                        "shares",
                        7,
                        "band",
                        new BigDecimal("0.25"),
                        "shorts",
                        true,
                        "label",
                        "x",
                        "fee",
                        1L,
                        "pace",
                        "very_fast"));

        assertThat(strategy.parameters())
                .isEqualTo(new Crossover.Parameters(3, 9, 7, 0.25, true, "x", new BigDecimal("1"), Pace.VERY_FAST));
    }

    @Test
    void textsOfACommandLineAreRead() {
        Crossover strategy = StrategyFactory.createFromText(
                Crossover.class,
                Map.of(
                        "fast_bars",
                        "3",
                        "shares",
                        "7",
                        "band",
                        "1",
                        "shorts",
                        "true",
                        "fee",
                        "0.10",
                        "pace",
                        "VERY-FAST",
                        "label",
                        "5"));

        assertThat(strategy.parameters())
                .isEqualTo(new Crossover.Parameters(3, 30, 7, 1, true, "5", new BigDecimal("0.10"), Pace.VERY_FAST));
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(refusal(Map.of("fast_bars", 0L)).lines())
                .containsExactlyInAnyOrder(
                        "parameters of sma-crossover: 2 problems",
                        "  fast_bars: must be greater than or equal to 1, was 0",
                        "  shares: must be given");
        assertThat(refusal(Map.of("shares", "5", "fast_bar", 1L, "band", new BigDecimal("0.05"), "slow_bars", 2.5))
                        .lines())
                .containsExactlyInAnyOrder(
                        "parameters of sma-crossover: 4 problems",
                        "  shares: must be a whole number, was '5'",
                        "  slow_bars: must be a whole number, was 2.5",
                        "  band: must be greater than or equal to 0.1, was 0.05",
                        "  fast_bar: is not a known parameter, did you mean 'fast_bars'?");
        assertThat(refusal(Map.of("shares", 5, "shorts", "true", "label", 7, "pace", "medium", "fee", "1"))
                        .lines())
                .containsExactlyInAnyOrder(
                        "parameters of sma-crossover: 4 problems",
                        "  shorts: must be true or false, was 'true'",
                        "  label: must be text, was 7",
                        "  pace: must be one of slow, very_fast, was 'medium'",
                        "  fee: must be a number, was '1'");
    }

    @Test
    void whatTheRecordRefusesIsAProblemInItsWords() {
        assertThat(refusal(Map.of("shares", 5, "fast_bars", 40)))
                .isEqualTo("parameters of sma-crossover: 1 problem\n  fast must be below slow 30, was 40");
    }

    @Test
    void twoSpellingsOfOneNameAreRefused() {
        assertThat(refusal(Map.of("shares", 5, "fast_bars", 4, "fastBars", 4)))
                .contains("must be given once, was given in two spellings");
    }

    @Test
    void strategyWithoutParametersTakesNone() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> StrategyFactory.create(SampleStrategies.BuyAndHold.class, Map.of("a", 1)))
                .withMessage(
                        "parameters of buy-and-hold: 1 problem\n  a: is not a known parameter, the strategy takes none");
    }

    @Test
    void constructorThatFailsIsNamed() {
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> StrategyFactory.create(SampleStrategies.Failing.class, Map.of()))
                .withMessage("constructor of " + SampleStrategies.Failing.class.getName()
                        + " failed: java.lang.IllegalStateException: no luck");
    }

    @Test
    void classThatConfigurationCannotMakeIsAProgrammingError() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> StrategyFactory.create(SampleStrategies.TwoConstructors.class, Map.of()))
                .withMessageStartingWith(
                        "strategy must have one public constructor with at most one parameter record, had");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ParameterSchema.of(SampleStrategies.OddParameter.class))
                .withMessage("parameter names must be int, long, double, boolean, String, BigDecimal or an enum, was"
                        + " java.util.List (" + SampleStrategies.OddParameter.class.getName() + ")");
    }

    @Test
    void classThatIsNotPublicIsCalledSo() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ParameterSchema.of(Hidden.class))
                .withMessage("strategy must have one public constructor with at most one parameter record, had [] ("
                        + Hidden.class.getName() + ", which is not public)");
    }

    static final class Hidden extends SampleStrategies.Idle {}

    @Test
    void sweepThatDoesNotComeToAnEndIsAProgrammingError() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ParameterSchema.of(Backwards.class))
                .withMessage("sweep must go from a number to one not below it by a positive step, was 5.0 to 1.0 by 1.0"
                        + " (parameter length of " + Backwards.Parameters.class.getName() + ")");
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterSchema.Sweep(1, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterSchema.Sweep(1, 5, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new ParameterSchema.Sweep(1, Double.NaN, 1));
        assertThat(new ParameterSchema.Sweep(5, 5, 1)).hasToString("5 to 5 by 1");
    }

    public static final class Backwards extends SampleStrategies.Idle {
        public record Parameters(
                @Parameter(from = 5, to = 1) int length) {}

        public Backwards(Parameters parameters) {}
    }

    @Test
    void sweepThatTheParameterItselfWouldRefuseIsAProgrammingError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSchema.of(SweptTooFar.class))
                .withMessage("end of a sweep must be less than or equal to 50, was 60 (parameter length of "
                        + SweptTooFar.SweptTooFarValues.class.getName() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSchema.of(SweptByHalves.class))
                .withMessage("step of a sweep must be a whole number, was 0.5 (parameter length of "
                        + SweptByHalves.SweptByHalvesValues.class.getName() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSchema.of(SweptWords.class))
                .withMessage("sweep must be of a number, was of text (parameter name of "
                        + SweptWords.SweptWordsValues.class.getName() + ")");
    }

    public static final class SweptTooFar extends SampleStrategies.Idle {
        public record SweptTooFarValues(
                @Parameter(from = 10, to = 60, step = 10) @Max(50)
                int length) {}

        public SweptTooFar(SweptTooFarValues parameters) {}
    }

    public static final class SweptByHalves extends SampleStrategies.Idle {
        public record SweptByHalvesValues(
                @Parameter(from = 10, to = 60, step = 0.5) int length) {}

        public SweptByHalves(SweptByHalvesValues parameters) {}
    }

    public static final class SweptWords extends SampleStrategies.Idle {
        public record SweptWordsValues(
                @Parameter(from = 1, to = 2) String name) {}

        public SweptWords(SweptWordsValues parameters) {}
    }

    @Test
    void defaultThatBreaksItsOwnRuleIsAProgrammingError() {
        String where = " (parameter length of ";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSchema.of(TooShort.class))
                .withMessage("default must be greater than or equal to 1, was '0'" + where
                        + TooShort.ShortLength.class.getName() + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterSchema.of(Worded.class))
                .withMessage("default must be a whole number, was 'ten'" + where + Worded.WordedLength.class.getName()
                        + ")");
    }

    public static final class TooShort extends SampleStrategies.Idle {
        public record ShortLength(
                @Parameter(byDefault = "0") @Min(1) int length) {}

        public TooShort(ShortLength length) {}
    }

    public static final class Worded extends SampleStrategies.Idle {
        public record WordedLength(
                @Parameter(byDefault = "ten") int length) {}

        public Worded(WordedLength length) {}
    }

    @Test
    void schemaSaysTypesDefaultsRangesAndSweeps() {
        ParameterSchema schema = ParameterSchema.of(Crossover.class);

        assertThat(schema.describe()).isEqualTo("""
                        fast_bars (int, default 10, at least 1, at most 500, sweep 5 to 50 by 5): fast average, bars
                        slow_bars (int, default 30, at least 2)
                        shares (long, must be given, above 0)
                        band (double, default 0.5, at least 0.1, sweep 0.25 to 1 by 0.25)
                        shorts (boolean, default false)
                        label (text, default none, not blank)
                        fee (decimal, default 2.50)
                        pace (slow|very_fast, default slow)""");
        ParameterSchema.Entry fast = schema.entry("fast_bars").orElseThrow();
        assertThat(fast.range().min()).contains(BigDecimal.ONE);
        assertThat(fast.range().max()).contains(new BigDecimal("500"));
        assertThat(fast.sweep()).contains(new ParameterSchema.Sweep(5, 50, 5));
        assertThat(ParameterSchema.of(SampleStrategies.BuyAndHold.class).describe())
                .isEqualTo("no parameters");
    }

    @Test
    void metadataOfAnInstanceHasItsLimits() {
        StrategyMetadata ofInstance = StrategyMetadata.of(new SampleStrategies.MeanReversion());
        StrategyMetadata ofClass = StrategyMetadata.of(Crossover.class);

        assertThat(ofInstance.riskLimits()).contains(RiskLimits.NONE.withMaxLeverage(2));
        assertThat(ofClass.riskLimits()).isEmpty();
        assertThat(ofClass.name()).isEqualTo("sma-crossover");
        assertThat(ofClass.version()).isEqualTo(2);
        assertThat(ofClass.describe())
                .startsWith("sma-crossover version 2: Long while fast is above slow.\n  fast_bars (int");
        assertThat(StrategyMetadata.of(SampleStrategies.BuyAndHold.class).name())
                .isEqualTo("buy-and-hold");
    }
}
