package io.strategysdk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Groups of instruments that move together, held against the definition worked out anew for each question. */
final class LinkageTests {
    private static final int INSTRUMENTS = 12;

    /** Merges two groups at a time and asks for each pair of each two groups, every time. */
    private static List<List<Integer>> groupsByDefinition(List<Integer> of, double threshold, DailyReturns returns) {
        List<List<Integer>> groups = new ArrayList<>();
        of.forEach(instrument -> groups.add(new ArrayList<>(List.of(instrument))));
        while (mergeClosest(groups, threshold, returns)) {
            // until no two groups are close enough
        }
        return groups.stream().map(group -> group.stream().sorted().toList()).toList();
    }

    private static boolean mergeClosest(List<List<Integer>> groups, double threshold, DailyReturns returns) {
        double closest = Double.NEGATIVE_INFINITY;
        int into = 0;
        int from = 0;
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                double least = leastCorrelation(groups.get(i), groups.get(j), returns);
                if (least > closest) {
                    closest = least;
                    into = i;
                    from = j;
                }
            }
        }
        if (!(closest >= threshold)) {
            return false;
        }
        groups.get(into).addAll(groups.remove(from));
        return true;
    }

    private static double leastCorrelation(List<Integer> one, List<Integer> other, DailyReturns returns) {
        return one.stream()
                .flatMap(a -> other.stream().map(b -> returns.correlation(a, b)))
                .reduce(Double.POSITIVE_INFINITY, Math::min);
    }

    private static List<List<Integer>> groups(Linkage linkage, int... instruments) {
        int[] groups = linkage.groups(instruments, instruments.length).clone();
        return IntStream.range(0, instruments.length)
                .filter(first -> groups[first] == first)
                .mapToObj(first -> IntStream.range(0, instruments.length)
                        .filter(i -> groups[i] == first)
                        .mapToObj(i -> instruments[i])
                        .toList())
                .toList();
    }

    /** One linkage is asked for one selection after the other while sessions pass; gaps and equal instruments included. */
    @Property(tries = 300)
    void groupsAreThoseOfTheDefinition(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double threshold = random.nextDouble(0.1, 0.9);
        DailyReturns returns = new DailyReturns(INSTRUMENTS);
        Linkage linkage = new Linkage(threshold, returns);
        List<double[]> sessions = new ArrayList<>();
        for (int i = random.nextInt(70); i >= 0; i--) {
            pass(marks(random), returns, sessions);
        }
        for (int question = 0; question < 10; question++) {
            int[] some = IntStream.range(0, INSTRUMENTS)
                    .filter(i -> random.nextInt(3) > 0 || i == 3)
                    .toArray();
            List<Integer> boxed = IntStream.of(some).boxed().toList();

            assertThat(groups(linkage, some)).isEqualTo(groupsByDefinition(boxed, threshold, anew(sessions)));
            assertThat(groups(linkage, some)).isEqualTo(groupsByDefinition(boxed, threshold, anew(sessions)));

            if (random.nextBoolean()) {
                pass(marks(random), returns, sessions);
            }
        }
    }

    private static void pass(double[] marks, DailyReturns returns, List<double[]> sessions) {
        returns.sessionEnded(marks.clone());
        sessions.add(marks);
    }

    private static DailyReturns anew(List<double[]> sessions) {
        DailyReturns returns = new DailyReturns(INSTRUMENTS);
        sessions.forEach(marks -> returns.sessionEnded(marks.clone()));
        return returns;
    }

    /** Three sectors; the last two instruments have the same price, and some have no bar. */
    private static double[] marks(SplittableRandom random) {
        double[] sectors = {random.nextDouble(20), random.nextDouble(20), random.nextDouble(20)};
        double[] marks = new double[INSTRUMENTS];
        for (int i = 0; i < INSTRUMENTS; i++) {
            boolean hasBar = random.nextInt(40) > 0;
            marks[i] = hasBar ? 100 + sectors[i % 3] + random.nextDouble(i + 1) : Double.NaN;
        }
        marks[INSTRUMENTS - 1] = marks[INSTRUMENTS - 2];
        return marks;
    }

    @Example
    void whatIsNotKnownIsOneGroup() {
        assertThat(groups(new Linkage(0.7, new DailyReturns(5)), 0, 2, 4)).containsExactly(List.of(0, 2, 4));
    }

    /** A and B move together, and B and C do in part; A and C do not: C is in no group with A. */
    @Example
    void everyPairOfAGroupIsCorrelated() {
        SplittableRandom random = new SplittableRandom(3);
        DailyReturns returns = new DailyReturns(3);
        double[] marks = {100, 100, 100};
        for (int i = 0; i <= 60; i++) {
            double a = random.nextDouble(-0.02, 0.02);
            double c = random.nextDouble(-0.02, 0.02);
            marks[0] *= 1 + a;
            marks[1] *= 1 + (a + c) / 2 + 0.2 * a;
            marks[2] *= 1 + c;
            returns.sessionEnded(marks.clone());
        }
        Linkage linkage = new Linkage(0.4, returns);

        assertThat(returns.correlation(0, 1)).isGreaterThan(returns.correlation(1, 2));
        assertThat(returns.correlation(1, 2)).isGreaterThan(0.4);
        assertThat(groups(linkage, 0, 1, 2)).containsExactly(List.of(0, 1), List.of(2));
        assertThat(groups(linkage, 1, 2)).containsExactly(List.of(1, 2));
    }
}
