package io.strategysdk.backtest;

import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.ExecutionSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is wrong with a configuration and shows only when its run is put together. A rule is silent where one of its
 * properties is wrong by itself.
 */
final class RunRules {
    private static final String ACCOUNT_CURRENCY = "execution.account.currency";

    private final ConfigDraft draft;
    private final List<Problem> found = new ArrayList<>();

    private RunRules(ConfigDraft draft) {
        this.draft = draft;
    }

    static List<Problem> check(ConfigDraft draft) {
        RunRules rules = new RunRules(draft);
        draft.value("mode", Mode.class).ifPresent(rules::checkMode);
        if (rules.is("execution.type", ExecutionSettings.Type.SIMULATED)) {
            ConfiguredCosts.check(draft, rules.found);
        }
        ConfiguredUniverses.check(draft, rules.found);
        rules.checkCurrency();
        rules.checkStrategies();
        rules.checkJournal();
        rules.checkSafeguards();
        rules.checkFolder();
        rules.checkSamples();
        return rules.found;
    }

    private void checkMode(Mode mode) {
        if (mode == Mode.BACKTEST) {
            DataFiles.check(draft, found);
            ConfiguredQuality.check(draft, found);
        } else {
            checkFeed();
        }
    }

    private void checkFeed() {
        if (draft.isAbsent("data")) {
            refuse("data", "must name instruments, timeframe and calendar of the feed", "nothing");
        } else if (draft.length("data.instruments") == 0) {
            refuse("data.instruments", "must name what the feed is asked for", "nothing");
        }
        checkActions();
    }

    /** Applied twice they would double what the account holds. */
    private void checkActions() {
        DataFiles.checkActions(draft, found);
        if (is("execution.type", ExecutionSettings.Type.BROKER)) {
            draft.value("data.corporate_actions", String.class)
                    .ifPresent(path -> refuse(
                            "data.corporate_actions", "must not be given where a broker applies them itself", path));
        }
    }

    /**
     * Sums of money in the file are in the account's currency; nothing is converted. A file of instruments is not read
     * yet, and a store's are its own.
     */
    private void checkCurrency() {
        Optional<String> account = draft.value(ACCOUNT_CURRENCY, String.class);
        boolean isStore = is("mode", Mode.BACKTEST) && is("data.source", ConfiguredStore.SOURCE);
        if (isStore || !draft.isAbsent("data.instruments_file")) {
            return;
        }
        int declared = draft.length("data.instruments");
        for (int i = 0; i < declared; i++) {
            String path = "data.instruments[" + i + "].currency";
            draft.value(path, String.class)
                    .filter(currency -> account.isPresent() && !currency.equals(account.get()))
                    .ifPresent(currency ->
                            refuse(path, "must be " + ACCOUNT_CURRENCY + ", nothing is converted", currency));
        }
        if (declared == 0 && is("mode", Mode.BACKTEST)) {
            account.filter(currency -> !currency.equals(DataFiles.CURRENCY))
                    .ifPresent(currency -> refuse(
                            ACCOUNT_CURRENCY,
                            "must be " + DataFiles.CURRENCY + ", the currency of instruments that are not declared",
                            currency));
        }
    }

    private void checkStrategies() {
        boolean none = IntStream.range(0, draft.length("strategies"))
                .allMatch(i -> is("strategies[" + i + "].enabled", false));
        if (none) {
            refuse("strategies", "must have one that is enabled", "none");
        }
    }

    /** It is written when the run is over, too late to learn that it cannot be. */
    private void checkJournal() {
        DataFiles.path(draft, "journal.path", found)
                .filter(path -> !isWritable(path))
                .ifPresent(path -> refuse("journal.path", "must be a file that can be written", path.toString()));
    }

    private boolean tradesLive() {
        return is("mode", Mode.LIVE)
                && is("execution.enabled", true)
                && is("execution.type", ExecutionSettings.Type.BROKER);
    }

    /** Orders at the broker would be nobody's after the process. */
    private void checkFolder() {
        String path = "journal.folder";
        if (draft.isAbsent(path) && tradesLive()) {
            refuse(path, "must be given in mode live, so that orders and books survive a restart", "nothing");
        }
        requireFolder(path);
        requireFolder("journal.inputs_folder");
    }

    private void requireFolder(String path) {
        DataFiles.path(draft, path, found)
                .filter(folder -> Files.exists(folder) && !Files.isDirectory(folder))
                .ifPresent(file -> refuse(path, "must be a folder", file.toString()));
    }

    /** Limits on losses would be forgotten with the process. */
    private void checkSafeguards() {
        String path = "risk_management.safeguards_file";
        if (draft.isAbsent(path) && tradesLive()) {
            refuse(path, "must be given in mode live, so that limits on losses survive a restart", "nothing");
        }
        DataFiles.path(draft, path, found)
                .filter(file -> !isWritable(file))
                .ifPresent(file -> refuse(path, "must be a file that can be written", file.toString()));
    }

    /** What is in them is checked when they are read. */
    private void checkSamples() {
        for (int i = 0; i < draft.length("risk_management.monitors"); i++) {
            String path = "risk_management.monitors[" + i + "].reference";
            DataFiles.path(draft, path, found)
                    .filter(file -> !Files.isReadable(file) || Files.isDirectory(file))
                    .ifPresent(file -> refuse(path, "must be a file that can be read", file.toString()));
        }
    }

    private static boolean isWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && Files.notExists(folder)) {
            folder = folder.getParent();
        }
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder) && !Files.isDirectory(file);
    }

    private boolean is(String path, Object wanted) {
        return draft.value(path, Object.class).filter(wanted::equals).isPresent();
    }

    private void refuse(String path, String rule, String value) {
        found.add(draft.problem(path, rule, value));
    }
}
