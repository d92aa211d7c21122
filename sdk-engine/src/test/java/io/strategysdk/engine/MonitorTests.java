package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.api.order.OrderIntent.close;
import static io.strategysdk.api.order.OrderIntent.sell;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static io.strategysdk.engine.ScriptedFeed.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.spi.MarketDataFeed;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.Monitor.Measure;
import io.strategysdk.engine.Monitor.Response;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What monitors see, tell and do: 10,000 dollars, one bar a minute, fills at the next open. */
final class MonitorTests {
    private static final double NONE = Double.NaN;

    private final Script script = new Script();
    private final Venue venue = new Venue();
    private final KillSwitch killSwitch = new KillSwitch();
    private final List<Alert> alerts = new ArrayList<>();

    private RunResult run(Monitor monitor, Map<Integer, List<OrderIntent>> orders, double... prices) {
        return run(monitor, orders, minutes(AAPL, prices));
    }

    private RunResult run(Monitor monitor, Map<Integer, List<OrderIntent>> orders, BarColumns... bars) {
        script.decide = context -> orders.getOrDefault(script.decisions, List.of());
        return builder(monitor, bars).build().run();
    }

    private Engine.Builder builder(Monitor monitor, BarColumns... bars) {
        return Runs.over(Runs.data(bars), venue)
                .killSwitch(killSwitch)
                .monitor(monitor)
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE);
    }

    private static long minute(Alert alert) {
        return (alert.epochNanos() - Runs.START) / Runs.MINUTE;
    }

    @Nested
    final class Slippage {
        @Test
        void isTheMeanOfTheLastFillsAgainstTheMarkOfTheDecision() {
            RunResult result = run(
                    Monitor.slippage(120, 2, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 1)), 2, List.of(buy(AAPL, 1)), 3, List.of(buy(AAPL, 1))),
                    100,
                    101,
                    103.02,
                    103.02);

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isCloseTo(150, within(1e-9));
                assertThat(alert.strategy()).isEqualTo("s");
                assertThat(alert.instrument()).isEmpty();
                assertThat(minute(alert)).isEqualTo(3);
            });
            assertThat(result.journal().entries(JournalEntry.Safeguarded.class))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.what()).isEqualTo(Safeguard.SLIPPAGE_ALERT);
                        assertThat(entry.strategy()).isEqualTo("s");
                        assertThat(entry.figure()).isCloseTo(150, within(1e-9));
                        assertThat(entry.limit()).isEqualTo(120);
                    });
            assertThat(result.warnings())
                    .containsExactly("Monitor of slippage: strategy s has 150 basis points, threshold 120.");
        }

        @Test
        void ofASellIsAdverseWhenThePriceFalls() {
            run(
                    Monitor.slippage(90, 1, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 1)), 3, List.of(sell(AAPL, 1))),
                    100,
                    90,
                    100,
                    99);

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isCloseTo(100, within(1e-9));
                assertThat(minute(alert)).isEqualTo(4);
            });
        }

        @Test
        void speaksAgainOnlyOnceItHasComeBack() {
            Map<Integer, List<OrderIntent>> orders = Map.of(
                    1, List.of(buy(AAPL, 1)),
                    2, List.of(buy(AAPL, 1)),
                    3, List.of(buy(AAPL, 1)),
                    4, List.of(buy(AAPL, 1)));

            run(Monitor.slippage(50, 1, Response.ALERT), orders, 100, 101, 103, 103, 105);

            assertThat(alerts).extracting(MonitorTests::minute).containsExactly(2L, 5L);
        }

        @Test
        void ofAPairOfOrdersIsMeasuredFromTheirLimits() {
            OrderIntent pair = OrderIntent.oneCancelsOther(
                    buy(AAPL, 1).atLimit(AAPL.price(95)), buy(AAPL, 1).atLimit(AAPL.price(90)));

            run(Monitor.slippage(0, 1, Response.ALERT), Map.of(1, List.of(pair)), 100, 95, 95);

            assertThat(script.orderEvents).anyMatch(OrderEvent.Filled.class::isInstance);
            assertThat(alerts).isEmpty();
        }
    }

    @Nested
    final class RejectedOrders {
        @Test
        void areAShareOfTheLastOnes() {
            OrderIntent tooMuch = buy(AAPL, 1_000);
            run(
                    Monitor.rejectedOrders(0.5, 4, Response.ALERT),
                    Map.of(
                            1, List.of(buy(AAPL, 1), tooMuch),
                            2, List.of(tooMuch, buy(AAPL, 1)),
                            3, List.of(tooMuch, tooMuch)),
                    100,
                    100,
                    100,
                    100);

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isEqualTo(0.75);
                assertThat(alert.monitor().measure()).isEqualTo(Measure.REJECTED_ORDERS);
            });
        }

        @Test
        void pauseTheStrategyBeforeItsNextOrderAndAreNotFedByThePause() {
            OrderIntent tooMuch = buy(AAPL, 1_000);
            RunResult result = run(
                    Monitor.rejectedOrders(0.9, 1, Response.PAUSE_STRATEGY),
                    Map.of(
                            1,
                            List.of(buy(AAPL, 5)),
                            2,
                            List.of(tooMuch, buy(AAPL, 1)),
                            3,
                            List.of(buy(AAPL, 1)),
                            4,
                            List.of(sell(AAPL, 2))),
                    100,
                    100,
                    100,
                    100,
                    100);

            assertThat(script.refusals())
                    .containsExactly(
                            RejectReason.BUYING_POWER, RejectReason.STRATEGY_PAUSED, RejectReason.STRATEGY_PAUSED);
            assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("3");
            assertThat(Runs.acts(result)).containsExactly(Safeguard.REJECTED_ORDERS_ALERT, Safeguard.PAUSED);
            assertThat(killSwitch.state().paused()).containsExactly("s");
        }

        @Test
        void areNotThoseThatAPauseRefuses() {
            killSwitch.pause("s");

            run(
                    Monitor.rejectedOrders(0, 1, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 1)), 2, List.of(buy(AAPL, 1))),
                    100,
                    100);

            assertThat(script.refusals()).hasSize(1).containsOnly(RejectReason.STRATEGY_PAUSED);
            assertThat(alerts).isEmpty();
        }

        @Test
        void ofAVenueCountToo() {
            venue.refuses = true;

            run(Monitor.rejectedOrders(0, 1, Response.KILL), Map.of(1, List.of(buy(AAPL, 1))), 100, 100);

            assertThat(alerts).hasSize(1);
            assertThat(killSwitch.isPulled()).isTrue();
        }
    }

    @Nested
    final class Losses {
        @Test
        void areToldOnceTheyAreConfirmedAndAgainAfterTheyHaveComeBack() {
            run(
                    Monitor.loss(0.05, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 50))),
                    100,
                    100,
                    1,
                    100,
                    89,
                    88,
                    87,
                    95,
                    80,
                    80);

            assertThat(alerts).extracting(MonitorTests::minute).containsExactly(6L, 10L);
            assertThat(alerts.get(0).figure()).isCloseTo(0.06, within(1e-12));
        }

        @Test
        void fromTheHighestEquityAreDrawdowns() {
            RunResult result = run(
                    Monitor.drawdown(0.1, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 50))),
                    100,
                    100,
                    150,
                    150,
                    120,
                    120);

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isCloseTo(1 - 11_000 / 12_500.0, within(1e-12));
                assertThat(minute(alert)).isEqualTo(6);
            });
            assertThat(Runs.acts(result)).containsExactly(Safeguard.DRAWDOWN_ALERT);
        }

        @Test
        void areNotMeasuredFromOneBadPrintUpwards() {
            run(
                    Monitor.drawdown(0.1, Response.ALERT),
                    Map.of(1, List.of(buy(AAPL, 50))),
                    100,
                    100,
                    150,
                    100,
                    100,
                    200,
                    100,
                    100);

            assertThat(alerts).isEmpty();
        }

        @Test
        void areMeasuredAnewWhenThePauseEnds() {
            script.onMarket = context -> {
                if (script.decisions == 5) {
                    killSwitch.resume("s");
                }
            };
            RunResult result = run(
                    Monitor.loss(0.05, Response.PAUSE_STRATEGY),
                    Map.of(1, List.of(buy(AAPL, 50)), 5, List.of(buy(AAPL, 1)), 7, List.of(buy(AAPL, 1))),
                    100,
                    100,
                    80,
                    80,
                    80,
                    80,
                    80,
                    80,
                    80);

            assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
            assertThat(Runs.acts(result)).containsExactly(Safeguard.LOSS_ALERT, Safeguard.PAUSED, Safeguard.RESUMED);
            assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("51");
        }
    }

    @Nested
    final class StaleData {
        @Test
        void areThoseOfAnInstrumentWithoutABarForSoLong() {
            RunResult result = run(
                    Monitor.staleData(3, Response.PAUSE_STRATEGY),
                    Map.of(6, List.of(buy(AAPL, 1))),
                    minutes(AAPL, 1, 1, 1, 1, 1, 1, 1),
                    minutes(MSFT, 1, NONE, NONE, NONE, NONE, NONE, 1));

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.instrument()).contains(MSFT);
                assertThat(alert.strategy()).isEmpty();
                assertThat(alert.figure()).isEqualTo(4);
                assertThat(minute(alert)).isEqualTo(5);
            });
            assertThat(script.refusals()).containsExactly(RejectReason.STRATEGY_PAUSED);
            assertThat(result.journal()
                            .entries(JournalEntry.Safeguarded.class)
                            .get(0)
                            .instrument())
                    .contains(MSFT);
        }

        @Test
        void countTheTimeOfSessionsOnly() {
            long close = Instant.parse("2024-01-02T21:00:00Z").getEpochSecond() * 1_000_000_000L;
            long open = Instant.parse("2024-01-03T14:30:00Z").getEpochSecond() * 1_000_000_000L;
            BarColumns.Builder whole = BarColumns.builder(AAPL, Timeframe.MINUTE);
            whole.bar(close - Runs.MINUTE, close, 1, 1, 1, 1, 1);
            whole.bar(open, open + Runs.MINUTE, 1, 1, 1, 1, 1);
            whole.bar(open + Runs.MINUTE, open + 2 * Runs.MINUTE, 1, 1, 1, 1, 1);
            BarColumns.Builder gapped = BarColumns.builder(MSFT, Timeframe.MINUTE);
            gapped.bar(close - Runs.MINUTE, close, 1, 1, 1, 1, 1);

            Engine.over(MarketData.of(TradingCalendars.nyse(), whole.build(), gapped.build()))
                    .execution(venue)
                    .monitor(Monitor.staleData(1, Response.ALERT))
                    .onAlert(alerts::add)
                    .strategy("s", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isEqualTo(2);
                assertThat(alert.epochNanos()).isEqualTo(open + 2 * Runs.MINUTE);
            });
        }

        @Test
        void areFoundWhileALiveRunWaits() {
            assertThat(alertsWhile(Duration.ofSeconds(1), listener -> {})).isTrue();
        }

        @Test
        void areFoundWhileALiveRunWaitsForAShortTimeAtATime() {
            assertThat(alertsWhile(Duration.ofMillis(20), listener -> {})).isTrue();
        }

        @Test
        void areFoundWhileALiveFeedSendsWhatIsNoBar() {
            assertThat(alertsWhile(
                            Duration.ofSeconds(1), listener -> listener.onEvent(new Quote(AAPL, 0, 9.99, 1, 10.01, 1))))
                    .isTrue();
        }

        private boolean alertsWhile(Duration sliceTimeout, Consumer<MarketDataFeed.Listener> meanwhile) {
            CountDownLatch alerted = new CountDownLatch(1);
            AtomicBoolean inTime = new AtomicBoolean();
            ScriptedFeed feed = new ScriptedFeed(listener -> {
                listener.onEvent(bar(AAPL, 1, 10));
                for (int i = 0; i < 2_000 && !inTime.get(); i++) {
                    meanwhile.accept(listener);
                    inTime.set(alerted.await(5, TimeUnit.MILLISECONDS));
                }
                listener.onEnd();
            });

            RealtimeEngine.on(feed, List.of(AAPL), Timeframe.MINUTE, TradingCalendars.alwaysOpen())
                    .execution(venue)
                    .sliceTimeout(sliceTimeout)
                    .monitor(Monitor.staleData(5, Response.ALERT))
                    .onAlert(alert -> alerted.countDown())
                    .strategy("s", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            return inTime.get();
        }
    }

    @Nested
    final class Positions {
        @Test
        void differWhereTheBrokerExecutedWhatStandsInNoBook() {
            FakeBroker broker = new FakeBroker();
            script.decide = context -> script.decisions == 2
                    ? BrokerRuns.report(
                            broker,
                            BrokerRuns.fill("x1", BrokerRuns.id(99), Side.BUY, "5", "10", "0"),
                            BrokerRuns.fill("x2", BrokerRuns.id(98), Side.SELL, "2", "10", "0"))
                    : List.of();

            RunResult result = BrokerRuns.over(broker, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                    .label("7a")
                    .monitor(Monitor.position(Response.KILL))
                    .onAlert(alerts::add)
                    .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(alerts).singleElement().satisfies(alert -> {
                assertThat(alert.figure()).isEqualTo(3);
                assertThat(alert.instrument()).contains(AAPL);
            });
            assertThat(Runs.acts(result)).containsExactly(Safeguard.POSITION_ALERT, Safeguard.KILL_SWITCH);
        }

        @Test
        void agreeOnceTheExecutionIsPutRight() {
            FakeBroker broker = new FakeBroker();
            broker.fillsNothing = true;
            script.decide = context -> switch (script.decisions) {
                case 1 -> List.of(buy(AAPL, 5));
                case 2 -> BrokerRuns.report(broker, BrokerRuns.fill("x", BrokerRuns.id(1), Side.SELL, "5", "10", "0"));
                case 3 -> BrokerRuns.report(broker, BrokerRuns.fill("x", BrokerRuns.id(1), Side.BUY, "5", "10", "0"));
                case 4 -> BrokerRuns.report(broker, BrokerRuns.fill("y", BrokerRuns.id(9), Side.BUY, "5", "10", "0"));
                default -> List.of();
            };

            BrokerRuns.over(broker, new ScriptedFeed(BrokerRuns.FIVE_BARS))
                    .label("7a")
                    .monitor(Monitor.position(Response.ALERT))
                    .onAlert(alerts::add)
                    .strategy("calm", script, CAPITAL, RiskLimits.NONE)
                    .build()
                    .run();

            assertThat(alerts).extracting(MonitorTests::minute).containsExactly(3L, 5L);
        }
    }

    @Test
    void whatHappensOnTheLastBarIsToldTooAndActedOn() {
        RunResult result = run(
                Monitor.rejectedOrders(0.3, 3, Response.KILL),
                Map.of(
                        2,
                        List.of(
                                buy(AAPL, 1).atLimit(AAPL.price(50)),
                                buy(AAPL, 1).atLimit(AAPL.price(51)),
                                buy(AAPL, 1_000))),
                100,
                100);

        assertThat(alerts).hasSize(1);
        assertThat(venue.resting).isEmpty();
        assertThat(Runs.acts(result)).containsExactly(Safeguard.REJECTED_ORDERS_ALERT, Safeguard.KILL_SWITCH);
    }

    @Test
    void aKillCancelsAllAndRefusesAll() {
        RunResult result = run(
                Monitor.slippage(50, 1, Response.KILL),
                Map.of(
                        1, List.of(buy(AAPL, 1), buy(AAPL, 1).atLimit(AAPL.price(50))),
                        2, List.of(close(AAPL))),
                100,
                101,
                101);

        assertThat(venue.resting).isEmpty();
        assertThat(script.refusals()).containsExactly(RejectReason.KILL_SWITCH);
        assertThat(Runs.acts(result)).containsExactly(Safeguard.SLIPPAGE_ALERT, Safeguard.KILL_SWITCH);
    }

    @Test
    void oneStrategysPauseLeavesTheOthersAlone() {
        Script other = Script.of(context -> List.of(), context -> List.of(), context -> List.of(buy(AAPL, 1)));
        script.decide = context -> List.of(buy(AAPL, 1));

        RunResult result = builder(Monitor.slippage(50, 1, Response.PAUSE_STRATEGY), minutes(AAPL, 100, 101, 101, 101))
                .strategy("other", other, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies().get(0).positions().get(AAPL)).hasToString("1");
        assertThat(result.strategies().get(1).positions().get(AAPL)).hasToString("1");
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheRunNorTheNextOne() {
        script.decide = context -> script.decisions == 1 ? List.of(buy(AAPL, 1)) : List.of();

        RunResult result = Runs.over(Runs.data(minutes(AAPL, 100, 101, 101)), venue)
                .monitor(Monitor.slippage(50, 1, Response.ALERT))
                .onAlert(alert -> {
                    throw new IllegalStateException("not today");
                })
                .onAlert(alerts::add)
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(alerts).hasSize(1);
        assertThat(result.warnings()).contains("A listener to alerts threw java.lang.IllegalStateException.");
    }

    /** Each of its orders is refused; the second answer stops it, and what it wanted beyond is not taken. */
    @Test
    void aStrategyThatIsStoppedWhileItsOrdersAreTakenSendsNoMore() {
        OrderIntent tooMuch = buy(AAPL, 1_000_000);
        RunResult result = run(
                Monitor.rejectedOrders(0.5, 2, Response.STOP_STRATEGY),
                Map.of(1, List.of(tooMuch, tooMuch, tooMuch, tooMuch), 2, List.of(buy(AAPL, 1))),
                100,
                100,
                100);

        assertThat(result.journal().entries(JournalEntry.Intended.class)).hasSize(2);
        assertThat(script.decisions).isEqualTo(1);
        assertThat(alerts).hasSize(1);
        assertThat(result.strategies().get(0).failure())
                .hasValueSatisfying(
                        failure -> assertThat(failure.callback()).isEqualTo("the monitor of rejected orders"));
    }

    @Test
    void aMarkedMonitorIsAWarningOnly() {
        RunResult result = run(Monitor.slippage(50, 1, Response.MARK), Map.of(1, List.of(buy(AAPL, 1))), 100, 101);

        assertThat(alerts).isEmpty();
        assertThat(Runs.acts(result)).isEmpty();
        assertThat(result.warnings())
                .containsExactly("Monitor of slippage: strategy s has 100 basis points, threshold 50.");
    }

    @Test
    void manyAlertsOfOneKindAreOneWarning() {
        script.decide = context -> List.of(script.decisions % 2 == 1 ? buy(AAPL, 1) : sell(AAPL, 1));
        double[] prices = new double[200];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = i % 4 < 2 ? 100 + i / 10.0 : 101 + i / 10.0;
        }

        RunResult result = builder(Monitor.slippage(5, 1, Response.ALERT), minutes(AAPL, prices))
                .build()
                .run();

        assertThat(alerts).hasSizeGreaterThan(20);
        assertThat(result.warnings()).hasSize(1);
    }

    /** Interrupted between an alert and the next, while a strategy is paused and windows are half full. */
    @Test
    void aCheckpointGoesOnAsIfNothingHadHappened() {
        List<Monitor> monitors = List.of(
                Monitor.slippage(20, 3, Response.ALERT),
                Monitor.rejectedOrders(0.4, 3, Response.ALERT),
                Monitor.loss(0.0005, Response.PAUSE_STRATEGY),
                Monitor.drawdown(0.002, Response.ALERT),
                Monitor.staleData(1, Response.ALERT));
        MarketData data = Runs.data(Runs.walk(AAPL, 60, 3, true), Runs.walk(MSFT, 60, 4, true));
        RunResult whole = engine(data, monitors, null).run();

        for (int bars = 1; bars < 60; bars += 4) {
            Engine first = engine(data, monitors, null);
            first.runUntil(Instant.EPOCH.plusNanos(Runs.START + bars * Runs.MINUTE));
            RunResult resumed = engine(data, monitors, first.checkpoint()).run();

            assertThat(resumed.journal().entries(JournalEntry.class))
                    .isEqualTo(whole.journal().entries(JournalEntry.class));
            assertThat(resumed.warnings()).isEqualTo(whole.warnings());
        }
        assertThat(Runs.acts(whole)).contains(Safeguard.PAUSED, Safeguard.STALE_DATA_ALERT, Safeguard.SLIPPAGE_ALERT);
    }

    private static Engine engine(MarketData data, List<Monitor> monitors, @Nullable Checkpoint from) {
        Script busy = new Script();
        busy.decide = context -> {
            long minute = (context.clock().epochNanos() - Runs.START) / Runs.MINUTE;
            return List.of(
                    minute % 3 == 0 ? buy(AAPL, 10) : minute % 3 == 1 ? sell(AAPL, 5) : buy(MSFT, 10_000),
                    minute % 2 == 0 ? buy(MSFT, 1) : buy(MSFT, 1).atLimit(MSFT.price(48)));
        };
        Engine.Builder builder = Engine.over(data).execution(new Venue()).strategy("s", busy, CAPITAL, RiskLimits.NONE);
        monitors.forEach(builder::monitor);
        return (from == null ? builder : builder.resume(from)).build();
    }

    @Test
    void theMarkOfADecisionIsRememberedByACheckpoint() {
        venue.perBar = AAPL.quantity(1).units();
        script.decide = context -> script.decisions == 1 ? List.of(buy(AAPL, 4)) : List.of();
        BarColumns rising = minutes(AAPL, 100, 100, 101, 102, 103);
        Monitor monitor = Monitor.slippage(150, 1, Response.ALERT);
        Engine first = builder(monitor, rising).build();
        first.runUntil(Instant.EPOCH.plusNanos(Runs.START + 3 * Runs.MINUTE));
        assertThat(alerts).isEmpty();

        Venue other = new Venue();
        other.perBar = venue.perBar;
        Runs.over(Runs.data(rising), other)
                .monitor(monitor)
                .onAlert(alerts::add)
                .strategy("s", new Script(), CAPITAL, RiskLimits.NONE)
                .resume(first.checkpoint())
                .build()
                .run();

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.figure()).isCloseTo(200, within(1e-9)));
    }

    @Test
    void thresholdsAndWindowsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.slippage(Double.NaN, 1, Response.ALERT))
                .withMessage("threshold of slippage must be from 0 to 10000, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.slippage(1, 0, Response.ALERT))
                .withMessage("window of slippage must be from 1 to 10000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Monitor(Measure.LOSS, 0.1, 2, Response.ALERT))
                .withMessage("window of loss must be 0, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.staleData(0.5, Response.ALERT))
                .withMessage("threshold of stale data must be from 1 to 10000, was 0.5");
        assertThat(Monitor.slippage(20, 50, Response.PAUSE_STRATEGY))
                .hasToString("slippage above 20 basis points over 50: pause strategy");
    }
}
