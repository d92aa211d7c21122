package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.MINUTES;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfiguredFeatureCacheTests {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    private Path folder;

    /** A feature that takes a millisecond a bar. */
    @Impure(
            value = {Impurity.STATIC_STATE, Impurity.THREADS},
            reason = "takes its time, and counts how often it did")
    private record Slow() implements Feature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close());
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> {
                CALLS.incrementAndGet();
                sleep();
                return in.get(0) - 99.5;
            };
        }

        private static void sleep() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Holds a share while the feature is positive. */
    @StrategyInfo(name = "slow")
    public static final class SlowStrategy implements Strategy {
        private FeatureHandle slow;

        @Override
        public void onStart(Context context) {
            slow = context.feature(new Slow());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of(OrderIntent.targetQuantity(context.instrument(), slow.value() > 0 ? 1 : 0));
        }
    }

    private String yaml() throws IOException {
        return new ConfiguredMinutes(folder)
                        .yaml("backtest", "historical")
                        .replace("above_mean_v2", "slow")
                        .replaceAll("    params:\n      period: 15\n", "")
                + "features:\n  cache_folder: " + folder.resolve("features") + "\n";
    }

    private static BacktestResult run(String yaml) {
        CALLS.set(0);
        return ConfiguredRun.of(config(yaml))
                .strategies(StrategyRegistry.empty().register(SlowStrategy.class))
                .backtest();
    }

    @Test
    void aLaterRunTakesSlowFeaturesFromTheFolderAndDecidesTheSame() throws IOException {
        BacktestResult first = run(yaml());
        int computed = CALLS.get();
        BacktestResult second = run(yaml());

        assertThat(computed).isGreaterThan(MINUTES);
        assertThat(CALLS.get()).isLessThan(MINUTES);
        assertThat(first.fills()).isNotEmpty();
        assertThat(second.journal().hash()).isEqualTo(first.journal().hash());
        try (Stream<Path> files = Files.list(folder.resolve("features"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theFolderHasALimit() throws IOException {
        run(yaml() + "  cache_max_mb: 1\n");
        try (Stream<Path> files = Files.list(folder.resolve("features"))) {
            assertThat(files).hasSize(1);
        }
        assertThatThrownBy(() -> run(yaml() + "  cache_max_mb: 0\n"))
                .hasMessageContaining("features.cache_max_mb")
                .hasMessageContaining("0");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() throws IOException {
        String yaml = yaml();
        Files.writeString(folder.resolve("features"), "a file");
        Files.writeString(folder.resolve("ABC.csv"), "rubbish");

        assertThatThrownBy(() -> run(yaml))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("feature cache must be a folder that can be written");
    }

    @Test
    void paperSaysThatItDoesNotUseIt() throws IOException {
        String yaml = new ConfiguredMinutes(folder).yaml("paper", "realtime") + "features:\n  cache_folder: features\n";

        assertThat(config(yaml).warnings())
                .contains("features.cache_folder: of backtests only, others compute features bar by bar");
    }
}
