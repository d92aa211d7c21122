package io.strategysdk.engine;

import io.strategysdk.api.data.Universe;
import io.strategysdk.api.instrument.Instrument;
import java.util.List;

/** What one strategy sees of a universe. */
final class UniverseView implements Universe {
    private final MembersOverTime members;
    private final Instruments instruments;
    private final Desk desk;
    /** Members that the strategy knew of before its step, and those that it sees in it. */
    private List<Instrument> known = List.of();

    private List<Instrument> shown;
    private boolean isUpdated;

    UniverseView(MembersOverTime members, Instruments instruments, Desk desk) {
        this.members = members;
        this.instruments = instruments;
        this.desk = desk;
        shown = members.list();
    }

    boolean is(String name, Desk owner) {
        return owner == desk && name().equals(name);
    }

    /** The strategy's next step; what it could not act on in the one before is new once more. */
    void enter(Desk stepping) {
        if (stepping == desk) {
            if (desk.ready) {
                known = shown;
            }
            shown = members.list();
            isUpdated = !known.equals(shown);
        }
    }

    @Override
    public String name() {
        return members.definition.name();
    }

    @Override
    public List<Instrument> members() {
        return members.list();
    }

    @Override
    public boolean contains(Instrument instrument) {
        return contains(instruments.numberOf(instrument));
    }

    boolean contains(int instrument) {
        return members.contains(instrument);
    }

    /** Sector or industry of an instrument at the newest session, empty where none is known. */
    String group(UniverseFilter.Level level, int instrument) {
        return members.group(level, instrument);
    }

    void requireClassified(UniverseFilter.Level level) {
        if (members.definition.classification().isEmpty()) {
            throw new IllegalStateException("a universe must have a classification to be neutral by " + level.word()
                    + ": UniverseDefinition.classifiedBy, or the classification of data.universes (universe " + name()
                    + ")");
        }
    }

    @Override
    public boolean isUpdated() {
        return isUpdated;
    }
}
