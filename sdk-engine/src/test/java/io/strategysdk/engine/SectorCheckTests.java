package io.strategysdk.engine;

import static io.strategysdk.api.order.OrderIntent.buy;
import static io.strategysdk.engine.CashAccount.HUNDREDS;
import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.CAPITAL;
import static io.strategysdk.engine.Runs.MSFT;
import static io.strategysdk.engine.Runs.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Exposure of sectors with one instrument and with two. */
final class SectorCheckTests {
    private static final Instrument JPM = Instrument.equity("JPM");
    private static final Instrument BAC = Instrument.equity("BAC");

    @Test
    void instrumentsOfASectorCountTogetherAndThoseOfAnotherApart() {
        Map<String, String> sectors =
                Map.of("AAPL", "technology", "MSFT", "technology", "JPM", "banks", "BAC", "banks");
        Script script = CashAccount.script(buy(AAPL, 12), buy(BAC, 12), buy(JPM, 8), buy(MSFT, 9));

        Engine.over(Runs.data(
                        minutes(AAPL, HUNDREDS),
                        minutes(MSFT, HUNDREDS),
                        minutes(JPM, HUNDREDS),
                        minutes(BAC, HUNDREDS)))
                .execution(new Venue())
                .strategy(
                        "s",
                        script,
                        CAPITAL,
                        RiskLimits.NONE.withMaxSectorExposure(0.2).withSectors(sectors))
                .build()
                .run();

        assertThat(script.calls).contains("Accepted s-1", "Accepted s-2", "Accepted s-3", "Rejected s-4");
    }
}
