package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one strategy's book came to, exact, in the run's currency.
 *
 * @param name its name in the run
 * @param capital what it began with
 * @param cash what it has
 * @param equity cash and positions at their last marks
 * @param realizedPnl profit of what was closed, without fees
 * @param fees fees paid
 * @param income dividends and the like, paid or promised; negative where short positions had to pay more
 * @param positions what it still holds, signed, in the run's order of instruments
 * @param features what it depends on: name of each feature that it has bound, and its series, in the order of binding
 * @param failure why it was stopped, if it was
 */
public record StrategyResult(
        String name,
        BigDecimal capital,
        BigDecimal cash,
        BigDecimal equity,
        BigDecimal realizedPnl,
        BigDecimal fees,
        BigDecimal income,
        Map<Instrument, Quantity> positions,
        List<String> features,
        Optional<StrategyFailure> failure) {
    /** Copies the list. */
    public StrategyResult {
        features = List.copyOf(features);
    }
}
