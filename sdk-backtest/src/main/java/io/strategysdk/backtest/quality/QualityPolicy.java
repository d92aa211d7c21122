package io.strategysdk.backtest.quality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is done about each kind of finding. Immutable.
 *
 * @param treatments of all kinds
 */
public record QualityPolicy(Map<FindingKind, Treatment> treatments) {
    /** Refuses what cannot be true, and marks what is doubtful. */
    public static final QualityPolicy DEFAULT = new QualityPolicy(Map.of());

    /**
     * Completes what is missing by the {@linkplain #DEFAULT default}.
     *
     * @throws IllegalArgumentException when a kind cannot be treated so, with the reason; or when of duplicates the first
     *     are to be kept, and of contradicting rows the last
     */
    public QualityPolicy {
        Map<FindingKind, Treatment> all = new EnumMap<>(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            Treatment treatment = treatments.getOrDefault(kind, usual(kind));
            if (!kind.possible().contains(treatment)) {
                throw new IllegalArgumentException(rule(kind) + ", was " + treatment);
            }
            all.put(kind, treatment);
        }
        Treatment same = all.get(FindingKind.DUPLICATE);
        Treatment other = all.get(FindingKind.CONTRADICTION);
        if (same != other && same != Treatment.REFUSE && other != Treatment.REFUSE) {
            throw new IllegalArgumentException(
                    "of duplicate and of contradicting rows the same must be kept, was " + same + " and " + other);
        }
        treatments = Collections.unmodifiableMap(all);
    }

    /** What a kind may be treated by, and why by nothing else. */
    public static String rule(FindingKind kind) {
        List<String> names = kind.possible().stream().map(Treatment::toString).toList();
        boolean hasRepair = kind.possible().stream().anyMatch(Treatment::isRepair);
        boolean isWhole = kind.possible().contains(Treatment.MARK) && hasRepair;
        return "treatment of " + kind + " must be " + (names.size() == 1 ? "" : "one of ") + String.join(", ", names)
                + (isWhole ? "" : ": " + kind.whyNoOther());
    }

    private static Treatment usual(FindingKind kind) {
        return kind.severity() == Severity.ERROR || !kind.possible().contains(Treatment.MARK)
                ? Treatment.REFUSE
                : Treatment.MARK;
    }

    /**
     * The same with another treatment of one kind.
     *
     * @throws IllegalArgumentException when the kind cannot be treated so, with the reason
     */
    public QualityPolicy with(FindingKind kind, Treatment treatment) {
        Map<FindingKind, Treatment> changed = new EnumMap<>(treatments);
        changed.put(kind, treatment);
        return new QualityPolicy(changed);
    }

    /**
     * The same with the same treatment of duplicate and of contradicting rows, which cannot be told apart when they are
     * repaired.
     *
     * @throws IllegalArgumentException when it is none for them
     */
    public QualityPolicy withDuplicates(Treatment treatment) {
        Map<FindingKind, Treatment> changed = new EnumMap<>(treatments);
        changed.put(FindingKind.DUPLICATE, treatment);
        changed.put(FindingKind.CONTRADICTION, treatment);
        return new QualityPolicy(changed);
    }

    /** What is done about a kind. */
    public Treatment of(FindingKind kind) {
        Treatment treatment = treatments.get(kind);
        if (treatment == null) {
            throw new IllegalStateException("policy must treat every kind, lacks " + kind);
        }
        return treatment;
    }

    /** In one line that tells policies apart, such as {@code refuses …; marks …; outlier drop_bars}. */
    public String describe() {
        List<String> refused = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        List<String> repaired = new ArrayList<>();
        treatments.forEach((kind, treatment) -> {
            switch (treatment) {
                case REFUSE -> refused.add(kind.toString());
                case MARK -> marked.add(kind.toString());
                case DROP_BAD_ROWS,
                        SORT,
                        KEEP_FIRST_DUPLICATE,
                        KEEP_LAST_DUPLICATE,
                        CLAMP_HIGH_LOW,
                        DROP_NON_SESSIONS,
                        DROP_BARS,
                        DROP_BEFORE -> repaired.add(kind + " by " + treatment);
            }
        });
        List<String> parts = new ArrayList<>();
        add(parts, "refuses ", refused);
        add(parts, "marks ", marked);
        add(parts, "repairs ", repaired);
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, List<String> kinds) {
        if (!kinds.isEmpty()) {
            parts.add(what + String.join(", ", kinds));
        }
    }
}
