package io.strategysdk.examples.testing;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.StrategyTester;
import io.strategysdk.testkit.law.StrategyLaws;
import org.junit.jupiter.api.Test;

/** Brokers fill orders in parts. A scripted broker does it when the test says so. */
class PartialFillTests {
    private static final String BREAKOUT = "ACME 1d 2024-01-02: 10 11 11 11 11 11";

    private final ScriptedBroker broker = ScriptedBroker.accepting().next(order -> {
        order.accept();
        order.later(1, part -> part.fill(40, "11"));
        order.later(2, rest -> rest.fillRest("11.02"));
    });

    @Test
    void theStopOfAPartIsRefusedAndTheSecondPartKillsTheStrategy() {
        StrategyTester tester =
                StrategyTester.of(new AllOrNothingBreakout()).broker(broker).bars(BREAKOUT);

        tester.next(3);
        assertThat(tester).isLong(40).wanted("sell 100 ACME at stop 10");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(tester::run)
                .withMessageContaining(
                        "onOrderUpdate threw java.lang.NullPointerException: a fill must have a planned stop")
                .withMessageContaining("rejected: sell 100 ACME at stop 10: SHORT_NOT_ALLOWED");
    }

    @Test
    void aStopThatGrowsWithEveryFillProtectsThemAll() {
        StrategyTester tester =
                StrategyTester.of(new ProtectedBreakout()).broker(broker).bars(BREAKOUT);

        tester.next(3);
        assertThat(tester).isLong(40).wanted("sell 40 ACME at stop 10 GTC 'stop'");

        tester.next();
        assertThat(tester).isLong(100).wanted("replace ProtectedBreakout-2 by 100 at stop 10");
    }

    @Test
    void aStopThatIsFilledInPartGrowsByWhatIsStillHeld() {
        StrategyTester tester =
                StrategyTester.of(new ProtectedBreakout()).broker(broker).bars(BREAKOUT);

        tester.next(3);
        broker.last().fill(10, "10");
        tester.next();

        assertThat(tester).isLong(90).wanted("replace ProtectedBreakout-2 by 100 at stop 10");
    }

    @Test
    void itKeepsAllLaws() {
        StrategyLaws.of(ProtectedBreakout::new).all();
    }
}
