package io.strategysdk.engine;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A set of the run's instruments that changes over time, and that strategies ask for by its name. Immutable.
 *
 * <pre>{@code
 * UniverseDefinition.of("large", membership)
 *         .where(UniverseFilter.atLeast(Measure.price(), "5"))
 *         .where(UniverseFilter.top(50, Measure.medianDollarVolume(20)))
 *         .refreshed(ChronoUnit.MONTHS)
 * }</pre>
 *
 * <p>Candidates are those of the {@link Membership}, or all instruments of the run. Filters act on them one after the
 * other at each refresh: at the open of the first session of the run, and of each day, week (from Monday) or month of
 * sessions, from what was known of the sessions before. Who leaves the candidates leaves at once; who joins them is
 * looked at by the next refresh. An instrument is a member from its first completed session with a bar on, unless a
 * membership says that it is one, and until the day of a delisting or merger that the run was given, whatever a
 * membership says.
 */
public final class UniverseDefinition {
    private final String name;
    private final Optional<Membership> membership;
    private final List<UniverseFilter> filters;
    private final ChronoUnit period;
    private final boolean allowsMissing;
    private final Optional<Classification> classification;

    private UniverseDefinition(
            String name,
            Optional<Membership> membership,
            List<UniverseFilter> filters,
            ChronoUnit period,
            boolean allowsMissing,
            Optional<Classification> classification) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("universe must have a name, was '" + name + "'");
        }
        this.name = name;
        this.membership = membership;
        this.filters = List.copyOf(filters);
        this.period = period;
        this.allowsMissing = allowsMissing;
        this.classification = classification;
    }

    /**
     * Members of a list over time.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public static UniverseDefinition of(String name, Membership membership) {
        return new UniverseDefinition(
                name, Optional.of(membership), List.of(), ChronoUnit.DAYS, false, Optional.empty());
    }

    /**
     * All instruments of the run, each from the first completed session with a bar on.
     *
     * @throws IllegalArgumentException when the name is blank
     */
    public static UniverseDefinition all(String name) {
        return new UniverseDefinition(name, Optional.empty(), List.of(), ChronoUnit.DAYS, false, Optional.empty());
    }

    /** This one with another filter, which acts on what the ones before have left. */
    public UniverseDefinition where(UniverseFilter filter) {
        List<UniverseFilter> more = new ArrayList<>(filters);
        more.add(Objects.requireNonNull(filter));
        return new UniverseDefinition(name, membership, more, period, allowsMissing, classification);
    }

    /**
     * This one with filters that act at the open of the first session of each period; each session by default.
     *
     * @param value DAYS, WEEKS or MONTHS
     * @throws IllegalArgumentException when another unit
     */
    public UniverseDefinition refreshed(ChronoUnit value) {
        SessionPeriods.require(value);
        return new UniverseDefinition(name, membership, filters, value, allowsMissing, classification);
    }

    /**
     * This one for data that do not have all members. They are what a backtest over the survivors leaves out: a run over
     * such data is refused, or with this told of in its warnings.
     */
    public UniverseDefinition allowingMissingData() {
        return new UniverseDefinition(name, membership, filters, period, true, classification);
    }

    /** This one whose members can be compared without what their sectors or industries have in common. */
    public UniverseDefinition classifiedBy(Classification value) {
        return new UniverseDefinition(name, membership, filters, period, allowsMissing, Optional.of(value));
    }

    /** What strategies ask for. */
    public String name() {
        return name;
    }

    /** Who belongs to it when; empty: all instruments of the run. */
    public Optional<Membership> membership() {
        return membership;
    }

    /** What takes candidates out, in order. */
    public List<UniverseFilter> filters() {
        return filters;
    }

    /** How often filters act. */
    public ChronoUnit period() {
        return period;
    }

    /** Whether members may be missing in the data. */
    public boolean allowsMissingData() {
        return allowsMissing;
    }

    /** What cross-sections that are neutral go by; filters have classifications of their own. */
    public Optional<Classification> classification() {
        return classification;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UniverseDefinition that
                && name.equals(that.name)
                && membership.equals(that.membership)
                && filters.equals(that.filters)
                && period == that.period
                && allowsMissing == that.allowsMissing
                && classification.equals(that.classification);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, membership, filters, period, allowsMissing, classification);
    }

    /** In words, as reports have it. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder(name)
                .append(": ")
                .append(membership.map(Membership::toString).orElse("all instruments"));
        filters.forEach(filter -> words.append(", ").append(filter));
        if (!filters.isEmpty()) {
            words.append(", ").append(SessionPeriods.word(period));
        }
        return words.append(allowsMissing ? ", without data allowed" : "").toString();
    }
}
