package io.strategysdk.engine;

import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.engine.execution.Execution;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the broker of a run takes, and what becomes of opposite orders of its strategies. */
record BrokerSetup(BrokerProfile profile, OppositeOrders opposite) {
    /** Nothing is refused. */
    static final BrokerSetup NONE = new BrokerSetup(BrokerProfile.UNRESTRICTED, OppositeOrders.SEND);

    /**
     * As asked for, where that goes together.
     *
     * @throws IllegalArgumentException when it does not
     */
    static BrokerSetup of(@Nullable BrokerProfile given, @Nullable OppositeOrders asked, Execution execution) {
        if (given != null && !execution.isSimulated()) {
            throw new IllegalArgumentException(
                    "a broker profile must be given for a simulated execution only, a broker adapter has its own, was "
                            + given);
        }
        BrokerProfile profile = given == null ? execution.profile() : given;
        OppositeOrders usual = profile.washTrades() ? OppositeOrders.SEND : OppositeOrders.REFUSE;
        BrokerSetup setup = new BrokerSetup(profile, asked == null ? usual : asked);
        setup.requirePossible(execution);
        return setup;
    }

    private void requirePossible(Execution execution) {
        if (opposite == OppositeOrders.SEND && !profile.washTrades()) {
            throw new IllegalArgumentException(
                    "opposite orders must be REFUSE or INTERNAL_CROSS where the broker forbids" + " them, was SEND ("
                            + profile + ")");
        }
        if (opposite == OppositeOrders.INTERNAL_CROSS && !execution.takesInternalCrosses()) {
            throw new IllegalArgumentException(
                    "INTERNAL_CROSS must be in a simulated market that fills at the next open," + " was "
                            + execution.getClass().getSimpleName());
        }
    }

    /** Those that decide over a run beyond the usual, in words. */
    List<String> facts() {
        return Stream.of(
                        profile.isUnrestricted() ? "" : "broker " + profile,
                        opposite == OppositeOrders.SEND ? "" : "opposite orders " + opposite)
                .filter(fact -> !fact.isEmpty())
                .toList();
    }
}
