package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.Bar;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Schedule;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.Timer;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.LatencyModel;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedMarket;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Backtest and replay are the same over sessions with their edges (half days, daylight saving, holidays, weekends, bars
 * outside of hours, bars that are missing) for strategies that look at all there is: timers, features, history, orders.
 */
class ReplayOfSessionsTests {
    private static final BigDecimal CAPITAL = BigDecimal.valueOf(100_000);
    private static final List<String> EDGES =
            List.of("2024-03-06", "2024-07-01", "2024-10-31", "2024-11-26", "2024-12-23", "2025-01-08");
    private static final List<Timeframe> TIMEFRAMES =
            List.of(Timeframe.minutes(30), Timeframe.hours(1), Timeframe.hours(2), Timeframe.DAY);

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void theLiveEngineOnAReplayWritesTheBacktestsJournal(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TradingCalendar calendar = List.of(
                        TradingCalendars.nyse(), TradingCalendars.forex(), TradingCalendars.alwaysOpen())
                .get(random.nextInt(3));
        Timeframe timeframe = TIMEFRAMES.get(random.nextInt(TIMEFRAMES.size()));
        MarketData data = data(random, calendar, timeframe);
        LatencyModel latency = random.nextBoolean()
                ? LatencyModel.NONE
                : LatencyModel.normal(Duration.ofMinutes(random.nextInt(1, 40)), Duration.ofMinutes(10));
        MarketModel free = MarketModel.FRICTIONLESS;
        MarketModel model = new MarketModel(free.slippage(), free.commission(), latency, seed);
        int strategies = random.nextInt(1, 4);
        List<Curious> inBacktest = new ArrayList<>();
        List<Curious> live = new ArrayList<>();
        Backtest backtest = Backtest.ofSeveral().on(data).latency(latency).seed(seed);
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).openEpochNanos(0)), 1e8);
        RealtimeEngine.Builder engine = RealtimeEngine.on(
                        new ReplayFeed(data, clock), data.instruments(), timeframe, calendar)
                .execution(new SimulatedMarket(model))
                .clock(clock)
                .history(8)
                .sliceTimeout(Duration.ofMinutes(1))
                .corporateActions(data.actions())
                .seed(seed);
        for (int i = 0; i < strategies; i++) {
            inBacktest.add(new Curious(seed + i));
            live.add(new Curious(seed + i));
            backtest.strategy("s" + i, inBacktest.get(i), CAPITAL, RiskLimits.NONE);
            engine.strategy("s" + i, live.get(i), CAPITAL, RiskLimits.NONE);
        }

        BacktestResult historical = backtest.run();
        RunResult replayed = engine.build().run();

        for (int i = 0; i < strategies; i++) {
            assertThat(firstDifference(inBacktest.get(i).seen, live.get(i).seen))
                    .isEmpty();
        }
        assertThat(historical.run().strategies())
                .allMatch(result -> result.failure().isEmpty());
        assertThat(historical.journal().firstDifference(replayed.journal())).isEmpty();
        assertThat(replayed.journal().hash()).isEqualTo(historical.journal().hash());
        assertThat(replayed.times()).isEqualTo(historical.run().times());
        assertThat(replayed.equity()).isEqualTo(historical.run().equity());
    }

    /** Both lists in full would be too long to read. */
    private static String firstDifference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String found = i < actual.size() ? actual.get(i) : "the end";
            if (!wanted.equals(found)) {
                return i + ": expected\n" + wanted + "\nwas\n" + found;
            }
        }
        return "";
    }

    private static MarketData data(SplittableRandom random, TradingCalendar calendar, Timeframe timeframe) {
        LocalDate from = LocalDate.parse(EDGES.get(random.nextInt(EDGES.size())));
        List<long[]> times = times(random, calendar, timeframe, from);
        List<BarColumns> series = new ArrayList<>();
        int instruments = random.nextInt(1, 4);
        for (int i = 0; i < instruments; i++) {
            double missing = random.nextInt(4) * 0.15;
            BarColumns.Builder columns = BarColumns.builder(Instrument.equity("I" + i), timeframe);
            long cents = 5_000;
            for (long[] time : times) {
                long open = cents;
                cents = Math.max(500, cents + random.nextInt(-150, 151));
                if (columns.size() == 0 || random.nextDouble() >= missing) {
                    long high = Math.max(open, cents) + random.nextInt(50);
                    long low = Math.min(open, cents) - random.nextInt(50);
                    columns.bar(time[0], time[1], open / 1e2, high / 1e2, low / 1e2, cents / 1e2, random.nextInt(1000));
                }
            }
            series.add(columns.build());
        }
        return RandomActions.on(MarketData.of(calendar, series), random);
    }

    private static List<long[]> times(
            SplittableRandom random, TradingCalendar calendar, Timeframe timeframe, LocalDate from) {
        List<long[]> times = new ArrayList<>();
        if (!timeframe.isIntraday()) {
            for (TradingCalendar.Session session : calendar.sessions(from, from.plusDays(20))) {
                times.add(new long[] {session.openNanos(), session.closeNanos()});
            }
            return times;
        }
        long length = timeframe.duration().toNanos();
        int outside = random.nextInt(3);
        long shift = random.nextInt(3) == 0 ? length / 2 : 0;
        long last = Long.MIN_VALUE;
        for (TradingCalendar.Session session : calendar.sessions(from, from.plusDays(4))) {
            long first = session.openNanos() - outside * length - shift;
            for (long open = first; open < session.closeNanos() + outside * length; open += length) {
                if (open >= last) {
                    times.add(new long[] {open, open + length});
                    last = open + length;
                }
            }
        }
        return times;
    }

    private record Spread() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1));
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) inputs -> inputs.get(0) - inputs.get(1);
        }
    }

    /** Writes down all that it is shown, and draws its orders from it. */
    private static final class Curious implements Strategy {
        private static final List<TimeInForce> TIMES = List.of(
                TimeInForce.DAY, TimeInForce.GTC, TimeInForce.OPG, TimeInForce.CLS, TimeInForce.IOC, TimeInForce.FOK);
        final List<String> seen = new ArrayList<>();
        private final SplittableRandom random;
        private final List<FeatureHandle> features = new ArrayList<>();
        private final List<Timer> timers = new ArrayList<>();

        Curious(long seed) {
            random = new SplittableRandom(seed);
        }

        /** To the last unit, whatever issuers did. */
        private static void requireEquityExplained(Portfolio books) {
            BigDecimal earned = books.realizedPnl()
                    .add(books.unrealizedPnl())
                    .add(books.income())
                    .subtract(books.fees())
                    .subtract(books.financing());
            if (CAPITAL.add(earned).compareTo(books.exactEquity()) != 0) {
                throw new AssertionError("equity must be capital and " + earned + ", was " + books.exactEquity());
            }
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context context) {
            seen.add(action + ", " + context.portfolio().income() + " of "
                    + context.portfolio().exactEquity());
        }

        @Override
        public void onStart(Context context) {
            List<Instrument> all = context.instruments();
            List<Feature> known = List.of(
                    Indicators.sma(3),
                    Indicators.ema(4).of(Indicators.sma(2)),
                    Indicators.rsi(3),
                    Indicators.atr(2),
                    Indicators.highest(5));
            for (int i = random.nextInt(3); i > 0; i--) {
                features.add(context.feature(known.get(random.nextInt(known.size())), any(all)));
            }
            if (random.nextBoolean()) {
                features.add(context.feature(new Spread(), any(all), any(all)));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                timers.add(context.timer(schedule()));
            }
            see(context, "start");
        }

        private Schedule schedule() {
            Duration offset =
                    Duration.ofMinutes(List.of(0, 1, 15, 30, 45, 120, 400, 2000).get(random.nextInt(8)));
            return switch (random.nextInt(4)) {
                case 0 -> Schedule.afterOpen(offset);
                case 1 -> Schedule.beforeClose(offset);
                case 2 -> Schedule.daily();
                default -> new Schedule.FirstBar(random.nextBoolean() ? ChronoUnit.WEEKS : ChronoUnit.MONTHS);
            };
        }

        private Instrument any(List<Instrument> all) {
            return all.get(random.nextInt(all.size()));
        }

        private void see(Context context, String what) {
            StringBuilder line =
                    new StringBuilder(what).append(' ').append(context.clock().epochNanos());
            for (Instrument instrument : context.instruments()) {
                line.append(' ').append(context.position(instrument).quantity());
                line.append(' ').append(context.bars(instrument).isUpdated());
                for (int ago = 0; ago < Math.min(8, context.bars(instrument).size()); ago++) {
                    line.append(' ').append(context.bars(instrument).close(ago));
                }
            }
            for (FeatureHandle feature : features) {
                line.append(' ').append(feature.isUpdated());
                for (int ago = 0; ago < 8; ago++) {
                    line.append(' ').append(feature.ago(ago));
                }
            }
            timers.forEach(timer -> line.append(' ').append(timer.isDue()));
            line.append(' ')
                    .append(context.portfolio().equity())
                    .append(' ')
                    .append(context.orders().working());
            seen.add(line.toString());
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            see(context, "market " + ((Bar) event));
        }

        @Override
        public void onTimer(TimerEvent event, Context context) {
            see(context, "timer " + event);
        }

        @Override
        public void onOrderUpdate(OrderEvent event, Context context) {
            see(context, "order " + event);
            if (random.nextInt(20) == 0) {
                context.submit(order(context));
            }
        }

        @Override
        public void onPositionUpdate(PositionEvent event, Context context) {
            see(context, "position " + event);
        }

        @Override
        public void onStop(Context context) {
            see(context, "stop");
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            requireEquityExplained(context.portfolio());
            see(context, "decide");
            List<OrderIntent> intents = new ArrayList<>();
            for (int i = random.nextInt(5) - 2; i > 0; i--) {
                intents.add(order(context));
            }
            if (random.nextInt(10) == 0) {
                intents.add(OrderIntent.targetWeight(any(context.instruments()), random.nextInt(5) / 10.0));
            }
            if (random.nextInt(15) == 0) {
                intents.add(OrderIntent.cancelAll(any(context.instruments())));
            }
            return intents;
        }

        private NewOrder order(Context context) {
            Instrument instrument = any(context.instruments());
            NewOrder order = random.nextInt(3) > 0
                    ? OrderIntent.buy(instrument, random.nextInt(1, 100))
                    : OrderIntent.sell(instrument, random.nextInt(1, 100));
            double mark = context.bars(instrument).close(0);
            if (random.nextBoolean() && mark > 0) {
                order = order.atLimit(instrument.price(mark + random.nextInt(-100, 101) / 1e2));
            }
            TimeInForce time = TIMES.get(random.nextInt(TIMES.size()));
            order = order.withTimeInForce(time);
            return !time.isAuction() && random.nextInt(4) == 0 ? order.withExtendedHours() : order;
        }
    }
}
