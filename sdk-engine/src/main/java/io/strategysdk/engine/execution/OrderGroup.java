package io.strategysdk.engine.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that live and end with one another, ContingencyType(1385). Only the run's thread touches them. */
public final class OrderGroup {
    private final Kind kind;
    private final @Nullable WorkingOrder entry;
    private final List<WorkingOrder> members;
    private long late;

    /** How the members hang together. */
    public enum Kind {
        /** Exits wait for their entry, live for as much of it as is filled, and take from one another what they fill. */
        BRACKET,
        /** What one fills the other loses. */
        ONE_CANCELS_OTHER,
        /** One waits until the entry is filled whole. */
        ONE_TRIGGERS_OTHER
    }

    private OrderGroup(Kind kind, @Nullable WorkingOrder entry, List<WorkingOrder> members) {
        this.kind = kind;
        this.entry = entry;
        this.members = List.copyOf(members);
        this.members.forEach(member -> member.join(this));
        if (entry != null) {
            entry.lead(this);
        }
    }

    private static OrderGroup waiting(Kind kind, WorkingOrder entry, List<WorkingOrder> members) {
        members.forEach(WorkingOrder::hold);
        return new OrderGroup(kind, entry, members);
    }

    /** A group of orders as it was saved; they know whether they wait. */
    public static OrderGroup restored(Kind kind, @Nullable WorkingOrder entry, List<WorkingOrder> members) {
        return new OrderGroup(kind, entry, members);
    }

    /** An entry and its exits, which wait for it. */
    public static OrderGroup bracket(WorkingOrder entry, List<WorkingOrder> exits) {
        return waiting(Kind.BRACKET, entry, exits);
    }

    /** Two orders of which one cancels the other. */
    public static OrderGroup oneCancelsOther(WorkingOrder first, WorkingOrder second) {
        return new OrderGroup(Kind.ONE_CANCELS_OTHER, null, List.of(first, second));
    }

    /** An order, and one that waits until it is filled whole. */
    public static OrderGroup oneTriggersOther(WorkingOrder first, WorkingOrder second) {
        return waiting(Kind.ONE_TRIGGERS_OTHER, first, List.of(second));
    }

    /** How the members hang together. */
    public Kind kind() {
        return kind;
    }

    /** What the members wait for, or null where they wait for nothing. */
    public @Nullable WorkingOrder entry() {
        return entry;
    }

    /** All but the entry, as they were given. */
    public List<WorkingOrder> members() {
        return members;
    }

    /** Whether what one member fills is taken from the others. */
    public boolean isOneCancelsOther() {
        return kind != Kind.ONE_TRIGGERS_OTHER;
    }

    /** So many of the units that the entry has filled come too late for the exits in this bar. */
    public void keepForNextBar(long units) {
        late = Math.min(units, openUnits());
    }

    /** A new bar: what came too late may be filled. */
    public void beginBar() {
        late = 0;
    }

    /** How many units the exits of a bracket may still fill, together: what the entry has filled and they have not. */
    long openUnits() {
        long open = entry == null ? 0 : entry.cumQty() - late;
        for (WorkingOrder member : members) {
            open -= member.cumQty();
        }
        return Math.max(0, open);
    }
}
