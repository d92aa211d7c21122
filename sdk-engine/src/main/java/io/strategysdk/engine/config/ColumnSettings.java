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
 * @param adjustedClose last price that splits or dividends were taken out of: all prices are multiplied by it and divided
 *     by the close; only where it is named
 * @param volume traded quantity; without such a column every volume is 0, which means unknown
 * @param kind of quotes and trades, which of them a row is
 * @param bid best bid of a quote
 * @param bidSize quantity at the bid; without such a column every size is 0, which means unknown
 * @param ask best ask of a quote
 * @param askSize quantity at the ask
 * @param price price of a trade
 * @param size quantity of a trade
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
        Optional<@NotBlank String> adjustedClose,
        Optional<@NotBlank String> volume,
        Optional<@NotBlank String> kind,
        Optional<@NotBlank String> bid,
        Optional<@NotBlank String> bidSize,
        Optional<@NotBlank String> ask,
        Optional<@NotBlank String> askSize,
        Optional<@NotBlank String> price,
        Optional<@NotBlank String> size,
        Origin origin) {
    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
