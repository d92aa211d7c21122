package io.strategysdk.api.data;

import io.strategysdk.api.instrument.Instrument;
import java.util.List;

/**
 * Live handle on those of the run's instruments that belong to a set at the step's time, bound in onStart. Who belongs
 * is what was known then: an instrument that joined later, left or was delisted is a member only as long as it was.
 * Members change at the open of a session and at no other time. Before the run's first step there are none. Read it on
 * the strategy's thread only.
 *
 * <p>Implemented by the engine and the testkit only: methods may be added.
 */
public interface Universe {
    /** The name that the run has given it. */
    String name();

    /** Members now, in the run's order of instruments; immutable, and the same list until they change. */
    List<Instrument> members();

    /**
     * Whether an instrument is a member now.
     *
     * @throws IllegalArgumentException when it is not part of the run
     */
    boolean contains(Instrument instrument);

    /**
     * True in the one step of the strategy that is the first to see other members than the step before: in its first
     * step when there are any, and in the first on which it decides, whatever it could have seen while it warmed up.
     */
    boolean isUpdated();
}
