package io.strategysdk.backtest.execution;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an account has traded in one asset class, day by day, as far back as fees look. */
final class TradedVolume {
    /** The longest month, and a window of thirty days before a day. */
    private static final int DAYS = 31;

    private static final int WINDOW = 30;
    private final Deque<Day> days = new ArrayDeque<>();
    private AccountVolume shown = AccountVolume.NONE;
    private @Nullable LocalDate shownOn;

    /**
     * One day's trading.
     *
     * @param date of the trades
     * @param quantity bought and sold
     * @param value of what was bought and sold
     * @param sold quantity sold
     * @param soldValue value of what was sold
     */
    record Day(LocalDate date, BigDecimal quantity, BigDecimal value, BigDecimal sold, BigDecimal soldValue) {
        Day plus(Side side, BigDecimal moreQuantity, BigDecimal moreValue) {
            boolean sells = side == Side.SELL;
            return new Day(
                    date,
                    quantity.add(moreQuantity),
                    value.add(moreValue),
                    sells ? sold.add(moreQuantity) : sold,
                    sells ? soldValue.add(moreValue) : soldValue);
        }
    }

    /** What had been traded before a trade on this date, not before the last one's. Changes nothing. */
    AccountVolume before(LocalDate date) {
        if (!date.equals(shownOn)) {
            shown = sums(date);
            shownOn = date;
        }
        return shown;
    }

    private AccountVolume sums(LocalDate date) {
        BigDecimal month = BigDecimal.ZERO;
        BigDecimal thirtyDays = BigDecimal.ZERO;
        Day today = emptyDay(date);
        for (Day day : days) {
            if (day.date.equals(date)) {
                today = day;
            } else if (!day.date.isBefore(date.minusDays(WINDOW))) {
                thirtyDays = thirtyDays.add(day.value);
            }
            if (YearMonth.from(day.date).equals(YearMonth.from(date))) {
                month = month.add(day.quantity);
            }
        }
        return new AccountVolume(month, thirtyDays, today.quantity, today.sold, today.soldValue);
    }

    void add(Side side, LocalDate date, BigDecimal quantity, BigDecimal value) {
        AccountVolume after = before(date).plus(side, quantity, value);
        Day last = days.peekLast();
        Day today = last != null && last.date.equals(date) ? days.removeLast() : emptyDay(date);
        days.addLast(today.plus(side, quantity, value));
        while (days.getFirst().date.isBefore(date.minusDays(DAYS))) {
            days.removeFirst();
        }
        shown = after;
    }

    private static Day emptyDay(LocalDate date) {
        return new Day(date, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The days it remembers, oldest first. */
    Iterable<Day> days() {
        return days;
    }

    void restore(Day day) {
        days.addLast(day);
        shownOn = null;
    }
}
