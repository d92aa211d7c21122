package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The account as a whole (SDK-005): the sum of its strategies' books, exact, in the run's currency.
 *
 * @param capital what it began with
 * @param cash what it has
 * @param equity cash and positions at their last marks
 * @param realizedPnl profit of what was closed, without fees
 * @param fees fees paid
 * @param income dividends and the like, paid or promised
 * @param net signed sum of the books' positions, what a broker sees; flat ones are left out, even where books are not
 * @param gross sum of the absolute positions of the books, in the order in which strategies and instruments come first
 */
public record AccountView(
        BigDecimal capital,
        BigDecimal cash,
        BigDecimal equity,
        BigDecimal realizedPnl,
        BigDecimal fees,
        BigDecimal income,
        Map<Instrument, Quantity> net,
        Map<Instrument, Quantity> gross) {
    /** Copies. */
    public AccountView {
        net = Collections.unmodifiableMap(new LinkedHashMap<>(net));
        gross = Collections.unmodifiableMap(new LinkedHashMap<>(gross));
    }

    static AccountView of(List<StrategyResult> books) {
        Map<Instrument, Quantity> net = new LinkedHashMap<>();
        Map<Instrument, Quantity> gross = new LinkedHashMap<>();
        for (StrategyResult book : books) {
            book.positions().forEach((instrument, quantity) -> {
                net.merge(instrument, quantity, Quantity::plus);
                gross.merge(instrument, quantity.abs(), Quantity::plus);
            });
        }
        net.values().removeIf(Quantity::isZero);
        return new AccountView(
                sum(books, StrategyResult::capital),
                sum(books, StrategyResult::cash),
                sum(books, StrategyResult::equity),
                sum(books, StrategyResult::realizedPnl),
                sum(books, StrategyResult::fees),
                sum(books, StrategyResult::income),
                net,
                gross);
    }

    private static BigDecimal sum(List<StrategyResult> books, Function<StrategyResult, BigDecimal> figure) {
        return books.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
