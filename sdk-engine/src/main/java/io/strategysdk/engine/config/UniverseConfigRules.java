package io.strategysdk.engine.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules between properties of universes and of the file of instruments. */
final class UniverseConfigRules {
    private static final List<String> DECLARED = List.of("asset_class", "currency", "tick_size", "lot_size");
    private static final String INSTRUMENTS = "data.instruments_file";
    private final Understood file;
    private final List<Problem> problems;

    private UniverseConfigRules(Understood file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    static void check(Understood file, List<Problem> problems) {
        UniverseConfigRules rules = new UniverseConfigRules(file, problems);
        rules.checkInstruments();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < file.length("data.universes"); i++) {
            rules.checkUniverse(Understood.item("data.universes", i) + ".", names);
        }
    }

    private void checkInstruments() {
        for (int i = 0; i < file.length("data.instruments") && file.isGiven(INSTRUMENTS); i++) {
            String item = Understood.item("data.instruments", i) + ".";
            DECLARED.forEach(name -> refuseIf(
                    file.isGiven(item + name), item + name, "must stand in the file of " + INSTRUMENTS + " only"));
        }
    }

    private void checkUniverse(String universe, Set<String> names) {
        Optional<String> name = file.value(universe + "name", String.class);
        refuseIf(name.isPresent() && !names.add(name.get()), universe + "name", "must be that of one universe");
        boolean hasSectors = file.isGiven(universe + "classification") || file.isGiven(INSTRUMENTS);
        for (String kind : List.of("sectors", "without_sectors", "industries")) {
            refuseIf(
                    file.isGiven(universe + kind) && !hasSectors,
                    universe + kind,
                    "must have " + universe + "classification or " + INSTRUMENTS + " beside it");
        }
        for (String cap : List.of("min_market_cap", "max_market_cap")) {
            refuseIf(
                    file.isGiven(universe + cap) && !file.isGiven(universe + "shares"),
                    universe + cap,
                    "must have " + universe + "shares beside it");
        }
        boolean isByCap = file.value(universe + "top_by", UniverseSettings.TopBy.class)
                .filter(UniverseSettings.TopBy.MARKET_CAP::equals)
                .isPresent();
        refuseIf(
                isByCap && !file.isGiven(universe + "shares"),
                universe + "top_by",
                "must be dollar_volume without " + universe + "shares");
        refuseIf(
                file.isGiven(universe + "top_by") && !file.isGiven(universe + "top"),
                universe + "top_by",
                "must have " + universe + "top beside it");
    }

    private void refuseIf(boolean broken, String path, String rule) {
        if (broken) {
            problems.add(file.problem(path, rule));
        }
    }
}
