package io.strategysdk.examples.firsttests;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.Garch;
import io.strategysdk.testkit.market.GeneratedMarket;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BreakoutLawsTests {
    private static final StrategyLaws LAWS = StrategyLaws.of(() -> new Breakout(new Breakout.Parameters(10)))
            .on("a year of sessions", BreakoutLawsTests::market);

    private static MarketData market() {
        return GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2023, 1, 3), 250)
                .with(Instrument.equity("ACME"), "100", new Garch(0.08, 0.25, 0.1, 0.85))
                .generate(7);
    }

    @TestFactory
    Stream<DynamicTest> laws() {
        return LAWS.tests();
    }

    @Test
    void isMadeByConfiguration() {
        LAWS.declaration();
    }

    @Test
    void hasNoPriceOrQuantityOfItsOwn() {
        LAWS.scaleInvariance();
    }
}
