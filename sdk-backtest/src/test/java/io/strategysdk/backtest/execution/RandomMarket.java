package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A market, its costs and a script of orders, drawn from a seed. */
final class RandomMarket {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final TradingCalendar ALWAYS = TradingCalendars.alwaysOpen();
    private static final List<TimeInForce> TIMES_IN_FORCE = List.of(TimeInForce.values());
    private static final long SECOND = 1_000_000_000L;

    /** Whether cash is so short that orders are refused for it. */
    enum Cash {
        PLENTY,
        SHORT
    }

    final TradingCalendar calendar;
    final Timeframe timeframe;
    final List<Instrument> instruments;
    final int priceScale;
    final List<PlainBar> bars = new ArrayList<>();
    final PlainCosts costs;
    final LatencyModel latency;
    final BigDecimal cash;
    final long seed;
    final Script script;
    private final Set<Integer> ending = new HashSet<>();
    private Random random;
    private final long[] sliceTimes;
    private final long grid;

    RandomMarket(long seed, Cash wealth) {
        this.seed = seed;
        random = new Random(seed);
        int layout = random.nextInt(4);
        calendar = layout < 2 ? ALWAYS : NYSE;
        timeframe = List.of(Timeframe.seconds(10), Timeframe.MINUTE, Timeframe.minutes(30), Timeframe.DAY)
                .get(layout);
        boolean cents = random.nextBoolean();
        instruments = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(number -> instrument("I" + number, cents))
                .toList();
        priceScale = instruments.get(0).priceScale();
        grid = random.nextBoolean() ? 25 : 1;
        sliceTimes = IntStream.range(0, instruments.size())
                .mapToObj(number -> series(number, times()))
                .flatMap(List::stream)
                .peek(bars::add)
                .mapToLong(PlainBar::time)
                .sorted()
                .distinct()
                .toArray();
        costs = costs();
        latency = latency();
        cash = new BigDecimal(wealth == Cash.PLENTY ? 100_000_000 : 500 + random.nextInt(5000));
        script = script(wealth);
    }

    MarketData data() {
        List<BarColumns> series = new ArrayList<>();
        for (int number = 0; number < instruments.size(); number++) {
            BarColumns.Builder columns = BarColumns.builder(instruments.get(number), timeframe);
            for (PlainBar bar : bars) {
                if (bar.instrument() == number) {
                    columns.bar(
                            bar.openTime(),
                            bar.time(),
                            bar.open().doubleValue(),
                            bar.high().doubleValue(),
                            bar.low().doubleValue(),
                            bar.close().doubleValue(),
                            (double) bar.volume());
                }
            }
            series.add(columns.build());
        }
        return MarketData.of(calendar, series);
    }

    /** Other orders for the same market. */
    Script otherScript(long otherSeed) {
        random = new Random(otherSeed);
        ending.clear();
        return script(Cash.SHORT);
    }

    MarketModel model() {
        return new MarketModel(costs.slippageModel(), costs.commissionModel(), latency, seed);
    }

    private static Instrument instrument(String symbol, boolean cents) {
        return cents ? Instrument.equity(symbol) : Instrument.of(symbol, AssetClass.EQUITY, "USD");
    }

    /** Opens and closes of the grid that bars lie on. */
    private long[][] times() {
        if (calendar == ALWAYS) {
            long length = timeframe.duration().toNanos();
            long start = Clock.epochNanosOf(Instant.parse("2024-03-10T00:00:00Z")) - 15 * length;
            return IntStream.range(0, 36)
                    .mapToObj(i -> new long[] {start + i * length, start + (i + 1) * length})
                    .toArray(long[][]::new);
        }
        List<TradingCalendar.Session> sessions = timeframe.equals(Timeframe.DAY)
                ? NYSE.sessions(LocalDate.of(2024, 11, 14), LocalDate.of(2024, 12, 31))
                : NYSE.sessions(LocalDate.of(2024, 11, 27), LocalDate.of(2024, 12, 2));
        boolean extended = !timeframe.equals(Timeframe.DAY) && random.nextBoolean();
        long shift = extended && random.nextInt(3) == 0 ? timeframe.duration().toNanos() / 2 : 0;
        List<long[]> times = new ArrayList<>();
        for (TradingCalendar.Session session : sessions) {
            long length = timeframe.equals(Timeframe.DAY)
                    ? session.lengthNanos()
                    : timeframe.duration().toNanos();
            long outside = extended ? 3 * length : 0;
            long first = session.openNanos() - outside - shift;
            for (long open = first; open < session.closeNanos() + outside; open += length) {
                times.add(new long[] {open, open + length});
            }
        }
        return times.toArray(long[][]::new);
    }

    private List<PlainBar> series(int number, long[][] times) {
        List<PlainBar> series = new ArrayList<>();
        long price = 2000 + random.nextInt(200) * 25L;
        double missing = random.nextInt(3) * 0.12;
        boolean silent = random.nextInt(8) == 0;
        for (long[] time : times) {
            long open = step(price, random.nextInt(5) == 0 ? 300 : 40);
            long close = step(open, 80);
            long high = Math.max(open, close);
            long low = Math.min(open, close);
            if (random.nextInt(6) == 0) {
                close = open;
                high = open;
                low = open;
            } else {
                high = step(high, 60) > high ? step(high, 60) : high;
                high = Math.max(high, Math.max(open, close));
                low = Math.min(step(low, 60), low);
            }
            price = close;
            long volume = silent || random.nextInt(6) == 0 ? 0 : random.nextInt(2000);
            if (random.nextDouble() >= missing) {
                series.add(new PlainBar(
                        number, time[0], time[1], money(open), money(high), money(low), money(close), volume));
            }
        }
        if (series.isEmpty()) {
            series.add(new PlainBar(
                    number, times[0][0], times[0][1], money(price), money(price), money(price), money(price), 0));
        }
        return series;
    }

    private long step(long cents, int width) {
        long moved = cents + random.nextInt(2 * width + 1) - width;
        return Math.max(500, Math.round((double) moved / grid) * grid);
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private PlainCosts costs() {
        double basisPoints = random.nextInt(3) == 0 ? 0 : random.nextInt(50);
        double volumeFactor = random.nextInt(3) == 0 ? random.nextInt(100) / 1000.0 : 0;
        int kind = random.nextInt(5);
        String minimum = random.nextInt(3) == 0 ? "1.5" : null;
        String maximum = random.nextInt(3) == 0 ? "0.5" : null;
        return new PlainCosts(
                basisPoints,
                volumeFactor,
                kind == 0 ? "0.0035" : null,
                kind == 1 ? "0.123" : null,
                kind == 2 ? "0.99" : null,
                minimum,
                maximum);
    }

    private LatencyModel latency() {
        long tolerance = Math.min(timeframe.duration().toNanos() / 100, SECOND);
        return switch (random.nextInt(4)) {
            case 0 -> LatencyModel.fixed(Duration.ofNanos(tolerance + random.nextInt(3) - 1));
            case 1 -> LatencyModel.fixed(Duration.ofNanos((long) (tolerance * 300 * random.nextDouble())));
            case 2 -> LatencyModel.normal(Duration.ofNanos(tolerance), Duration.ofNanos(tolerance));
            default -> LatencyModel.NONE;
        };
    }

    private Script script(Cash wealth) {
        List<Script.Action> actions = new ArrayList<>();
        List<Script.Place> placed = new ArrayList<>();
        for (int slice = 0; slice < sliceTimes.length; slice++) {
            int before = placed.size();
            int orders = slice == 0 ? 4 : random.nextInt(3);
            int changes = before == 0 ? 0 : random.nextInt(3) - 1;
            List<Script.Action> step = new ArrayList<>();
            for (int i = 0; i < orders; i++) {
                Script.Place place = place(slice, placed.size() + 1, wealth);
                placed.add(place);
                step.add(place);
            }
            for (int i = 0; i < changes; i++) {
                Script.Place changed = placed.get(before - 1 - random.nextInt(Math.min(before, 12)));
                step.add(random.nextInt(step.size() + 1), change(slice, changed));
            }
            actions.addAll(step);
        }
        return new Script(actions);
    }

    private Script.Place place(int slice, int order, Cash wealth) {
        int instrument = random.nextInt(instruments.size());
        OrderType type =
                List.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP).get(random.nextInt(3));
        Side side = random.nextInt(5) < (slice == 0 ? 5 : 3) ? Side.BUY : Side.SELL;
        TimeInForce timeInForce = timeInForce(type);
        Long expiry = timeInForce == TimeInForce.GTD ? expiry(slice) : null;
        BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(wealth == Cash.PLENTY ? 200 : 60));
        boolean extendedHours = calendar == NYSE && !timeInForce.isAuction() && random.nextInt(3) == 0;
        return new Script.Place(
                slice,
                order,
                instrument,
                side,
                quantity,
                type,
                price(slice, instrument, type),
                timeInForce,
                expiry,
                extendedHours);
    }

    private TimeInForce timeInForce(OrderType type) {
        TimeInForce any = TIMES_IN_FORCE.get(random.nextInt(TIMES_IN_FORCE.size()));
        return any.isAuction() && type == OrderType.STOP ? TimeInForce.GTC : any;
    }

    /** Some moment in the following bars: inside of one, at an edge of one, or already passed. */
    private Long expiry(int slice) {
        PlainBar bar = bars.get(random.nextInt(bars.size()));
        long length = bar.time() - bar.openTime();
        return switch (random.nextInt(5)) {
            case 0 -> bar.time();
            case 1 -> bar.openTime();
            case 2 -> sliceTimes[slice] + length * random.nextInt(4);
            case 3 -> sliceTimes[slice] + (long) (length * 6 * random.nextDouble());
            default -> bar.openTime() + length / 2;
        };
    }

    private @Nullable BigDecimal price(int slice, int instrument, OrderType type) {
        if (type == OrderType.MARKET) {
            return null;
        }
        List<PlainBar> around = bars.stream()
                .filter(bar -> bar.instrument() == instrument && bar.time() >= sliceTimes[slice])
                .limit(6)
                .toList();
        if (around.isEmpty()) {
            return money(3000);
        }
        PlainBar bar = around.get(random.nextInt(around.size()));
        return switch (random.nextInt(6)) {
            case 0 -> bar.open();
            case 1 -> bar.high();
            case 2 -> bar.low();
            case 3 -> bar.close();
            default -> money(step(around.get(0).close().movePointRight(2).longValueExact(), 150));
        };
    }

    private Script.Action change(int slice, Script.Place placed) {
        if (random.nextBoolean() || ending.contains(placed.order())) {
            ending.add(placed.order());
            return new Script.Cancel(slice, placed.order());
        }
        BigDecimal quantity = random.nextInt(3) == 0 ? placed.quantity() : BigDecimal.valueOf(1 + random.nextInt(100));
        BigDecimal price = placed.type() == OrderType.MARKET || random.nextInt(4) == 0
                ? placed.price()
                : price(slice, placed.instrument(), placed.type());
        return new Script.Replace(slice, placed.order(), quantity, price);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + timeframe + " on " + calendar.name() + ", scale " + priceScale + ", " + costs
                + ", cash " + cash + "\n"
                + bars.stream().map(PlainBar::toString).collect(Collectors.joining("\n")) + "\n"
                + script.actions().stream().map(Script.Action::toString).collect(Collectors.joining("\n"));
    }
}
