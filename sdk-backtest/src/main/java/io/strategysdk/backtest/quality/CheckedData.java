package io.strategysdk.backtest.quality;

import io.strategysdk.engine.BarColumns;
import java.util.List;

/**
 * Bars that a policy let pass, and what was done to them. Immutable.
 *
 * @param bars of each source, in their order, after repairs
 * @param policy what let them pass
 * @param settings by which findings were found
 * @param treated what was done about each finding, in the order of the sources, the worst first
 * @param report what was found, before repairs of bars, and what was done about it
 */
public record CheckedData(
        List<BarColumns> bars,
        QualityPolicy policy,
        QualitySettings settings,
        List<Treated> treated,
        QualityReport report) {
    /** Copies the lists. */
    public CheckedData {
        bars = List.copyOf(bars);
        treated = List.copyOf(treated);
    }

    /** What was repaired or is doubtful, a sentence each, for the warnings of a run. */
    public List<String> warnings() {
        return treated.stream()
                .filter(each -> each.treatment().isRepair() || each.finding().severity() != Severity.NOTE)
                .map(Treated::toString)
                .toList();
    }

    /** What else was found, a sentence each, for the notes of a run. */
    public List<String> notes() {
        return treated.stream()
                .filter(each -> !each.treatment().isRepair() && each.finding().severity() == Severity.NOTE)
                .map(Treated::toString)
                .toList();
    }

    /** Policy and settings in one line, by which the data of two runs are told apart. */
    public String describe() {
        return policy.describe() + (settings.equals(QualitySettings.DEFAULT) ? "" : "; " + settings.toString());
    }

    /**
     * What was done about a finding.
     *
     * @param source name of the file, or {@code bars} of those that were given in code
     * @param finding what was found
     * @param treatment what was done
     * @param changed how many rows or bars were changed or left out; 0 of what is only marked
     */
    public record Treated(String source, Finding finding, Treatment treatment, long changed) {
        /** Such as {@code AIG: data quality: outlier, marked, 3: …}. */
        @Override
        public String toString() {
            String done = treatment == Treatment.MARK
                    ? "marked, " + finding.count()
                    : "repaired by " + treatment + ", " + changed;
            return finding.instrument() + ": data quality: " + finding.kind() + ", " + done + ": " + finding.text();
        }
    }
}
