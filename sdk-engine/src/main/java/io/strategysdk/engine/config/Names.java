package io.strategysdk.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Names in files: how they are spelled, and which known one an unknown one was meant to be. */
final class Names {
    private static final int LONGEST_COMPARED = 64;

    private Names() {}

    /** {@code startDate} and {@code MAX_VALUE} as files write them. */
    static String snake(String javaName) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(javaName.charAt(i - 1))) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    static String snake(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The known name with the fewest edits, when they are at most a third of the letters (at least two). */
    static Optional<String> nearest(String given, Collection<String> known) {
        if (given.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String plain = given.toLowerCase(Locale.ROOT);
        int bound = Math.max(2, given.length() / 3);
        return known.stream()
                .filter(name -> distance(plain, name.toLowerCase(Locale.ROOT)) <= bound)
                .min(Comparator.comparingInt((String name) -> distance(plain, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    static String didYouMean(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> ", did you mean '" + name + "'?")
                .orElse(known.isEmpty() ? "" : ", known are " + String.join(", ", known));
    }

    /** Levenshtein distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
