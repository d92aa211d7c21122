package io.strategysdk.examples.firsttests;

import static io.strategysdk.testkit.assertion.StrategyAssertions.assertThat;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.testkit.GivenBars;
import io.strategysdk.testkit.ScriptedBroker;
import io.strategysdk.testkit.StrategyExtension;
import io.strategysdk.testkit.StrategyTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@GivenBars("ACME 1d 2024-01-02: 10 10 10 11")
class BreakoutOrdersTests {
    @RegisterExtension
    static final StrategyExtension BREAKOUT = StrategyExtension.of(
            () -> StrategyTester.of(new Breakout(new Breakout.Parameters(2))).cash(1000));

    @Test
    void triesAgainWhenItsOrderIsRefused(StrategyTester tester) {
        ScriptedBroker broker =
                ScriptedBroker.accepting().next(order -> order.reject(RejectReason.BROKER, "account is under review"));
        tester.broker(broker).run();

        tester.closes(12).run();

        assertThat(tester).wasRefused(RejectReason.BROKER).wanted("target 95 % ACME");
        assertThat(broker.orders()).hasSize(2);
    }

    @Test
    void goesOnWithWhatItGot(StrategyTester tester) {
        ScriptedBroker broker = ScriptedBroker.accepting().next(order -> {
            order.accept();
            order.fill(40, "11.02");
            order.later(3, late -> late.fillRest("11.10"));
        });
        tester.broker(broker).run();

        tester.closes(11, 9).run();

        assertThat(tester).isLong(40).wanted("close ACME");
    }
}
