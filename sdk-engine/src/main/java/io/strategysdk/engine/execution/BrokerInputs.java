package io.strategysdk.engine.execution;

import io.strategysdk.api.spi.BrokerAdapter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a run takes what its broker tells it: as it comes, or, where a recorded run is played again, as it came then. Asked
 * on the run's thread.
 */
public interface BrokerInputs {
    /** As it comes. */
    BrokerInputs DIRECT = new BrokerInputs() {};

    /**
     * The connection to a broker.
     *
     * @param isUp whether orders may leave
     * @param outages how many times it was lost
     */
    record Link(boolean isUp, int outages) {
        Link lost() {
            return new Link(false, outages + 1);
        }

        Link up() {
            return new Link(true, outages);
        }
    }

    /**
     * Something of the run's own that is to be looked at after the reports that came before it.
     *
     * @param look looks at it
     */
    record Own(Runnable look) implements Consumer<BrokerAdapter.Listener> {
        @Override
        public void accept(BrokerAdapter.Listener listener) {
            look.run();
        }
    }

    /** How the connection is. */
    default Link link(Link now) {
        return now;
    }

    /**
     * The next report that is to be applied, null when there is none.
     *
     * @param waiting takes it from those that wait
     */
    default @Nullable Consumer<BrokerAdapter.Listener> report(
            Supplier<@Nullable Consumer<BrokerAdapter.Listener>> waiting) {
        return waiting.get();
    }

    /** What an adapter has thrown upon a command, null when nothing. */
    default @Nullable String thrown(@Nullable String text) {
        return text;
    }
}
