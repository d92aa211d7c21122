package io.strategysdk.backtest.execution;

import java.math.BigDecimal;

/**
 * How far the fills of a run can be trusted.
 *
 * @param ambiguous fills that depended on the path inside of a bar
 * @param large fills of more than a tenth of their bar's volume
 * @param slippagePaid what fills cost against the market's price, in the run's currency
 */
public record FillQuality(int ambiguous, int large, BigDecimal slippagePaid) {}
