package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainBoundsTests {
    private ValidatorFactory factory;
    private Validator validator;

    record Bounded(
            @Min(3) @Max(5) int whole,
            @Min(-1) @Max(1) double asWhole,

            @DecimalMin("0.5") @DecimalMax(value = "1.5", inclusive = false)
            double share,

            @Positive long positive,
            @PositiveOrZero BigDecimal amount,
            @Min(1) @Min(3) int twice,
            @Negative int negative,
            @NotBlank String text) {}

    @BeforeAll
    void start() {
        factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    @AfterAll
    void stop() {
        factory.close();
    }

    static Stream<Arguments> values() {
        Stream<Arguments> wholes = Stream.of(2, 3, 5, 6).map(value -> Arguments.of("whole", value));
        Stream<Arguments> doubles =
                Stream.of(-1.0000001, -1.0, -0.0, 1.0, Math.nextUp(1.0)).map(value -> Arguments.of("asWhole", value));
        Stream<Arguments> shares = Stream.of(Math.nextDown(0.5), 0.5, 1.0, Math.nextDown(1.5), 1.5)
                .map(value -> Arguments.of("share", value));
        Stream<Arguments> positives =
                Stream.of(-1L, 0L, 1L, Long.MAX_VALUE).map(value -> Arguments.of("positive", value));
        Stream<Arguments> amounts =
                Stream.of("-0.01", "0.00", "1e30").map(value -> Arguments.of("amount", new BigDecimal(value)));
        return Stream.of(wholes, doubles, shares, positives, amounts).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("values")
    void saysOfBoundsWhatTheValidatorSays(String component, Object value) {
        boolean kept = validator.validateValue(Bounded.class, component, value).isEmpty();

        assertThat(PlainBounds.areKept(Constraints.on(Bounded.class, component), value))
                .isEqualTo(kept);
    }

    @Test
    void leavesToTheValidatorWhatItDoesNotKnow() {
        assertThat(areKept("negative", -1)).isFalse();
        assertThat(areKept("twice", 5)).isFalse();
        assertThat(areKept("text", "good")).isFalse();
        assertThat(areKept("share", Double.NaN)).isFalse();
        assertThat(areKept("share", Double.POSITIVE_INFINITY)).isFalse();
    }

    private static boolean areKept(String component, Object value) {
        return PlainBounds.areKept(List.copyOf(Constraints.on(Bounded.class, component)), value);
    }
}
