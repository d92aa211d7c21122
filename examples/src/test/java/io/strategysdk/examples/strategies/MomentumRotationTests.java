package io.strategysdk.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.Backtest;
import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MomentumRotationTests {
    private static final TradingCalendar NYSE = TradingCalendars.nyse();
    private static final Instrument FAST = Instrument.equity("FAST");
    private static final Instrument SLOW = Instrument.equity("SLOW");
    private static final Instrument FALLS = Instrument.equity("FALLS");
    private static final Instrument LATE = Instrument.equity("LATE");

    private static BarColumns rising(Instrument instrument, String first, String last, double step) {
        BarColumns.Builder bars = BarColumns.builder(instrument, Timeframe.DAY);
        double price = 100;
        for (TradingCalendar.Session session : NYSE.sessions(LocalDate.parse(first), LocalDate.parse(last))) {
            bars.bar(session.openNanos(), session.closeNanos(), price, price, price, price, 1_000);
            price += step;
        }
        return bars.build();
    }

    private static Membership.Interval interval(Instrument instrument, String from, String to) {
        return new Membership.Interval(
                instrument.symbol(),
                LocalDate.parse(from),
                Optional.of(to).filter(t -> !t.isEmpty()).map(LocalDate::parse));
    }

    @Test
    void holdsTheStrongestMembersAndSellsWhatLeaves() {
        MarketData data = MarketData.of(
                NYSE,
                rising(FAST, "2024-01-02", "2024-03-20", 2),
                rising(SLOW, "2024-01-02", "2024-04-30", 1),
                rising(FALLS, "2024-01-02", "2024-04-30", -0.5),
                rising(LATE, "2024-02-20", "2024-04-30", 3));
        Membership members = Membership.of(List.of(
                interval(FAST, "2020-01-01", "2024-03-12"),
                interval(SLOW, "2020-01-01", ""),
                interval(FALLS, "2020-01-01", ""),
                interval(LATE, "2024-03-04", "")));

        BacktestResult result = Backtest.of(new MomentumRotation(new MomentumRotation.Parameters("large", 2, 10)))
                .on(data)
                .universe(UniverseDefinition.of("large", members))
                .cash("100000")
                .run();

        assertThat(result.run().strategies()).allMatch(each -> each.failure().isEmpty());
        assertThat(result.run().warnings()).noneMatch(warning -> warning.contains("Universe"));
        assertThat(fills(result, SLOW)).first().asString().startsWith("2024-02-02");
        // in February both, sold with the open after the close on which it was no member any more
        assertThat(fills(result, FAST)).first().asString().startsWith("2024-02-02");
        assertThat(fills(result, FAST)).last().asString().startsWith("2024-03-13");
        // listed in February, a member in March, with ten bars of momentum in April
        assertThat(fills(result, LATE)).first().asString().startsWith("2024-04-02");
        assertThat(fills(result, FALLS)).isEmpty();
        assertThat(result.run().strategies().get(0).positions()).containsOnlyKeys(SLOW, LATE);
    }

    private static List<LocalDate> fills(BacktestResult result, Instrument instrument) {
        return result.fills().stream()
                .filter(fill -> fill.instrument().equals(instrument))
                .map(fill -> Instant.EPOCH
                        .plusNanos(fill.epochNanos())
                        .atZone(NYSE.zone())
                        .toLocalDate())
                .toList();
    }
}
