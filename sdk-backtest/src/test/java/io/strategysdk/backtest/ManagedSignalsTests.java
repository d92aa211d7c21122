package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.signal.Signal;
import io.strategysdk.api.signal.SignalProcessor;
import io.strategysdk.backtest.execution.Trial;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.RunConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signals under the sizing and the risk rules of an account's configuration, on ten instruments. */
class ManagedSignalsTests {
    private static final List<Instrument> TEN =
            IntStream.range(0, 10).mapToObj(i -> Instrument.equity("SHARE" + i)).toList();
    private static final int BARS = 4;
    private static final long MINUTE = 60_000_000_000L;

    private static final String ACCOUNT = """
            execution:
              enabled: true
              mode: "paper"

            position_sizing:
              max_position_size: 0.1
              max_total_exposure: 0.8
              min_trade_size: 100
              signal_threshold: 0.1

            risk_management:
              max_daily_loss: 0.02
              max_position_risk: 0.05
              max_sector_exposure: 0.3
              stop_loss_pct: 0.05

            order_management:
              default_order_type: "limit"
              limit_price_offset: 0.001
              time_in_force: "day"
              max_orders_per_bar: 10
            strategies: [{name: all, capital: 100000}]
            """;

    private static final class All implements Strategy {
        private SignalProcessor processor;

        @Override
        public void onStart(Context context) {
            processor = context.signals();
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return processor.process(context.instruments().stream()
                    .map(instrument -> new Signal(instrument, 1))
                    .toList());
        }
    }

    private static BacktestResult run(String yaml) {
        RunConfig config = ConfigLoader.withEnvironment(Map.of()).parse(yaml);
        Trial trial = Trial.minutes();
        for (long open = 0; open < BARS * MINUTE; open += MINUTE) {
            for (Instrument instrument : TEN) {
                trial.barAt(instrument, open, open + MINUTE, 10, 10, 10, 10);
            }
        }
        return Backtest.of(new All())
                .on(trial.data())
                .signals(config.signalRules())
                .limits(config.limitsOf(config.strategies().get(0)))
                .accountLosses(config.accountLosses())
                .run();
    }

    /** 0.1 in each would be 1: the cap of 0.8 scales all to 0.08, and no limit on sectors refuses one of them. */
    @Test
    void totalExposureIsReachedWhereNoSectorsAreGiven() {
        BacktestResult result = run(ACCOUNT);

        assertThat(result.failures()).isEmpty();
        assertThat(result.rejections()).isEmpty();
        assertThat(result.strategies().get(0).positions().values())
                .hasSize(10)
                .allSatisfy(quantity -> assertThat(quantity).hasToString("800"));
    }

    /** Three of 0.08 fit into 0.3. */
    @Test
    void whatSharesASectorIsCappedTogether() {
        String one = ACCOUNT.replace("stop_loss_pct", "sectors: {" + sectors(5) + "}\n  stop_loss_pct");

        BacktestResult result = run(one);

        assertThat(result.strategies().get(0).positions().keySet())
                .extracting(Instrument::symbol)
                .containsExactlyInAnyOrder(
                        "SHARE0", "SHARE1", "SHARE2", "SHARE5", "SHARE6", "SHARE7", "SHARE8", "SHARE9");
        assertThat(result.rejections())
                .extracting(OrderEvent.Rejected::text)
                .allSatisfy(text -> assertThat(text).contains("exposure in sector energy must not exceed 0.3"));
    }

    private static String sectors(int count) {
        return String.join(
                ", ",
                IntStream.range(0, count)
                        .mapToObj(i -> "SHARE" + i + ": energy")
                        .toList());
    }

    @Test
    void whoLimitsSectorsWithoutNamingAnyIsWarned() {
        ConfigLoader loader = ConfigLoader.withEnvironment(Map.of());

        assertThat(loader.parse(ACCOUNT).warnings())
                .contains("max_sector_exposure: no sectors given, each instrument is a sector of its own");
        assertThat(loader.parse(ACCOUNT.replace("stop_loss_pct", "sectors: {A: energy}\n  stop_loss_pct"))
                        .warnings())
                .noneMatch(warning -> warning.startsWith("max_sector_exposure"));
    }
}
