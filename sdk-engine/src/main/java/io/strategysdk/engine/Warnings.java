package io.strategysdk.engine;

import io.strategysdk.engine.purity.Purity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users should know of a run, each thing once: part of the result, and logged at once where nobody waits for it. */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
    private final Set<String> texts = new LinkedHashSet<>();
    private final boolean logged;

    Warnings(boolean logged) {
        this.logged = logged;
    }

    void add(String text) {
        if (texts.add(text) && logged) {
            LOG.warn(text);
        }
    }

    /** What a strategy waits for in vain, or says of itself in vain. */
    void check(List<Desk> desks, boolean hasActions) {
        for (Desk desk : desks) {
            for (String unneeded : Purity.of(desk.strategy.getClass()).unneeded()) {
                add("Strategy " + desk.name + ": " + unneeded + ".");
            }
            if (desk.observesCorporateActions && !hasActions) {
                add("Strategy " + desk.name + " has onCorporateAction, which is never called:"
                        + " the run was given no corporate actions.");
            }
        }
    }

    /** At the end of a run: a warm-up that never ends looks like a strategy that finds no opportunity. */
    void checkDecided(Desk desk, Binding binding) {
        if (!desk.ready) {
            add("Strategy " + desk.name + " never decided: "
                    + (binding.isReady(desk)
                            ? "it starts after the last bar."
                            : "its features need more bars than there were."));
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
