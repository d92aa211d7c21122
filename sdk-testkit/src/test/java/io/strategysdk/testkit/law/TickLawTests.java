package io.strategysdk.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.Quote;
import io.strategysdk.api.event.QuoteBar;
import io.strategysdk.api.event.Trade;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.testkit.market.GeneratedMarket;
import io.strategysdk.testkit.market.GeometricBrownianMotion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quotes, trades and bid/ask bars under the laws. */
class TickLawTests {
    private static final Instrument COIN = Instrument.crypto("COIN", "0.01", "0.0001");

    private static BarColumns minutes() {
        return GeneratedMarket.of(TradingCalendars.alwaysOpen(), LocalDate.of(2024, 3, 4), 1)
                .with(COIN, "100.00", new GeometricBrownianMotion(0, 1.5))
                .bars(Timeframe.minutes(10))
                .generate(5)
                .series()
                .get(0);
    }

    private static MarketData trades() {
        return ticks(false);
    }

    private static MarketData quotesAndTrades() {
        return ticks(true);
    }

    private static MarketData ticks(boolean areQuoted) {
        BarColumns minutes = minutes();
        List<MarketEvent> ticks = new ArrayList<>();
        for (int row = 0; row < minutes.size(); row++) {
            double price = minutes.close(row);
            if (areQuoted) {
                ticks.add(new Quote(COIN, minutes.openEpochNanos(row) + 1, price - 0.02, 50, price + 0.02, 50));
            }
            ticks.add(new Trade(COIN, minutes.epochNanos(row), price, 20));
        }
        return MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.ticks(ticks));
    }

    private static MarketData bidAskBars() {
        Redrawn lower = new Redrawn() {
            @Override
            public double prices(int row) {
                return 0.999;
            }
        };
        return MarketData.of(TradingCalendars.alwaysOpen(), BarColumns.quoted(lower.of(minutes()), minutes()));
    }

    /** Believes that it is told of one kind of events, and that the quote is known. */
    private static final class Follows extends Flipping {
        private final Class<? extends MarketEvent> kind;

        Follows(Class<? extends MarketEvent> kind) {
            this.kind = kind;
        }

        @Override
        public void onMarketEvent(MarketEvent event, Context context) {
            if (!kind.isInstance(event) && !(kind == Quote.class && event instanceof Trade)) {
                throw new IllegalStateException("unexpected " + event);
            }
        }

        @Override
        boolean wantsLong(Context context) {
            double now = bars.close(0);
            if (kind != Trade.class) {
                now = context.quote(instrument).orElseThrow().bid();
            }
            return now > 100;
        }
    }

    @Test
    void obeyAllLaws() {
        assertThatCode(StrategyLaws.of(() -> new Follows(Trade.class)).on("trades", TickLawTests::trades)::all)
                .doesNotThrowAnyException();
        assertThatCode(StrategyLaws.of(() -> new Follows(Quote.class))
                        .on("quotes and trades", TickLawTests::quotesAndTrades)::all)
                .doesNotThrowAnyException();
        assertThatCode(
                        StrategyLaws.of(() -> new Follows(QuoteBar.class)).on("bid/ask bars", TickLawTests::bidAskBars)
                                ::all)
                .doesNotThrowAnyException();
    }

    /** Was shown all ticks, and looks at the next one; a price that it cannot know decides, not whether there is one. */
    private static final class KnowsTheNext extends Flipping {
        private final BarColumns all;

        KnowsTheNext(MarketData data) {
            all = data.series().get(0);
        }

        @Override
        boolean wantsLong(Context context) {
            int next = Market.rowsUntil(all, context.clock().epochNanos());
            return next >= all.size() || all.close(next) < 500;
        }
    }

    @Test
    void areCaughtWhereTheyLookAheadAtPricesThatOnlyAnotherFutureHas() {
        for (StrategyLaws.Data data : List.<StrategyLaws.Data>of(
                TickLawTests::trades, TickLawTests::quotesAndTrades, TickLawTests::bidAskBars)) {
            assertThatThrownBy(() -> StrategyLaws.ofPrepared(KnowsTheNext::new)
                            .on("it", data)
                            .noLookAhead())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no look-ahead: what it did at ")
                    .hasMessageContaining(" are a hundred times as high");
        }
    }

    @Test
    void randomMarketsAreOfTheSameKind() {
        BarColumns minutes = minutes();

        assertThat(Spread.like(minutes).quote(minutes)).isSameAs(minutes);
        assertThat(Spread.like(trades().series().get(0)).quote(minutes).events(0))
                .containsExactly(
                        new Trade(COIN, minutes.epochNanos(0), minutes.close(0), Math.max(1, minutes.volume(0))));
        BarColumns quoted = Spread.like(bidAskBars().series().get(0)).quote(minutes);
        assertThat(quoted.isQuoted()).isTrue();
        assertThat(quoted.asks().close(3) / quoted.bids().close(3)).isBetween(1 / 0.9991, 1 / 0.9989);
        BarColumns ticks = Spread.like(quotesAndTrades().series().get(0)).quote(minutes);
        assertThat(ticks.hasQuotes()).isTrue();
        assertThat(ticks.size()).isEqualTo(3 * minutes.size());
    }
}
