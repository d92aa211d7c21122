package io.strategysdk.backtest.data;

import java.util.List;
import java.util.Locale;

/** What an answer of Alpaca holds, and which numbers each row of it has. */
enum AlpacaKind {
    BARS(List.of("o", "h", "l", "c"), List.of("v")),
    TRADES(List.of("p"), List.of("s")),
    QUOTES(List.of("bp", "ap"), List.of("bs", "as"));

    /** Prices first, then quantities. */
    final List<String> prices;

    final List<String> quantities;

    AlpacaKind(List<String> prices, List<String> quantities) {
        this.prices = prices;
        this.quantities = quantities;
    }

    String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    int numbers() {
        return prices.size() + quantities.size();
    }

    /** Where a field stands among the numbers; negative when it is none of them. */
    int indexOf(String field) {
        int price = prices.indexOf(field);
        int quantity = quantities.indexOf(field);
        return price >= 0 || quantity < 0 ? price : prices.size() + quantity;
    }

    String field(int index) {
        return index < prices.size() ? prices.get(index) : quantities.get(index - prices.size());
    }
}
