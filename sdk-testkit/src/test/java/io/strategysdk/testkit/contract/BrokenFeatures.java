package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Kernel;
import io.strategysdk.api.feature.Window;
import io.strategysdk.testkit.contract.FeatureCheckTests.Of;
import io.strategysdk.testkit.contract.FeatureCheckTests.Previous;
import io.strategysdk.testkit.contract.FeatureCheckTests.Shared;
import io.strategysdk.testkit.contract.FeatureCheckTests.Weights;
import java.util.List;

/** The close one bar ago, each wrong in one way. */
final class BrokenFeatures {
    private BrokenFeatures() {}

    static class Sound extends FeatureContract {
        int warmUp() {
            return 1;
        }

        Kernel kernel() {
            return new Previous();
        }

        @Override
        protected List<Feature> features() {
            return List.of(new Of("previous", warmUp(), this::kernel));
        }
    }

    @CaughtBy("aDefinitionIsAValueWithANameOfItsOwn")
    static final class IsNoValue extends Sound {
        @Override
        protected List<Feature> features() {
            return List.of(new Weights(new double[] {1, 2}, "weights"));
        }
    }

    @CaughtBy("aDefinitionIsAValueWithANameOfItsOwn")
    static final class HasTheNameOfAnother extends Sound {
        @Override
        protected List<Feature> features() {
            return List.of(new Of("same", 1, Previous::new), new Of("same", 1, () -> new Previous()));
        }
    }

    @CaughtBy("theFirstDefinedValueIsThatOfTheFirstValidBar")
    static final class BeginsTooEarly extends Sound {
        @Override
        int warmUp() {
            return 2;
        }
    }

    /** As where a column goes on in another block. */
    @CaughtBy(
            value = "aValueDependsOnTheBarsUpToItsOwnAlone",
            also = {
                "columnsBarsAndRestoredKernelsAreEqualToTheBit",
                "aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone",
                "barsWithAnUndefinedInputLeaveNoTrace"
            })
    static final class SeesTheNextRowFromTheSixHundredthOn extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    super.column(inputs, from, to, out);
                    for (int row = Math.max(from, 600); row < to; row++) {
                        out[row] = inputs[0][Math.min(row + 1, inputs[0].length - 1)];
                    }
                }
            };
        }
    }

    @CaughtBy(
            value = "aValueDependsOnTheBarsUpToItsOwnAlone",
            also = {
                "columnsBarsAndRestoredKernelsAreEqualToTheBit",
                "aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone",
                "barsWithAnUndefinedInputLeaveNoTrace",
                "fewBarsGiveTheFirstValuesOfMany"
            })
    static final class SeesTheLastRow extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    super.column(inputs, from, to, out);
                    out[to - 1] = inputs[0][inputs[0].length - 1];
                }
            };
        }
    }

    @CaughtBy(
            value = "aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone",
            also = {
                "columnsBarsAndRestoredKernelsAreEqualToTheBit",
                "barsWithAnUndefinedInputLeaveNoTrace",
            })
    static final class WritesBehindItsRows extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    super.column(inputs, from, to, out);
                    if (to < out.length) {
                        out[to] = 0;
                    }
                }
            };
        }
    }

    @CaughtBy(
            value = "columnsBarsAndRestoredKernelsAreEqualToTheBit",
            also = {"barsWithAnUndefinedInputLeaveNoTrace", "fewBarsGiveTheFirstValuesOfMany"})
    static final class RoundsItsColumnDifferently extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    super.column(inputs, from, to, out);
                    for (int row = from; row < to; row++) {
                        out[row] = out[row] * 1.1 / 1.1;
                    }
                }
            };
        }
    }

    @CaughtBy("aValueIsFiniteOrUndefinedAndNoMarketMakesItThrow")
    static final class IsInfiniteOnHugeMarkets extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public double next(Inputs inputs) {
                    return super.next(inputs) * 1e300;
                }
            };
        }
    }

    @CaughtBy(
            value = "kernelsOfOneDefinitionAreIndependent",
            also = {
                "theFirstDefinedValueIsThatOfTheFirstValidBar",
                "columnsBarsAndRestoredKernelsAreEqualToTheBit",
                "aRestoredKernelForgetsWhatItHadSeenBefore",
                "aSavedStateBelongsToWhoeverAskedForItAndAskingChangesNothing",
                "aStateThatCannotBeTheKernelsIsRefusedAndChangesNothing",
                "aValueDependsOnTheBarsUpToItsOwnAlone",
                "aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone",
                "barsWithAnUndefinedInputLeaveNoTrace",
                "fewBarsGiveTheFirstValuesOfMany"
            })
    static final class SharesItsWindow extends Sound {
        private static final Window SHARED = Window.of(2);

        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public double next(Inputs inputs) {
                    SHARED.add(inputs.get(0));
                    return SHARED.get(0);
                }
            };
        }
    }

    @CaughtBy(
            value = "aRestoredKernelForgetsWhatItHadSeenBefore",
            also = {"aStateThatCannotBeTheKernelsIsRefusedAndChangesNothing"})
    static final class RemembersItsHighest extends Sound {
        @Override
        Kernel kernel() {
            return new RemembersTheHighest();
        }
    }

    /** The highest so far, from the second bar on. */
    private static final class RemembersTheHighest extends Previous {
        private double highest = Double.NEGATIVE_INFINITY;

        @Override
        public double next(Inputs inputs) {
            highest = Math.max(highest, inputs.get(0));
            return Double.isNaN(super.next(inputs)) ? Double.NaN : highest;
        }

        @Override
        public double[] save() {
            return new double[] {previous, highest};
        }

        @Override
        public void restore(double[] saved) {
            if (saved.length != 2) {
                throw new IllegalArgumentException("length must be 2, was " + saved.length);
            }
            previous = saved[0];
            highest = Math.max(highest, saved[1]);
        }
    }

    @CaughtBy("aSavedStateBelongsToWhoeverAskedForItAndAskingChangesNothing")
    static final class GivesItsStateAway extends Sound {
        @Override
        Kernel kernel() {
            return new Shared(false, true);
        }
    }

    @CaughtBy("aStateThatCannotBeTheKernelsIsRefusedAndChangesNothing")
    static final class AcceptsAnyState extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void restore(double[] saved) {
                    previous = saved.length == 0 ? previous : saved[0];
                }
            };
        }
    }

    @CaughtBy(
            value = "barsWithAnUndefinedInputLeaveNoTrace",
            also = {
                "aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone",
                "columnsBarsAndRestoredKernelsAreEqualToTheBit"
            })
    static final class ReadsTheRowBefore extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    for (int row = from; row < to; row++) {
                        out[row] = row == 0 ? previous : inputs[0][row - 1];
                    }
                    previous = inputs[0][to - 1];
                }
            };
        }
    }

    @CaughtBy(
            value = "fewBarsGiveTheFirstValuesOfMany",
            also = {"aValueDependsOnTheBarsUpToItsOwnAlone"})
    static final class NeedsMoreThanTwoBars extends Sound {
        @Override
        Kernel kernel() {
            return new Previous() {
                @Override
                public void column(double[][] inputs, int from, int to, double[] out) {
                    super.column(inputs, from, to, out);
                    if (inputs[0].length == 2) {
                        out[from] = 1;
                    }
                }
            };
        }
    }
}
