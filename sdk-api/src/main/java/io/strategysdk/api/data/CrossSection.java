package io.strategysdk.api.data;

import io.strategysdk.api.instrument.Instrument;
import java.util.List;

/**
 * Live handle on a feature of all members of a universe, each compared with the others, bound in onStart. Always says
 * what holds in the step.
 *
 * <p>Compared are those members of the step of which the newest bar closed last, all at one time, and whose value there
 * is a number: a member that did not trade when the others did is not compared with what it was before, nor is one whose
 * feature is not defined yet. A strategy does not wait for these features, as a member may be listed years after the
 * others. All that is said of an instrument that is not compared is NaN.
 *
 * <p>Equal values have equal ranks and scores, and nothing depends on the order of instruments but the order of equal
 * ones in {@link #descending}. Read it on the strategy's thread only.
 *
 * <p>Implemented by the engine and the testkit only: methods may be added.
 */
public interface CrossSection {
    /** Those that are compared now, in the run's order of instruments; immutable. */
    List<Instrument> compared();

    /** Those that are compared now, the greatest value first, of equal ones in the run's order; immutable. */
    List<Instrument> descending();

    /**
     * The value that is compared.
     *
     * @throws IllegalArgumentException when the instrument is not part of the run
     */
    double value(Instrument instrument);

    /**
     * Rank by value, from 1 for the smallest; of equal values the mean of their ranks.
     *
     * @throws IllegalArgumentException when the instrument is not part of the run
     */
    double rank(Instrument instrument);

    /**
     * Share of the others that it is above, equal ones counting half: (rank - 1) / (n - 1), from 0 for the smallest to 1
     * for the greatest of n values; NaN of one alone.
     *
     * @throws IllegalArgumentException when the instrument is not part of the run
     */
    double percentile(Instrument instrument);

    /**
     * Distance from the mean in population standard deviations, both over what is compared, in two passes; NaN when all
     * values are equal.
     *
     * @throws IllegalArgumentException when the instrument is not part of the run
     */
    double zScore(Instrument instrument);

    /**
     * The same without what sectors have in common: compared are the distances from the mean of the instrument's own
     * sector at the step's date, 0 of one that is alone in its sector. Those of which no sector is known are not compared.
     *
     * @throws IllegalStateException when the universe has no classification
     */
    CrossSection neutralBySector();

    /**
     * The same without what industries have in common, as {@link #neutralBySector} says of sectors.
     *
     * @throws IllegalStateException when the universe has no classification
     */
    CrossSection neutralByIndustry();
}
