package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Kernel;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The column form, the incremental form and a restored kernel are equal to the bit, on what is no price either. */
final class OneKernelTests {
    @Provide
    Arbitrary<Feature> features() {
        return Arbitraries.of(1, 2, 3, 4, 7, 20, 65, 130).flatMap(n -> Arbitraries.of(Catalogue.features(n)));
    }

    @Property(tries = 2000)
    void columnEqualsIncremental(@ForAll("features") Feature feature, @ForAll long seed) {
        double[][] inputs = inputs(feature, seed);
        double[] incremental = new double[inputs[0].length];
        double[] column = new double[inputs[0].length];
        Kernel slow = feature.newKernel();
        Kernel fast = feature.newKernel();

        drive(slow, inputs, 0, incremental.length, incremental);
        Kernel.fill(fast, inputs, 0, column.length, column);

        assertSameBits(column, incremental);
        assertSameBits(fast.save(), slow.save());
    }

    @Property(tries = 2000)
    void anyMixOfFormsAndRestartsEqualsIncremental(@ForAll("features") Feature feature, @ForAll long seed) {
        double[][] inputs = inputs(feature, seed);
        double[] expected = new double[inputs[0].length];
        drive(feature.newKernel(), inputs, 0, expected.length, expected);
        SplittableRandom random = new SplittableRandom(seed + 1);
        double[] mixed = new double[expected.length];
        Kernel kernel = feature.newKernel();

        int from = 0;
        while (from < mixed.length) {
            int to = Math.min(mixed.length, from + random.nextInt(random.nextBoolean() ? 20 : 700));
            if (random.nextBoolean()) {
                Kernel.fill(kernel, inputs, from, to, mixed);
            } else {
                drive(kernel, inputs, from, to, mixed);
            }
            if (random.nextBoolean()) {
                kernel = restored(feature, kernel.save(), random.nextBoolean());
            }
            from = to;
        }

        assertSameBits(mixed, expected);
    }

    /** What was seen before a restore must not matter. */
    private static Kernel restored(Feature feature, double[] saved, boolean isUsed) {
        Kernel kernel = feature.newKernel();
        if (isUsed) {
            double[][] inputs = inputs(feature, 99);
            Kernel.fill(kernel, inputs, 0, inputs[0].length, new double[inputs[0].length]);
        }
        kernel.restore(saved);
        return kernel;
    }

    private static void drive(Kernel kernel, double[][] inputs, int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            int now = row;
            boolean isDefined = Arrays.stream(inputs).noneMatch(input -> Double.isNaN(input[now]));
            out[row] = isDefined ? kernel.next(i -> inputs[i][now]) : Double.NaN;
        }
    }

    private static void assertSameBits(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Double.doubleToLongBits(actual[i]))
                    .as("value %s at %s, was %s", expected[i], i, actual[i])
                    .isEqualTo(Double.doubleToLongBits(expected[i]));
        }
    }

    private static double[][] inputs(Feature feature, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, random.nextBoolean() ? 200 : 1800);
        double gaps = random.nextBoolean() ? 0 : random.nextDouble() * random.nextDouble() * 0.2;
        double[][] inputs = new double[feature.inputs().size()][];
        Arrays.setAll(inputs, i -> values(size, gaps, random.split()));
        return inputs;
    }

    /** A walk with plateaus, jumps between magnitudes, zeros of both signs, and gaps of several rows. */
    private static double[] values(int size, double gaps, SplittableRandom random) {
        double[] values = new double[size];
        double scale = 100;
        double value = 100;
        for (int row = 0; row < size; row++) {
            switch (random.nextInt(40)) {
                case 0 -> scale = Math.pow(10, random.nextInt(-320, 300));
                case 1 -> value = random.nextBoolean() ? 0.0 : -0.0;
                case 2 -> value = -value;
                case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> value += scale * (random.nextDouble() - 0.5);
                case 13 -> value = scale * random.nextDouble();
                default -> {}
            }
            values[row] = value;
        }
        for (int row = 0; row < size; row++) {
            if (random.nextDouble() < gaps) {
                Arrays.fill(values, row, Math.min(size, row + random.nextInt(1, 6)), Double.NaN);
            }
        }
        return values;
    }
}
