package io.strategysdk.testkit.assertion;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import java.util.stream.Collectors;

/** Assertions on a strategy's books as they are now. Amounts are decimal text in the run's currency. */
public final class PortfolioAssert extends StoryAssert<PortfolioAssert, Portfolio> {
    PortfolioAssert(Portfolio actual, Story story) {
        super(actual, PortfolioAssert.class, story);
    }

    /** Nothing is held. */
    public PortfolioAssert isFlat() {
        isNotNull();
        return must(actual.positions().isEmpty(), "portfolio must be flat", held());
    }

    /** So many whole shares are held of the instrument with this symbol; negative when owed, 0 when none. */
    public PortfolioAssert holds(String symbol, long shares) {
        return holds(symbol, Quantity.of(shares));
    }

    /** So much is held of the instrument with this symbol; negative when owed, 0 when nothing. */
    public PortfolioAssert holds(String symbol, Quantity quantity) {
        isNotNull();
        Quantity held = actual.positions().stream()
                .filter(position -> position.instrument().symbol().equals(symbol))
                .map(Position::quantity)
                .findFirst()
                .orElse(Quantity.ZERO);
        return mustBe("position in " + symbol, held, quantity);
    }

    /** Cash, exact. */
    public PortfolioAssert hasCash(String amount) {
        isNotNull();
        return mustBe("cash", actual.exactCash(), amount);
    }

    /** Cash and positions at their marks, exact. */
    public PortfolioAssert hasEquity(String amount) {
        isNotNull();
        return mustBe("equity", actual.exactEquity(), amount);
    }

    /** What new orders may still cost, to nine digits. */
    public PortfolioAssert hasBuyingPower(String amount) {
        isNotNull();
        return mustBe("buying power", actual.buyingPower(), amount);
    }

    /** Profit of what was closed, before fees, exact. */
    public PortfolioAssert hasRealizedPnl(String amount) {
        isNotNull();
        return mustBe("realized P&L", actual.realizedPnl(), amount);
    }

    /** Profit of what is open, before fees, exact. */
    public PortfolioAssert hasUnrealizedPnl(String amount) {
        isNotNull();
        return mustBe("unrealized P&L", actual.unrealizedPnl(), amount);
    }

    /** Fees paid, exact. */
    public PortfolioAssert hasFees(String amount) {
        isNotNull();
        return mustBe("fees", actual.fees(), amount);
    }

    /** Paid for borrowed shares and debt, exact. */
    public PortfolioAssert hasFinancing(String amount) {
        isNotNull();
        return mustBe("financing", actual.financing(), amount);
    }

    /** Dividends and the like, exact. */
    public PortfolioAssert hasIncome(String amount) {
        isNotNull();
        return mustBe("income", actual.income(), amount);
    }

    /** What of the income has not been paid yet, exact. */
    public PortfolioAssert hasReceivable(String amount) {
        isNotNull();
        return mustBe("receivable", actual.receivable(), amount);
    }

    /** Goes on with the position in an instrument of the run. */
    public PositionAssert position(Instrument instrument) {
        isNotNull();
        return lead(new PositionAssert(actual.position(instrument), story));
    }

    private String held() {
        return actual.positions().stream()
                .map(position -> position.quantity() + " " + position.instrument())
                .collect(Collectors.joining(", "));
    }
}
