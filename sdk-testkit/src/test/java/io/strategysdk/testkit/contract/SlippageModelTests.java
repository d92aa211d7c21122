package io.strategysdk.testkit.contract;

import io.strategysdk.backtest.execution.SlippageModel;
import org.junit.jupiter.api.Nested;

/** Every slippage model of the SDK, and what is made of them. */
class SlippageModelTests {
    abstract static class Of extends SlippageModelContract {
        private final SlippageModel model;

        Of(SlippageModel model) {
            this.model = model;
        }

        @Override
        protected SlippageModel model() {
            return model;
        }
    }

    @Nested
    class None extends Of {
        None() {
            super(SlippageModel.NONE);
        }
    }

    @Nested
    class Fixed extends Of {
        Fixed() {
            super(SlippageModel.fixed(5));
        }
    }

    @Nested
    class TheLargestFixed extends Of {
        TheLargestFixed() {
            super(SlippageModel.fixed(Math.nextDown(1e4)));
        }
    }

    @Nested
    class VolumeShare extends Of {
        VolumeShare() {
            super(SlippageModel.volumeShare(2, 0.1));
        }
    }

    @Nested
    class SquareRoot extends Of {
        SquareRoot() {
            super(SlippageModel.squareRoot(1, 1, 0.02));
        }
    }

    @Nested
    class Spread extends Of {
        Spread() {
            super(SlippageModel.spread(10));
        }
    }

    @Nested
    class SpreadOfAnAmount extends Of {
        SpreadOfAnAmount() {
            super(SlippageModel.spreadOf("0.02"));
        }
    }

    @Nested
    class SumBeyondOne extends Of {
        SumBeyondOne() {
            super(SlippageModel.volumeShare(0, 0.9).plus(SlippageModel.squareRoot(0, 1, 0.5)));
        }
    }

    @Nested
    class WithinTheBar extends Of {
        WithinTheBar() {
            super(SlippageModel.spreadOf("0.01")
                    .plus(SlippageModel.squareRoot(0, 1, 0.02))
                    .withinBar());
        }
    }
}
