package io.strategysdk.backtest.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * What execution cost against a paper portfolio that trades everything, at once, free, at the price of the decision: the
 * implementation shortfall. Positive is a cost, negative a gain. Immutable; exact, in the run's currency.
 *
 * <p>With side s (1 buys, −1 sells), asked quantity Q, fills qᵢ at pᵢ, decision price D, arrival price A and the mark M
 * when the order ended:
 *
 * <ul>
 *   <li>delay = Σ s·qᵢ·(A − D)
 *   <li>execution = Σ s·qᵢ·(pᵢ − A)
 *   <li>opportunity = s·(Q − Σ qᵢ)·(M − D)
 *   <li>total = delay + execution + opportunity + fees
 * </ul>
 *
 * <p>Sources: A. F. Perold, The Implementation Shortfall: Paper versus Reality, Journal of Portfolio Management 14(3),
 * 1988; the delay as a part of its own: W. H. Wagner and M. Edwards, Best Execution, Financial Analysts Journal 49(1),
 * 1993.
 *
 * @param askedValue Σ Q·D
 * @param filledValue Σ qᵢ·D
 * @param arrivalValue Σ qᵢ·A
 * @param delay what the market moved before orders could be filled
 * @param execution what fills were worse than the price at arrival
 * @param opportunity what the unfilled part would have earned until its order ended
 * @param fees paid; negative for a rebate
 */
public record Shortfall(
        BigDecimal askedValue,
        BigDecimal filledValue,
        BigDecimal arrivalValue,
        BigDecimal delay,
        BigDecimal execution,
        BigDecimal opportunity,
        BigDecimal fees) {
    static final Shortfall NONE = new Shortfall(
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO);

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    /** All four parts. */
    public BigDecimal total() {
        return delay.add(execution).add(opportunity).add(fees);
    }

    /** The total in hundredths of a percent of the asked value; absent where that is 0. */
    public OptionalDouble totalBps() {
        return bps(total(), askedValue);
    }

    /** Σ s·qᵢ·(pᵢ − D): what fills were worse than the price at the decision. */
    public BigDecimal decisionSlippage() {
        return delay.add(execution);
    }

    /** The same in hundredths of a percent of the filled value; absent where that is 0. */
    public OptionalDouble decisionSlippageBps() {
        return bps(decisionSlippage(), filledValue);
    }

    /** Σ s·qᵢ·(pᵢ − A): what fills were worse than the price at arrival, the execution part. */
    public BigDecimal arrivalSlippage() {
        return execution;
    }

    /** The same in hundredths of a percent of what was filled at arrival prices; absent where that is 0. */
    public OptionalDouble arrivalSlippageBps() {
        return bps(execution, arrivalValue);
    }

    /** Filled value / asked value: the fill rate by quantity, each at its decision price; absent where nothing was asked. */
    public OptionalDouble fillRate() {
        return share(filledValue, askedValue);
    }

    Shortfall plus(Shortfall other) {
        return new Shortfall(
                askedValue.add(other.askedValue),
                filledValue.add(other.filledValue),
                arrivalValue.add(other.arrivalValue),
                delay.add(other.delay),
                execution.add(other.execution),
                opportunity.add(other.opportunity),
                fees.add(other.fees));
    }

    static OptionalDouble bps(BigDecimal cost, BigDecimal value) {
        return share(cost.multiply(BASIS_POINTS), value);
    }

    private static OptionalDouble share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(part.divide(whole, MathContext.DECIMAL64).doubleValue());
    }
}
