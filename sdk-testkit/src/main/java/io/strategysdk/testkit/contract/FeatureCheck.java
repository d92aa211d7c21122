package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that a {@link Feature} and its kernels promise, checked in one call:
 *
 * <pre>{@code
 * FeatureCheck.of(new LogSpread(0.9)).check();
 * }</pre>
 *
 * <p>{@link FeatureContract} is the same as an abstract test class, with a test for each invariant.
 *
 * <p>The feature runs over seeded markets: random walks with gaps, ties, plateaus and bars without volume, one of which is
 * long, the same with undefined bars, and markets that are flat, huge, tiny, at zero, around zero, or leap between magnitudes. There it must
 * keep these invariants, and so must every feature that it reads:
 * <ul>
 *   <li>its definition is a value: equal definitions have one hash and one name, inputs and warm-up do not change, and
 *       definitions that are not equal have different names;
 *   <li>a value depends on the bars up to its own alone, whichever bars follow;
 *   <li>the column form, the incremental form, any mix of both and a kernel that was saved and restored on the way are
 *       equal to the bit (NaN being one value);
 *   <li>it is undefined before {@link Feature#firstValid} and can be defined there;
 *   <li>it takes 0 bars, 1 bar, and as many as its warm-up or one more or less;
 *   <li>bars at which an input is undefined leave no trace: later values are as if they had not been there;
 *   <li>a column reads its own rows only, writes its own rows only, and leaves its inputs alone;
 *   <li>kernels of one definition are independent;
 *   <li>a kernel that is restored forgets what it had seen, and shares no array with the state it was given or gave;
 *   <li>a saved state that cannot be its own is refused with IllegalArgumentException and changes nothing;
 *   <li>it is never infinite, and no market makes it throw.
 * </ul>
 *
 * <p>A check is immutable; {@code with} methods return another one.
 */
public final class FeatureCheck {
    private static final long SEED = 1;
    private static final int MARKETS = 10;
    private static final int BARS_BEYOND_WARM_UP = 200;
    static final int LONGEST = 2_000;
    private static final int PLENTY = 100_000_000;

    private final List<Feature> definitions;
    private final long seed;
    private final int markets;
    private final int bars;
    private final int longest;

    private FeatureCheck(List<Feature> definitions, long seed, int markets, int bars, int longest) {
        this.definitions = definitions;
        this.seed = seed;
        this.markets = markets;
        this.bars = bars;
        this.longest = longest;
    }

    /** The check of one definition or of several, each checked by itself and their names against each other. */
    public static FeatureCheck of(Feature definition, Feature... others) {
        List<Feature> definitions = new ArrayList<>(List.of(others));
        definitions.add(0, definition);
        return of(definitions);
    }

    /** The check of several definitions, each checked by itself and their names against each other. */
    public static FeatureCheck of(List<? extends Feature> definitions) {
        return new FeatureCheck(List.copyOf(definitions), SEED, MARKETS, BARS_BEYOND_WARM_UP, LONGEST);
    }

    /** The same with another seed of the random markets; 1 unless said otherwise. */
    public FeatureCheck withSeed(long newSeed) {
        return new FeatureCheck(definitions, newSeed, markets, bars, longest);
    }

    /**
     * The same with so many random walks, and as many with undefined bars; 10 unless said otherwise.
     *
     * @throws IllegalArgumentException when not positive
     */
    public FeatureCheck withMarkets(int newMarkets) {
        checkPositive("number of markets", newMarkets);
        return new FeatureCheck(definitions, seed, newMarkets, bars, longest);
    }

    /**
     * The same with markets that go on for so many bars after the first valid one; 200 unless said otherwise.
     *
     * @throws IllegalArgumentException when not positive
     */
    public FeatureCheck withBars(int newBars) {
        checkPositive("number of bars", newBars);
        return new FeatureCheck(definitions, seed, markets, newBars, longest);
    }

    /**
     * The same with one more random walk that goes on for so many bars after the first valid one; 2,000 unless said
     * otherwise. It must be more than any block, window or capacity of the kernels: what begins later is not seen.
     *
     * @throws IllegalArgumentException when not positive
     */
    public FeatureCheck withLongest(int newLongest) {
        checkPositive("number of bars of the longest market", newLongest);
        return new FeatureCheck(definitions, seed, markets, bars, newLongest);
    }

    private static void checkPositive(String what, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }

    /**
     * Checks all of it and tells what each definition does where definitions may differ, in the order given.
     *
     * @throws AssertionError when an invariant does not hold: which one, at which bar, with which values, on which
     *     market, from which seed
     */
    public List<FeatureFindings> check() {
        Set<Feature> all = all();
        checkDefinitions(all);
        for (Feature feature : all) {
            Trials trials = trials(feature);
            for (Invariant invariant : Invariant.values()) {
                trials.check(invariant);
            }
        }
        return definitions.stream().map(this::findings).toList();
    }

    /** One invariant alone. */
    void check(Invariant invariant) {
        Set<Feature> all = all();
        if (invariant == Invariant.DEFINITION) {
            checkDefinitions(all);
        } else {
            all.forEach(feature -> trials(feature).check(invariant));
        }
    }

    private static void checkDefinitions(Set<Feature> all) {
        all.forEach(DefinitionChecks::check);
        DefinitionChecks.checkNames(all);
    }

    private Set<Feature> all() {
        Set<Feature> all = new LinkedHashSet<>();
        definitions.forEach(feature -> all.addAll(withInputs(feature)));
        return all;
    }

    private Trials trials(Feature feature) {
        return new Trials(feature, seed, markets, sizeFor(feature, bars), sizeFor(feature, longest));
    }

    /** Inputs first, so that the feature named is the one to blame. */
    private static List<Feature> withInputs(Feature feature) {
        try {
            return Feature.withInputs(feature);
        } catch (IllegalArgumentException e) {
            throw Invariant.DEFINITION.brokenBy(feature, String.valueOf(e.getMessage()), e);
        }
    }

    private FeatureFindings findings(Feature feature) {
        return FeatureFindings.of(feature, seed, sizeFor(feature, bars));
    }

    private static int sizeFor(Feature feature, int bars) {
        long size = (long) Feature.firstValid(feature) + bars;
        if (size > PLENTY) {
            throw new IllegalArgumentException("first valid bar and number of bars must come to at most " + PLENTY
                    + " together, was " + size + " (" + feature.name() + ")");
        }
        return (int) size;
    }
}
