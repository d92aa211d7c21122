package io.strategysdk.backtest.execution;

import java.util.Random;

/** Fees drawn from all that there are, composed at random. */
final class AnyFees {
    private AnyFees() {}

    static CommissionModel of(Random random) {
        CommissionModel model = simple(random);
        if (random.nextBoolean()) {
            model = model.plus(simple(random));
        }
        if (random.nextBoolean()) {
            model = model.withMinimum("" + random.nextInt(4));
        }
        return random.nextBoolean() ? model.withMaximumPercent("0." + (1 + random.nextInt(9))) : model;
    }

    private static CommissionModel simple(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> CommissionModel.perShare("0.0" + (1 + random.nextInt(9)));
            case 1 -> CommissionModel.percent("0." + (1 + random.nextInt(9)));
            case 2 -> CommissionModel.perOrder("1." + random.nextInt(9));
            case 3 ->
                CommissionModel.tiered(
                        CommissionTier.of("0", "0.0123"),
                        CommissionTier.of("700", "0.02"),
                        CommissionTier.of("1500", "0.001"));
            case 4 -> CommissionModel.interactiveBrokersTiered();
            case 5 -> CommissionModel.alpaca();
            default -> CommissionModel.usRegulatory();
        };
    }
}
