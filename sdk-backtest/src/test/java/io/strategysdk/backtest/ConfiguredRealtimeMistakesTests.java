package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.ABC;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static io.strategysdk.backtest.ConfiguredMinutes.draft;
import static io.strategysdk.backtest.ConfiguredMinutes.problems;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.RealtimeEngine;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.Adapters;
import io.strategysdk.engine.config.ConfigException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a run on paper or live can find wrong with its configuration. */
class ConfiguredRealtimeMistakesTests {
    @TempDir
    private Path folder;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    @Test
    void everyMistakeOfALiveRunIsToldAtOnceAndByLine() {
        String wrong = """
                mode: live
                data: {source: nobody}
                execution: {broker: nothing}
                strategies: [{name: above-mean, capital: 10000, enabled: false}]
                """;

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(wrong)).strategies(registry()).realtime())
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "risk_management.safeguards_file: must be given in mode live, so that limits on losses"
                                        + " survive a restart, was nothing",
                                "journal.folder: must be given in mode live, so that orders and books survive a restart,"
                                        + " was nothing",
                                "data.instruments: must name what the feed is asked for, was nothing",
                                "data.source: mode live needs a market data feed named 'nobody' on the class path: add"
                                        + " its jar, found none",
                                "execution.broker: mode live needs a broker adapter named 'nothing' on the class path:"
                                        + " add its jar, found none",
                                "strategies: must have one that is enabled, was none"));
    }

    @Test
    void aRealtimeRunNeedsAStrategyThatIsEnabled() {
        String none = minutes.yaml("paper", "realtime")
                .replace("    capital: 10000\n", "    capital: 10000\n    enabled: false\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(none)).strategies(registry()).realtime())
                .withMessageContaining("must have one that is enabled, was none");
    }

    @Test
    void liveWithoutAnAdapterIsRefusedWithWhatToAdd() {
        String live = minutes.yaml("live", "realtime")
                .replace("  type: simulated\n", "  type: broker\n  broker: alpaca\n  endpoint: live\n")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:")
                .replace("source: replay", "source: alpaca");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() ->
                        ConfiguredRun.of(config(live)).strategies(registry()).run())
                .withMessageContaining("mode live needs a broker adapter named 'alpaca'")
                .withMessageContaining("io.strategysdk:sdk-alpaca");
    }

    /** The jar of a broker. */
    private record Installed(String name) implements BrokerProvider {
        @Override
        public BrokerAdapter create(String endpoint, Map<String, String> settings) {
            return new SimulatedBroker(
                    List.of(ABC), TradingCalendars.nyse(), MarketModel.FRICTIONLESS, new BigDecimal(10_000));
        }
    }

    private RealtimeEngine atABroker(String yaml) {
        return ConfiguredRun.of(config(yaml))
                .strategies(registry())
                .adapters(Adapters.of(List.of(new Installed("alpaca")), List.of()))
                .feed(new ReplayFeed(minutes.data(), RealtimeClock.system()))
                .realtime();
    }

    @Test
    void aRunWithTheApplicationsOwnFeedNeedsNoneOfThatName() {
        assertThat(atABroker(minutes.live() + keptSafeguards()).warnings()).containsExactlyElementsOf(TAKEN);
    }

    private static final List<String> TAKEN = List.of(
            "risk_management.max_daily_loss: not given, mode live takes 0.05",
            "risk_management.max_drawdown: not given, mode live takes 0.2",
            "strategies[0].risk_limits.max_concentration: not given, mode live takes 0.5",
            "strategies[0].risk_limits.max_correlated_net: not given, mode live takes 0.8",
            "strategies[0].risk_limits.max_price_deviation: not given, mode live takes 0.1",
            "strategies[0].risk_limits.max_orders_per_minute: not given, mode live takes 60");

    private String keptSafeguards() {
        return keptRun() + "risk_management:\n  safeguards_file: '" + folder.resolve("safeguards") + "'\n";
    }

    private String keptRun() {
        return "journal:\n  folder: '" + folder.resolve("run") + "'\n";
    }

    @Test
    void aLiveRunMustHaveAFileThatKeepsWhatHoldsEntriesBack() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(minutes.live() + keptRun()))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "risk_management.safeguards_file: must be given in mode live, so that limits on"
                                        + " losses survive a restart, was nothing"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(
                        minutes.live() + keptRun() + "risk_management: {safeguards_file: '" + folder + "'}\n"))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly(
                                "risk_management.safeguards_file: must be a file that can be written, was " + folder));
    }

    @Test
    void aLiveRunMustHaveAFolderThatItIsKeptIn() throws IOException {
        String safeguards = "risk_management:\n  safeguards_file: '" + folder.resolve("safeguards") + "'\n";
        Path file = Files.writeString(folder.resolve("a-file"), "x");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(minutes.live() + safeguards))
                .satisfies(refused -> assertThat(problems(refused))
                        .containsExactly("journal.folder: must be given in mode live, so that orders and books"
                                + " survive a restart, was nothing"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> atABroker(minutes.live() + safeguards + "journal: {folder: '" + file + "'}\n"))
                .satisfies(refused ->
                        assertThat(problems(refused)).containsExactly("journal.folder: must be a folder, was " + file));
    }

    /** No order leaves: nothing has to be kept, and nothing is limited. */
    @Test
    void aLiveRunWithoutExecutionNeedsNone() {
        String disabled = minutes.live().replace("  type: broker\n", "  type: broker\n  enabled: false\n");

        assertThat(atABroker(disabled).warnings())
                .containsExactly("execution.enabled is false: strategies decide, no order leaves");
    }

    @Test
    void everyLimitOnRiskMayStandInModeLive() {
        String limits = keptSafeguards() + """
                  max_daily_loss: 0.02
                  max_drawdown: 0.3
                  max_position_risk: 0.01
                  max_sector_exposure: 0.3
                  sectors: {ACME: energy}
                  stop_loss_pct: 0.05
                  monitors:
                    - {measure: slippage, threshold: 20, window: 50}
                position_sizing: {max_position_size: 0.1, max_total_exposure: 0.8, signal_threshold: 0.1}
                order_management: {time_in_force: day, max_orders_per_bar: 10}
                """;

        assertThat(atABroker(minutes.live() + limits).warnings())
                .containsExactlyElementsOf(TAKEN.subList(2, TAKEN.size()));
    }

    /** What this version's simulation cannot do may still be what a broker's account is. */
    @Test
    void anAccountAtABrokerMayBeOneThatIsNotSimulated() {
        String margin = minutes.live().replace("  type: broker\n", "  type: broker\n  account: {type: margin}\n");

        assertThat(atABroker(margin + keptSafeguards()).warnings()).containsExactlyElementsOf(TAKEN);
    }

    @Test
    void theCurrencyOfInstrumentsThatAFeedIsNotAskedForIsNobodys() {
        String wrong = """
                mode: paper
                data: {source: nobody}
                execution: {account: {currency: EUR}}
                strategies: [{name: above-mean, capital: 10000}]
                """;

        assertThat(problems(Objects.requireNonNull(catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfiguredRun.of(draft(wrong))
                                .strategies(registry())
                                .realtime()))))
                .noneMatch(problem -> problem.contains("currency"));
    }
}
