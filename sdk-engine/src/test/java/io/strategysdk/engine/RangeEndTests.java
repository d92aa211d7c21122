package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A calendar of one's own ends where its data do. */
final class RangeEndTests {
    @ParameterizedTest
    @EnumSource(names = {"DAY", "OPG", "CLS", "GTC"})
    void anOrderDecidedAtTheLastCloseOfTheCalendarDoesNotStopTheStrategy(TimeInForce timeInForce) {
        TradingCalendar calendar = TradingCalendars.define("MINE", ZoneOffset.UTC)
                .hours(LocalTime.of(9, 0), LocalTime.of(17, 0))
                .range(LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 4))
                .build();
        BarColumns.Builder bars = BarColumns.builder(AAPL, Timeframe.DAY);
        calendar.sessions(calendar.firstDate(), calendar.lastDate())
                .forEach(session -> bars.bar(session.openNanos(), session.closeNanos(), 10, 10, 10, 10, 100));
        Script script = new Script();
        script.decide = context -> List.of(OrderIntent.buy(AAPL, 1).withTimeInForce(timeInForce));

        RunResult result = Engine.over(MarketData.of(calendar, bars.build()))
                .execution(new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build()
                .run();

        assertThat(result.strategies().get(0).failure()).isEmpty();
    }
}
