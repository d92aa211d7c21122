package io.strategysdk.alpaca;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has been executed of one order, as stretches of its cumulative quantity: the execution that brings it from 3 to 5
 * is the stretch from 3 to 5, whoever tells of it, in whatever order, however often. What lies between stretches is
 * missing.
 */
final class Executions {
    private final List<Stretch> known = new ArrayList<>();
    private BigDecimal total = BigDecimal.ZERO;
    private BigDecimal value = BigDecimal.ZERO;

    /** Above one cumulative quantity, up to and with another. */
    record Stretch(BigDecimal from, BigDecimal to) {
        BigDecimal length() {
            return to.subtract(from);
        }
    }

    /** Adds an execution; answers with the parts of it that were not known, in rising order. */
    List<Stretch> add(BigDecimal from, BigDecimal to, BigDecimal price) {
        List<Stretch> fresh = missing(from, to);
        for (Stretch each : fresh) {
            known.add(each);
            total = total.add(each.length());
            value = value.add(each.length().multiply(price));
        }
        known.sort(Comparator.comparing(Stretch::from));
        return fresh;
    }

    /** The parts of a stretch that are not known, in rising order. */
    List<Stretch> missing(BigDecimal from, BigDecimal to) {
        List<Stretch> missing = new ArrayList<>();
        BigDecimal at = from;
        for (Stretch each : known) {
            if (each.to().compareTo(at) <= 0) {
                continue;
            }
            if (each.from().compareTo(to) >= 0) {
                break;
            }
            if (each.from().compareTo(at) > 0) {
                missing.add(new Stretch(at, each.from()));
            }
            at = each.to();
        }
        if (at.compareTo(to) < 0) {
            missing.add(new Stretch(at, to));
        }
        return missing;
    }

    /** Known quantity. */
    BigDecimal total() {
        return total;
    }

    /** The highest cumulative quantity that is known; 0 when nothing is. */
    BigDecimal end() {
        return known.isEmpty() ? BigDecimal.ZERO : known.get(known.size() - 1).to();
    }

    /** Known quantity times price. */
    BigDecimal value() {
        return value;
    }
}
