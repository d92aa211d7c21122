package io.strategysdk.engine.execution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was odd about a broker's answers: each logged at once, counted by kind, and the first of a kind told of. */
final class Irregularities {
    private static final Logger LOG = LoggerFactory.getLogger(Irregularities.class);

    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);

    enum Kind {
        REPEATED("execution came twice and was booked once", "executions came twice and were booked once"),
        UNOWNED(
                "execution is of no order of this run and stands in no book",
                "executions are of no order of this run and stand in no book"),
        LATE(
                "execution came after the end of its order and was booked",
                "executions came after the end of their orders and were booked"),
        BEYOND(
                "execution was of more than was left of its order and was booked",
                "executions were of more than was left of their orders and were booked"),
        ROUNDED(
                "execution had more decimals of price or fee than are counted and was booked rounded",
                "executions had more decimals of price or fee than are counted and were booked rounded"),
        UNTRUE("execution cannot be true and stands in no book", "executions cannot be true and stand in no book"),
        UNASKED("report answers what nobody asked for", "reports answer what nobody asked for"),
        REVIVED(
                "order was accepted or replaced after its end: the broker was asked to cancel it",
                "orders were accepted or replaced after their end: the broker was asked to cancel them"),
        FAILED("command failed at the broker", "commands failed at the broker"),
        BROKEN("report could not be applied", "reports could not be applied");

        private final String one;
        private final String many;

        Kind(String one, String many) {
            this.one = one;
            this.many = many;
        }
    }

    private record Tally(int count, String first) {}

    void add(Kind kind, String what) {
        LOG.warn("1 {}: {}", kind.one, what);
        tallies.merge(kind, new Tally(1, what), (seen, next) -> new Tally(seen.count() + 1, seen.first()));
    }

    int count(Kind kind) {
        Tally tally = tallies.get(kind);
        return tally == null ? 0 : tally.count();
    }

    /** A sentence for each kind that was met. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        tallies.forEach((kind, tally) -> texts.add(
                tally.count() == 1
                        ? "1 " + kind.one + ": " + tally.first() + "."
                        : tally.count() + " " + kind.many + "; the first: " + tally.first() + "."));
        return texts;
    }
}
