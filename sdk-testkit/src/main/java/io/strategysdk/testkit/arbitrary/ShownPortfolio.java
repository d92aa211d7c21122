package io.strategysdk.testkit.arbitrary;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.portfolio.Portfolio;
import io.strategysdk.api.portfolio.Position;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A strategy's book that says what is in it, since jqwik shows the values for which a property fails. */
record ShownPortfolio(Portfolio book) implements Portfolio {
    @Override
    public double cash() {
        return book.cash();
    }

    @Override
    public double equity() {
        return book.equity();
    }

    @Override
    public double buyingPower() {
        return book.buyingPower();
    }

    @Override
    public BigDecimal exactCash() {
        return book.exactCash();
    }

    @Override
    public BigDecimal exactEquity() {
        return book.exactEquity();
    }

    @Override
    public BigDecimal realizedPnl() {
        return book.realizedPnl();
    }

    @Override
    public BigDecimal unrealizedPnl() {
        return book.unrealizedPnl();
    }

    @Override
    public BigDecimal fees() {
        return book.fees();
    }

    @Override
    public BigDecimal financing() {
        return book.financing();
    }

    @Override
    public BigDecimal income() {
        return book.income();
    }

    @Override
    public BigDecimal receivable() {
        return book.receivable();
    }

    @Override
    public Position position(Instrument instrument) {
        return book.position(instrument);
    }

    @Override
    public List<Position> positions() {
        return book.positions();
    }

    /** Such as {@code cash 9990000, equity 10000250, 100 A at 102.5}. */
    @Override
    public String toString() {
        String held = positions().stream()
                .map(each -> ", " + each.quantity() + " " + each.instrument() + " at " + each.mark())
                .collect(Collectors.joining());
        return "cash " + exactCash().stripTrailingZeros().toPlainString() + ", equity "
                + exactEquity().stripTrailingZeros().toPlainString() + held;
    }
}
