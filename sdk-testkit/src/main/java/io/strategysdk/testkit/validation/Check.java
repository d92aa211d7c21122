package io.strategysdk.testkit.validation;

import java.util.List;

/**
 * A rule, and whether a result keeps it.
 *
 * @param name what is looked at
 * @param rule what must be
 * @param verdict whether it is
 * @param finding what was found, in words
 * @param facts the figures behind it
 */
public record Check(String name, String rule, Verdict verdict, String finding, List<Fact> facts) {
    /** Copies. */
    public Check {
        facts = List.copyOf(facts);
    }

    /** Whether a rule is kept. */
    public enum Verdict {
        /** It is. */
        PASSED,
        /** It is not. */
        FAILED,
        /** It cannot be told. */
        UNKNOWN
    }

    /**
     * A figure with its name.
     *
     * @param name what it is
     * @param value as text
     */
    public record Fact(String name, String value) {}

    static Check of(String name, String rule, boolean isKept, String finding, List<Fact> facts) {
        return new Check(name, rule, isKept ? Verdict.PASSED : Verdict.FAILED, finding, facts);
    }

    static Check unknown(String name, String rule, String reason, List<Fact> facts) {
        return new Check(name, rule, Verdict.UNKNOWN, reason, facts);
    }

    /** Rule, finding and a line for each fact. */
    @Override
    public String toString() {
        String said = switch (verdict) {
            case PASSED -> ": ";
            case FAILED -> ", was not: ";
            case UNKNOWN -> ", which cannot be told: ";
        };
        StringBuilder text = new StringBuilder(rule).append(said).append(finding);
        int widest = facts.stream().mapToInt(fact -> fact.name.length()).max().orElse(0);
        for (Fact fact : facts) {
            text.append("\n  ")
                    .append(fact.name)
                    .append(" ".repeat(widest - fact.name.length() + 2))
                    .append(fact.value);
        }
        return text.toString();
    }
}
