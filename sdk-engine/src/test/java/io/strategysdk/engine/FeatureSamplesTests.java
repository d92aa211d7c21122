package io.strategysdk.engine;

import static io.strategysdk.engine.Runs.AAPL;
import static io.strategysdk.engine.Runs.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.risk.RiskLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of features: what is in them, how they are kept, and how they are compared. */
final class FeatureSamplesTests {
    @TempDir
    Path folder;

    private static final BoundFeature BOUND = bound(new CodedFeature(0));

    @SuppressWarnings("NullAway") // no sample asks whose feature it is
    private static BoundFeature bound(Feature feature) {
        MarketData data = Runs.data(Runs.minutes(AAPL, 1));
        BoundFeature[] found = new BoundFeature[1];
        Script script = new Script();
        script.onStart = context -> found[0] =
                new BoundFeature(null, feature, "AAPL 1m", AAPL, (RunFeature) context.feature(feature, AAPL));
        Engine.over(data)
                .execution(new Venue())
                .strategy("s", script, Runs.CAPITAL, RiskLimits.NONE)
                .build()
                .run();
        return found[0];
    }

    private static FeatureWindow window(double... values) {
        FeatureWindow window = new FeatureWindow(Math.max(1, values.length));
        for (int i = 0; i < values.length; i++) {
            window.add(Runs.START + i, values[i]);
        }
        return window;
    }

    private static FeatureSample sample(double... values) {
        return FeatureSample.of(BOUND, window(values));
    }

    private static double[] numbers(int from, int to) {
        double[] numbers = new double[to - from + 1];
        Arrays.setAll(numbers, i -> from + i);
        return numbers;
    }

    private static double[] normal(Random random, int n, double mean) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> mean + random.nextGaussian());
        return values;
    }

    @Test
    void binsAreTenthsOfTheReference() {
        FeatureSample sample = sample(numbers(1, 100));

        assertThat(sample.edges()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0);
        assertThat(sample.counts()).containsExactly(10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 0L);
        assertThat(sample.mean()).isEqualTo(50.5);
        assertThat(sample.variance()).isCloseTo(100 * 101 / 12.0, within(1e-9));
        assertThat(sample.quantiles()).hasSize(100);
    }

    @Test
    void tiesShareABinAndWhatLiesOutsideHasItsOwn() {
        FeatureSample ties = sample(0, 0, 0, 0, 0, 1, 1, 1, 2, 2);
        FeatureSample constant = sample(5, 5, 5);

        assertThat(ties.edges()).containsExactly(Math.nextDown(0.0), 0.0, 1.0, 2.0);
        assertThat(ties.counts()).containsExactly(0L, 5L, 3L, 2L, 0L);
        assertThat(constant.edges()).containsExactly(Math.nextDown(5.0), 5.0);
        assertThat(constant.counts()).containsExactly(0L, 3L, 0L);
        assertThat(FeatureDrift.between(constant, sample(5, 5, 5, 5)).stabilityIndex())
                .isLessThan(0.02);
        assertThat(FeatureDrift.between(constant, sample(4, 4, 4)).stabilityIndex())
                .isGreaterThan(2);
        assertThat(FeatureDrift.between(constant, sample(6, 6, 6)).stabilityIndex())
                .isGreaterThan(2);
        assertThat(sample(0.0, -0.0).quantiles()).containsExactly(0.0, 0.0);
    }

    @Test
    void undefinedValuesAreInNoOtherFigure() {
        FeatureSample sample = sample(1, Double.NaN, 2, Double.POSITIVE_INFINITY, 3);

        assertThat(sample.count()).isEqualTo(3);
        assertThat(sample.undefined()).isEqualTo(2);
        assertThat(sample.undefinedShare()).isEqualTo(0.4);
        assertThat(sample.mean()).isEqualTo(2);
        assertThat(FeatureDrift.between(sample(1, 2), sample).undefinedIncrease())
                .isEqualTo(0.4);
        assertThat(sample(Double.NaN).mean()).isNaN();
        assertThat(FeatureDrift.between(sample(1, 2), sample(Double.NaN)).stabilityIndex())
                .isNaN();
        assertThat(FeatureDrift.between(sample(1, 2), sample(Double.NaN)).distance())
                .isNaN();
    }

    @Test
    void quantilesOfManyValuesStandForAll() {
        Random random = new Random(1);
        double[] a = normal(random, 30_000, 0);
        double[] b = normal(random, 7_777, 0.1);
        double[] sortedA = a.clone();
        double[] sortedB = b.clone();
        Arrays.sort(sortedA);
        Arrays.sort(sortedB);

        FeatureDrift drift = FeatureDrift.between(sample(a), sample(b));

        assertThat(sample(a).quantiles()).hasSize(1_000);
        assertThat(drift.distance())
                .isCloseTo(DriftStatistics.distance(sortedA, sortedB), within(2.0 / FeatureSample.MOST_QUANTILES));
        FeatureDrift exact = FeatureDrift.between(
                sample(a), FeatureSample.of(BOUND, window(b), sample(a).edges()));
        assertThat(drift.stabilityIndex()).isCloseTo(exact.stabilityIndex(), within(0.005));
    }

    @Test
    void theOrderOfValuesDoesNotMatter() {
        Random random = new Random(2);
        double[] a = normal(random, 500, 0);
        double[] b = normal(random, 200, 0.3);
        List<Double> mixed = new ArrayList<>(Arrays.stream(b).boxed().toList());
        Collections.shuffle(mixed, random);

        FeatureDrift drift = FeatureDrift.between(sample(a), sample(b));
        FeatureDrift other = FeatureDrift.between(
                sample(a),
                sample(mixed.stream().mapToDouble(Double::doubleValue).toArray()));

        assertThat(other.stabilityIndex()).isEqualTo(drift.stabilityIndex());
        assertThat(other.distance()).isEqualTo(drift.distance());
        assertThat(other.meanShift()).isCloseTo(drift.meanShift(), within(1e-9));
    }

    @Test
    void aWindowForgetsItsOldest() {
        FeatureWindow window = new FeatureWindow(100);
        for (int i = 0; i < 250; i++) {
            window.add(i, i);
        }

        assertThat(window.isFull()).isTrue();
        assertThat(window.finite()).containsExactly(numbers(150, 249));
        assertThat(window.time(0)).isEqualTo(150);
        window.clear();
        assertThat(window.size()).isZero();
    }

    @Test
    void correlationIsOverTheTimesOfBoth() {
        FeatureWindow x = new FeatureWindow(10);
        FeatureWindow y = new FeatureWindow(10);
        double[][] both = {{1, 2}, {2, 4}, {3, 6}, {4, 8}};
        for (int i = 0; i < both.length; i++) {
            x.add(10L * i, both[i][0]);
            x.add(10L * i + 1, -99);
            y.add(10L * i, both[i][1]);
            y.add(10L * i + 2, 77);
        }
        x.add(50, Double.NaN);
        y.add(50, 3);

        FeatureSamples.Correlation found = x.correlation("x", y, "y");

        assertThat(found.count()).isEqualTo(4);
        assertThat(found.value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatCannotBeIsRefused() {
        FeatureSample sample = sample(1, 2);
        String subject = sample.subject();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureSamples.Correlation("a", "b", Math.nextUp(1.0), 2))
                .withMessageStartingWith("correlation must be from -1 to 1 of a number of bars, was 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureSamples.Correlation("a", "b", 0, -1));
        assertThat(new FeatureSamples.Correlation("a", "b", -1, 0).value()).isEqualTo(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureSamples(List.of(sample, sample), List.of()))
                .withMessageStartingWith("samples must be of different features, was [");
        for (FeatureSamples.Correlation each : List.of(
                new FeatureSamples.Correlation(subject, "another", 0, 2),
                new FeatureSamples.Correlation("another", subject, 0, 2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FeatureSamples(List.of(sample), List.of(each)))
                    .withMessageStartingWith("correlations must be of features that have a sample, was ");
        }
    }

    private static FeatureSamples recorded(long seed, int bars) {
        MarketData data = Runs.data(Runs.walk(AAPL, bars, seed, true), Runs.walk(MSFT, bars, seed + 9, true));
        return FeatureRecorder.over(
                data, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Indicators.rsi(14), Indicators.sma(20));
    }

    @Test
    void aSpanOfHistoryIsWhatAStrategyWouldSee() {
        MarketData data = Runs.data(Runs.minutes(AAPL, 1, 2, 3, 4, 5, 6));
        Instant from = Instant.EPOCH.plusNanos(Runs.START + 4 * Runs.MINUTE);

        FeatureSample sample = FeatureRecorder.over(
                        data, from, from.plusSeconds(120), Indicators.sma(3), Indicators.sma(5))
                .samples()
                .get(0);

        assertThat(sample.quantiles())
                .as("at the closes of the 4th and 5th bar")
                .containsExactly(3.0, 4.0);
        assertThat(sample.from()).isEqualTo(from);
        assertThat(sample.to()).isEqualTo(from.plusSeconds(60));
        assertThat(sample.subject()).isEqualTo("sma(3) of AAPL 1m");
        assertThat(FeatureRecorder.over(data, Instant.EPOCH, from.plusSeconds(600), Indicators.sma(5))
                        .samples()
                        .get(0)
                        .undefined())
                .as("bars of the warm-up are not undefined values")
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureRecorder.over(data, Instant.EPOCH, Instant.EPOCH, Indicators.sma(3)))
                .withMessageStartingWith("samples must be over a span with bars");
    }

    @Test
    void aFileGivesBackWhatWasWritten() {
        FeatureSamples samples = recorded(1, 3_000);
        Path file = folder.resolve("below/samples.json");

        samples.writeTo(file);

        assertThat(samples.samples()).hasSize(4);
        assertThat(samples.correlations()).hasSize(6);
        assertThat(FeatureSamples.readFrom(file, Indicators.rsi(14))).isEqualTo(samples);
        assertThat(file)
                .isRegularFile()
                .satisfies(each -> assertThat(each.toFile().length()).isLessThan(150_000));
        assertThat(samples).hasToString(FeatureSamples.readFrom(file).toString());
        assertThat(samples.toString()).isNotEqualTo(recorded(2, 3_000).toString());
    }

    @Test
    void whatIsNoNumberComesBackToo() throws IOException {
        FeatureSamples samples = new FeatureSamples(List.of(sample(Double.NaN)), List.of());
        Path file = folder.resolve("a.json");

        samples.writeTo(file);

        assertThat(FeatureSamples.readFrom(file)).isEqualTo(samples);
        assertThat(Files.readString(file)).contains("\"mean\" : null");
    }

    private record Version(int version) implements PlainFeature {
        @Override
        public String toString() {
            return "own";
        }
    }

    @Test
    void anotherVersionOfAFeatureIsRefused() {
        FeatureSamples samples = FeatureRecorder.over(
                Runs.data(Runs.minutes(AAPL, 1, 2, 3)), Instant.EPOCH, Instant.now(), new Version(1));
        Path file = folder.resolve("a.json");
        samples.writeTo(file);

        assertThat(FeatureSamples.readFrom(file, new Version(1))).isEqualTo(samples);
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FeatureSamples.readFrom(file, new Version(2)))
                .withMessage("a sample must be of the feature that it is compared with, its version is 1, was 2 (own of"
                        + " AAPL 1m)");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FeatureSamples.readFrom(file, Indicators.sma(3)))
                .withMessage("samples file must have the feature sma(3), has [own of AAPL 1m]: " + file);
    }

    @Test
    void aBrokenFileSaysWhatIsWrong() throws IOException {
        Path file = folder.resolve("a.json");
        recorded(1, 200).writeTo(file);
        String good = Files.readString(file);

        assertBroken(file, good.substring(0, good.length() / 2), "samples file must hold samples of features");
        assertBroken(file, "[1]", "its format must be");
        assertBroken(file, good.replace("samples 1", "samples 2"), "its format must be");
        assertBroken(file, good.replace("\"version\" : 1", "\"version\" : 1.5"), "must be a whole number, was 1.5");
        assertBroken(file, good.replaceFirst("\"count\" : \\d+", "\"count\" : 3"), "bins of a sample must hold its 3");
        assertBroken(file, good.replaceFirst("\"mean\" : [0-9.]+", "\"mean\" : \"x\""), "must be a number, was \"x\"");
        assertBroken(file, good.replaceFirst("\"mean\" : [0-9.]+", "\"mean\" : null"), "mean of a sample must be");
        assertBroken(file, good.replaceFirst("\"first\" : \"[^\"]+", "\"first\" : \"x"), "correlations must be of");
        assertBroken(file, good.replaceFirst("\"from\" : \"[^\"]+", "\"from\" : \"x"), "could not be parsed");
        assertBroken(file, good.replaceFirst("\"counts\" : \\[", "\"count\" : ["), "samples file must hold");
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FeatureSamples.readFrom(folder.resolve("none.json")))
                .withMessageStartingWith("samples file must be readable: ");
    }

    private static void assertBroken(Path file, String content, String rule) throws IOException {
        Files.writeString(file, content);
        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> FeatureSamples.readFrom(file))
                .withMessageContaining(rule)
                .withMessageContaining(file.toString());
    }

    @Test
    void aRecorderServesOneRun() {
        FeatureRecorder recorder = FeatureRecorder.ofLast(10);
        Engine.Builder builder = Runs.over(Runs.data(Runs.minutes(AAPL, 1, 2)), new Venue())
                .strategy("s", new Script(), Runs.CAPITAL, RiskLimits.NONE)
                .recordFeatures(recorder);
        builder.build();

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessage("a recorder of features must serve one run, was given to another before");
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureRecorder.ofLast(0));
    }

    @Test
    void aReportHasTablesAndJson() {
        Random random = new Random(5);
        FeatureSamples before = new FeatureSamples(List.of(sample(normal(random, 400, 0))), List.of());
        FeatureSamples after = new FeatureSamples(List.of(sample(normal(random, 200, 1))), List.of());
        FeatureSamples other = recorded(1, 300);

        DriftReport report = DriftReport.between(before, after);

        assertThat(report.text().lines().toList())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.length())
                        .isEqualTo(
                                report.text().lines().findFirst().orElseThrow().length()));
        assertThat(report.text()).contains("coded of AAPL 1m", "PSI", "KS");
        assertThat(report.toJson()).contains("\"stability_index\"", "\"missing\" : [ ]");
        assertThat(DriftReport.between(other, other).features()).hasSize(4).allSatisfy(drift -> {
            assertThat(drift.stabilityIndex()).isZero();
            assertThat(drift.distance()).isZero();
            assertThat(drift.meanShift()).isZero();
            assertThat(drift.varianceRatio()).isEqualTo(1);
        });
        assertThat(DriftReport.between(other, other).correlations())
                .hasSize(6)
                .allSatisfy(drift -> assertThat(drift.shift()).isZero());
        assertThat(DriftReport.between(before, other).text()).contains("not there: coded of AAPL 1m");
        assertThat(DriftReport.between(before, new FeatureSamples(List.of(sample(Double.NaN)), List.of()))
                        .text())
                .contains(" - ");
    }
}
