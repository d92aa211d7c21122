package io.strategysdk.testkit.validation;

import io.strategysdk.backtest.BacktestResult;
import io.strategysdk.testkit.validation.ExposurePath.Stay;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A permutation test: would the same stays in the market, begun at random, have earned as much? Immutable; the same run
 * and seed give the same bits on any machine and number of threads.
 *
 * <p>The run's positions are cut into stays: steps in a row in which each instrument is held on one side. A stay keeps
 * its length, its weights of equity step by step and what its fills cost; positions in several instruments stay
 * together. Each trial puts all stays into a random order and spreads the steps without a position at random between
 * them, each way being as likely as any other. A step earns Σ weight × (next open / open − 1) − costs. What happened is
 * counted among the trials: p = (1 + trials at least as good) / (1 + trials), where a billionth of the equity makes no
 * difference. Sources: B. Phipson and G. Smyth, "Permutation P-values Should Never Be Zero", Statistical Applications
 * in Genetics and Molecular Biology 9 (2010); T. Masters, "Permutation and Randomization Tests for Trading System
 * Development" (2020).
 *
 * <p>The run itself is measured like the trials, open to open: fills inside of bars are taken at opens, and trades that
 * begin and end within one bar count as cost alone, which each trial pays too.
 */
public final class RandomEntries {
    /** Of the equity: what draws may differ by and be equal, since the order of factors changes their last digits. */
    private static final double TIE = 1e-9;

    private final int stays;
    private final int steps;
    private final int stepsHeld;
    private final double earned;
    private final double[] draws;
    private final String reason;

    private RandomEntries(ExposurePath path, double earned, double[] draws, String reason) {
        stays = path.stays.size();
        steps = path.steps;
        stepsHeld = path.steps - path.flatSteps;
        this.earned = earned;
        this.draws = draws;
        this.reason = reason;
    }

    /**
     * Tests a run.
     *
     * @param result of a backtest
     * @param trials from 100 to 1,000,000
     * @param seed of the trials
     * @throws IllegalArgumentException when the number of trials is out of range
     */
    public static RandomEntries of(BacktestResult result, int trials, long seed) {
        Draws.requireCount(trials);
        return of(ExposurePath.of(result), trials, seed);
    }

    static RandomEntries of(ExposurePath path, int trials, long seed) {
        double earned = asItWas(path);
        String reason = whyNone(path);
        if (!reason.isEmpty()) {
            return new RandomEntries(path, earned, new double[0], reason);
        }
        double[] draws = Draws.of(trials, seed, random -> atRandom(path, random));
        Arrays.sort(draws);
        return new RandomEntries(path, earned, draws, "");
    }

    private static String whyNone(ExposurePath path) {
        if (path.stays.isEmpty()) {
            return "nothing was held at the end of any bar";
        }
        return path.flatSteps == 0 && path.stays.size() == 1
                ? "it was in the market all the time, there is no other place for its stay"
                : "";
    }

    private static double asItWas(ExposurePath path) {
        Growth growth = new Growth(path);
        path.stays.forEach(stay -> growth.hold(stay, stay.first()));
        return growth.earned();
    }

    /** Stays in random order, and of all places for them among the steps without one a random choice. */
    private static double atRandom(ExposurePath path, SplittableRandom random) {
        List<Stay> stays = path.stays;
        int[] order = shuffled(stays.size(), random);
        Growth growth = new Growth(path);
        int placed = 0;
        int flat = path.flatSteps;
        int step = 0;
        while (placed < order.length) {
            if (random.nextInt(flat + order.length - placed) < order.length - placed) {
                Stay stay = stays.get(order[placed++]);
                growth.hold(stay, step);
                step += stay.length();
            } else {
                flat--;
                step++;
            }
        }
        return growth.earned();
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Equity over stays; lost for good at zero. */
    private static final class Growth {
        private final double[][] returns;
        private double growth;

        Growth(ExposurePath path) {
            returns = path.returns;
            growth = path.left;
        }

        void hold(Stay stay, int from) {
            for (int i = 0; i < stay.length(); i++) {
                double earned = -stay.costs().get(i);
                double[] weights = stay.weights().get(i);
                double[] moved = returns[from + i];
                for (int k = 0; k < weights.length; k++) {
                    earned += weights[k] * moved[k];
                }
                growth *= Math.max(0, 1 + earned);
            }
        }

        double earned() {
            return growth - 1;
        }
    }

    /** Stays in the market. */
    public int stays() {
        return stays;
    }

    /** Steps of the run, bars where it has one instrument; without the first where nothing was held in it. */
    public int steps() {
        return steps;
    }

    /** Those of them that something was held in. */
    public int stepsHeld() {
        return stepsHeld;
    }

    /** What the run itself earned, measured like the trials, 0.1 = 10 %. */
    public double earned() {
        return earned;
    }

    /** What each trial earned, ascending; a copy, empty without a test. */
    public double[] draws() {
        return draws.clone();
    }

    /** Mean of the trials: what the exposure alone earns; absent without a test. */
    public OptionalDouble meanEarned() {
        return Arrays.stream(draws).average();
    }

    /** (1 + trials that earned at least as much) / (1 + trials); absent without a test. */
    public OptionalDouble pValue() {
        if (draws.length == 0) {
            return OptionalDouble.empty();
        }
        double least = earned - TIE * (1 + earned);
        long atLeast = Arrays.stream(draws).filter(draw -> draw >= least).count();
        return OptionalDouble.of((1.0 + atLeast) / (1.0 + draws.length));
    }

    /** Why there is no test; empty when there is one. */
    public String reason() {
        return reason;
    }

    /** What was earned beside the trials, and the p-value, or why there is none. */
    @Override
    public String toString() {
        return reason.isEmpty()
                ? Words.percent(earned) + " beside " + Words.percent(meanEarned()) + " at random, p "
                        + Words.probability(pValue())
                : reason;
    }
}
