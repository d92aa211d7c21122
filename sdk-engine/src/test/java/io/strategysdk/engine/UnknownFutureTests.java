package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MINUTE;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.START;
import static io.strategysdk.engine.Runs.over;
import static io.strategysdk.engine.Runs.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.data.BarSeries;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.Clock;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnknownFutureTests {
    private static final Instant MOMENT = Clock.instantOf(START + 50 * MINUTE);

    private static final Timeframe FIVE = Timeframe.minutes(5);

    private static Engine engine(MarketData data) {
        Script script = new Script();
        script.onStart = context -> context.feature(Indicators.sma(5), AAPL);
        script.decide = context ->
                List.of(OrderIntent.targetQuantity(AAPL, context.bars(AAPL).size() % 3));
        return over(data, new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();
    }

    @Test
    void barsUpToTheMomentStayAndLaterOnesAreNotANumber() {
        MarketData data = Runs.data(walk(AAPL, 100, 1, true), walk(MSFT, 100, 2, true));

        MarketData unknown = data.unknownAfter(MOMENT);

        for (int s = 0; s < 2; s++) {
            BarColumns before = data.series().get(s);
            BarColumns after = unknown.series().get(s);
            assertThat(after.size()).isEqualTo(before.size());
            for (int row = 0; row < before.size(); row++) {
                boolean isKnown = before.epochNanos(row) <= START + 50 * MINUTE;
                assertThat(after.epochNanos(row)).isEqualTo(before.epochNanos(row));
                assertThat(after.close(row)).isEqualTo(Double.valueOf(isKnown ? before.close(row) : Double.NaN));
                assertThat(after.volume(row)).isEqualTo(Double.valueOf(isKnown ? before.volume(row) : Double.NaN));
            }
        }
        assertThat(data.series().get(0).close(data.series().get(0).size() - 1)).isNotNaN();
    }

    @Test
    void aRunUpToTheMomentIsTheSame() {
        MarketData data = Runs.data(walk(AAPL, 100, 1, true));
        Engine known = engine(data);
        Engine unknown = engine(data.unknownAfter(MOMENT));

        known.runUntil(MOMENT);
        unknown.runUntil(MOMENT);

        assertThat(unknown.journal().entries(JournalEntry.Booked.class)).hasSizeGreaterThan(10);
        assertThat(unknown.journal().firstDifference(known.journal())).isEmpty();
        assertThat(unknown.journal().hash()).isEqualTo(known.journal().hash());
    }

    /** Of which the moment is in the middle of one, and at the end of one. */
    @ParameterizedTest
    @ValueSource(ints = {48, 50})
    void barsThatAreMadeOfThemStayAsFarAsTheyHaveClosed(int minutes) {
        Instant moment = Clock.instantOf(START + minutes * MINUTE);
        MarketData data = Runs.data(walk(AAPL, 100, 1, false));

        List<String> known = seenInLongerBars(data, moment);

        assertThat(known).hasSize(minutes).last().asString().doesNotContain("NaN");
        assertThat(seenInLongerBars(data.unknownAfter(moment), moment)).isEqualTo(known);
    }

    private static List<String> seenInLongerBars(MarketData data, Instant moment) {
        List<String> seen = new ArrayList<>();
        Script script = new Script();
        script.onStart = context -> {
            BarSeries five = context.bars(AAPL, FIVE);
            FeatureHandle mean = context.feature(Indicators.sma(2).of(Input.of(FIVE, Input.Field.CLOSE)), AAPL);
            script.onMarket = now ->
                    seen.add(now.clock().epochNanos() + " " + five.size() + " " + five.close(0) + " " + mean.value());
        };
        Engine engine = over(data, new Venue())
                .strategy("s", script, CAPITAL, RiskLimits.NONE)
                .build();
        engine.runUntil(moment);
        return seen;
    }

    @Test
    void theJournalSoFarIsNotChangedByWhatFollows() {
        Engine engine = engine(Runs.data(walk(AAPL, 100, 1, false)));
        engine.runUntil(MOMENT);

        Journal soFar = engine.journal();
        int entries = soFar.entries(JournalEntry.class).size();
        String hash = soFar.hash();
        Journal whole = engine.run().journal();

        assertThat(soFar.entries(JournalEntry.class)).hasSize(entries);
        assertThat(soFar.hash()).isEqualTo(hash).isNotEqualTo(whole.hash());
        assertThat(engine.journal().hash()).isEqualTo(whole.hash());
        assertThat(whole.entries(JournalEntry.class).subList(0, entries)).isEqualTo(soFar.entries(JournalEntry.class));
    }

    @Test
    void quotesAndTradesCannotBeUnknown() {
        MarketData ticks =
                MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.ticks(List.of(new Trade(AAPL, START, 10, 1))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ticks.unknownAfter(MOMENT))
                .withMessage("what is unknown must be bars, was quotes and trades");
    }
}
