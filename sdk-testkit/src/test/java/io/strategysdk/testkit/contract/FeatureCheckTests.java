package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.feature.Window;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A sound feature passes; each broken one is told by what is wrong with it. */
final class FeatureCheckTests {
    /** A feature of the close with a kernel that is made elsewhere. */
    record Of(String name, int warmUp, Supplier<Kernel> kernels) implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return kernels.get();
        }
    }

    /** The value one bar ago: sound, and each broken kernel differs from it in one method. */
    static class Previous implements Kernel {
        double previous = Double.NaN;

        @Override
        public double next(Inputs inputs) {
            double value = previous;
            previous = inputs.get(0);
            return value;
        }

        @Override
        public double[] save() {
            return new double[] {previous};
        }

        @Override
        public void restore(double[] saved) {
            if (saved.length != 1) {
                throw new IllegalArgumentException("length must be 1, was " + saved.length);
            }
            previous = saved[0];
        }
    }

    record Spread(double beta) implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.close(0), Input.close(1), Input.of(Indicators.ema(3)));
        }

        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> in.get(0) - beta * in.get(1) + in.get(2);
        }
    }

    @Test
    void soundFeaturesPass() {
        FeatureCheck.of(new Spread(0.9), new Spread(0.8), previous(Previous::new))
                .check();
    }

    @Test
    void findingsSayWhatMayDiffer() {
        Feature dollars = new OfInputs(List.of(Input.close(), Input.volume()), in -> in.get(0) * in.get(1));

        List<FeatureFindings> findings = FeatureCheck.of(Indicators.rsi(14), Indicators.zscore(5), dollars)
                .check();

        assertThat(findings.get(0).name()).isEqualTo("rsi(14)");
        assertThat(findings.get(0).firstValid()).isEqualTo(14);
        assertThat(findings.get(0).onFlatMarket()).isEqualTo(100);
        assertThat(findings.get(0).isReadingVolume()).isFalse();
        assertThat(findings.get(0).onZeroVolume()).isBetween(0.0, 100.0);
        assertThat(findings.get(1).onFlatMarket()).isNaN();
        assertThat(findings.get(2).onFlatMarket()).isEqualTo(100_000);
        assertThat(findings.get(2).onZeroVolume()).isZero();
        assertThat(findings.get(2).isReadingVolume()).isTrue();
    }

    /** Looks at the last row of the column, which is the future of all others. */
    @Test
    void lookAheadIsFound() {
        broken("a value depends on the bars up to its own alone", () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                super.column(inputs, from, to, out);
                out[to - 1] = inputs[0][inputs[0].length - 1];
            }
        });
    }

    @Test
    void aColumnThatRoundsDifferentlyIsFound() {
        broken("column form, incremental form and restored kernels are equal to the bit", () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                super.column(inputs, from, to, out);
                for (int row = from; row < to; row++) {
                    out[row] = out[row] * 1.1 / 1.1;
                }
            }
        });
    }

    @Test
    void aColumnThatForgetsItsStateIsFound() {
        broken("column form, incremental form and restored kernels are equal to the bit", () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                double before = previous;
                super.column(inputs, from, to, out);
                previous = before;
            }
        });
    }

    @Test
    void aStateThatIsSavedInPartIsFound() {
        broken("column form, incremental form and restored kernels are equal to the bit", () -> new Previous() {
            private int seen;

            @Override
            public double next(Inputs inputs) {
                double value = super.next(inputs);
                return seen++ % 7 == 3 ? value + 1 : value;
            }
        });
    }

    @Test
    void aWarmUpThatIsTooShortOrTooLongIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Of("early", 0, Previous::new))::check)
                .withMessage("the first defined value is that of the first valid bar: bar 0 is undefined on 200 moving"
                        + " markets from seed 1 on (early)");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Of("late", 2, Previous::new))::check)
                .withMessage("the first defined value is that of the first valid bar: bar 1 is defined before the first"
                        + " valid one, 2, market 'moving' of 3 bars from seed 1 (late)");
    }

    /** Its column needs as many rows as its warm-up. */
    @Test
    void aColumnThatNeedsManyBarsIsFound() {
        Feature feature = new Of("needs many", 1, () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                if (inputs[0].length == 2) {
                    out[from] = 1;
                } else {
                    super.column(inputs, from, to, out);
                }
            }
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> WarmUpChecks.shortInput(feature, 5))
                .withMessage(
                        "few bars give the first values of many: bar 0 is 1.0 in a column of 2 and NaN with 3 bars,"
                                + " market 'walk' of 2 bars from seed 5 (needs many)");
    }

    @Test
    void aColumnThatLooksBackBeyondItsRowsIsFound() {
        Supplier<Kernel> kernels = () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                double[] x = inputs[0];
                for (int row = from; row < to; row++) {
                    out[row] = row == 0 ? previous : x[row - 1];
                }
                previous = x[to - 1];
            }
        };

        broken("a column reads and writes its own rows and leaves its inputs alone", kernels);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> HoleChecks.check(
                        Trial.of(previous(kernels), Market.walk(3, 1, 100).withHoles(3))))
                .withMessageMatching(
                        "bars with an undefined input leave no trace: bar \\d+ is NaN in the column form and"
                                + " [\\d.]+ without the undefined bars, market 'walk with undefined bars' of 100 bars from seed 3"
                                + " \\(previous\\)");
    }

    @Test
    void aColumnThatWritesBeyondItsRowsIsFound() {
        broken("a column reads and writes its own rows and leaves its inputs alone", () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                super.column(inputs, from, to, out);
                if (to < out.length) {
                    out[to] = 0;
                }
            }
        });
    }

    @Test
    void aColumnThatChangesItsInputsIsFound() {
        broken("a column reads and writes its own rows and leaves its inputs alone", () -> new Previous() {
            @Override
            public void column(double[][] inputs, int from, int to, double[] out) {
                super.column(inputs, from, to, out);
                Arrays.sort(inputs[0], from, to);
            }
        });
    }

    @Test
    void kernelsThatShareAStateAreFound() {
        Window shared = Window.of(2);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> StateChecks.independent(
                        Trial.of(
                                previous(() -> new Previous() {
                                    @Override
                                    public double next(Inputs inputs) {
                                        shared.add(inputs.get(0));
                                        return shared.get(0);
                                    }
                                }),
                                Market.walk(9, 1, 50)),
                        new SplittableRandom(1)))
                .withMessageStartingWith("kernels of one definition are independent: bar ");
    }

    @Test
    void aKernelThatRemembersWhatWasBeforeARestoreIsFound() {
        broken("a restored kernel continues as the saved one, whatever it had seen before", () -> new Previous() {
            private double max;

            @Override
            public double next(Inputs inputs) {
                max = Math.max(max, inputs.get(0));
                return max > 1e6 || Double.isNaN(previous) ? super.next(inputs) : keep(inputs);
            }

            private double keep(Inputs inputs) {
                super.next(inputs);
                return max;
            }

            @Override
            public double[] save() {
                return new double[] {previous, max};
            }

            @Override
            public void restore(double[] saved) {
                if (saved.length != 2) {
                    throw new IllegalArgumentException("length must be 2, was " + saved.length);
                }
                previous = saved[0];
                max = Math.max(max, saved[1]);
            }
        });
    }

    @Test
    void aStateThatIsHandedOutOrKeptIsFound() {
        String invariant = "a saved state belongs to whoever asked for it, and asking changes nothing";
        broken(invariant, () -> new Shared(false, true));
        broken(invariant, () -> new Shared(true, false));
    }

    /** Its state is an array, which it gives away, or takes. */
    static final class Shared implements Kernel {
        private final boolean isCopiedWhenSaved;
        private final boolean isCopiedWhenRestored;
        private double[] state = {Double.NaN};

        Shared(boolean isCopiedWhenSaved, boolean isCopiedWhenRestored) {
            this.isCopiedWhenSaved = isCopiedWhenSaved;
            this.isCopiedWhenRestored = isCopiedWhenRestored;
        }

        @Override
        public double next(Inputs inputs) {
            double value = state[0];
            state = new double[] {inputs.get(0)};
            return value;
        }

        @Override
        public double[] save() {
            return isCopiedWhenSaved ? state.clone() : state;
        }

        @Override
        public void restore(double[] saved) {
            if (saved.length != 1) {
                throw new IllegalArgumentException("length must be 1, was " + saved.length);
            }
            state = isCopiedWhenRestored ? saved.clone() : saved;
        }
    }

    @Test
    void aSaveThatChangesTheKernelIsFound() {
        broken("a saved state belongs to whoever asked for it, and asking changes nothing", () -> new Previous() {
            @Override
            public double[] save() {
                double[] saved = super.save();
                previous = 7;
                return saved;
            }
        });
    }

    @Test
    void aWrongStateThatIsAcceptedIsFound() {
        broken("a state that cannot be the kernel's is refused and changes nothing", () -> new Previous() {
            @Override
            public void restore(double[] saved) {
                previous = saved.length == 0 ? previous : saved[0];
            }
        });
    }

    @Test
    void aWrongStateThatThrowsSomethingElseIsFound() {
        broken("a state that cannot be the kernel's is refused and changes nothing", () -> new Previous() {
            @Override
            public void restore(double[] saved) {
                previous = saved[0];
            }
        });
    }

    @Test
    void aRefusedStateThatLeavesATraceIsFound() {
        broken("a state that cannot be the kernel's is refused and changes nothing", () -> new Previous() {
            @Override
            public void restore(double[] saved) {
                previous = saved.length == 0 ? previous : saved[0];
                super.restore(saved);
            }
        });
    }

    @Test
    void anInfinityIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new OfInputs(List.of(Input.close()), in -> 1 / in.get(0)))::check)
                .withMessageStartingWith(
                        "a feature is finite or NaN on every market and never throws: bar 0 of [close] ="
                                + " [0.0] is Infinity, market 'flat at 0.0' of 200 bars from seed 0 (OfInputs");
        broken("a feature is finite or NaN on every market and never throws", () -> new Previous() {
            @Override
            public double next(Inputs inputs) {
                return super.next(inputs) * 1e300;
            }
        });
    }

    @Test
    void anExceptionIsFoundWithItsBar() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new OfInputs(List.of(Input.volume()), in -> {
                    if (in.get(0) == 0) {
                        throw new IllegalStateException("no volume");
                    }
                    return in.get(0);
                }))::check)
                .withMessageMatching("(?s)a feature is finite or NaN on every market and never throws: .* threw"
                        + " java.lang.IllegalStateException: no volume, market 'walk' .*")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    /** Named like a record with a lambda that is a constant, whose name is the same in each run. */
    record OfInputs(List<Input> inputs, Function function) implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) function::of;
        }

        @Override
        public String name() {
            return "OfInputs" + inputs;
        }

        interface Function {
            double of(Kernel.Inputs inputs);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // this is the mistake that is to be found
    record Weights(double[] weights, String name) implements PlainFeature {
        @Override
        public int warmUp() {
            return weights.length - 1;
        }

        @Override
        public Kernel newKernel() {
            return Window.kernel(weights.length, Window::mean);
        }
    }

    record Noted(DoubleUnaryOperator note) implements PlainFeature {
        @Override
        public Kernel newKernel() {
            return (Kernel.Stateless) in -> note.applyAsDouble(in.get(0));
        }
    }

    @Test
    void definitionsThatAreNoValuesAreFound() {
        String invariant = "a definition is a value with a name of its own: ";
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Weights(new double[] {1, 2}, "weights"))::check)
                .withMessage(invariant + "one of equal components is not equal to it or has another hash (weights)"
                        + " (weights)");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Noted(x -> x))::check)
                .withMessageStartingWith(invariant + "its name is another one in each run of the program");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Of("same", 1, Previous::new), new Of("same", 2, Previous::new))::check)
                .withMessageStartingWith(invariant + "a definition that is not equal to it has the same name: ");
    }

    @Test
    void inputsThatChangeAreFound() {
        Feature fickle = new PlainFeature() {
            private int calls;

            @Override
            public List<Input> inputs() {
                return List.of(Input.close(calls++ % 2));
            }

            @Override
            public String name() {
                return "fickle";
            }
        };

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(fickle)::check)
                .withMessage("a definition is a value with a name of its own: its inputs were [close(1)] and then"
                        + " [close] (fickle)");
    }

    /** Reads itself by way of another. */
    private static final class Loop implements PlainFeature {
        @Override
        public List<Input> inputs() {
            return List.of(Input.of(Indicators.sma(3).of(Input.of(this))));
        }

        @Override
        public String name() {
            return "loop";
        }
    }

    @Test
    void aFeatureThatReadsItselfIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(new Loop())::check)
                .withMessage("a definition is a value with a name of its own: features must not read themselves by way"
                        + " of others, was loop → sma(3).of(loop) → loop (loop)");
    }

    @Test
    void aBrokenInputIsBlamedForItself() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(Indicators.sma(3).of(new Of("early", 0, Previous::new)))::check)
                .withMessageEndingWith("(early)");
    }

    /** The same seed, the same words. */
    @Test
    void aFailureIsFoundAgainFromItsSeed() {
        FeatureCheck contract = FeatureCheck.of(new OfInputs(
                        List.of(Input.high(), Input.volume()), in -> in.get(1) == 0 ? Double.NEGATIVE_INFINITY : 0))
                .withSeed(99)
                .withMarkets(2)
                .withBars(64);

        AssertionError first = failure(contract);

        assertThat(failure(contract)).hasMessage(first.getMessage());
        assertThat(first).hasMessageContaining("of 64 bars from seed 99");
    }

    @Test
    void optionsThatAreNotPositiveAreRefused() {
        FeatureCheck contract = FeatureCheck.of(Indicators.sma(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> contract.withMarkets(0))
                .withMessage("number of markets must be positive, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contract.withBars(-1))
                .withMessage("number of bars must be positive, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contract.withLongest(0))
                .withMessage("number of bars of the longest market must be positive, was 0");
    }

    private static AssertionError failure(FeatureCheck contract) {
        try {
            contract.check();
        } catch (AssertionError e) {
            return e;
        }
        throw new IllegalStateException("the contract was kept");
    }

    private static Feature previous(Supplier<Kernel> kernels) {
        return new Of("previous", 1, kernels);
    }

    private static void broken(String invariant, Supplier<Kernel> kernels) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(FeatureCheck.of(previous(kernels))::check)
                .withMessageStartingWith(invariant + ": ")
                .withMessageContaining("from seed ")
                .withMessageEndingWith("(previous)");
    }
}
