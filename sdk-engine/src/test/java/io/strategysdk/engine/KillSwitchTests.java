package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Trading that is stopped from outside: the hand moves while the strategy decides. */
final class KillSwitchTests {
    private final KillSwitch killSwitch = new KillSwitch();
    private final Script script = new Script();
    private final Venue venue = new Venue();

    /** Buys 5 on the first bar, leaves a limit on the second, and then does what is said. */
    private RunResult run(IntConsumer hand, OrderIntent... later) {
        script.decide = context -> {
            hand.accept(script.decisions);
            if (script.decisions == 1) {
                return List.of(buy(AAPL, 5));
            }
            if (script.decisions == 2) {
                return List.of(buy(AAPL, 1).atLimit(AAPL.price(50)));
            }
            return script.decisions - 3 < later.length ? List.of(later[script.decisions - 3]) : List.of();
        };
        return Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 100, 100, 100, 100)), venue)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();
    }

    @Test
    void cancelsAllAndRefusesAllExitsToo() {
        RunResult result = run(
                step -> {
                    if (step >= 3) {
                        killSwitch.pull();
                    }
                },
                buy(AAPL, 1),
                sell(AAPL, 1),
                close(AAPL));

        assertThat(script.refusals())
                .containsExactly(RejectReason.KILL_SWITCH, RejectReason.KILL_SWITCH, RejectReason.KILL_SWITCH);
        assertThat(venue.resting).isEmpty();
        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("5");
    }

    @Test
    void cancelsAgainWhatAVenueHasRefusedToCancel() {
        run(step -> {
            if (step == 3) {
                venue.refusesCancels = true;
                killSwitch.pull();
            }
            if (step == 5) {
                assertThat(venue.resting).isNotEmpty();
                venue.refusesCancels = false;
            }
        });

        assertThat(venue.resting).isEmpty();
    }

    @Test
    void flattensWhereThatIsAskedForAlsoLater() {
        RunResult result = run(step -> {
            if (step == 3) {
                killSwitch.pull();
            } else if (step >= 4) {
                killSwitch.pullAndFlatten();
            }
        });

        assertThat(result.strategies().get(0).positions()).isEmpty();
        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH);
    }

    @Test
    void letsOrdersLeaveAgainOnceItIsReset() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pull();
                    } else if (step == 4) {
                        killSwitch.reset();
                    }
                },
                buy(AAPL, 1),
                buy(AAPL, 2));

        assertThat(script.refusals()).containsExactly(RejectReason.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("7");
        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET);
    }

    /** A venue that cancels nothing leaves something to replace. */
    @Test
    void refusesReplacements() {
        venue.refusesCancels = true;
        script.onOrder = (event, context) -> {
            if (event instanceof OrderEvent.Accepted && script.decisions == 2) {
                killSwitch.pull();
                context.submit(OrderIntent.replace(event.order()).withLimit(AAPL.price(60)));
            }
        };
        run(step -> {});

        assertThat(script.orderEvents)
                .filteredOn(OrderEvent.CancelRejected.class::isInstance)
                .extracting(event -> ((OrderEvent.CancelRejected) event).reason())
                .filteredOn(reason -> reason != RejectReason.BROKER)
                .containsExactly(RejectReason.KILL_SWITCH);
    }

    @Test
    void pausesOneStrategysEntriesAndLetsItsExitsGo() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pause("s");
                    } else if (step == 5) {
                        killSwitch.resume("s");
                    }
                },
                buy(AAPL, 1),
                sell(AAPL, 2),
                buy(AAPL, 4));

        assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
        assertThat(venue.resting).isEmpty();
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("7");
        assertThat(Runs.acts(result)).containsExactly(Safeguard.PAUSED, Safeguard.RESUMED);
    }

    @Test
    void pausesAllStrategiesAndLetsThemGoOn() {
        Script first = buyingEachStep();
        Script second = buyingEachStep();
        Script hand = new Script();
        hand.decide = context -> {
            if (hand.decisions == 2) {
                killSwitch.pauseAll();
            } else if (hand.decisions == 4) {
                killSwitch.resumeAll();
            }
            return List.of();
        };

        RunResult result = Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 100, 100, 100)), new Venue())
                .killSwitch(killSwitch)
                .strategy("hand", hand, CAPITAL, RiskLimits.NONE)
                .strategy("first", first, CAPITAL, RiskLimits.NONE)
                .strategy("second", second, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(List.of(first, second))
                .allSatisfy(script -> assertThat(script.orderEvents)
                        .filteredOn(OrderEvent.Rejected.class::isInstance)
                        .hasSize(2)
                        .allSatisfy(event -> assertThat(((OrderEvent.Rejected) event).reason())
                                .isEqualTo(RejectReason.STRATEGY_PAUSED)));
        assertThat(Runs.acts(result))
                .containsExactly(
                        Safeguard.PAUSED,
                        Safeguard.PAUSED,
                        Safeguard.PAUSED,
                        Safeguard.RESUMED,
                        Safeguard.RESUMED,
                        Safeguard.RESUMED);
    }

    private static Script buyingEachStep() {
        Script script = new Script();
        script.decide = context -> List.of(buy(AAPL, 1));
        return script;
    }

    @Test
    void asksAgainForTheCancelOfAPausedStrategysEntry() {
        run(step -> {
            if (step == 3) {
                venue.refusesCancels = true;
                killSwitch.pause("s");
            }
            if (step == 5) {
                assertThat(venue.resting).isNotEmpty();
                venue.refusesCancels = false;
            }
        });

        assertThat(venue.resting).isEmpty();
    }

    /** Fifty are held; what rests when the strategy is paused is what it is told to send. */
    @Nested
    final class ExitsOfAPausedStrategy {
        private List<Long> kept(OrderIntent... resting) {
            List<Long> kept = new ArrayList<>();
            KillSwitch pausing = new KillSwitch();
            Script paused = Script.of(
                    context -> List.of(buy(AAPL, 50)),
                    context -> List.of(resting),
                    context -> {
                        pausing.pause("s");
                        return List.of();
                    },
                    context -> {
                        context.orders()
                                .working()
                                .forEach(order -> kept.add(order.id().sequence()));
                        return List.of();
                    });
            Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 100, 100)), new Venue())
                    .account(AccountRules.margin())
                    .killSwitch(pausing)
                    .strategy("s", paused, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();
            return kept;
        }

        private static NewOrder sale(int quantity, int limit) {
            return sell(AAPL, quantity).atLimit(AAPL.price(limit));
        }

        @Test
        void areNoMoreThanThePositionTogether() {
            assertThat(kept(sale(50, 110), sale(50, 111))).containsExactly(2L);
            assertThat(kept(sale(30, 110), sale(30, 111), sale(20, 112))).containsExactly(2L, 4L);
            assertThat(kept(sale(51, 110))).isEmpty();
        }

        @Test
        void areAllThatOnlyReduce() {
            assertThat(kept(
                            sale(50, 110).withReduceOnly(),
                            sale(50, 111),
                            sale(80, 112).withReduceOnly()))
                    .containsExactly(2L, 3L, 4L);
        }

        @Test
        void areOrdersOfWhichOneCancelsTheOtherLikeTheLarger() {
            assertThat(kept(OrderIntent.oneCancelsOther(sale(50, 110), sale(30, 111))))
                    .containsExactly(2L, 3L);
            assertThat(kept(OrderIntent.oneCancelsOther(sale(30, 110), sale(50, 111)), sale(1, 120)))
                    .containsExactly(2L, 3L);
            assertThat(kept(OrderIntent.oneCancelsOther(sale(80, 110), sale(50, 111)), sale(1, 120)))
                    .containsExactly(3L);
        }
    }

    @Test
    void nothingThatRestsIsFilledBySlicesAfterThePull() {
        script.decide = context -> {
            if (script.decisions == 3) {
                killSwitch.pull();
            }
            return script.decisions == 1 ? List.of(buy(AAPL, 5).atLimit(AAPL.price(90))) : List.of();
        };

        RunResult result = Runs.over(Runs.data(minutes(AAPL, 100, 100, 100, 90, 90, 100)), venue)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.journal().entries(JournalEntry.Booked.class)).isEmpty();
        assertThat(script.orderEvents)
                .last()
                .isInstanceOfSatisfying(
                        OrderEvent.Cancelled.class,
                        cancelled -> assertThat(cancelled.epochNanos()).isEqualTo(Runs.START + 3 * Runs.MINUTE));
    }

    @Test
    void nothingThatRestsIsFilledOnPaperBySlicesAfterThePull() {
        script.decide = context -> {
            if (script.decisions == 3) {
                killSwitch.pull();
            }
            return script.decisions == 1 ? List.of(buy(AAPL, 5).atLimit(AAPL.price(90))) : List.of();
        };

        RunResult result = RealtimeEngine.on(
                        new ScriptedFeed(ScriptedFeed.bars(
                                bar(AAPL, 1, 100), bar(AAPL, 2, 100), bar(AAPL, 3, 100), bar(AAPL, 4, 90))),
                        List.of(AAPL),
                        Timeframe.MINUTE,
                        TradingCalendars.alwaysOpen())
                .execution(venue)
                .killSwitch(killSwitch)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.journal().entries(JournalEntry.Booked.class)).isEmpty();
        assertThat(venue.resting).isEmpty();
    }

    @Test
    void whatWasTakenBackBeforeTheRunHasLookedIsDoneAllTheSame() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pullAndFlatten();
                        killSwitch.reset();
                    }
                },
                OrderIntent.cancelAll(AAPL),
                buy(AAPL, 2));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET);
        assertThat(result.warnings()).containsExactly("The kill switch was pulled.");
        assertThat(venue.resting).isEmpty();
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("2");
    }

    /** Looked at before the order that is asked for in the same step. */
    @Test
    void aPullThatWasTakenBackDoesNotCancelOrdersOfLater() {
        run(
                step -> {
                    if (step == 3) {
                        killSwitch.pull();
                        killSwitch.reset();
                    }
                },
                buy(AAPL, 1).atLimit(AAPL.price(40)));

        assertThat(venue.resting)
                .singleElement()
                .satisfies(order -> assertThat(order.id().sequence()).isEqualTo(3));
    }

    @Test
    void aSecondPullIsDoneToo() {
        RunResult result = run(step -> {
            if (step == 3) {
                killSwitch.pull();
            } else if (step == 5) {
                killSwitch.reset();
                killSwitch.pullAndFlatten();
            }
        });

        assertThat(Runs.acts(result))
                .containsExactly(Safeguard.KILL_SWITCH, Safeguard.KILL_SWITCH_RESET, Safeguard.KILL_SWITCH);
        assertThat(result.strategies().get(0).positions()).isEmpty();
    }

    @Test
    void aPullWithoutFlatteningThatCameLastLeavesPositionsAlone() {
        RunResult result = run(step -> {
            if (step == 3) {
                killSwitch.pullAndFlatten();
                killSwitch.reset();
                killSwitch.pull();
            }
        });

        assertThat(Runs.acts(result)).containsExactly(Safeguard.KILL_SWITCH);
        assertThat(script.refusals()).isEmpty();
        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("5");
    }

    @Test
    void aPauseThatWasTakenBackHasCancelledEntries() {
        RunResult result = run(step -> {
            if (step == 3) {
                killSwitch.pause("s");
                killSwitch.resume("s");
            }
        });

        assertThat(Runs.acts(result)).containsExactly(Safeguard.PAUSED, Safeguard.RESUMED);
        assertThat(venue.resting).isEmpty();
    }

    @Test
    void aSecondPauseIsDoneToo() {
        RunResult result = run(
                step -> {
                    if (step == 3) {
                        killSwitch.pause("s");
                    } else if (step == 5) {
                        killSwitch.resume("s");
                        killSwitch.pause("s");
                    }
                },
                close(AAPL),
                close(AAPL),
                buy(AAPL, 1));

        assertThat(Runs.acts(result)).containsExactly(Safeguard.PAUSED, Safeguard.RESUMED, Safeguard.PAUSED);
        assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
    }

    @Test
    void aPauseFromBeforeTheRunStandsInItsJournalOnce() {
        killSwitch.pause("s");

        RunResult result = run(step -> {
            if (step == 4) {
                killSwitch.liftLossLimits();
            }
        });

        assertThat(Runs.acts(result)).containsExactly(Safeguard.PAUSED);
    }

    @Test
    void whatWasTakenBackBeforeARunIsNoneOfIts() {
        killSwitch.pullAndFlatten();
        killSwitch.pause("s");
        killSwitch.reset();
        killSwitch.resume("s");

        assertThat(Runs.acts(run(step -> {}))).isEmpty();
        assertThat(venue.resting).isNotEmpty();
    }
}
