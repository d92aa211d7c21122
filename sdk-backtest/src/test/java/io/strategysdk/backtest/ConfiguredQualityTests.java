package io.strategysdk.backtest;

import static io.strategysdk.backtest.ConfiguredMinutes.draft;
import static io.strategysdk.backtest.ConfiguredMinutes.registry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.backtest.quality.FindingKind;
import io.strategysdk.backtest.quality.QualityException;
import io.strategysdk.backtest.quality.Treatment;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.DataQualitySettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that configuration names treats the data of its run. */
class ConfiguredQualityTests {
    @TempDir
    private Path folder;

    private ConfiguredMinutes minutes;

    @BeforeEach
    void writeBars() throws IOException {
        minutes = new ConfiguredMinutes(folder);
    }

    private BacktestResult run(String quality) {
        String yaml =
                minutes.yaml("backtest", "historical").replace("  bar_label: open\n", "  bar_label: open\n" + quality);
        return ConfiguredRun.of(draft(yaml)).strategies(registry()).backtest();
    }

    private void edit(int line, String with) throws IOException {
        List<String> lines = Files.readAllLines(minutes.csv);
        lines.set(line, with.isEmpty() ? lines.get(line - 1) : with);
        Files.write(minutes.csv, lines);
    }

    @Test
    void namesMeanTheSameInBoth() {
        assertThat(Arrays.stream(Treatment.values()).map(Enum::name))
                .containsExactlyElementsOf(Arrays.stream(DataQualitySettings.Treatment.values())
                        .map(Enum::name)
                        .toList());
        assertThat(Arrays.stream(DataQualitySettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(name -> name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)))
                .contains(Arrays.stream(FindingKind.values())
                        .filter(kind ->
                                kind != FindingKind.OVERLAPPING_FILES && kind != FindingKind.CONTRADICTING_FILES)
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @Test
    void withoutTheSectionNothingIsLookedFor() {
        assertThat(run("").report().json()).doesNotContain("data quality");
    }

    @Test
    void cleanDataAreSaidToHaveBeenChecked() {
        BacktestResult result = run("  quality: {}\n");

        assertThat(result.report().json()).contains("\"data quality\":\"refuses unreadable");
        assertThat(result.warnings()).noneMatch(each -> each.contains("data quality"));
        assertThat(result.report().json()).contains("ABC: 390 bars read as 1m bars");
    }

    @Test
    void whatWasRepairedIsInEveryResult() throws IOException {
        edit(200, "");

        BacktestResult result = run("  quality: {duplicate: keep_first_duplicate}\n");

        assertThat(result.warnings())
                .anyMatch(
                        each -> each.startsWith("ABC: data quality: duplicate, repaired by keep_first_duplicate, 1: "))
                .anyMatch(each -> each.startsWith("ABC: data quality: missing_bars, marked, 1: "));
        assertThatExceptionOfType(QualityException.class)
                .isThrownBy(() -> run("  quality: {}\n"))
                .withMessageContaining("ABC: duplicate (error): 1 row of ABC.csv");
        assertThatExceptionOfType(QualityException.class)
                .isThrownBy(() -> run("  quality: {duplicate: keep_first_duplicate, missing_bars: refuse}\n"))
                .withMessageContaining("missing_bars");
    }

    @Test
    void thresholdsAreThoseOfTheFile() throws IOException {
        List<String> lines = Files.readAllLines(minutes.csv);
        String line = lines.get(200);
        edit(200, line.substring(0, line.indexOf(',')) + ",103,103,103,103,10000");

        assertThat(run("  quality: {}\n").warnings())
                .anyMatch(each -> each.contains("data quality: outlier, marked, 2"));
        assertThat(run("  quality: {thresholds: {smallest_intraday_move: 0.5}}\n")
                        .warnings())
                .noneMatch(each -> each.contains("outlier"));
        assertThat(run("  quality: {thresholds: {smallest_intraday_move: 0.5}}\n")
                        .report()
                        .json())
                .contains("smallestIntradayMove=0.5");
    }

    @Test
    void aTreatmentThatAKindHasNotIsAMistakeWithItsLine() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> run("  quality: {missing_month: drop_bars, duplicate: mark}\n"))
                .withMessageContaining("data.quality.missing_month (line ")
                .withMessageContaining(
                        "must be one of refuse, mark: prices that were never seen are not made up, was drop_bars")
                .withMessageContaining("data.quality.duplicate");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> run("  quality: {duplicate: keep_first_duplicate, contradiction: keep_last_duplicate}\n"))
                .withMessageContaining("must be that of duplicate, keep_first_duplicate");
    }
}
