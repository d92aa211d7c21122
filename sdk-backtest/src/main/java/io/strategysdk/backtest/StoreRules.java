package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.backtest.store.StoreView;
import io.strategysdk.backtest.store.StoredSeries;
import io.strategysdk.engine.PriceMode;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.DataSettings.Content;
import io.strategysdk.engine.config.InstrumentSettings;
import io.strategysdk.engine.config.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong with a configuration beside the store that it names: whether that has what is asked for. */
final class StoreRules {
    private static final String PATH = "data.path";
    private static final String AS_OF = "data.as_of";
    private static final String INSTRUMENTS = "data.instruments";

    private final ConfigDraft draft;
    private final List<Problem> found;
    private final List<StoredSeries> all;
    private final boolean hasFile;

    /** By property, what instruments have instead of what it asks for. */
    private final Map<String, List<String>> lacking = new LinkedHashMap<>();

    private StoreRules(ConfigDraft draft, List<Problem> found, List<StoredSeries> all) {
        this.draft = draft;
        this.found = found;
        this.all = all;
        hasFile = !draft.isAbsent("data.instruments_file");
    }

    static void check(ConfigDraft draft, Path path, List<Problem> found) {
        Optional<Instant> asOf = draft.value(AS_OF, Instant.class);
        StoreView view;
        try {
            view = ConfiguredStore.view(path, asOf);
        } catch (SdkException refused) {
            String rule = String.valueOf(refused.getMessage()).replace(": " + path, "");
            found.add(draft.problem(PATH, "must be the folder of a store: " + rule, path.toString()));
            return;
        }
        if (!view.series().isEmpty()) {
            new StoreRules(draft, found, view.series()).check();
        } else if (asOf.isPresent()) {
            found.add(draft.problem(
                    AS_OF, "must not be before anything had arrived", asOf.get().toString()));
        } else {
            found.add(draft.problem(PATH, "must be the folder of a store that holds something", path.toString()));
        }
    }

    private void check() {
        int declared = draft.length(INSTRUMENTS);
        for (int i = 0; i < declared; i++) {
            String path = INSTRUMENTS + "[" + i + "]";
            draft.value(path, InstrumentSettings.class).ifPresent(settings -> checkDeclared(path, settings));
        }
        boolean isWrong = !draft.isAbsent(INSTRUMENTS)
                && draft.value(INSTRUMENTS, List.class).isEmpty();
        if (declared == 0 && !isWrong) {
            checkUndeclared();
        }
        lacking.forEach((path, has) -> found.add(draft.problem(
                path,
                "must be what the store has: " + DataFiles.shown(has),
                draft.value(path, Object.class).map(StoreRules::word).orElse(""))));
    }

    private void checkDeclared(String path, InstrumentSettings settings) {
        String symbol = settings.symbol();
        List<StoredSeries> ofSymbol = all.stream()
                .filter(series -> series.instrument().symbol().equals(symbol))
                .toList();
        if (ofSymbol.isEmpty()) {
            List<String> symbols = all.stream()
                    .map(series -> series.instrument().symbol())
                    .distinct()
                    .toList();
            found.add(draft.problem(
                    path + ".symbol", "must be one of the store's, which are " + DataFiles.shown(symbols), symbol));
            return;
        }
        List<Instrument> there = instruments(ofSymbol);
        List<Instrument> meant = hasFile ? there : ConfiguredStore.meant(settings, there);
        if (meant.isEmpty()) {
            found.add(draft.problem(
                    path,
                    "must be " + symbol + " as the store has it: " + ConfiguredStore.described(there),
                    ConfiguredStore.described(settings.toInstrument())));
            return;
        }
        List<StoredSeries> wanted = wanted(
                symbol,
                ofSymbol.stream()
                        .filter(series -> meant.contains(series.instrument()))
                        .toList());
        checkOnlyOne(path, wanted);
        checkCurrency(wanted);
    }

    private void checkUndeclared() {
        List<StoredSeries> wanted = wanted("the store", all);
        instruments(wanted).stream()
                .map(Instrument::symbol)
                .distinct()
                .forEach(symbol -> checkOnlyOne(
                        INSTRUMENTS,
                        wanted.stream()
                                .filter(series -> series.instrument().symbol().equals(symbol))
                                .toList()));
        checkCurrency(wanted);
    }

    private static List<Instrument> instruments(List<StoredSeries> series) {
        return series.stream().map(StoredSeries::instrument).distinct().toList();
    }

    /** Those of the content, timeframe and prices that are asked for; where one is wrong by itself, of any. */
    private List<StoredSeries> wanted(String who, List<StoredSeries> series) {
        List<StoredSeries> rest = of(who, series, "data.content", Content.class, StoredSeries::content);
        if (draft.value("data.content", Content.class).equals(Optional.of(Content.TICKS))) {
            return rest;
        }
        rest = of(who, rest, "data.timeframe", Timeframe.class, StoredSeries::timeframe);
        return of(who, rest, "data.prices", PriceMode.class, StoredSeries::mode);
    }

    private <T> List<StoredSeries> of(
            String who, List<StoredSeries> series, String path, Class<T> type, Function<StoredSeries, T> property) {
        Optional<T> asked = draft.value(path, type);
        List<StoredSeries> rest = series.stream()
                .filter(each -> asked.isEmpty() || property.apply(each).equals(asked.get()))
                .toList();
        if (rest.isEmpty() && !series.isEmpty()) {
            String has = series.stream()
                    .map(property)
                    .map(StoreRules::word)
                    .distinct()
                    .collect(Collectors.joining(" and "));
            lacking.computeIfAbsent(path, none -> new ArrayList<>()).add(has + " of " + who);
        }
        return rest;
    }

    private static String word(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private void checkOnlyOne(String path, List<StoredSeries> wanted) {
        List<Instrument> there = instruments(wanted);
        if (there.size() > 1 && !hasFile) {
            String symbol = there.get(0).symbol();
            String rule = "must say which of the store's " + symbol + " is meant: " + ConfiguredStore.described(there);
            found.add(draft.problem(path, rule, path.equals(INSTRUMENTS) ? "nothing" : symbol));
        }
    }

    private void checkCurrency(List<StoredSeries> wanted) {
        String path = "execution.account.currency";
        Optional<String> account = draft.value(path, String.class);
        instruments(wanted).stream()
                .filter(instrument -> !hasFile
                        && account.isPresent()
                        && !instrument.currency().equals(account.get()))
                .findFirst()
                .ifPresent(other -> found.add(draft.problem(
                        path,
                        "must be that of the store's " + other + ", " + other.currency() + ", nothing is converted",
                        account.orElseThrow())));
    }
}
