package io.strategysdk.engine.config;

import io.strategysdk.api.risk.LossLimits;
import io.strategysdk.api.risk.RiskLimits;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Limits of a strategy: section {@code risk_limits}. What is absent is not limited. Bounds are the hard maxima of {@link
 * RiskLimits#HARD}.
 *
 * @param maxPositionSize largest absolute value of one position over the strategy's equity, 0.1 being ten percent
 * @param maxLeverage largest sum of absolute position values over the strategy's equity
 * @param maxConcentration largest share of one position in that sum, or in equity where that is more
 * @param maxSectorExposure largest sum of absolute position values in one sector over equity
 * @param sectors sector by symbol; each other instrument is one of its own
 * @param maxCorrelatedNet largest net exposure in instruments that move together over equity
 * @param maxCorrelatedGross largest sum of absolute position values in such instruments over equity
 * @param correlationThreshold correlation of daily returns from which on two instruments move together; 0.7 when absent
 * @param minOrderValue smallest value of one order that is not an exit, account currency
 * @param maxOrderValue largest value of one order that is not an exit, account currency
 * @param maxOrderQuantity largest quantity of one order that is not an exit
 * @param maxOrdersPerStep largest number of orders in one step
 * @param maxOrdersPerMinute largest number of orders and replacements in 60 seconds
 * @param maxPriceDeviation largest distance of an order's prices from the last one over that
 * @param allowedSymbols symbols that alone may be traded; all when empty
 * @param deniedSymbols symbols that must not be traded
 * @param allowShort whether anything may be sold short
 * @param shortableSymbols symbols that alone may be sold short; all when empty
 * @param maxDailyLoss largest loss since the last mark of the session before, over the equity there
 * @param maxDrawdown largest loss since equity was highest, over that equity
 * @param stopLoss loss of the capital at which everything is closed
 * @param positionStopLoss distance of a mark from a position's average price at which the position is closed
 * @param origin where it stood
 */
public record RiskLimitSettings(
        @Positive @DecimalMax("1") OptionalDouble maxPositionSize,
        @Positive @DecimalMax("5") OptionalDouble maxLeverage,
        @Positive @DecimalMax("1") OptionalDouble maxConcentration,
        @Positive @DecimalMax("5") OptionalDouble maxSectorExposure,
        Map<String, String> sectors,
        @Positive @DecimalMax("5") OptionalDouble maxCorrelatedNet,
        @Positive @DecimalMax("5") OptionalDouble maxCorrelatedGross,
        @PositiveOrZero @DecimalMax("1") OptionalDouble correlationThreshold,
        Optional<@Positive BigDecimal> minOrderValue,
        Optional<@Positive @DecimalMax("10000000000") BigDecimal> maxOrderValue,
        @Positive @DecimalMax("1000000000") OptionalDouble maxOrderQuantity,
        @Min(1) @Max(1000) OptionalInt maxOrdersPerStep,
        @Min(1) @Max(3000) OptionalInt maxOrdersPerMinute,
        @Positive @DecimalMax("1") OptionalDouble maxPriceDeviation,
        List<String> allowedSymbols,
        List<String> deniedSymbols,
        boolean allowShort,
        List<String> shortableSymbols,
        @Positive @DecimalMax("0.5") OptionalDouble maxDailyLoss,
        @Positive @DecimalMax("0.9") OptionalDouble maxDrawdown,
        @Positive @DecimalMax("0.9") OptionalDouble stopLoss,
        @Positive @DecimalMax("0.9") OptionalDouble positionStopLoss,
        Origin origin) {
    private static final RiskLimits NONE = RiskLimits.NONE;

    /** Copies. */
    public RiskLimitSettings {
        sectors = Copies.of(sectors);
        allowedSymbols = List.copyOf(allowedSymbols);
        deniedSymbols = List.copyOf(deniedSymbols);
        shortableSymbols = List.copyOf(shortableSymbols);
    }

    /** The limits as strategies see them; {@link RiskLimits#NONE} where there is none. */
    public RiskLimits toRiskLimits() {
        RiskLimits limits =
                exposures(orders(NONE)).withLosses(losses()).withDeniedSymbols(new TreeSet<>(deniedSymbols));
        if (!allowedSymbols.isEmpty()) {
            limits = limits.withAllowedSymbols(new TreeSet<>(allowedSymbols));
        }
        if (!shortableSymbols.isEmpty()) {
            limits = limits.withShortableSymbols(new TreeSet<>(shortableSymbols));
        }
        return allowShort ? limits : limits.withoutShorts();
    }

    private RiskLimits orders(RiskLimits limits) {
        return limits.withMaxOrderNotional(
                        maxOrderValue.map(BigDecimal::doubleValue).orElse(NONE.maxOrderNotional()))
                .withMinOrderNotional(minOrderValue.map(BigDecimal::doubleValue).orElse(NONE.minOrderNotional()))
                .withMaxOrderQty(maxOrderQuantity.orElse(NONE.maxOrderQty()))
                .withMaxOrdersPerStep(maxOrdersPerStep.orElse(NONE.maxOrdersPerStep()))
                .withMaxOrdersPerMinute(maxOrdersPerMinute.orElse(NONE.maxOrdersPerMinute()))
                .withMaxPriceDeviation(maxPriceDeviation.orElse(NONE.maxPriceDeviation()));
    }

    private RiskLimits exposures(RiskLimits limits) {
        return limits.withMaxPositionWeight(maxPositionSize.orElse(NONE.maxPositionWeight()))
                .withMaxLeverage(maxLeverage.orElse(NONE.maxLeverage()))
                .withMaxConcentration(maxConcentration.orElse(NONE.maxConcentration()))
                .withMaxSectorExposure(maxSectorExposure.orElse(NONE.maxSectorExposure()))
                .withSectors(sectors)
                .withMaxCorrelatedExposure(
                        maxCorrelatedNet.orElse(NONE.maxCorrelatedNet()),
                        maxCorrelatedGross.orElse(NONE.maxCorrelatedGross()),
                        correlationThreshold.orElse(RiskLimits.USUAL_CORRELATION));
    }

    private LossLimits losses() {
        LossLimits none = LossLimits.NONE;
        return new LossLimits(
                maxDailyLoss.orElse(none.maxDailyLoss()),
                maxDrawdown.orElse(none.maxDrawdown()),
                stopLoss.orElse(none.stopLoss()),
                positionStopLoss.orElse(none.positionStopLoss()));
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
