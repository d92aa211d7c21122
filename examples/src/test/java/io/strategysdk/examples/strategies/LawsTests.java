package io.strategysdk.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.Membership;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.law.StrategyLaws;
import io.strategysdk.testkit.market.Garch;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All strategies of the package are under all laws. */
@Tag("long")
class LawsTests {
    private static Map<Class<? extends Strategy>, Stream<DynamicTest>> held() {
        Map<Class<? extends Strategy>, Stream<DynamicTest>> held = new LinkedHashMap<>();
        held.put(BuyAndHold.class, onOne(BuyAndHold::new).tests());
        held.put(
                SmaCrossover.class,
                onOne(() -> new SmaCrossover(new SmaCrossover.Parameters(5, 15, 1)))
                        .tests());
        held.put(RsiReversion.class, onOne(RsiReversion::new).tests());
        held.put(
                BollingerReversion.class,
                onOne(() -> new BollingerReversion(new BollingerReversion.Parameters(10, 1.5, 0.95)))
                        .tests());
        held.put(HighWaterStop.class, onOne(HighWaterStop::new).tests());
        held.put(SixtyForty.class, onTwo(SixtyForty::new).tests());
        held.put(PairsTrading.class, onTwo(PairsTrading::new).tests());
        held.put(
                TrendSignals.class,
                onTwo(() -> new TrendSignals(new TrendSignals.Parameters(5, 20, 0.05)))
                        .tests());
        held.put(MomentumRotation.class, momentumRotation().tests());
        held.put(MarketMaker.class, marketMaker().tests());
        return held;
    }

    private static StrategyLaws onOne(StrategyLaws.NewStrategy strategy) {
        return StrategyLaws.of(strategy).on("a share", () -> market("ACME"));
    }

    private static StrategyLaws onTwo(StrategyLaws.NewStrategy strategy) {
        return StrategyLaws.of(strategy).on("two shares", () -> market("ACME", "BOND"));
    }

    private static StrategyLaws momentumRotation() {
        return StrategyLaws.of(() -> new MomentumRotation(new MomentumRotation.Parameters("large", 2, 10)))
                .on("four shares", () -> market("ACME", "BOLT", "COIL", "DISK"))
                .with(run -> run.universe(UniverseDefinition.of("large", changing())));
    }

    private static StrategyLaws marketMaker() {
        return StrategyLaws.of(MarketMaker::new)
                .on("quotes and trades", LawsTests::quotesAndTrades)
                .on("bid/ask bars", LawsTests::bidAskBars);
    }

    /** One leaves, another comes in its place. */
    private static Membership changing() {
        LocalDate first = LocalDate.of(2020, 1, 1);
        LocalDate change = LocalDate.of(2022, 7, 15);
        return Membership.of(List.of(
                new Membership.Interval("ACME", first, Optional.empty()),
                new Membership.Interval("BOLT", first, Optional.of(change)),
                new Membership.Interval("COIL", change, Optional.empty()),
                new Membership.Interval("DISK", first, Optional.empty())));
    }

    /** A year of days. */
    private static MarketData market(String... symbols) {
        GeneratedMarket market = GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2022, 1, 3), 250)
                .correlation(0.3)
                .overnight(0.25);
        for (String symbol : symbols) {
            market.with(Instrument.equity(symbol), "100.00", new Garch(0.08, 0.3, 0.1, 0.85));
        }
        return market.generate(5);
    }

    /** A few hours of a coin: each minute a quote, and between the quotes a trade. */
    private static MarketData quotesAndTrades() {
        BarColumns minutes = minutes(0);
        List<MarketEvent> ticks = new ArrayList<>();
        for (int row = 0; row < minutes.size(); row++) {
            double price = minutes.close(row);
            ticks.add(
                    new Quote(minutes.instrument(), minutes.openEpochNanos(row) + 1, price - 0.02, 5, price + 0.02, 5));
            ticks.add(new Trade(minutes.instrument(), minutes.epochNanos(row), price, 2));
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.ticks(ticks));
    }

    private static MarketData bidAskBars() {
        return MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.quoted(minutes(-0.02), minutes(0.02)));
    }

    private static BarColumns minutes(double off) {
        Instrument coin = Instrument.crypto("COIN", "0.01", "0.0001");
        BarColumns drawn = GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(2024, 3, 4), 1)
                .with(coin, "100.00", new GeometricBrownianMotion(0, 1.5))
                .bars(Timeframe.MINUTE)
                .generate(5)
                .series()
                .get(0);
        BarColumns.Builder bars = BarColumns.builder(coin, Timeframe.MINUTE);
        for (int row = 0; row < 200; row++) {
            bars.bar(
                    drawn.openEpochNanos(row),
                    drawn.epochNanos(row),
                    drawn.open(row) + off,
                    drawn.high(row) + off,
                    drawn.low(row) + off,
                    drawn.close(row) + off,
                    drawn.volume(row));
        }
        return bars.build();
    }

    @TestFactory
    Stream<DynamicContainer> eachStrategy() {
        return held().entrySet().stream()
                .map(entry -> dynamicContainer(entry.getKey().getSimpleName(), entry.getValue()));
    }

    @Test
    void noneIsLeftOut() {
        assertThat(held().keySet()).containsExactlyInAnyOrderElementsOf(PurityTests.strategies());
    }
}
