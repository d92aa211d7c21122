package io.strategysdk.backtest.data;

import java.util.Locale;

/** What an answer of Alpaca holds, and which numbers each row of it has. */
enum AlpacaKind {
    BARS(4, "o h l c v"),
    TRADES(1, "p s"),
    QUOTES(2, "bp ap bs as");

    /** How many of the numbers are prices; these come first, then quantities. */
    final int prices;

    /** With a space around each. */
    private final String fields;

    AlpacaKind(int prices, String fields) {
        this.prices = prices;
        this.fields = ' ' + fields + ' ';
    }

    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    int numbers() {
        return spacesBefore(fields.length() - 1);
    }

    /** Where a field stands among the numbers; negative when it is none of them. */
    int indexOf(String field) {
        int at = field.isBlank() || field.indexOf(' ') >= 0 ? -1 : fields.indexOf(' ' + field + ' ');
        return at < 0 ? -1 : spacesBefore(at);
    }

    private int spacesBefore(int end) {
        int spaces = 0;
        for (int i = 0; i < end; i++) {
            spaces += fields.charAt(i) == ' ' ? 1 : 0;
        }
        return spaces;
    }

    String field(int index) {
        return fields.strip().split(" ", -1)[index];
    }
}
