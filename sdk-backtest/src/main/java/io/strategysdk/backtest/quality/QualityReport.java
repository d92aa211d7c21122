package io.strategysdk.backtest.quality;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.internal.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in each series, as text, JSON and HTML. Immutable.
 *
 * <p>The same data gives the same bytes on every machine: no clock, no locale. Files are UTF-8 and appear whole or not
 * at all; directories that are missing are made; a file of the same name is replaced.
 */
public final class QualityReport {
    private static final String WHAT = "report";

    private final TradingCalendar calendar;
    private final QualitySettings settings;
    private final List<CheckedData.Treated> treated;
    private final List<CheckedSeries> checked;

    QualityReport(
            TradingCalendar calendar,
            QualitySettings settings,
            List<CheckedData.Treated> treated,
            List<CheckedSeries> checked) {
        this.calendar = calendar;
        this.settings = settings;
        this.treated = List.copyOf(treated);
        this.checked = List.copyOf(checked);
    }

    /** Each file or series, in the order in which they were added. */
    public List<SeriesQuality> series() {
        return checked.stream().map(CheckedSeries::quality).toList();
    }

    /** All findings, in the order of the series. */
    public List<Finding> findings() {
        return series().stream().flatMap(series -> series.findings().stream()).toList();
    }

    /** How many kinds were found of each severity, each counted once for a series. */
    public Map<Severity, Long> counts() {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        Arrays.stream(Severity.values()).forEach(severity -> counts.put(severity, 0L));
        findings().forEach(finding -> counts.merge(finding.severity(), 1L, Long::sum));
        return counts;
    }

    /** What was done about a finding; empty when nothing was to be done. */
    Optional<CheckedData.Treated> treatmentOf(Finding finding) {
        return treated.stream().filter(each -> each.finding().equals(finding)).findFirst();
    }

    List<CheckedSeries> checked() {
        return checked;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    QualitySettings settings() {
        return settings;
    }

    /** The findings of each series, one to a line; lines end with {@code \n}. */
    public String console() {
        return new QualityConsole(this).text();
    }

    /** Everything with rules, figures and examples; times are UTC in ISO 8601. Each key is explained in docs/data.md. */
    public String json() {
        return new QualityJson(this).text();
    }

    /** One page with a chart of each series and its findings on it; it needs no network and no other file. */
    public String html() {
        return new QualityPage(this).text();
    }

    /**
     * Writes {@code quality.html} and {@code quality.json}.
     *
     * @param directory where to
     * @return the two files
     * @throws io.strategysdk.api.SdkException naming the file that could not be written; earlier ones are complete
     */
    public List<Path> writeTo(Path directory) {
        return List.of(
                WholeFile.writeText(WHAT, directory.resolve("quality.html"), out -> out.append(html())),
                WholeFile.writeText(WHAT, directory.resolve("quality.json"), out -> out.append(json())));
    }

    /** Such as {@code 2 series: 0 errors, 3 warnings, 1 note}. */
    @Override
    public String toString() {
        Map<Severity, Long> counts = counts();
        return checked.size() + " series: "
                + Words.count(counts.getOrDefault(Severity.ERROR, 0L), "error", "errors") + ", "
                + Words.count(counts.getOrDefault(Severity.WARNING, 0L), "warning", "warnings") + ", "
                + Words.count(counts.getOrDefault(Severity.NOTE, 0L), "note", "notes");
    }
}
