package io.strategysdk.testkit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineDifferenceTests {
    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static String difference(List<String> expected, List<String> actual) {
        return LineDifference.of(expected, actual).toString();
    }

    @Test
    void alignsWhatIsTheSameOnBothSides() {
        LineDifference difference = LineDifference.of(words("a b c d e f"), words("a c d x e f"));

        assertThat(difference.firstLine()).isEqualTo(2);
        assertThat(difference).hasToString("  a\n- b\n  c\n  d\n+ x\n  e\n  f\n");
    }

    @Test
    void showsThreeLinesAroundWhatDiffers() {
        List<String> actual = new ArrayList<>(numbers(0, 30));
        actual.set(5, "x");
        actual.remove(20);

        assertThat(difference(numbers(0, 30), actual)).isEqualTo("""
                  2
                  3
                  4
                - 5
                + x
                  6
                  7
                  8
                  ...
                  17
                  18
                  19
                - 20
                  21
                  22
                  23
                """);
    }

    @Test
    void countsWhatItDoesNotShow() {
        String difference = difference(numbers(0, 30), numbers(100, 130));

        assertThat(difference).startsWith("- 0\n- 1\n").endsWith("\n- 19\nand 40 further lines that differ\n");
    }

    @Test
    void showsWhatFollowsTheLastThatIsShown() {
        List<String> actual = new ArrayList<>(numbers(100, 120));
        actual.addAll(words("a b c d e f g y h"));
        List<String> expected = words("a b c d e f g z h");

        assertThat(difference(expected, actual)).endsWith("\n+ 119\n  a\n  b\n  c\nand 2 further lines that differ\n");
    }

    @Test
    void saysThatItDoesNotLookFurther() {
        String difference = difference(numbers(0, 1500), numbers(1, 1600));

        assertThat(difference)
                .startsWith("- 0\n  1\n  2\n  3\n")
                .endsWith("What comes after 1000 lines from the first on was not compared.\n");
    }

    @RepeatedTest(50)
    void givesBothSidesBackWithAllThatIsCommon(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<String> expected = between("approved", random);
        List<String> actual = between("new", random);

        List<String> lines = difference(expected, actual).lines().toList();

        assertThat(without("+ ", lines)).isEqualTo(expected);
        assertThat(without("- ", lines)).isEqualTo(actual);
        assertThat(lines).filteredOn(line -> line.startsWith("  ")).hasSize(common(expected, actual));
    }

    private static List<String> between(String end, SplittableRandom random) {
        List<String> lines = new ArrayList<>(List.of(end));
        random.ints(random.nextInt(6), 0, 3).forEach(number -> lines.add(Integer.toString(number)));
        lines.add(end);
        return lines;
    }

    /** Length of the longest common subsequence, by trying everything. */
    private static int common(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        List<String> restOfA = a.subList(1, a.size());
        List<String> restOfB = b.subList(1, b.size());
        int with = a.get(0).equals(b.get(0)) ? 1 + common(restOfA, restOfB) : 0;
        return Math.max(with, Math.max(common(restOfA, b), common(a, restOfB)));
    }

    private static List<String> without(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith(mark))
                .map(line -> line.substring(2))
                .toList();
    }
}
