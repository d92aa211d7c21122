package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.time.Timeframe;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bar lengths as Alpaca writes them, and the moments that it labels bars with. */
final class WireTimeframe {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})(Min|T|Hour|H|Day|D|Week|W|Month|M)");
    private static final int MOST_MINUTES = 59;
    private static final int MOST_HOURS = 23;
    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 6, 12);

    private WireTimeframe() {}

    /** From 1 to 59 minutes and 23 hours, a day, a week, 1, 2, 3, 6 or 12 months; empty where it is none. */
    static Optional<Timeframe> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "Min", "T" -> of(amount, Timeframe.Unit.MINUTE, amount <= MOST_MINUTES);
            case "Hour", "H" -> of(amount, Timeframe.Unit.HOUR, amount <= MOST_HOURS);
            case "Day", "D" -> of(amount, Timeframe.Unit.DAY, amount == 1);
            case "Week", "W" -> of(amount, Timeframe.Unit.WEEK, amount == 1);
            default -> of(amount, Timeframe.Unit.MONTH, MONTHS.contains(amount));
        };
    }

    private static Optional<Timeframe> of(int amount, Timeframe.Unit unit, boolean isKnown) {
        return amount > 0 && isKnown ? Optional.of(new Timeframe(amount, unit)) : Optional.empty();
    }

    /** Label of the bar that a moment is in: of days and longer the midnight that its first day begins with. */
    static Instant label(Instant moment, Timeframe timeframe, ZoneId zone) {
        if (timeframe.isIntraday()) {
            long seconds = timeframe.duration().toSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
        }
        LocalDate date = ZonedDateTime.ofInstant(moment, zone).toLocalDate();
        LocalDate first = switch (timeframe.unit()) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH ->
                LocalDate.of(
                        date.getYear(), (date.getMonthValue() - 1) / timeframe.amount() * timeframe.amount() + 1, 1);
            default -> date;
        };
        return first.atStartOfDay(zone).toInstant();
    }
}
