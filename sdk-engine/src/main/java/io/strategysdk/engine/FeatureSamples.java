package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.engine.internal.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Samples of features of one span of bars, and how the features went together: what a live run is compared with, once
 * written to a file. Made by a {@link FeatureRecorder} or from {@linkplain FeatureRecorder#over history}.
 *
 * @param samples one of each feature, in the order in which they were bound
 * @param correlations of each pair, over the bars at which both had a value; empty for a single feature
 */
public record FeatureSamples(List<FeatureSample> samples, List<Correlation> correlations) {
    /**
     * How two features went together.
     *
     * @param first the one that was bound first, as {@code rsi(14) of AAPL 1d}
     * @param second the other
     * @param value correlation of Bravais and Pearson; NaN below two bars, or where one of them does not move
     * @param count bars at which both had a value
     */
    public record Correlation(String first, String second, double value, long count) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when the value is beyond ±1 or the count is negative
         */
        public Correlation {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
            if (Math.abs(value) > 1 || count < 0) {
                throw new IllegalArgumentException("correlation must be from -1 to 1 of a number of bars, was " + value
                        + " of " + count + " (" + first + ", " + second + ")");
            }
        }
    }

    /**
     * Copies.
     *
     * @throws IllegalArgumentException when a feature of the same bars is there twice, or a correlation is of what is
     *     not there
     */
    public FeatureSamples {
        samples = List.copyOf(samples);
        correlations = List.copyOf(correlations);
        List<String> known = samples.stream().map(FeatureSample::subject).toList();
        if (known.stream().distinct().count() < known.size()) {
            throw new IllegalArgumentException("samples must be of different features, was " + known);
        }
        for (Correlation each : correlations) {
            if (!known.contains(each.first()) || !known.contains(each.second())) {
                throw new IllegalArgumentException("correlations must be of features that have a sample, was "
                        + each.first() + " and " + each.second());
            }
        }
    }

    /** The sample of a feature of bars, as {@code rsi(14) of AAPL 1d}. */
    public Optional<FeatureSample> find(String subject) {
        return samples.stream()
                .filter(sample -> sample.subject().equals(subject))
                .findFirst();
    }

    /** The sample of a feature of bars; where that version is not there, one of another. */
    Optional<FeatureSample> closest(String feature, int version, String bars) {
        List<FeatureSample> ofBars = samples.stream()
                .filter(sample ->
                        sample.feature().equals(feature) && sample.bars().equals(bars))
                .toList();
        return ofVersion(ofBars, version).stream().findFirst();
    }

    /** Those of a version, or all where there is none: they will be refused. */
    private static List<FeatureSample> ofVersion(List<FeatureSample> samples, int version) {
        List<FeatureSample> found =
                samples.stream().filter(sample -> sample.version() == version).toList();
        return found.isEmpty() ? samples : found;
    }

    /** All of it as JSON; numbers come back to the bit. */
    public String toJson() {
        return SampleText.write(this);
    }

    /**
     * Writes it to a file of JSON, which is there whole or not at all; one that was there is replaced.
     *
     * @throws SdkException when it cannot be written
     */
    public void writeTo(Path file) {
        WholeFile.writeText("samples", file, out -> out.append(toJson()));
    }

    /**
     * Reads what {@link #writeTo} has written.
     *
     * @param expected features that must be among them, as they are now
     * @throws SdkException when it cannot be read, is no such file, or lacks one of the features, or has it of another
     *     version or definition
     */
    public static FeatureSamples readFrom(Path file, Feature... expected) {
        FeatureSamples samples = SampleText.read(WholeFile.read("samples", file, new byte[0]), file);
        for (Feature feature : expected) {
            samples.require(feature, file);
        }
        return samples;
    }

    private void require(Feature feature, Path file) {
        List<FeatureSample> found = samples.stream()
                .filter(sample -> sample.feature().equals(feature.name()))
                .toList();
        if (found.isEmpty()) {
            throw new SdkException("samples file must have the feature " + feature.name() + ", has "
                    + samples.stream().map(FeatureSample::subject).toList() + ": " + file);
        }
        ofVersion(found, feature.version())
                .forEach(sample -> sample.requireOf(feature.name(), feature.version(), feature.toString()));
    }

    /** How many features, and a sum over all of it that tells others from it. */
    @Override
    public String toString() {
        CRC32 sum = new CRC32();
        sum.update(toJson().getBytes(StandardCharsets.UTF_8));
        return samples.size() + (samples.size() == 1 ? " feature" : " features") + " (samples "
                + Long.toHexString(sum.getValue()) + ")";
    }
}
