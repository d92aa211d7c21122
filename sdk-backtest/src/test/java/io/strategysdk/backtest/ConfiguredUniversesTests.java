package io.strategysdk.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.Context;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.data.Universe;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Universes and instruments by configuration. */
class ConfiguredUniversesTests {
    @TempDir
    private Path folder;

    /** Writes down members, each time they change. */
    @StrategyInfo(name = "watching", version = 1)
    @Impure(value = Impurity.STATIC_STATE, reason = "made by configuration, it has no other way to tell the test")
    public static final class Watching implements Strategy {
        static final List<String> SEEN = new ArrayList<>();
        static final List<Instrument> INSTRUMENTS = new ArrayList<>();
        private Universe universe;

        @Override
        public void onStart(Context context) {
            universe = context.universe("u");
            INSTRUMENTS.addAll(context.instruments());
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            if (universe.isUpdated()) {
                LocalDate date = Instant.EPOCH
                        .plusNanos(context.clock().epochNanos())
                        .atZone(ZoneId.of("America/New_York"))
                        .toLocalDate();
                SEEN.add(date + " " + universe.members());
            }
            return List.of();
        }
    }

    /** Writes down how far each member's close is from the mean of its sector. */
    @StrategyInfo(name = "neutral", version = 1)
    @Impure(value = Impurity.STATIC_STATE, reason = "made by configuration, it has no other way to tell the test")
    public static final class Neutral implements Strategy {
        static final List<String> SEEN = new ArrayList<>();
        private CrossSection closes;

        @Override
        public void onStart(Context context) {
            closes = context.crossSection("u", Indicators.sma(1));
        }

        @Override
        public List<OrderIntent> generateOrders(Context context) {
            CrossSection neutral = closes.neutralBySector();
            SEEN.add(neutral.compared().stream()
                    .map(each -> each + " " + neutral.value(each))
                    .collect(Collectors.joining(", ")));
            return List.of();
        }
    }

    @BeforeEach
    void writeBars() throws IOException {
        Watching.SEEN.clear();
        Neutral.SEEN.clear();
        Watching.INSTRUMENTS.clear();
        Path bars = Files.createDirectory(folder.resolve("bars"));
        for (String symbol : List.of("A", "B", "C")) {
            StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
            int price = symbol.charAt(0) - 'A' + 4;
            for (int day = 4; day <= 8; day++) {
                text.append("2024-03-0" + day + "," + price + "," + price + "," + price + "," + price + ",100\n");
            }
            Files.writeString(bars.resolve(symbol + ".csv"), text);
        }
        Files.writeString(
                folder.resolve("members.csv"),
                "symbol,from,to\nA,2020-01-01,\nB,2020-01-01,2024-03-07\nC,2024-03-06,\n");
        Files.writeString(
                folder.resolve("instruments.csv"),
                "symbol,tick_size,calendar,sector\nA,0.05,nyse,energy\nB,0.05,,banks\nC,,,energy\n");
        Files.writeString(
                folder.resolve("shares.csv"),
                "symbol,known_from,shares\nA,2024-01-02,1000\nB,2024-01-02,100\nC,2024-01-02,10\n");
    }

    private BacktestResult run(String... data) throws IOException {
        return run("watching", List.of(data));
    }

    private BacktestResult run(String strategy, List<String> data) throws IOException {
        String text = """
                mode: backtest
                data:
                  path: FOLDER/bars
                DATA
                strategies:
                - name: STRATEGY
                  capital: 1000
                """.replace("STRATEGY", strategy)
                .replace("DATA", String.join("\n", data).indent(2).stripTrailing())
                .replace("FOLDER", folder.toString());
        Path file = Files.writeString(folder.resolve("run.yaml"), text);
        return ConfiguredRun.of(ConfigLoader.create().draft(file))
                .strategies(StrategyRegistry.empty().register(Watching.class).register(Neutral.class))
                .backtest();
    }

    @Test
    void membersFollowTheirFile() throws IOException {
        BacktestResult result = run("universes:", "- {name: u, members: FOLDER/members.csv}");

        assertThat(Watching.SEEN).containsExactly("2024-03-04 [A, B]", "2024-03-06 [A, B, C]", "2024-03-07 [A, C]");
        assertThat(result.run().strategies()).allMatch(each -> each.failure().isEmpty());
    }

    @Test
    void filtersActInTheirOrder() throws IOException {
        run(
                "instruments_file: FOLDER/instruments.csv",
                "universes:",
                "- {name: u, sectors: [energy], min_price: 4, min_age: 2, liquidity_sessions: 1, top: 1}");

        assertThat(Watching.SEEN).containsExactly("2024-03-06 [C]");
        assertThat(Watching.INSTRUMENTS)
                .containsExactly(
                        Instrument.equity("A").withTickSize("0.05"),
                        Instrument.equity("B").withTickSize("0.05"),
                        Instrument.equity("C"));
    }

    /** The filter by price is added to a universe that knows its sectors already. */
    @Test
    void sectorsOfAFilteredUniverseCanBeTakenOut() throws IOException {
        BacktestResult result = run(
                "neutral",
                List.of("instruments_file: FOLDER/instruments.csv", "universes:", "- {name: u, min_price: 4}"));

        assertThat(result.run().strategies()).allMatch(each -> each.failure().isEmpty());
        assertThat(Neutral.SEEN).last().isEqualTo("A -1.0, B 0.0, C 1.0");
    }

    @Test
    void marketCapsAreOfTheFileOfShares() throws IOException {
        run(
                "universes:",
                "- {name: u, shares: FOLDER/shares.csv, min_market_cap: 60, max_market_cap: 500, top: 2, top_by: market_cap}");

        assertThat(Watching.SEEN).containsExactly("2024-03-05 [B, C]");
    }

    /** A is a bank from the sixth on; the file of instruments, which says otherwise, is not asked. */
    @Test
    void sectorsAndIndustriesAreThoseOfTheirDate() throws IOException {
        Files.writeString(folder.resolve("classes.csv"), """
                symbol,from,sector,industry
                A,2020-01-01,energy,oil
                B,2020-01-01,banks,retail
                C,2020-01-01,energy,gas
                A,2024-03-06,banks,trading
                """);
        for (String kept : List.of("sectors: [energy]", "without_sectors: [banks]", "industries: [oil, gas]")) {
            Watching.SEEN.clear();

            run(
                    "instruments_file: FOLDER/instruments.csv",
                    "universes:",
                    "- {name: u, classification: FOLDER/classes.csv, " + kept + "}");

            assertThat(Watching.SEEN).as(kept).containsExactly("2024-03-05 [A, C]", "2024-03-06 [C]");
        }
    }

    @Test
    void liquidityIsTheMeanOrTheMedianOfItsSessions() throws IOException {
        Path bars = folder.resolve("bars/A.csv");
        Files.writeString(bars, Files.readString(bars).replace("2024-03-06,4,4,4,4,100", "2024-03-06,4,4,4,4,1000"));

        run("universes:", "- {name: u, liquidity: mean, liquidity_sessions: 3, min_dollar_volume: 1000}");
        assertThat(Watching.SEEN).containsExactly("2024-03-07 [A]");
        Watching.SEEN.clear();
        run("universes:", "- {name: u, liquidity: median, liquidity_sessions: 3, min_dollar_volume: 1000}");
        assertThat(Watching.SEEN).isEmpty();
    }

    @Test
    void aWeeklyUniverseChangesOnTheFirstSessionOfAWeek() throws IOException {
        for (String symbol : List.of("A", "B", "C")) {
            Path bars = folder.resolve("bars/" + symbol + ".csv");
            StringBuilder text = new StringBuilder(Files.readString(bars).replace("07,4,4,4,4", "07,9,9,9,9"));
            for (int day = 11; day <= 15; day++) {
                text.append("2024-03-" + day + ",9,9,9,9,100\n");
            }
            Files.writeString(bars, text);
        }

        run("universes:", "- {name: u, min_price: 6}");
        assertThat(Watching.SEEN).startsWith("2024-03-05 [C]", "2024-03-08 [A, C]");
        Watching.SEEN.clear();
        run("universes:", "- {name: u, min_price: 6, refresh: week}");
        assertThat(Watching.SEEN).first().asString().startsWith("2024-03-11");
    }

    @Test
    void aCurrencyThatIsNotTheAccountsIsRefused() throws IOException {
        Files.writeString(folder.resolve("instruments.csv"), "symbol,currency\nA,EUR\nB,EUR\nC,EUR\n");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> run("instruments_file: FOLDER/instruments.csv"))
                .withMessage("currency of an instrument must be that of execution.account.currency, USD, nothing is"
                        + " converted, was EUR (A)");
    }

    @Test
    void mistakesAreToldBeforeBarsAreRead() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run(
                        "instruments_file: FOLDER/none.csv",
                        "instruments: [{symbol: A, tick_size: 0.1}]",
                        "universes:",
                        "- {name: u, members: FOLDER/no.csv, min_market_cap: 5, top_by: market_cap}",
                        "- {name: u, refresh: day}"))
                .withMessageContaining("data.instruments_file (line 4): must be a file that exists")
                .withMessageContaining("data.instruments[0].tick_size")
                .withMessageContaining("must stand in the file of data.instruments_file only")
                .withMessageContaining("data.universes[0].members (line 7): must be a file that exists")
                .withMessageContaining(
                        "data.universes[0].min_market_cap (line 7): must have data.universes[0].shares beside it")
                .withMessageContaining("data.universes[0].top_by (line 7): must be dollar_volume without")
                .withMessageContaining("data.universes[1].name (line 8): must be that of one universe")
                .withMessageContaining("data.universes[1].refresh (line 8): must be one of session, week, month");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run("universes: [{name: u, sectors: [energy]}]"))
                .withMessageContaining("must have data.universes[0].classification or data.instruments_file beside it");
    }

    @Test
    void membersWithoutBarsAreRefusedUnlessThatIsAllowed() throws IOException {
        Files.writeString(folder.resolve("members.csv"), "symbol,from,to\nA,2020-01-01,\nGONE,2020-01-01,\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("universes:", "- {name: u, members: FOLDER/members.csv}"))
                .withMessageContaining("missing are 1: GOES".replace("GOES", "GONE from 2020-01-01"));
        assertThat(run("universes:", "- {name: u, members: FOLDER/members.csv, allow_missing_data: true}")
                        .run()
                        .warnings())
                .anyMatch(warning -> warning.contains("results are those of survivors"));
    }

    @Test
    void limitsOnSectorsKnowThoseOfTheFileOfInstruments() {
        String text = "mode: backtest\ndata: {path: bars, instruments_file: " + folder + "/instruments.csv}\n"
                + "risk_management: {max_sector_exposure: 0.3, sectors: {B: insurance}}\n"
                + "strategies: [{name: watching, capital: 1000}]\n";
        RunConfig config = ConfigLoader.create().parse(text, ConfigLoader.Format.YAML, "text");

        RiskLimits limits =
                ConfiguredUniverses.limits(config, config.strategies().get(0));

        assertThat(limits.sectors()).isEqualTo(Map.of("A", "energy", "B", "insurance", "C", "energy"));
        assertThat(config.warnings()).noneMatch(warning -> warning.contains("sector"));
        RunConfig without = ConfigLoader.create()
                .parse(text.replace("max_sector_exposure: 0.3, ", ""), ConfigLoader.Format.YAML, "text");
        assertThat(ConfiguredUniverses.limits(without, without.strategies().get(0))
                        .sectors())
                .isEqualTo(Map.of("B", "insurance"));
    }

    @Test
    void eachInstrumentIsInTheFileOfInstrumentsAndInTheRunsSessions() throws IOException {
        Files.writeString(folder.resolve("instruments.csv"), "symbol,calendar\nA,\nB,24/7\n");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> run("instruments_file: FOLDER/instruments.csv"))
                .withMessageContaining("calendar of an instrument must be that of the run, XNYS, was 24/7 (B");
        Files.writeString(folder.resolve("instruments.csv"), "symbol,calendar\nA,\n");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> run("instruments_file: FOLDER/instruments.csv", "instruments: [A, C]"))
                .withMessageContaining("data.instruments_file must have each instrument of the run, has no C");
    }
}
