package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Handling;
import io.strategysdk.api.order.Side;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.backtest.execution.History.Action;
import io.strategysdk.backtest.execution.History.Step;
import io.strategysdk.backtest.execution.reference.RefAsk;
import io.strategysdk.backtest.execution.reference.RefBar;
import io.strategysdk.backtest.execution.reference.RefExit;
import io.strategysdk.backtest.execution.reference.RefInstrument;
import io.strategysdk.backtest.execution.reference.RefOrder;
import io.strategysdk.backtest.execution.reference.RefSession;
import io.strategysdk.backtest.execution.reference.RefTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A history drawn from a seed: small, and as awkward as can be. Prices are a few units apart, so that touching, equality,
 * gaps and bars without a range happen all the time; bars of several lengths open and close with sessions, across their
 * edges, outside of them or not at all; orders arrive around opens. In a third of them bars have a bid and an ask of two
 * shapes.
 *
 * <p>Not in it, since the rules or the engine leave it open or do not let it happen: an order before its instrument has a
 * price; quantities of exits that are replaced, and exits replaced while their entry is; market orders in pairs;
 * latencies of zero for some orders only; an expiry at a session's close that is not the session's; series whose volume becomes known; slippage
 * that depends on quantity or volume; changes of a second that waits to be sent, or of its exits, and its expiry at an
 * instant, which may have passed by then; orders by amount; quotes and trades; over bids and asks trails by a share of the
 * price, since the part of a way that one side has gone would have to be rounded on the other.
 */
final class RandomHistory {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HALF = MINUTE / 2;
    private static final long START = 1_000_000 * MINUTE;
    private static final int SESSIONS = 4;
    private static final int LONGEST = 4;
    private static final TimeInForce[] TIMES_IN_FORCE = {
        TimeInForce.GTC,
        TimeInForce.GTC,
        TimeInForce.GTC,
        TimeInForce.DAY,
        TimeInForce.DAY,
        TimeInForce.GTD,
        TimeInForce.IOC,
        TimeInForce.FOK,
        TimeInForce.OPG,
        TimeInForce.CLS
    };
    private static final BigDecimal[] PERCENTS = {
        new BigDecimal("1"), new BigDecimal("2.5"), new BigDecimal("3.5"), new BigDecimal("6")
    };
    /** The square of what any part of a bar's range can be told in: so that no part of a way is rounded. */
    private static final long DIVISIBLE = 27_720L * 27_720;

    private static final double[] SHARES = {0.1, 0.29, 0.5};

    /** An order or an exit that has been asked for, as far as it can be changed. */
    private record Asked(long id, int instrument, RefTerms terms, long quantity, long above, long below) {}

    private final SplittableRandom random;
    private final AgreedRules rules;
    private final boolean isInstant;
    /** Price units of a step. */
    private final long unit;

    private final List<RefInstrument> instruments = new ArrayList<>();
    private final List<RefSession> sessions = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final long[] marks;
    private final int owners;
    private long ids;
    private long now;

    private RandomHistory(long seed) {
        random = new SplittableRandom(seed);
        unit = random.nextInt(3) == 0 ? DIVISIBLE : 1;
        isInstant = random.nextBoolean();
        rules = rules();
        owners = 1 + random.nextInt(3);
        int count = 1 + random.nextInt(3);
        marks = new long[count];
        long gap = random.nextBoolean() ? 0 : 3;
        for (int session = 0; session < SESSIONS + 3; session++) {
            long open = START + session * (LONGEST + gap) * MINUTE;
            sessions.add(new RefSession(open, open + LONGEST * MINUTE));
        }
        for (int id = 0; id < count; id++) {
            instruments.add(new RefInstrument(id, unit * (1 + random.nextInt(2)), oneOf(1, 3), random.nextInt(4) > 0));
        }
    }

    /** The history of a seed. */
    static History of(long seed) {
        return new RandomHistory(seed).draw();
    }

    private AgreedRules rules() {
        IntrabarPath[] paths = IntrabarPath.values();
        FillRules fills = FillRules.DEFAULT
                .withPath(paths[random.nextInt(paths.length)])
                .withTicksThrough(Math.max(0, random.nextInt(5) - 2))
                .withVolumeShare(random.nextInt(5) < 3 ? 0 : SHARES[random.nextInt(SHARES.length)])
                .withTrailFrom(random.nextInt(3) == 0 ? TrailFrom.CLOSE : TrailFrom.EXTREME)
                .withExitsWaitForNextBar(random.nextInt(3) == 0)
                .withExitsWaitForFullFill(random.nextInt(3) == 0)
                .withAtDecisionClose(random.nextInt(4) == 0);
        return new AgreedRules(fills, Math.max(0, random.nextInt(5) - 2) * 125, random.nextBoolean());
    }

    private long oneOf(long one, long other) {
        return random.nextBoolean() ? one : other;
    }

    private History draw() {
        Map<Long, List<RefBar>> slices = new TreeMap<>();
        for (RefInstrument instrument : instruments) {
            series(instrument)
                    .forEach(bar -> slices.computeIfAbsent(bar.closeNanos(), time -> new ArrayList<>())
                            .add(bar));
        }
        long last = sessions.get(SESSIONS).openNanos();
        TreeSet<Long> times = new TreeSet<>(slices.keySet());
        for (int more = random.nextInt(5); more > 0; more--) {
            times.add(START + random.nextLong((last - START) / HALF) * HALF);
        }
        List<Step> steps = new ArrayList<>();
        for (long time : times) {
            List<RefBar> bars = slices.getOrDefault(time, List.of());
            bars.forEach(bar -> marks[bar.instrument()] = bar.close());
            now = time;
            boolean isSlice = !bars.isEmpty() || random.nextBoolean();
            steps.add(new Step(time, isSlice, bars, actions()));
        }
        return new History(rules, isInstant, instruments, sessions, steps);
    }

    private List<RefBar> series(RefInstrument instrument) {
        return switch (random.nextInt(5)) {
            case 0 -> bars(instrument, sessionBars(1));
            case 1 -> bars(instrument, sessionBars(2));
            case 2 -> bars(instrument, grid(random.nextInt(3) * HALF, MINUTE + random.nextInt(3) * HALF));
            default -> bars(instrument, grid(0, MINUTE));
        };
    }

    /** Bars from the open of one session to the close of the same or a later one. */
    private List<RefSession> sessionBars(int length) {
        List<RefSession> bars = new ArrayList<>();
        for (int first = 0; first + length <= SESSIONS; first += length) {
            bars.add(new RefSession(
                    sessions.get(first).openNanos(),
                    sessions.get(first + length - 1).closeNanos()));
        }
        return bars;
    }

    private List<RefSession> grid(long shift, long length) {
        List<RefSession> bars = new ArrayList<>();
        boolean outside = random.nextBoolean();
        long end = sessions.get(SESSIONS).openNanos();
        for (long open = START + shift; open + length <= end; open += length) {
            if (outside || isOpen(open)) {
                bars.add(new RefSession(open, open + length));
            }
        }
        return bars;
    }

    private boolean isOpen(long time) {
        return sessionOf(time).isPresent();
    }

    private Optional<RefSession> sessionOf(long time) {
        return sessions.stream()
                .filter(session -> session.openNanos() <= time && time < session.closeNanos())
                .findFirst();
    }

    private List<RefBar> bars(RefInstrument instrument, List<RefSession> spans) {
        List<RefBar> bars = new ArrayList<>();
        int missing = random.nextInt(3);
        boolean isQuoted = unit > 1 && random.nextInt(4) > 0;
        long price = 100;
        for (RefSession span : spans) {
            if (random.nextInt(8) >= missing) {
                RefBar bar = bar(instrument, span, price);
                bars.add(inUnits(bar, isQuoted ? Optional.of(ask(instrument, bar)) : Optional.empty()));
                price = bar.close();
            }
        }
        return bars;
    }

    private RefBar bar(RefInstrument instrument, RefSession span, long before) {
        long open = before + (random.nextInt(4) == 0 ? near(5) : near(1));
        long close = open + near(3);
        long high = Math.max(open, close) + Math.max(0, random.nextInt(6) - 2);
        long low = Math.min(open, close) - Math.max(0, random.nextInt(6) - 2);
        if (random.nextInt(6) == 0) {
            close = open;
            high = open;
            low = open;
        }
        Optional<RefSession> session = sessionOf(span.openNanos());
        long sessionClose = session.map(RefSession::closeNanos).orElse(0L);
        return new RefBar(
                instrument.id(),
                span.openNanos(),
                span.closeNanos(),
                open,
                high,
                low,
                close,
                instrument.volumeKnown() ? volume() : 0,
                session.filter(its -> its.openNanos() == span.openNanos()).isPresent(),
                sessionClose == span.closeNanos(),
                session.isEmpty(),
                sessionClose);
    }

    /** At or above the bid at each of its prices, and of another shape. */
    private RefAsk ask(RefInstrument instrument, RefBar bid) {
        long open = bid.open() + random.nextInt(3);
        long close = bid.close() + random.nextInt(3);
        long high = Math.max(bid.high(), Math.max(open, close)) + random.nextInt(2);
        long low = Math.max(bid.low(), Math.min(open, close) - random.nextInt(4));
        if (random.nextInt(6) == 0) {
            long one = bid.high() + random.nextInt(2);
            return new RefAsk(one, one, one, one, instrument.volumeKnown() ? volume() : 0);
        }
        return new RefAsk(open, high, low, close, instrument.volumeKnown() ? volume() : 0);
    }

    private RefBar inUnits(RefBar bar, Optional<RefAsk> ask) {
        return new RefBar(
                bar.instrument(),
                bar.openNanos(),
                bar.closeNanos(),
                unit * bar.open(),
                unit * bar.high(),
                unit * bar.low(),
                unit * bar.close(),
                bar.volume(),
                bar.opensSession(),
                bar.closesSession(),
                bar.outsideSession(),
                bar.sessionCloseNanos(),
                ask.map(its -> new RefAsk(
                        unit * its.open(), unit * its.high(), unit * its.low(), unit * its.close(), its.volume())));
    }

    private long volume() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 100;
            default -> random.nextInt(100);
        };
    }

    private long near(int by) {
        return random.nextInt(2 * by + 1) - (long) by;
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int instrument = random.nextInt(instruments.size());
            if (marks[instrument] != 0) {
                actions.add(action(instrument));
            }
        }
        return actions;
    }

    private Action action(int instrument) {
        int kind = random.nextInt(20);
        if (kind < 3 && !asked.isEmpty()) {
            return new Action.Cancel(anAsked().id);
        }
        if (kind < 6 && !asked.isEmpty()) {
            return replacement(anAsked());
        }
        int owner = random.nextInt(owners);
        if (kind < 8) {
            return new Action.SubmitPair(order(owner, instrument, true), order(owner, instrument, true));
        }
        return kind == 8 ? chain(owner, instrument) : new Action.Submit(order(owner, instrument, false));
    }

    /** The second is of any instrument that has a price. */
    private Action chain(int owner, int instrument) {
        int other = random.nextInt(instruments.size());
        RefOrder first = order(owner, instrument, false);
        RefOrder second = order(owner, marks[other] == 0 ? instrument : other, false);
        boolean mayHaveExpired = second.force().timeInForce() == TimeInForce.GTD;
        return new Action.SubmitChain(first, mayHaveExpired ? second.inForce(TimeInForce.DAY) : second);
    }

    private Asked anAsked() {
        return asked.get(asked.size() - 1 - random.nextInt(Math.min(asked.size(), 10)));
    }

    private Action replacement(Asked order) {
        RefTerms terms = random.nextInt(4) == 0 ? order.terms : changed(order);
        long quantity = random.nextBoolean() ? order.quantity : quantity(order.instrument);
        return new Action.Replace(order.id, quantity, terms);
    }

    private RefTerms changed(Asked order) {
        if (order.terms instanceof RefTerms.Limit limit) {
            long price = price(order.instrument, 6);
            return order.above < price && price < order.below ? new RefTerms.Limit(price) : limit;
        }
        return terms(order.instrument, order.terms);
    }

    private RefOrder order(int owner, int instrument, boolean isOfPair) {
        RefTerms terms = terms(instrument, isOfPair);
        RefOrder.Force force = force(terms);
        boolean auction = force.timeInForce().isAuction();
        boolean reduces = random.nextInt(6) == 0;
        Handling handling = new Handling(reduces, !auction && random.nextInt(4) == 0, false);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long id = ++ids;
        List<RefExit> exits = reduces || random.nextInt(5) < 3 ? List.of() : exits(instrument, side, terms);
        RefOrder order =
                new RefOrder(id, owner, instrument, side, quantity(instrument), terms, force, handling, exits, times());
        remember(order);
        return order;
    }

    private void remember(RefOrder order) {
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        for (RefExit exit : order.exits()) {
            asked.add(new Asked(
                    exit.id(), order.instrument(), exit.terms(), order.quantity(), Long.MIN_VALUE, Long.MAX_VALUE));
            long level = level(exit.terms());
            boolean isTarget = exit.terms() instanceof RefTerms.Limit;
            if (level != 0 && isTarget == (order.side() == Side.BUY)) {
                high = level;
            } else if (level != 0) {
                low = level;
            }
        }
        asked.add(new Asked(order.id(), order.instrument(), order.terms(), order.quantity(), low, high));
    }

    /** Of exits, 0 where they trail. */
    private static long level(RefTerms terms) {
        if (terms instanceof RefTerms.Limit limit) {
            return limit.price();
        }
        if (terms instanceof RefTerms.Stop stop) {
            return stop.stop();
        }
        return terms instanceof RefTerms.StopLimit both ? both.stop() : 0;
    }

    private RefOrder.Times times() {
        return new RefOrder.Times(now, isInstant ? now : now + latency());
    }

    private long latency() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> MINUTE / 100 + near(1);
            case 2 -> MINUTE / 60 + near(1);
            case 3 -> HALF + near(1);
            case 4 -> MINUTE + near(1);
            default -> 1 + random.nextLong(3 * MINUTE);
        };
    }

    private RefOrder.Force force(RefTerms terms) {
        TimeInForce any = TIMES_IN_FORCE[random.nextInt(TIMES_IN_FORCE.length)];
        boolean mayBeAuction = terms instanceof RefTerms.Market || terms instanceof RefTerms.Limit;
        TimeInForce timeInForce = any.isAuction() && !mayBeAuction ? TimeInForce.GTC : any;
        long expiry = timeInForce == TimeInForce.GTD ? expiry() : 0;
        boolean dated = sessions.stream().anyMatch(session -> session.closeNanos() == expiry);
        return new RefOrder.Force(timeInForce, expiry, dated);
    }

    private long expiry() {
        long edge = now / HALF * HALF + HALF * (1 + random.nextInt(8));
        return random.nextInt(3) == 0 ? now + 1 + random.nextLong(4 * MINUTE) : edge;
    }

    private long quantity(int instrument) {
        return instruments.get(instrument).lot() * (1 + random.nextInt(8));
    }

    private long price(int instrument, int by) {
        return onTick(instrument, marks[instrument] + unit * near(by));
    }

    private long onTick(int instrument, long price) {
        long tick = instruments.get(instrument).tick();
        return price / tick * tick;
    }

    private long distance(int instrument) {
        return instruments.get(instrument).tick() * (1 + random.nextInt(4));
    }

    private RefTerms terms(int instrument, boolean withoutMarket) {
        return switch (random.nextInt(withoutMarket ? 8 : 10)) {
            case 0, 1, 2 -> new RefTerms.Limit(price(instrument, 6));
            case 3, 4 -> new RefTerms.Stop(price(instrument, 6));
            case 5 -> stopLimit(instrument, price(instrument, 6));
            case 6 -> new RefTerms.Trail(distance(instrument));
            case 7 -> trail(instrument);
            default -> new RefTerms.Market();
        };
    }

    /** By a share of the price; by a distance where parts of ways must not be rounded. */
    private RefTerms trail(int instrument) {
        return unit > 1
                ? new RefTerms.Trail(distance(instrument))
                : new RefTerms.TrailPercent(PERCENTS[random.nextInt(PERCENTS.length)]);
    }

    private RefTerms stopLimit(int instrument, long stop) {
        return new RefTerms.StopLimit(stop, onTick(instrument, stop + unit * near(4)));
    }

    /** Others of the same kind. */
    private RefTerms terms(int instrument, RefTerms kind) {
        if (kind instanceof RefTerms.Stop) {
            return new RefTerms.Stop(price(instrument, 6));
        }
        if (kind instanceof RefTerms.StopLimit) {
            return stopLimit(instrument, price(instrument, 6));
        }
        if (kind instanceof RefTerms.Trail || kind instanceof RefTerms.TrailPercent) {
            return random.nextBoolean() ? new RefTerms.Trail(distance(instrument)) : trail(instrument);
        }
        return kind;
    }

    /** A stop, a target or both; on the right sides of a limit entry, for others anywhere near. */
    private List<RefExit> exits(int instrument, Side side, RefTerms entry) {
        long middle = entry instanceof RefTerms.Limit limit ? limit.price() : price(instrument, 6);
        long tick = instruments.get(instrument).tick();
        long stop = middle - side.sign() * tick * (1 + random.nextInt(5));
        long target = middle + side.sign() * tick * (1 + random.nextInt(5));
        List<RefExit> exits = new ArrayList<>();
        int which = random.nextInt(4);
        if (which != 1) {
            exits.add(new RefExit(++ids, new RefTerms.Limit(target)));
        }
        if (which != 0) {
            exits.add(new RefExit(++ids, protection(instrument, stop)));
        }
        return exits;
    }

    private RefTerms protection(int instrument, long stop) {
        return switch (random.nextInt(6)) {
            case 0 -> stopLimit(instrument, stop);
            case 1 -> new RefTerms.Trail(distance(instrument));
            case 2 -> trail(instrument);
            default -> new RefTerms.Stop(stop);
        };
    }
}
