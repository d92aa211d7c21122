package io.strategysdk.examples.testing;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.examples.strategies.SmaCrossover;
import io.strategysdk.testkit.GivenBars;
import io.strategysdk.testkit.StrategyExtension;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.arbitrary.SdkArbitraries;
import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.DataSets;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clean strategy: what it does, bar by bar; all laws; and the laws again over the range of its parameters. */
class SmaCrossoverTests {
    @RegisterExtension
    static final StrategyExtension STRATEGY =
            StrategyExtension.of(() -> StrategyTester.of(new SmaCrossover(new SmaCrossover.Parameters(2, 3, 1)))
                    .cash(10_000));

    private static final StrategyLaws LAWS =
            StrategyLaws.of(() -> new SmaCrossover(new SmaCrossover.Parameters(10, 30, 1)));

    @Test
    @GivenBars("ACME 1d 2024-01-02: 10 10 10 12")
    void buysWhenTheFastAverageCrossesAbove(StrategyTester tester) {
        assertThat(tester.run()).wanted("target 100 % ACME");
        assertThat(tester.closes(12.50).run()).filled("buy 833 ACME at 12").isLong(833);
    }

    @Test
    @GivenBars("ACME 1d 2024-01-02: 10 10 10 12 13 9")
    void sellsWhenItCrossesBelow(StrategyTester tester) {
        assertThat(tester.run()).isLong(833).wanted("close ACME");
        assertThat(tester.closes(9).run()).filled("sell 833 ACME at 9").isFlat();
    }

    @Test
    @GivenBars("ACME 1d 2024-01-02: 10 11 12 13 14 15")
    void doesNotChaseATrendThatItHasNotSeenBegin(StrategyTester tester) {
        assertThat(tester.run()).isFlat();
    }

    @TestFactory
    Stream<DynamicTest> keepsAllLaws() {
        return LAWS.tests();
    }

    @Test
    void declaresItselfProperly() {
        LAWS.declaration();
    }

    @Test
    void knowsNoPriceOfItsOwn() {
        LAWS.scaleInvariance();
    }

    @Test
    void refusesAFastAverageThatIsNotFaster() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmaCrossover.Parameters(30, 30, 1))
                .withMessage("fast must be below slow 30, was 30");
    }

    @Property(tries = 10)
    void keepsLawsWithWhateverParameters(@ForAll("parameters") SmaCrossover.Parameters parameters) {
        StrategyLaws.of(() -> new SmaCrossover(parameters))
                .on("a walk", DataSets::walk)
                .noLookAhead()
                .restart()
                .sanity(3);
    }

    @Provide
    Arbitrary<SmaCrossover.Parameters> parameters() {
        return SdkArbitraries.parameters(SmaCrossover.Parameters.class);
    }
}
