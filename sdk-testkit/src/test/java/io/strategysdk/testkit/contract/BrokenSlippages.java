package io.strategysdk.testkit.contract;

import io.strategysdk.api.order.Side;
import io.strategysdk.backtest.execution.SlippageModel;

/** Five basis points and an impact, each wrong in one way. */
final class BrokenSlippages {
    private BrokenSlippages() {}

    static class Sound extends SlippageModelContract implements SlippageModel {
        @Override
        protected SlippageModel model() {
            return this;
        }

        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return 0.0005 + 0.1 * share(quantity, volume);
        }

        static double share(double quantity, double volume) {
            return volume > 0 ? Math.min(1, quantity / volume) : 1;
        }

        @Override
        public String toString() {
            return "5 bps plus a tenth of the share";
        }
    }

    /** The sign of the side is the engine's to know. */
    @CaughtBy(
            value = "aFillIsNeverBetterThanTheMarket",
            also = {"itHoldsAtTheExtremes", "aLargerFillSlipsNoLess", "aFillInMoreVolumeSlipsNoMore"})
    static final class IsSignedByTheSide extends Sound {
        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            double fraction = super.fraction(side, quantity, price, volume);
            return side == Side.BUY ? fraction : -fraction;
        }
    }

    /** In basis points. */
    @CaughtBy(
            value = "aFillLeavesAPositivePrice",
            also = {"itHoldsAtTheExtremes"})
    static final class IsInBasisPoints extends Sound {
        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return 1e4 * super.fraction(side, quantity, price, volume);
        }
    }

    @CaughtBy("itHoldsAtTheExtremes")
    static final class DividesByThePrice extends Sound {
        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return Math.max(0, super.fraction(side, quantity, price, volume) + 0.001 / price - 0.0005);
        }
    }

    /** Each fill moves the market for the next one. */
    @CaughtBy(
            value = "equalFillsSlipTheSame",
            also = {"aLargerFillSlipsNoLess", "aFillInMoreVolumeSlipsNoMore"})
    static final class RemembersFills extends Sound {
        private int calls;

        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return 0.0005 + 1e-9 * ++calls;
        }
    }

    @CaughtBy("itsWordsAreTheSameInEveryRun")
    static final class HasNoWords extends Sound {
        @Override
        public String toString() {
            return " ";
        }
    }

    @CaughtBy("aLargerFillSlipsNoLess")
    static final class IsCheaperForLargeFills extends Sound {
        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return 0.1 / (1 + quantity);
        }
    }

    @CaughtBy("aFillInMoreVolumeSlipsNoMore")
    static final class FearsVolume extends Sound {
        @Override
        public double fraction(Side side, double quantity, double price, double volume) {
            return 0.1 * volume / (1 + volume);
        }
    }
}
