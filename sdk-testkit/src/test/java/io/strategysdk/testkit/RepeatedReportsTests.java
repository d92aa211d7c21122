package io.strategysdk.testkit;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.cancel;
import static io.strategysdk.api.order.OrderIntent.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.engine.Journal;
import io.strategysdk.testkit.market.DataSets;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broker that repeats what a journal tells of another one, for a strategy that does the same. */
class RepeatedReportsTests {
    private static final Instrument ACME = Instrument.equity("ACME");

    private static NewOrder resting(String tag) {
        return buy(ACME, 100)
                .atLimit(Price.of("10.10"))
                .withTimeInForce(TimeInForce.GTC)
                .withTag(tag);
    }

    private static Order order(Context context, String tag) {
        return context.orders().find(tag).orElseThrow();
    }

    private static ScriptedStrategy strategy() {
        return ScriptedStrategy.of(
                context -> List.of(resting("refused"), resting("ends"), resting("stays"), resting("open")),
                context -> List.of(
                        replace(order(context, "stays")).withLimit(Price.of("9.90")), cancel(order(context, "open"))),
                context -> List.of(cancel(order(context, "stays"))));
    }

    /** Each answer once. */
    private static ScriptedBroker moody() {
        return ScriptedBroker.answering(order -> {
                    switch (order.request().tag()) {
                        case "refused" -> order.reject(RejectReason.BROKER, "not today");
                        case "ends" -> {
                            order.accept();
                            order.later(2, VenueOrder::expire);
                        }
                        case "open" -> {
                            order.accept();
                            order.later(1, later -> later.fill(10, "10.05"));
                        }
                        default -> order.accept();
                    }
                })
                .onCancel(order -> {
                    if (order.request().tag().equals("stays")) {
                        order.refuseCancel("too late");
                    } else {
                        order.later(1, VenueOrder::cancelled);
                    }
                })
                .onReplace(order -> order.refuseReplace(RejectReason.BROKER, "too late"));
    }

    private static StrategyTester run(ScriptedBroker broker) {
        return StrategyTester.of(strategy()).broker(broker).bars("ACME 1d 2024-01-02: 10 10 10 10 10 10");
    }

    private static Journal journal(ScriptedBroker broker) {
        return run(broker).end().journal();
    }

    @Test
    void eachReportComesAgainAtItsTime() {
        StrategyTester first = run(moody());
        Journal told = first.end().journal();

        assertThat(first.orderEvents().stream().map(event -> event.getClass().getSimpleName()))
                .contains("Rejected", "Expired", "CancelRejected", "Filled", "Cancelled");
        assertThat(first.orderEvents())
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event ->
                        ((OrderEvent.CancelRejected) event).request().getClass().getSimpleName())
                .contains("Replace", "Cancel");
        assertThat(journal(ScriptedBroker.replaying(told)).firstDifference(told))
                .isEmpty();
    }

    @Test
    void aJournalOfSeveralStrategiesIsNotRepeated() {
        Journal several = Backtest.ofSeveral()
                .on(DataSets.walk())
                .strategy("one", new ScriptedStrategy(), BigDecimal.TEN, RiskLimits.NONE)
                .strategy("two", new ScriptedStrategy(), BigDecimal.TEN, RiskLimits.NONE)
                .run()
                .journal();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScriptedBroker.replaying(several))
                .withMessage("a journal to be replayed by a broker must be of one strategy, was of [one, two]");
    }
}
