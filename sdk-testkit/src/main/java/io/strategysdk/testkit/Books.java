package io.strategysdk.testkit;

import io.strategysdk.api.portfolio.Portfolio;
import java.math.BigDecimal;

/** Whether what a strategy has is what it began with and what came of it, to the last digit. */
final class Books {
    private Books() {}

    /** Of a run that began with this capital. */
    static void requireClosed(BigDecimal capital, StrategyTester tester) {
        Portfolio books = tester.portfolio();
        BigDecimal due = capital.add(books.realizedPnl())
                .add(books.unrealizedPnl())
                .add(books.income())
                .subtract(books.fees())
                .subtract(books.financing());
        if (due.compareTo(books.exactEquity()) != 0) {
            throw new AssertionError("equity must be capital and profits less costs, " + due.toPlainString() + ", was "
                    + books.exactEquity().toPlainString() + "\n" + tester.story());
        }
    }
}
