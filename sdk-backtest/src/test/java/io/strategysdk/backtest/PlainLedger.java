package io.strategysdk.backtest;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Fill;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.time.Clock;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.StrategyResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The books of a run as its journal tells them, counted by nothing but decimals, entry by entry. */
final class PlainLedger {
    private static final int CASH_SCALE = 8;
    private static final int PRICE_SCALE = 8;
    private static final long DAY = 86_400_000_000_000L;

    private final MarketData data;
    private final boolean brokerMayFillWhatHasEnded;
    private final Map<String, Plain> books = new LinkedHashMap<>();
    private final Map<Instrument, Restated> restated = new HashMap<>();
    private final Set<String> executions = new HashSet<>();
    private long now = Long.MIN_VALUE;

    private PlainLedger(MarketData data, List<StrategyResult> strategies, boolean brokerMayFillWhatHasEnded) {
        this.data = data;
        this.brokerMayFillWhatHasEnded = brokerMayFillWhatHasEnded;
        strategies.forEach(strategy -> books.put(strategy.name(), new Plain(strategy.capital())));
    }

    /**
     * Requires that every entry, and the result at the end, are what the entries before them come to.
     *
     * @return equity of the account
     */
    static BigDecimal audit(RunResult result, MarketData data) {
        return audit(result, data, false);
    }

    /** The same of a run whose broker executes orders also after it has said that they are cancelled. */
    static BigDecimal auditAtBroker(RunResult result, MarketData data) {
        return audit(result, data, true);
    }

    private static BigDecimal audit(RunResult result, MarketData data, boolean brokerMayFillWhatHasEnded) {
        PlainLedger ledger = new PlainLedger(data, result.strategies(), brokerMayFillWhatHasEnded);
        for (JournalEntry entry : result.journal().entries(JournalEntry.class)) {
            ledger.enter(entry);
        }
        return ledger.close(result);
    }

    private static final class Plain {
        BigDecimal cash;
        final Map<Instrument, BigDecimal> held = new HashMap<>();
        final Map<OrderId, BigDecimal> filled = new HashMap<>();
        final Map<OrderId, Order> working = new LinkedHashMap<>();
        final Set<OrderId> ended = new HashSet<>();
        final List<Claim> claims = new ArrayList<>();
        final Deque<Expected> expected = new ArrayDeque<>();

        Plain(BigDecimal capital) {
            cash = capital;
        }

        BigDecimal held(Instrument instrument) {
            return held.getOrDefault(instrument, BigDecimal.ZERO);
        }

        void hold(Instrument instrument, BigDecimal quantity) {
            held.put(instrument, quantity);
        }
    }

    /** A dividend that is paid later. */
    private record Claim(Instrument instrument, BigDecimal amount) {}

    /** What an action makes of a book: the next entry of it has to say so. */
    private record Expected(Instrument instrument, BigDecimal amount, BigDecimal position, BigDecimal cash) {}

    /** A last price that an action has changed. */
    private record Restated(long epochNanos, BigDecimal price) {}

    private void enter(JournalEntry entry) {
        require(entry.epochNanos() >= now, "time must not go back from " + Clock.instantOf(now), entry);
        now = entry.epochNanos();
        if (entry instanceof JournalEntry.Adjusted adjusted) {
            adjust(adjusted.action(), adjusted.epochNanos());
            return;
        }
        if (entry instanceof JournalEntry.Safeguarded) {
            return; // by itself it changes no book, and it may be the account's
        }
        Plain book = Objects.requireNonNull(books.get(entry.strategy()), entry::toString);
        if (entry instanceof JournalEntry.Reported reported) {
            report(book, reported.event());
        } else if (entry instanceof JournalEntry.Charged charged) {
            book.cash = book.cash.subtract(charged.amount());
            same("cash after a charge", charged.cash(), book.cash);
        } else if (entry instanceof JournalEntry.Booked booked) {
            same("cash", booked.cash(), book.cash);
            same("position", booked.position().toBigDecimal(), book.held(booked.instrument()));
        } else if (entry instanceof JournalEntry.Entitled entitled) {
            Expected expected = book.expected.remove();
            require(expected.instrument.equals(entitled.instrument()), "entitled must be " + expected, entitled);
            same("amount", entitled.amount(), expected.amount);
            same("position after an action", entitled.position().toBigDecimal(), expected.position);
            same("cash after an action", entitled.cash(), expected.cash);
        } else if (entry instanceof JournalEntry.Paid paid) {
            require(book.claims.remove(new Claim(paid.instrument(), money(paid.amount()))), "must be claimed", paid);
            book.cash = book.cash.add(paid.amount());
            same("cash after a payment", paid.cash(), book.cash);
        }
    }

    // ---- orders

    private void report(Plain book, OrderEvent event) {
        Order order = event.order();
        if (event instanceof OrderEvent.Filled filled) {
            fill(book, filled.fill());
            same("cumQty", order.cumQty().toBigDecimal(), filled(book, order.id()));
            require(
                    brokerMayFillWhatHasEnded || !book.ended.contains(order.id()),
                    "an ended order must not fill",
                    order);
        }
        if (order.isWorking()) {
            book.working.put(order.id(), order);
            same(
                    "cumQty + leavesQty",
                    order.cumQty().plus(order.leavesQty()).toBigDecimal(),
                    order.orderQty().toBigDecimal());
        } else if (!(event instanceof OrderEvent.CancelRejected)) {
            book.working.remove(order.id());
            book.ended.add(order.id());
        }
    }

    private void fill(Plain book, Fill fill) {
        require(executions.add(fill.execId()), "an execution must be booked once", fill);
        BigDecimal quantity = fill.lastQty().toBigDecimal();
        BigDecimal sign = BigDecimal.valueOf(fill.side().sign());
        BigDecimal value = money(quantity.multiply(fill.lastPx().toBigDecimal()));
        book.cash = book.cash.subtract(sign.multiply(value)).subtract(fill.fee());
        book.hold(fill.instrument(), book.held(fill.instrument()).add(sign.multiply(quantity)));
        book.filled.merge(fill.orderId(), quantity, BigDecimal::add);
    }

    private static BigDecimal filled(Plain book, OrderId id) {
        return book.filled.getOrDefault(id, BigDecimal.ZERO);
    }

    // ---- actions

    private void adjust(CorporateAction action, long now) {
        for (Plain book : books.values()) {
            BigDecimal held = book.held(action.instrument());
            if (held.signum() != 0) {
                entitle(book, action, held, now);
            }
        }
        if (action instanceof CorporateAction.Split split) {
            split(split.instrument(), split.newShares(), split.oldShares(), now);
        } else if (action instanceof CorporateAction.StockDividend dividend) {
            int before = dividend.heldShares();
            split(dividend.instrument(), before + dividend.newShares(), before, now);
        } else if (action instanceof CorporateAction.Dividend dividend) {
            lower(dividend.instrument(), dividend.perShare(), now);
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            lower(spinOff.instrument(), spinOff.cashPerShare(), now);
        }
    }

    private void entitle(Plain book, CorporateAction action, BigDecimal held, long now) {
        if (action instanceof CorporateAction.Split split) {
            multiply(book, action.instrument(), split.newShares(), split.oldShares(), now);
        } else if (action instanceof CorporateAction.StockDividend dividend) {
            int before = dividend.heldShares();
            multiply(book, action.instrument(), before + dividend.newShares(), before, now);
        } else if (action instanceof CorporateAction.Dividend dividend) {
            BigDecimal amount = money(held.multiply(dividend.perShare()));
            if (dividend.paidLater().filter(date -> momentOf(date) > now).isPresent()) {
                book.claims.add(new Claim(action.instrument(), amount));
                book.expected.add(new Expected(action.instrument(), amount, held, book.cash));
            } else {
                receive(book, action.instrument(), amount, held);
            }
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            receive(book, action.instrument(), money(held.multiply(spinOff.cashPerShare())), held);
        } else if (action instanceof CorporateAction.CashMerger merger) {
            receive(book, action.instrument(), money(held.multiply(merger.cashPerShare())), BigDecimal.ZERO);
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            merge(book, merger, held, now);
        } else if (action instanceof CorporateAction.Delisting delisting) {
            BigDecimal price = delisting.worthless() ? BigDecimal.ZERO : priceBefore(action.instrument(), now);
            receive(book, action.instrument(), money(held.multiply(price)), BigDecimal.ZERO);
        }
    }

    private static void receive(Plain book, Instrument instrument, BigDecimal amount, BigDecimal position) {
        book.cash = book.cash.add(amount);
        book.hold(instrument, position);
        book.expected.add(new Expected(instrument, amount, position, book.cash));
    }

    private void multiply(Plain book, Instrument instrument, long newShares, long oldShares, long now) {
        BigDecimal over = BigDecimal.valueOf(oldShares);
        BigDecimal due = book.held(instrument).multiply(BigDecimal.valueOf(newShares));
        BigDecimal after = lots(due, over, instrument);
        BigDecimal fraction = due.subtract(after.multiply(over));
        BigDecimal inLieu = fraction.multiply(priceBefore(instrument, now))
                .divide(BigDecimal.valueOf(newShares), CASH_SCALE, RoundingMode.HALF_EVEN);
        receive(book, instrument, inLieu, after);
    }

    private void merge(Plain book, CorporateAction.ShareMerger merger, BigDecimal held, long now) {
        BigDecimal over = BigDecimal.valueOf(merger.oldShares());
        BigDecimal due = held.multiply(BigDecimal.valueOf(merger.newShares()));
        BigDecimal shares = lots(due, over, merger.into());
        BigDecimal fraction = due.subtract(shares.multiply(over));
        BigDecimal inLieu =
                fraction.multiply(priceBefore(merger.into(), now)).divide(over, CASH_SCALE, RoundingMode.HALF_EVEN);
        receive(
                book,
                merger.instrument(),
                money(held.multiply(merger.cashPerShare())).add(inLieu),
                BigDecimal.ZERO);
        receive(book, merger.into(), BigDecimal.ZERO, book.held(merger.into()).add(shares));
    }

    private static BigDecimal lots(BigDecimal due, BigDecimal over, Instrument instrument) {
        BigDecimal lot = instrument.lotSize().toBigDecimal();
        return due.divideToIntegralValue(over.multiply(lot)).multiply(lot);
    }

    /** Prices, and what orders have filled, are told in the new shares from now on. */
    private void split(Instrument instrument, long newShares, long oldShares, long now) {
        BigDecimal price = lastPrice(instrument, now)
                .multiply(BigDecimal.valueOf(oldShares))
                .divide(BigDecimal.valueOf(newShares), MathContext.DECIMAL128);
        restated.put(instrument, new Restated(now, price));
        if (newShares < oldShares) {
            return;
        }
        for (Plain book : books.values()) {
            for (Order order : book.working.values()) {
                if (order.instrument().equals(instrument)) {
                    book.filled.computeIfPresent(
                            order.id(),
                            (id, filled) -> filled.multiply(BigDecimal.valueOf(newShares))
                                    .divide(
                                            BigDecimal.valueOf(oldShares),
                                            instrument.quantityScale(),
                                            RoundingMode.DOWN));
                }
            }
        }
    }

    private void lower(Instrument instrument, BigDecimal perShare, long now) {
        BigDecimal lowered =
                lastPrice(instrument, now).subtract(perShare).max(BigDecimal.ONE.movePointLeft(PRICE_SCALE));
        restated.put(instrument, new Restated(now, lowered));
    }

    private BigDecimal priceBefore(Instrument instrument, long now) {
        return lastPrice(instrument, now).setScale(PRICE_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Close of the last bar before a moment, as issuers have changed it since. */
    private BigDecimal lastPrice(Instrument instrument, long before) {
        BarColumns bars = data.executionSeries(instrument);
        int last = bars.size() - 1;
        while (bars.epochNanos(last) >= before) {
            last--;
        }
        Restated change = restated.get(instrument);
        return change != null && change.epochNanos > bars.epochNanos(last)
                ? change.price
                : BigDecimal.valueOf(bars.close(last));
    }

    private static long momentOf(LocalDate date) {
        return date.toEpochDay() * DAY;
    }

    // ---- the end

    private BigDecimal close(RunResult result) {
        BigDecimal total = BigDecimal.ZERO;
        for (StrategyResult strategy : result.strategies()) {
            Plain book = Objects.requireNonNull(books.get(strategy.name()));
            require(book.expected.isEmpty(), "every action must be entered", book.expected);
            same("cash at the end", strategy.cash(), book.cash);
            BigDecimal equity = book.cash;
            for (Instrument instrument : data.instruments()) {
                BigDecimal held = strategy.positions()
                        .getOrDefault(instrument, Quantity.ZERO)
                        .toBigDecimal();
                same("position at the end", held, book.held(instrument));
                equity = equity.add(money(held.multiply(priceBefore(instrument, Long.MAX_VALUE))));
            }
            for (Claim claim : book.claims) {
                equity = equity.add(claim.amount);
            }
            same("equity", strategy.equity(), equity);
            total = total.add(equity);
        }
        return total;
    }

    private static BigDecimal money(BigDecimal value) {
        return value.setScale(CASH_SCALE, RoundingMode.HALF_EVEN);
    }

    private static void same(String what, BigDecimal actual, BigDecimal expected) {
        if (actual.compareTo(expected) != 0) {
            throw new AssertionError(what + " must be " + expected + ", was " + actual);
        }
    }

    private static void require(boolean holds, String rule, Object what) {
        if (!holds) {
            throw new AssertionError(rule + ", was " + what);
        }
    }
}
