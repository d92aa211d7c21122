package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.execution.SlippageModel;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.calendar.TradingCalendars;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BacktestAroundTests {
    private static final Instrument ABC = Instrument.equity("ABC");
    private static final long DAY = 86_400_000_000_000L;

    @StrategyInfo(name = "buys-one", version = 3)
    private static final class BuysOne implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            boolean isFlat = context.position(ABC).isFlat();
            return isFlat ? List.of(OrderIntent.buy(ABC, 1)) : List.of();
        }
    }

    @Test
    void anotherStrategyRunsUnderTheNameAndVersionOfTheFirst() {
        AtomicInteger steps = new AtomicInteger();

        BacktestResult plain = backtest().run();
        BacktestResult around = backtest()
                .around(strategy -> context -> {
                    steps.incrementAndGet();
                    return strategy.generateOrders(context);
                })
                .run();

        assertThat(steps).hasValue(4);
        assertThat(around.strategies().get(0).name()).isEqualTo("buys-one");
        assertThat(around.journal().hash()).isEqualTo(plain.journal().hash());
        assertThat(around.report().json()).contains("\"version\":\"3\"");
    }

    @Test
    void saysHowItsMarketTreatsOrdersAndWhatItRanOver() {
        Backtest described = backtest().slippage(SlippageModel.fixed(7));

        assertThat(described.market().slippage().describe()).isEqualTo("7 bps");
        BacktestResult result = described.run();
        assertThat(result.data().series().get(0).size()).isEqualTo(4);
        assertThat(result.settings()).containsEntry("slippage", "7 bps").containsEntry("seed", "1");
    }

    private static Backtest backtest() {
        BarColumns.Builder bars = BarColumns.builder(ABC, Timeframe.DAY);
        for (int day = 0; day < 4; day++) {
            bars.bar(day * DAY, (day + 1) * DAY, 10, 10, 10, 10, 100);
        }
        return Backtest.of(new BuysOne()).on(MarketData.of(TradingCalendars.alwaysOpen(), bars.build()));
    }
}
