package io.strategysdk.backtest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.backtest.execution.RandomMarket.Cash;
import io.strategysdk.backtest.execution.ReferenceMarket.Outcome;
import io.strategysdk.engine.Engine;
import io.strategysdk.engine.Journal;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.RunResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The market and the obvious one agree, order for order, on random bars, orders, costs and latencies. */
@Tag("long")
class MatchingPropertiesTests {
    private static final String STRATEGY = "script";

    @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
    void fillsAndEndsAsTheObviousMarketDoesWithPlentyOfCash(@ForAll long seed) {
        agrees(new RandomMarket(seed, Cash.PLENTY));
    }

    @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
    void fillsRefusesAndEndsAsTheObviousMarketDoesWhenCashIsShort(@ForAll long seed) {
        agrees(new RandomMarket(seed, Cash.SHORT));
    }

    private static void agrees(RandomMarket random) {
        ReferenceMarket reference = new ReferenceMarket(
                random.calendar,
                random.bars,
                random.priceScale,
                random.costs,
                random.latency == LatencyModel.NONE
                        ? null
                        : sequence -> random.latency.nanos(random.seed, new OrderId(STRATEGY, sequence)),
                random.cash,
                random.script);

        List<Outcome> expected = reference.run();
        RunResult run = Engine.over(random.data())
                .execution(new SimulatedMarket(random.model()))
                .strategy(
                        STRATEGY, new ScriptedStrategy(random.script, random.instruments), random.cash, RiskLimits.NONE)
                .build()
                .run();

        assertThat(run.strategies().get(0).failure()).as(random::toString).isEmpty();
        List<Outcome> actual = outcomes(run.journal());
        assertThat(fills(actual)).as(random::toString).isEqualTo(fills(expected));
        assertThat(byOrder(actual)).as(random::toString).isEqualTo(byOrder(expected));
        isNeverShortOfSharesOrCash(random, run.journal());
        assertThat(run.strategies().get(0).cash()).as(random::toString).isEqualByComparingTo(reference.cash());
        assertThat(run.strategies().get(0).equity()).as(random::toString).isEqualByComparingTo(reference.equity());
    }

    /** Whatever the orders were, a cash account is never short and never owes. */
    private static void isNeverShortOfSharesOrCash(RandomMarket random, Journal journal) {
        assertThat(journal.entries(JournalEntry.Booked.class))
                .as(random::toString)
                .allMatch(booked ->
                        booked.position().signum() >= 0 && booked.cash().signum() >= 0);
    }

    private static List<Outcome> fills(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.price() != null).toList();
    }

    private static List<Outcome> byOrder(List<Outcome> outcomes) {
        return outcomes.stream().sorted(Comparator.comparingInt(Outcome::order)).toList();
    }

    private static List<Outcome> outcomes(Journal journal) {
        List<Outcome> outcomes = new ArrayList<>();
        for (JournalEntry.Reported reported : journal.entries(JournalEntry.Reported.class)) {
            OrderEvent event = reported.event();
            if (!(event instanceof OrderEvent.Accepted)) {
                outcomes.add(outcome(event));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(OrderEvent event) {
        int order = Integer.parseInt(event.order().request().tag().substring("order ".length()));
        if (event instanceof OrderEvent.Filled filled) {
            Fill fill = filled.fill();
            return new Outcome(
                    fill.epochNanos(),
                    order,
                    "FILLED",
                    fill.lastQty().toBigDecimal(),
                    fill.lastPx().toBigDecimal(),
                    fill.fee());
        }
        String what = event instanceof OrderEvent.Rejected rejected
                ? "REJECTED " + rejected.reason()
                : event instanceof OrderEvent.CancelRejected refused
                        ? "CANCEL_REJECTED " + refused.reason()
                        : event instanceof OrderEvent.Cancelled
                                ? "CANCELLED"
                                : event instanceof OrderEvent.Expired ? "EXPIRED" : "REPLACED";
        return new Outcome(event.epochNanos(), order, what, (BigDecimal) null, null, null);
    }
}
