package io.strategysdk.backtest.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Where rows came from and when. A store never asks a clock.
 *
 * @param source what they were read from and how, for people: such as {@code Stooq daily CSV, unadjusted}
 * @param zone zone of the source's local times; rows themselves are in UTC
 * @param arrived when they came into the store
 */
public record Origin(String source, ZoneId zone, Instant arrived) {
    private static final int LONGEST = 10_000;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException when it is blank or has more than 10,000 characters
     */
    public Origin {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(arrived, "arrived");
        if (source.isBlank() || source.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "source must have 1 to " + LONGEST + " characters and not be blank, was '"
                            + source.substring(0, Math.min(40, source.length())) + "' of " + source.length());
        }
    }
}
