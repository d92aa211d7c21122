package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Input.SessionField;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** What a calendar says of the rows of a market: sessions of a few bars each, and some days off. */
final class MarketSessions {
    private static final int SECONDS_PER_BAR = 60;

    private final Map<SessionField, double[]> columns = new EnumMap<>(SessionField.class);

    private MarketSessions() {}

    static MarketSessions of(SplittableRandom random, int size) {
        MarketSessions sessions = new MarketSessions();
        for (SessionField field : SessionField.values()) {
            sessions.columns.put(field, new double[size]);
        }
        LocalDate date = LocalDate.of(2024, 1, 2);
        int row = 0;
        while (row < size) {
            int bars = random.nextInt(1, 40);
            LocalDate next = date.plusDays(random.nextInt(1, 5));
            for (int bar = 1; bar <= bars && row < size; bar++) {
                sessions.set(row++, date, next, bar, bars);
            }
            date = next;
        }
        return sessions;
    }

    private void set(int row, LocalDate date, LocalDate next, int bar, int bars) {
        columns.forEach((field, column) -> column[row] = switch (field) {
            case SESSION_DATE -> date.toEpochDay();
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
            case DAY_OF_MONTH -> date.getDayOfMonth();
            case MONTH -> date.getMonthValue();
            case SECONDS_SINCE_OPEN -> SECONDS_PER_BAR * bar;
            case SECONDS_TO_CLOSE -> SECONDS_PER_BAR * (bars - bar);
            case BEFORE_HOLIDAY -> date.plusDays(1).equals(next) ? 0 : 1;
        });
    }

    double[] column(SessionField field) {
        return Objects.requireNonNull(columns.get(field)).clone();
    }

    MarketSessions ofRows(int... rows) {
        MarketSessions chosen = new MarketSessions();
        columns.forEach((field, column) -> chosen.columns.put(
                field, Arrays.stream(rows).mapToDouble(row -> column[row]).toArray()));
        return chosen;
    }

    /** The first rows of this, and then those of the other. */
    MarketSessions first(int rows, MarketSessions other) {
        MarketSessions joined = new MarketSessions();
        columns.forEach((field, column) -> {
            double[] both = other.column(field);
            System.arraycopy(column, 0, both, 0, rows);
            joined.columns.put(field, both);
        });
        return joined;
    }
}
