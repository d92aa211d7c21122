package io.strategysdk.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTests {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = TextTable.of(List.of("time", "x", "orders"))
                .row(List.of("1", "10.5", "buy"))
                .row(List.of("2", "9", ""));

        assertThat(table).hasToString("""
                time | x    | orders
                1    | 10.5 | buy
                2    | 9    |
                """);
    }

    @Test
    void columnsInWhichNothingIsAreLeftOut() {
        TextTable table =
                TextTable.of(List.of("a", "b", "c")).row(List.of("", "1", "")).row(List.of("", "2", "3"));

        assertThat(table).hasToString("""
                b | c
                1 |
                2 | 3
                """);
    }

    @Test
    void cellsOfMoreThanTwoHundredCharactersAreCut() {
        TextTable table =
                TextTable.of(List.of("h")).row(List.of("x".repeat(200))).row(List.of("y".repeat(201)));

        assertThat(table.toString().lines()).containsExactly("h", "x".repeat(200), "y".repeat(197) + "...");
    }

    @Test
    void aRowHasACellForEachColumn() {
        TextTable table = TextTable.of(List.of("a", "b"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(List.of("1")))
                .withMessage("a row must have 2 cells, had 1: [1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row(List.of("1", "2", "3")))
                .withMessage("a row must have 2 cells, had 3: [1, 2, 3]");
    }
}
