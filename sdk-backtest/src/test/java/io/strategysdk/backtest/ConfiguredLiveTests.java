package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.ABC;
import static io.strategysdk.backtest.ConfiguredMinutes.config;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.spi.BrokerAdapter;
import io.strategysdk.api.spi.BrokerProvider;
import io.strategysdk.api.time.Clock;
import io.strategysdk.backtest.data.ReplayFeed;
import io.strategysdk.backtest.execution.MarketModel;
import io.strategysdk.backtest.execution.SimulatedBroker;
import io.strategysdk.engine.InputRecording;
import io.strategysdk.engine.JournalEntry;
import io.strategysdk.engine.KillSwitch;
import io.strategysdk.engine.MarketData;
import io.strategysdk.engine.RealtimeClock;
import io.strategysdk.engine.ReplayResult;
import io.strategysdk.engine.RunResult;
import io.strategysdk.engine.Safeguard;
import io.strategysdk.engine.calendar.TradingCalendars;
import io.strategysdk.engine.config.Adapters;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live run as its file says it, at a broker that fills: a session of minutes, and 10,000 dollars. */
class ConfiguredLiveTests {
    @TempDir
    private Path folder;

    private int runs;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    private record Filling(String name) implements BrokerProvider {
        @Override
        public BrokerAdapter create(String endpoint, Map<String, String> settings) {
            return new SimulatedBroker(
                    List.of(ABC), TradingCalendars.nyse(), MarketModel.FRICTIONLESS, new BigDecimal(10_000));
        }
    }

    /** A process of its own: nothing of the one before but the file that it names. */
    private RunResult run(String dailyLoss, KillSwitch killSwitch) {
        MarketData data = minutes.data();
        RealtimeClock clock =
                RealtimeClock.accelerated(Clock.instantOf(data.series().get(0).epochNanos(0)), 30_000);
        return configured(dailyLoss, killSwitch)
                .clock(clock)
                .feed(new ReplayFeed(data, clock))
                .run();
    }

    private ConfiguredRun configured(String dailyLoss, KillSwitch killSwitch) {
        String yaml = minutes.live().replace("period: 15", "period: 15\n      shares: 40")
                + """
                risk_management:
                  max_daily_loss: %s
                  safeguards_file: '%s'
                journal:
                  folder: '%s'
                  inputs_folder: '%s'
                """.formatted(
                                dailyLoss,
                                folder.resolve("safeguards"),
                                folder.resolve("run" + ++runs),
                                folder.resolve("inputs"));
        return ConfiguredRun.of(config(yaml))
                .strategies(registry())
                .adapters(Adapters.of(List.of(new Filling("alpaca")), List.of()))
                .killSwitch(killSwitch);
    }

    private static List<String> decisions(RunResult result) {
        return result.journal().entries(JournalEntry.Intended.class).stream()
                .map(JournalEntry::toString)
                .toList();
    }

    private static List<String> executions(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .filter(OrderEvent.Filled.class::isInstance)
                .map(event -> ((OrderEvent.Filled) event).fill())
                .map(fill -> fill.side() + " " + fill.lastQty() + " at " + fill.lastPx())
                .toList();
    }

    private static List<Safeguard> acts(RunResult result) {
        return result.journal().entries(JournalEntry.Safeguarded.class).stream()
                .map(JournalEntry.Safeguarded::what)
                .toList();
    }

    private static List<RejectReason> refusals(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .map(JournalEntry.Reported::event)
                .filter(OrderEvent.Rejected.class::isInstance)
                .map(event -> ((OrderEvent.Rejected) event).reason())
                .toList();
    }

    private static long fills(RunResult result) {
        return result.journal().entries(JournalEntry.Reported.class).stream()
                .filter(entry -> entry.event() instanceof OrderEvent.Filled)
                .count();
    }

    @Test
    void aDailyLossOfTheFileHoldsOverARestartUntilItIsLiftedByHand() {
        RunResult first = run("0.0003", new KillSwitch());

        assertThat(acts(first)).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(refusals(first)).isNotEmpty().containsOnly(RejectReason.LOSS_LIMIT);
        assertThat(fills(first)).isPositive();

        RunResult second = run("0.0003", new KillSwitch());

        assertThat(acts(second)).containsExactly(Safeguard.DAILY_LOSS);
        assertThat(refusals(second)).isNotEmpty().containsOnly(RejectReason.LOSS_LIMIT);
        assertThat(fills(second)).isZero();

        KillSwitch byHand = new KillSwitch();
        byHand.liftLossLimits();
        RunResult third = run("0.05", byHand);

        assertThat(acts(third)).containsExactly(Safeguard.DAILY_LOSS, Safeguard.LIFTED);
        assertThat(refusals(third)).isEmpty();
        assertThat(fills(third)).isGreaterThan(20);
    }

    @Test
    void whatItsFileHasRecordedIsPlayedAgainByTheSameFile() {
        RunResult first = run("0.0003", new KillSwitch());
        RunResult second = run("0.0003", new KillSwitch());

        List<ReplayResult> replays = InputRecording.in(folder.resolve("inputs")).stream()
                .map(InputRecording::read)
                .map(recording -> configured("0.0003", new KillSwitch()).replay(recording))
                .toList();

        assertThat(replays).extracting(ReplayResult::divergence).containsOnly(Optional.empty());
        assertThat(replays)
                .extracting(replay -> replay.journal().hash())
                .containsExactly(first.journal().hash(), second.journal().hash());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configured("0.0004", new KillSwitch())
                        .replay(InputRecording.read(
                                InputRecording.in(folder.resolve("inputs")).get(0))))
                .withMessageContaining("which had losses of the account");
    }

    @Test
    void withoutALossThatLargeNothingIsHeldBack() {
        RunResult result = run("0.05", new KillSwitch());

        assertThat(acts(result)).isEmpty();
        assertThat(refusals(result)).isEmpty();
        assertThat(fills(result)).isGreaterThan(20);
    }

    /** In the file of the backtest other words stand for the broker alone, and no costs. */
    @Test
    void theSameStrategyDecidesLiveWhatItDecidesInABacktest() {
        String yaml = minutes.yaml("backtest", "historical")
                .replace("period: 15", "period: 15\n      shares: 40")
                .replaceAll("(?s)  slippage:.*?strategies:", "strategies:");
        RunResult backtest = ConfiguredMinutes.backtest(yaml).run();

        RunResult live = run("0.05", new KillSwitch());

        assertThat(decisions(live)).hasSizeGreaterThan(300).isEqualTo(decisions(backtest));
        assertThat(executions(live)).hasSizeGreaterThan(20).isEqualTo(executions(backtest));
    }
}
