package io.strategysdk.engine;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Safeguards of a realtime run that a file keeps over restarts. */
final class KeptSafeguards {
    private final Run run;
    private final SafeguardsFile file;
    private final KillSwitch killSwitch;
    private final @Nullable Losses losses;
    private LocalDate session;
    private boolean begun;

    /** Takes up what the run before has left. */
    KeptSafeguards(Run run, Path path, KillSwitch killSwitch, @Nullable Losses losses) {
        this.run = run;
        this.killSwitch = killSwitch;
        this.losses = losses;
        file = new SafeguardsFile(path, ownersOf(run));
        SavedSafeguards saved = file.read();
        session = saved.session();
        killSwitch.takeUp(saved);
        if (losses != null) {
            losses.takeUp(saved);
        }
        file.begin(now());
    }

    private static List<String> ownersOf(Run run) {
        return Arrays.stream(run.desks)
                .map(desk -> desk.name + " "
                        + desk.book.capital().stripTrailingZeros().toPlainString() + " " + run.instruments.currency())
                .toList();
    }

    /** The run has come to its first session. */
    void began() {
        begun = true;
        if (losses != null) {
            if (session.isBefore(run.sessions.date()) && !session.equals(LocalDate.MIN)) {
                losses.sessionEnded();
            }
            losses.tellOfLatched();
        }
        save();
    }

    /** What is asked of the switch is kept before the first session, too. */
    void save() {
        session = begun ? run.sessions.date() : session;
        if (file.save(now())) {
            run.warnings.add("The safeguards file could not be written: entries are refused until it can.");
        }
    }

    boolean isFailing() {
        return file.isFailing();
    }

    private SavedSafeguards now() {
        SwitchState hand = killSwitch.state();
        Set<String> paused = new TreeSet<>();
        for (Desk desk : run.desks) {
            if (hand.paused().contains(desk.name)) {
                paused.add(desk.name);
            }
        }
        return new SavedSafeguards(
                session, hand.pulled(), hand.flattens(), paused, losses == null ? List.of() : losses.kept());
    }
}
