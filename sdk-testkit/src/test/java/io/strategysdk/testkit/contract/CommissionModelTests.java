package io.strategysdk.testkit.contract;

import io.strategysdk.backtest.execution.CommissionModel;
import io.strategysdk.backtest.execution.CommissionTier;
import org.junit.jupiter.api.Nested;

/** Every fee schedule of the SDK, and what is made of them. */
class CommissionModelTests {
    abstract static class Of extends CommissionModelContract {
        private final CommissionModel model;

        Of(CommissionModel model) {
            this.model = model;
        }

        @Override
        protected CommissionModel model() {
            return model;
        }
    }

    @Nested
    class None extends Of {
        None() {
            super(CommissionModel.NONE);
        }
    }

    @Nested
    class PerShare extends Of {
        PerShare() {
            super(CommissionModel.perShare("0.005"));
        }
    }

    @Nested
    class Percent extends Of {
        Percent() {
            super(CommissionModel.percent("0.1"));
        }
    }

    @Nested
    class PerOrder extends Of {
        PerOrder() {
            super(CommissionModel.perOrder("4.95"));
        }
    }

    @Nested
    class Tiered extends Of {
        Tiered() {
            super(CommissionModel.tiered(
                    CommissionTier.of("0", "0.01"),
                    CommissionTier.of("1000", "0.005"),
                    CommissionTier.of("300000", "0.0005")));
        }
    }

    @Nested
    class InteractiveBrokersFixed extends Of {
        InteractiveBrokersFixed() {
            super(CommissionModel.interactiveBrokersFixed());
        }
    }

    @Nested
    class InteractiveBrokersTiered extends Of {
        InteractiveBrokersTiered() {
            super(CommissionModel.interactiveBrokersTiered("1"));
        }
    }

    @Nested
    class UsRegulatory extends Of {
        UsRegulatory() {
            super(CommissionModel.usRegulatory());
        }
    }

    @Nested
    class Alpaca extends Of {
        Alpaca() {
            super(CommissionModel.alpaca());
        }
    }

    @Nested
    class WithMinimum extends Of {
        WithMinimum() {
            super(CommissionModel.percent("0.05").withMinimum("2.50"));
        }
    }

    @Nested
    class WithMaximum extends Of {
        WithMaximum() {
            super(CommissionModel.perOrder("9.99").withMaximumPercent("0.5"));
        }
    }

    @Nested
    class Sum extends Of {
        Sum() {
            super(CommissionModel.interactiveBrokersTiered()
                    .plus(CommissionModel.usRegulatory())
                    .withMinimum("0.99")
                    .plus(CommissionModel.NONE));
        }
    }
}
