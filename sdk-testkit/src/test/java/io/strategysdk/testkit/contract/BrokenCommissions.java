package io.strategysdk.testkit.contract;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.Liquidity;
import io.strategysdk.backtest.execution.TradedOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Fees of a tenth of a percent, each wrong in one way. */
final class BrokenCommissions {
    private static final BigDecimal RATE = new BigDecimal("0.001");

    private BrokenCommissions() {}

    static class Sound extends CommissionModelContract implements CommissionModel {
        @Override
        protected CommissionModel model() {
            return this;
        }

        @Override
        public BigDecimal total(TradedOrder order) {
            return order.value().multiply(RATE);
        }

        @Override
        public String toString() {
            return "a tenth of a percent";
        }
    }

    /** Less for what makes liquidity than it was paid. */
    @CaughtBy(
            value = "aFeeIsNeverNegative",
            also = {"aFeeNeverFallsWithMoreTrades"})
    static final class PaysMakers extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            BigDecimal fee = BigDecimal.ZERO;
            for (TradedOrder.Trade trade : order.trades()) {
                BigDecimal ofTrade = trade.value().multiply(RATE);
                fee = trade.liquidity() == Liquidity.MAKER ? fee.subtract(ofTrade) : fee.add(ofTrade);
            }
            return fee;
        }
    }

    /** The lower rate of a large order holds for all of it, so that one more share makes it cheaper. */
    @CaughtBy("aFeeNeverFallsWithMoreTrades")
    static final class LowersTheRateOfTheWholeOrder extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            BigDecimal full = super.total(order);
            return order.value().compareTo(BigDecimal.valueOf(10_000)) > 0
                    ? full.multiply(new BigDecimal("0.3"))
                    : full;
        }
    }

    /** The first call of a month is free. */
    @CaughtBy(
            value = "equalOrdersCostTheSame",
            also = {
                "aFeeNeverFallsWithMoreTrades",
                "anEstimateIsWhatTheTradeThenCosts",
                "anOrderFilledInPartsCostsWhatItCostsInOneTrade"
            })
    static final class CountsItsCalls extends Sound {
        private int calls;

        @Override
        public BigDecimal total(TradedOrder order) {
            return ++calls % 7 == 0 ? BigDecimal.ZERO : super.total(order);
        }
    }

    /** Counts what it is asked for as traded; the same question twice is one trade. */
    @CaughtBy(
            value = "anEstimateIsWhatTheTradeThenCosts",
            also = {"anOrderFilledInPartsCostsWhatItCostsInOneTrade", "aFeeNeverFallsWithMoreTrades"})
    static final class KeepsAnAccountOfItsOwn extends Sound {
        private BigDecimal traded = BigDecimal.ZERO;
        private BigDecimal fee = BigDecimal.ZERO;
        private @Nullable TradedOrder last;

        @Override
        public BigDecimal total(TradedOrder order) {
            if (!order.equals(last)) {
                last = order;
                traded = traded.add(order.value());
                boolean isLarge = traded.compareTo(BigDecimal.valueOf(1_000_000)) > 0;
                fee = isLarge ? super.total(order).multiply(new BigDecimal("0.5")) : super.total(order);
            }
            return fee;
        }
    }

    @CaughtBy("anOrderFilledInPartsCostsWhatItCostsInOneTrade")
    static final class TakesItsMinimumOfEachTrade extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            return order.trades().stream()
                    .map(trade -> trade.value().multiply(RATE).max(BigDecimal.ONE))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    @CaughtBy(
            value = "aFeeIsAnExactDecimal",
            also = {"anOrderFilledInPartsCostsWhatItCostsInOneTrade"})
    @SuppressWarnings("BigDecimalLiteralDouble") // this is the mistake that is to be found
    static final class CountsInDoubles extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            return new BigDecimal(order.value().doubleValue() * 0.001);
        }
    }

    @CaughtBy(
            value = "anEstimateForNothingIsTaken",
            also = {"noOrderIsTooLargeOrTooSmall"})
    static final class DividesByTheQuantity extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            BigDecimal shares = order.quantity().toBigDecimal();
            BigDecimal perShare = super.total(order).divide(shares, 30, RoundingMode.HALF_EVEN);
            return perShare.multiply(shares).setScale(8, RoundingMode.HALF_EVEN);
        }
    }

    @CaughtBy("noOrderIsTooLargeOrTooSmall")
    static final class CountsInInts extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            BigDecimal fee = super.total(order);
            return fee.setScale(0, RoundingMode.DOWN).intValueExact() < 0 ? BigDecimal.ZERO : fee;
        }
    }

    /** Its class has no words. */
    @CaughtBy("itsWordsAreTheSameInEveryRun")
    static final class IsCalledByItsHash extends Sound {
        @Override
        public String describe() {
            return CommissionModel.class.getName() + "@" + Integer.toHexString(System.identityHashCode(this));
        }
    }

    /** Crypto is none of its business. */
    @CaughtBy(
            value = "noOrderIsTooLargeOrTooSmall",
            also = {
                "aFeeIsNeverNegative",
                "aFeeNeverFallsWithMoreTrades",
                "equalOrdersCostTheSame",
                "anEstimateIsWhatTheTradeThenCosts",
                "anOrderFilledInPartsCostsWhatItCostsInOneTrade",
                "aFeeIsAnExactDecimal",
                "anEstimateForNothingIsTaken"
            })
    static final class KnowsSharesOnly extends Sound {
        @Override
        public BigDecimal total(TradedOrder order) {
            if (order.instrument().assetClass() != AssetClass.EQUITY) {
                throw new IllegalArgumentException(
                        "asset class must be EQUITY, was " + order.instrument().assetClass());
            }
            return super.total(order);
        }
    }
}
