package io.strategysdk.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderId;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderStatus;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.engine.JournalEntry;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DivergenceTests {
    private static final long SECOND = 1_000_000_000L;
    private static final Instrument ACME = Instrument.equity("ACME");
    private static final Order ORDER = new Order(
            new OrderId("s", 1),
            OrderIntent.buy(ACME, 5),
            OrderStatus.SUBMITTED,
            Quantity.of(5),
            Quantity.ZERO,
            Double.NaN);

    /** Equity at a second. */
    private static JournalEntry worth(int second, int equity) {
        return new JournalEntry.Valued(second * SECOND, "s", BigDecimal.ZERO, BigDecimal.valueOf(equity));
    }

    /** One entry a second, from second 0 on, each worth 100. */
    private static List<JournalEntry> seconds(int count) {
        return IntStream.range(0, count).mapToObj(i -> worth(i, 100)).toList();
    }

    private static List<JournalEntry> with(List<JournalEntry> entries, int index, JournalEntry other) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> i == index ? other : entries.get(i))
                .toList();
    }

    private static JournalEntry reported(OrderEvent event) {
        return new JournalEntry.Reported(0, "s", event);
    }

    private static JournalEntry rejected(RejectReason reason, String text) {
        return reported(new OrderEvent.Rejected(ORDER, reason, text, 0));
    }

    private static JournalEntry refused(RejectReason reason, String text) {
        return reported(new OrderEvent.CancelRejected(ORDER, OrderIntent.cancel(ORDER), reason, text, 0));
    }

    private static JournalEntry stopped(String error, String message) {
        return new JournalEntry.Stopped(0, "s", "onStart", error, message);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(rejected(RejectReason.BROKER, "a"), rejected(RejectReason.BROKER, "b"), true),
                Arguments.of(rejected(RejectReason.BROKER, "a"), rejected(RejectReason.NO_PRICE, "a"), false),
                Arguments.of(refused(RejectReason.BROKER, "a"), refused(RejectReason.BROKER, "b"), true),
                Arguments.of(refused(RejectReason.BROKER, "a"), refused(RejectReason.UNKNOWN_ORDER, "a"), false),
                Arguments.of(refused(RejectReason.BROKER, "a"), rejected(RejectReason.BROKER, "a"), false),
                Arguments.of(stopped("E", "a"), stopped("E", "b"), true),
                Arguments.of(stopped("E", "a"), stopped("F", "a"), false),
                Arguments.of(
                        reported(new OrderEvent.Accepted(ORDER, 0)), reported(new OrderEvent.Expired(ORDER, 0)), false),
                Arguments.of(worth(1, 100), worth(1, 100), true),
                Arguments.of(worth(1, 100), worth(2, 100), false));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void onlyTextsOfErrorsAndRefusalsMayDiffer(JournalEntry left, JournalEntry right, boolean same) {
        assertThat(Divergence.same(left, right)).isEqualTo(same);
        assertThat(Divergence.between(List.of(left), List.of(right)).isEmpty()).isEqualTo(same);
    }

    @Test
    void theFirstDifferenceIsShownBetweenSixEntriesAndThreeMore() {
        List<JournalEntry> left = seconds(20);
        List<JournalEntry> right = with(with(left, 10, worth(10, 99)), 12, worth(12, 98));

        Divergence divergence = Divergence.between(left, right).orElseThrow();

        assertThat(divergence.epochNanos()).isEqualTo(10 * SECOND);
        assertThat(divergence.table("one", "other", ZoneOffset.UTC, time -> "")).isEqualTo("""
                  | time (Z)            | one                 | other
                  | 1970-01-01 00:00:04 | s worth 100, cash 0 | the same
                  | 1970-01-01 00:00:05 | s worth 100, cash 0 | the same
                  | 1970-01-01 00:00:06 | s worth 100, cash 0 | the same
                  | 1970-01-01 00:00:07 | s worth 100, cash 0 | the same
                  | 1970-01-01 00:00:08 | s worth 100, cash 0 | the same
                  | 1970-01-01 00:00:09 | s worth 100, cash 0 | the same
                > | 1970-01-01 00:00:10 | s worth 100, cash 0 | s worth 99, cash 0
                  | 1970-01-01 00:00:11 | s worth 100, cash 0 | s worth 100, cash 0
                  | 1970-01-01 00:00:12 | s worth 100, cash 0 | s worth 98, cash 0
                  | 1970-01-01 00:00:13 | s worth 100, cash 0 | s worth 100, cash 0
                """);
    }

    @Test
    void whatEndsEarlierDivergesWhereItEnds() {
        Divergence shorter = Divergence.between(seconds(2), seconds(3)).orElseThrow();
        Divergence longer = Divergence.between(seconds(3), seconds(2)).orElseThrow();

        assertThat(shorter.epochNanos()).isEqualTo(2 * SECOND);
        assertThat(longer.epochNanos()).isEqualTo(2 * SECOND);
        assertThat(shorter.table("one", "other", ZoneOffset.UTC, time -> ""))
                .endsWith("> | 1970-01-01 00:00:02 | nothing more        | s worth 100, cash 0\n");
        assertThat(longer.table("one", "other", ZoneOffset.UTC, time -> ""))
                .endsWith("> | 1970-01-01 00:00:02 | s worth 100, cash 0 | nothing more\n");
        assertThat(Divergence.between(seconds(3), seconds(3))).isEmpty();
    }

    @Test
    void differentTimesAreBothShownAndTheEarlierCounts() {
        List<JournalEntry> left = List.of(worth(7, 100));
        List<JournalEntry> right = List.of(worth(5, 100));

        Divergence divergence = Divergence.between(left, right).orElseThrow();

        assertThat(divergence.epochNanos()).isEqualTo(5 * SECOND);
        assertThat(divergence.table("one", "other", ZoneOffset.UTC, time -> ""))
                .contains("> | 1970-01-01 00:00:07 | s worth 100, cash 0 | 1970-01-01 00:00:05 | s worth 100, cash 0");
    }

    @Test
    void theMarketIsShownOnceForEachMoment() {
        List<JournalEntry> left = List.of(worth(1, 100), worth(1, 101), worth(2, 102));
        List<JournalEntry> right = List.of(worth(1, 100), worth(1, 101), worth(2, 103));

        assertThat(Divergence.between(left, right)
                        .orElseThrow()
                        .table("one", "other", ZoneOffset.UTC, time -> "bar of " + time / SECOND))
                .isEqualTo("""
                          | time (Z)            | market   | one                 | other
                          | 1970-01-01 00:00:01 | bar of 1 | s worth 100, cash 0 | the same
                          | 1970-01-01 00:00:01 |          | s worth 101, cash 0 | the same
                        > | 1970-01-01 00:00:02 | bar of 2 | s worth 102, cash 0 | s worth 103, cash 0
                        """);
    }
}
