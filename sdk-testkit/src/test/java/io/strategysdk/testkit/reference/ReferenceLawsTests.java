package io.strategysdk.testkit.reference;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.Garch;
import io.strategysdk.testkit.market.GeneratedMarket;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference strategies are under the laws that they are given to others with. */
class ReferenceLawsTests {
    private static final StrategyLaws BUY_AND_HOLD =
            StrategyLaws.of(BuyAndHold::new).on("a share", () -> market("ACME"));
    private static final StrategyLaws SIXTY_FORTY =
            StrategyLaws.of(SixtyForty::new).on("shares and bonds", () -> market("ACME", "BOND"));
    private static final StrategyLaws SMA_CROSSOVER = StrategyLaws.of(
                    () -> new SmaCrossover(new SmaCrossover.Parameters(5, 15)))
            .on("a share", () -> market("ACME"));

    /** A year of days. */
    private static MarketData market(String... symbols) {
        GeneratedMarket market = GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2022, 1, 3), 250)
                .overnight(0.25);
        for (String symbol : symbols) {
            market.with(Instrument.equity(symbol), "100.00", new Garch(0.08, 0.3, 0.1, 0.85));
        }
        return market.generate(5);
    }

    @TestFactory
    Stream<DynamicContainer> eachStrategy() {
        return Stream.of(
                dynamicContainer("BuyAndHold", BUY_AND_HOLD.tests()),
                dynamicContainer("SixtyForty", SIXTY_FORTY.tests()),
                dynamicContainer("SmaCrossover", SMA_CROSSOVER.tests()));
    }

    @Test
    void eachDeclaresItselfProperly() {
        BUY_AND_HOLD.declaration();
        SIXTY_FORTY.declaration();
        SMA_CROSSOVER.declaration();
    }

    @Test
    void noneKnowsAPriceOfItsOwn() {
        BUY_AND_HOLD.scaleInvariance();
        SIXTY_FORTY.scaleInvariance();
        SMA_CROSSOVER.scaleInvariance();
    }
}
