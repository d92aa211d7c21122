package io.strategysdk.backtest.data;

/**
 * In which order a file writes year, month and day. Never guessed: 03/04/2024 is a day in both of the orders that do not
 * begin with the year.
 */
public enum DateOrder {
    /** {@code 2024-12-31}, {@code 2024/12/31}, {@code 2024.12.31} or {@code 20241231}; what a file has unless declared. */
    YEAR_MONTH_DAY("2020-01-02"),
    /** {@code 31/12/2024}, {@code 31-12-2024} or {@code 31.12.2024}; day and month of one digit are read, too. */
    DAY_MONTH_YEAR("31/12/2020"),
    /** {@code 12/31/2024}, {@code 12-31-2024} or {@code 12.31.2024}; month and day of one digit are read, too. */
    MONTH_DAY_YEAR("12/31/2020");

    private final String example;

    DateOrder(String example) {
        this.example = example;
    }

    /** How a format looks in this order, for messages. */
    String describe(TimeFormat format) {
        if (this == YEAR_MONTH_DAY) {
            return format.description;
        }
        return format.description
                .replace(YEAR_MONTH_DAY.example + 'T', example + ' ')
                .replace(YEAR_MONTH_DAY.example, example);
    }
}
