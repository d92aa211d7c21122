package io.strategysdk.testkit.assertion;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThatThrownBy;
import static io.strategysdk.testkit.assertion.StrategyAssertions.entry;

import io.strategysdk.testkit.StrategyTester;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

final class StrategyAssertionsTests {
    @Test
    void oneImportGivesThoseOfAssertJAsWell() {
        StrategyTester tester = Runs.tester().run();

        assertThat(tester).isFlat();
        assertThat(tester.fills()).hasSize(2).isNotEmpty();
        assertThat(tester.fills().get(0)).hasPrice("10");
        assertThat(tester.failure()).isEmpty();
        assertThat(tester.lastStep().features()).doesNotContain(entry("sma(2)", 1.0));
        assertThat("text").startsWith("te");
        assertThat(1.5).isGreaterThan(1);
        assertThat(List.of(1)).containsExactly(1);
        assertThat(Map.of("a", 1)).containsKey("a");
        assertThat(Optional.of(1)).contains(1);
        assertThat(Assertions.class).isAssignableFrom(StrategyAssertions.class);
        assertThatThrownBy(tester::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void severalAreCheckedTogetherAsThoseOfAssertJ() {
        StrategyTester tester = Runs.tester().next(2);
        SoftAssertions softly = new SoftAssertions();

        softly.check(() -> assertThat(tester).isFlat());
        softly.check(() -> assertThat(tester).isLong(100));
        softly.check(() -> assertThat(tester).hasCash("1"));

        assertThat(softly.assertionErrorsCollected())
                .extracting(error ->
                        String.valueOf(error.getMessage()).lines().findFirst().orElseThrow())
                .containsExactly("portfolio must be flat, was 100 ACME", "cash must be 1, was 8999");
    }

    @Test
    void messagesOfOnesOwnTakeThePlaceOfTheSentence() {
        StrategyTester tester = Runs.tester().next(2);

        assertThatThrownBy(() -> assertThat(tester.position())
                        .withFailMessage("sold too late")
                        .isFlat())
                .hasMessage("sold too late");
    }

    @Test
    void listsThatDifferAreShownByDevelopmentEnvironmentsSideBySide() {
        StrategyTester tester = Runs.tester().next();

        assertThatThrownBy(() -> assertThat(tester).wanted("buy 1 ACME"))
                .isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                    assertThat(failed.getActual().getStringRepresentation()).isEqualTo("buy 100 ACME 'entry'");
                    assertThat(failed.getExpected().getStringRepresentation()).isEqualTo("buy 1 ACME");
                });
    }

    @Test
    void numbersInWordsMayHaveZerosAtTheEnd() {
        assertThat(Written.plain("buy 100 ACME at limit 12.50, exit at stop 12.00"))
                .isEqualTo("buy 100 ACME at limit 12.5, exit at stop 12");
        assertThat(Written.plain("buy 0.50000000 COIN at 10.05")).isEqualTo("buy 0.5 COIN at 10.05");
        assertThat(Written.plain("cancel trend-10 of 100 at 1000")).isEqualTo("cancel trend-10 of 100 at 1000");
        assertThat(Written.plain("0.010 0.10 10.0")).isEqualTo("0.01 0.1 10");
    }

    @Test
    void doublesAreEqualToNineDigits() {
        assertThat(Written.isNear(1e9, 1e9 + 0.9)).isTrue();
        assertThat(Written.isNear(1e9, 1e9 + 2)).isFalse();
        assertThat(Written.isNear(1e-8, 1.1e-8)).isFalse();
        assertThat(Written.isNear(0, 1e-13)).isTrue();
        assertThat(Written.isNear(0, 1e-11)).isFalse();
        assertThat(Written.isNear(Double.NaN, Double.NaN)).isTrue();
        assertThat(Written.isNear(Double.NaN, 0)).isFalse();
        assertThat(Written.isNear(Double.POSITIVE_INFINITY, 1)).isFalse();
    }
}
