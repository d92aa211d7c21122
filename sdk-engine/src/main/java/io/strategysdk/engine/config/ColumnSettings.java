package io.strategysdk.engine.config;

import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/**
 * Headers of a file's columns, whatever their case: section {@code data.columns}. What is left out is found by its usual
 * header.
 *
 * @param timestamp date and time in one, or a number since 1970
 * @param date date; alone it is the whole time
 * @param time time of day beside a date; alone it is the whole time
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume traded quantity; without such a column every volume is 0, which means unknown
 * @param origin where it stood
 */
public record ColumnSettings(
        Optional<@NotBlank String> timestamp,
        Optional<@NotBlank String> date,
        Optional<@NotBlank String> time,
        Optional<@NotBlank String> open,
        Optional<@NotBlank String> high,
        Optional<@NotBlank String> low,
        Optional<@NotBlank String> close,
        Optional<@NotBlank String> volume,
        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
