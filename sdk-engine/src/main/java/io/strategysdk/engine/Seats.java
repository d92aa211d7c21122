package io.strategysdk.engine;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.internal.StrategyNames;
import io.strategysdk.engine.purity.Purity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The strategies that a run is to have, in order of registration. */
final class Seats {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,28}");
    private final List<Seat> seats = new ArrayList<>();

    private record Seat(
            String name, Strategy strategy, BigDecimal capital, RiskLimits limits, List<OpenPosition> positions) {
        Seat with(OpenPosition position) {
            List<OpenPosition> more = new ArrayList<>(positions);
            more.add(position);
            return new Seat(name, strategy, capital, limits, List.copyOf(more));
        }
    }

    void addAll(Seats others) {
        seats.addAll(others.seats);
    }

    void forEach(BiConsumer<String, Strategy> action) {
        seats.forEach(seat -> action.accept(seat.name, seat.strategy));
    }

    void add(String name, Strategy strategy, BigDecimal capital, RiskLimits limits) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "strategy name must be 1 to 28 of letters, digits, hyphen, underscore and dot, was '" + name + "'");
        }
        if (seats.stream().anyMatch(seat -> seat.name.equals(name))) {
            throw new IllegalArgumentException("strategy names of a run must differ, was twice '" + name + "'");
        }
        if (capital.signum() <= 0) {
            throw new IllegalArgumentException(
                    "capital must be positive, was " + capital.toPlainString() + " (" + name + ")");
        }
        StrategyNames.require(strategy.getClass());
        Purity.require(strategy.getClass());
        seats.add(new Seat(name, strategy, capital, limits, List.of()));
    }

    /** A strategy that has been added holds something before the run begins. */
    void hold(String name, OpenPosition position) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (seat.name.equals(name)) {
                requireFirst(seat, position);
                seats.set(i, seat.with(position));
                return;
            }
        }
        throw new IllegalArgumentException("an open position must be one of a strategy of the run, was of '" + name
                + "' (" + position.instrument() + ")");
    }

    private static void requireFirst(Seat seat, OpenPosition position) {
        if (seat.positions.stream().anyMatch(held -> held.instrument().equals(position.instrument()))) {
            throw new IllegalArgumentException(
                    "a strategy must have one open position in an instrument, was to have two (" + seat.name + ", "
                            + position.instrument() + ")");
        }
    }

    /**
     * Name of a strategy that was given none: that of its annotation, or of its class. A lambda has that of the class
     * it was written in, as its own is another one in each process.
     */
    static String nameOf(Class<?> type) {
        StrategyInfo info = type.getAnnotation(StrategyInfo.class);
        if (info != null) {
            return info.name();
        }
        Class<?> written = type.isHidden() ? type.getNestHost() : type;
        String plain = written.getSimpleName().replaceAll("[^A-Za-z0-9_.-]", "-");
        return plain.isEmpty() ? "strategy" : plain.substring(0, Math.min(28, plain.length()));
    }

    /** With limits that hold for all of them. */
    List<Desk> open(Instruments instruments, MarketState market, RiskLimits bounds) {
        if (seats.isEmpty()) {
            throw new IllegalStateException("a run must have at least one strategy");
        }
        List<Desk> desks = new ArrayList<>();
        DailyReturns returns = null;
        for (Seat seat : seats) {
            checkCapital(seat, Scales.cashScale(instruments.currency()));
            Book book = new Book(instruments, market.prices, seat.capital);
            Desk desk = new Desk(desks.size(), seat.name, seat.strategy, book, seat.limits.and(bounds), returns);
            seat.positions.forEach(position -> hold(position, book, market.prices));
            returns = returns == null ? desk.checks.returns : returns;
            desks.add(desk);
        }
        return List.copyOf(desks);
    }

    /** Until its first bar it is worth what it has cost. */
    private static void hold(OpenPosition position, Book book, Marks marks) {
        int number = book.instruments().numberOf(position.instrument());
        book.begin(
                number,
                position.quantity().unitsAt(position.instrument().quantityScale()),
                position.avgPx().unitsAt(position.instrument().priceScale()));
        marks.expect(number, position.avgPx().toBigDecimal().doubleValue());
        book.value();
    }

    private static void checkCapital(Seat seat, int cashScale) {
        try {
            seat.capital.setScale(cashScale).unscaledValue().longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "capital must have at most " + cashScale + " decimals and fit 64 bits with them, was "
                            + seat.capital.toPlainString() + " (" + seat.name + ")",
                    e);
        }
    }

    static JournalWriter journal(Instruments instruments, List<Desk> desks) {
        return new JournalWriter(
                instruments,
                desks.stream().map(desk -> desk.name).toList(),
                desks.stream().map(desk -> desk.book.cashUnits()).toList());
    }

    /** What the strategies hold before anything happens. */
    static void tell(JournalWriter journal, List<Desk> desks, long epochNanos) {
        for (Desk desk : desks) {
            Book book = desk.book;
            for (int i = 0; i < book.size(); i++) {
                BookPosition position = book.at(i);
                if (position.units() != 0) {
                    journal.held(epochNanos, desk.number, i, position.units(), position.costUnits());
                }
            }
        }
    }
}
