package io.strategysdk.engine;

import io.strategysdk.engine.FeatureSamples.Correlation;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far features of one span are from those of another, for people and for programs.
 *
 * @param features each that both spans have, in the order of the reference
 * @param correlations each pair that both spans have
 * @param missing features of the reference that the other span lacks, as {@code rsi(14) of AAPL 1d}
 */
public record DriftReport(List<FeatureDrift> features, List<CorrelationDrift> correlations, List<String> missing) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final String NOTHING = "-";

    /** Copies. */
    public DriftReport {
        features = List.copyOf(features);
        correlations = List.copyOf(correlations);
        missing = List.copyOf(missing);
    }

    /**
     * Compares what both have.
     *
     * @throws io.strategysdk.api.SdkException when a feature is of another version or definition
     */
    public static DriftReport between(FeatureSamples reference, FeatureSamples recent) {
        List<FeatureDrift> features = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (FeatureSample each : reference.samples()) {
            Optional<FeatureSample> now = recent.closest(each.feature(), each.version(), each.bars());
            now.ifPresent(sample -> features.add(FeatureDrift.between(each, sample)));
            if (now.isEmpty()) {
                missing.add(each.subject());
            }
        }
        List<CorrelationDrift> correlations = new ArrayList<>();
        for (Correlation before : reference.correlations()) {
            for (Correlation now : recent.correlations()) {
                if (isSame(before, now)) {
                    correlations.add(CorrelationDrift.between(before, now));
                }
            }
        }
        return new DriftReport(features, correlations, missing);
    }

    /** Of the same two features, whichever was bound first. */
    private static boolean isSame(Correlation a, Correlation b) {
        return (a.first().equals(b.first()) && a.second().equals(b.second()))
                || (a.first().equals(b.second()) && a.second().equals(b.first()));
    }

    /**
     * Tables for people: each figure in four digits, a dash where there is none. {@code PSI} is the population stability
     * index, {@code KS} the distance of the distributions with its probability {@code p}, {@code mean ±} the shift in
     * standard errors, {@code var ×} the ratio of variances; {@code NaN %} of the reference and now.
     */
    public String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("feature", "n", "PSI", "KS", "p", "mean", "was", "mean ±", "var ×", "NaN %", "was"));
        for (FeatureDrift each : features) {
            FeatureSample now = each.recent();
            FeatureSample was = each.reference();
            rows.add(List.of(
                    now.subject(),
                    Long.toString(now.count()),
                    shown(each.stabilityIndex()),
                    shown(each.distance()),
                    shown(each.probability()),
                    shown(now.mean()),
                    shown(was.mean()),
                    shown(each.meanShift()),
                    shown(each.varianceRatio()),
                    shown(now.undefinedShare() * 100),
                    shown(was.undefinedShare() * 100)));
        }
        StringBuilder out = new StringBuilder(table(rows));
        if (!correlations.isEmpty()) {
            out.append('\n').append(table(pairs()));
        }
        missing.forEach(each -> out.append("not there: ").append(each).append('\n'));
        return out.toString();
    }

    private List<List<String>> pairs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("pair", "n", "r", "was", "shift ±"));
        for (CorrelationDrift each : correlations) {
            rows.add(List.of(
                    each.reference().first() + ", " + each.reference().second(),
                    Long.toString(each.recent().count()),
                    shown(each.recent().value()),
                    shown(each.reference().value()),
                    shown(each.shift())));
        }
        return rows;
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? NOTHING : OrderCosts.text(value, DIGITS);
    }

    /** The first column to the left, figures to the right. */
    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String format = i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s";
                line.append(String.format(Locale.ROOT, format, row.get(i)));
            }
            out.append(line).append('\n');
        }
        return out.toString();
    }

    /** The same with all digits; what there is not is null, and so is what is infinite. */
    public String toJson() {
        ObjectNode root = SampleText.newObject();
        ArrayNode all = root.putArray("features");
        for (FeatureDrift each : features) {
            ObjectNode node = all.addObject();
            node.put("feature", each.recent().feature());
            node.put("bars", each.recent().bars());
            node.put("version", each.recent().version());
            span(node.putObject("reference"), each.reference());
            span(node.putObject("recent"), each.recent());
            SampleText.number(node, "stability_index", each.stabilityIndex());
            SampleText.number(node, "distance", each.distance());
            SampleText.number(node, "probability", each.probability());
            SampleText.number(node, "mean_shift", each.meanShift());
            SampleText.number(node, "variance_ratio", each.varianceRatio());
            SampleText.number(node, "undefined_increase", each.undefinedIncrease());
        }
        ArrayNode pairs = root.putArray("correlations");
        for (CorrelationDrift each : correlations) {
            ObjectNode node = pairs.addObject();
            node.put("first", each.reference().first());
            node.put("second", each.reference().second());
            SampleText.number(node, "reference", each.reference().value());
            SampleText.number(node, "recent", each.recent().value());
            SampleText.number(node, "shift", each.shift());
        }
        missing.forEach(root.putArray("missing")::add);
        return SampleText.text(root);
    }

    private static void span(ObjectNode node, FeatureSample sample) {
        node.put("from", sample.from().toString());
        node.put("to", sample.to().toString());
        node.put("count", sample.count());
        SampleText.number(node, "mean", sample.mean());
        SampleText.number(node, "variance", sample.variance());
        SampleText.number(node, "undefined_share", sample.undefinedShare());
    }

    /** The tables. */
    @Override
    public String toString() {
        return text();
    }
}
