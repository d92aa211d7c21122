package io.strategysdk.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds a realtime run's orders back, and the equity that losses are measured from.
 *
 * @param session date of the session that the equity of its day belongs to
 * @param pulled whether the kill switch is pulled
 * @param flattens whether it closes positions
 * @param paused strategies whose entries are refused
 * @param watches of the strategies that limit losses, and of the account
 */
record SavedSafeguards(LocalDate session, boolean pulled, boolean flattens, Set<String> paused, List<Watch> watches) {
    static final SavedSafeguards NONE = new SavedSafeguards(LocalDate.MIN, false, false, Set.of(), List.of());

    /** The account is no strategy. */
    static final String ACCOUNT = "";

    /**
     * A watch over losses.
     *
     * @param owner name of the strategy, or {@link #ACCOUNT}
     * @param base equity that the day's loss is measured from
     * @param peak highest equity that was confirmed
     * @param last newest equity, without a rise that was not confirmed
     * @param latched what holds entries back
     */
    record Watch(String owner, double base, double peak, double last, Optional<Safeguard> latched) {}

    Optional<Watch> watchOf(String owner) {
        return watches.stream().filter(watch -> watch.owner.equals(owner)).findFirst();
    }
}
