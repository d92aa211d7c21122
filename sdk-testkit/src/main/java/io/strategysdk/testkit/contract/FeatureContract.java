package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Kernel;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Feature} and its kernels promise, a test for each rule: the same invariants as in {@link FeatureCheck},
 * which says over which markets they are checked.
 *
 * <pre>{@code
 * final class LogSpreadTests extends FeatureContract {
 *     protected List<Feature> features() {
 *         return List.of(new LogSpread(0.9), new LogSpread(0.8));
 *     }
 * }
 * }</pre>
 *
 * <p>A failure names the feature that is to blame, which may be one that a feature reads. One that throws breaks every
 * rule that runs it.
 */
public abstract class FeatureContract {
    /** For subclasses. */
    protected FeatureContract() {}

    /** The definitions under test, at least one; better several that are not equal, whose names are compared. */
    protected abstract List<Feature> features();

    /**
     * Bars of the longest market after the first valid one: more than any block, window or capacity of the kernels, for what
     * begins later is not seen. 2,000 unless overridden.
     */
    protected int bars() {
        return FeatureCheck.LONGEST;
    }

    private void check(Invariant invariant) {
        FeatureCheck.of(features()).withLongest(bars()).check(invariant);
    }

    /** Equal definitions have one hash and one name, inputs and warm-up do not change, others have other names. */
    @Test
    protected void aDefinitionIsAValueWithANameOfItsOwn() {
        check(Invariant.DEFINITION);
    }

    /** It is undefined before {@link Feature#firstValid} and can be defined there. */
    @Test
    protected void theFirstDefinedValueIsThatOfTheFirstValidBar() {
        check(Invariant.FIRST_VALID);
    }

    /** Whichever bars follow. */
    @Test
    protected void aValueDependsOnTheBarsUpToItsOwnAlone() {
        check(Invariant.PREFIX);
    }

    /** What {@link Kernel#column} may touch. */
    @Test
    protected void aColumnReadsAndWritesItsOwnRowsAndLeavesItsInputsAlone() {
        check(Invariant.OWN_ROWS);
    }

    /** And so is any mix of them; NaN is one value. */
    @Test
    protected void columnsBarsAndRestoredKernelsAreEqualToTheBit() {
        check(Invariant.ONE_KERNEL);
    }

    /** On markets that are flat, huge, tiny, at zero, around zero, or leap between magnitudes, too. */
    @Test
    protected void aValueIsFiniteOrUndefinedAndNoMarketMakesItThrow() {
        check(Invariant.FINITE);
    }

    /** None is changed by what another one sees. */
    @Test
    protected void kernelsOfOneDefinitionAreIndependent() {
        check(Invariant.INDEPENDENCE);
    }

    /** It continues as the saved one. */
    @Test
    protected void aRestoredKernelForgetsWhatItHadSeenBefore() {
        check(Invariant.FORGETTING);
    }

    /** No array is shared with the kernel that gave or took it. */
    @Test
    protected void aSavedStateBelongsToWhoeverAskedForItAndAskingChangesNothing() {
        check(Invariant.SAVED_STATE);
    }

    /** With IllegalArgumentException. */
    @Test
    protected void aStateThatCannotBeTheKernelsIsRefusedAndChangesNothing() {
        check(Invariant.WRONG_STATE);
    }

    /** Later values are as if such bars had not been there. */
    @Test
    protected void barsWithAnUndefinedInputLeaveNoTrace() {
        check(Invariant.UNDEFINED_INPUT);
    }

    /** Of 0 bars, 1 bar, and as many as its warm-up or one more or less. */
    @Test
    protected void fewBarsGiveTheFirstValuesOfMany() {
        check(Invariant.SHORT_INPUT);
    }
}
