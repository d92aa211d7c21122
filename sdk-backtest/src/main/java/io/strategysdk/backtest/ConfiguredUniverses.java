package io.strategysdk.backtest;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.risk.RiskLimits;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.backtest.data.ClassificationFile;
import io.strategysdk.backtest.data.InstrumentFile;
import io.strategysdk.backtest.data.MembershipFile;
import io.strategysdk.backtest.data.SharesFile;
import io.strategysdk.engine.Classification;
import io.strategysdk.engine.Measure;
import io.strategysdk.engine.SharesOutstanding;
import io.strategysdk.engine.UniverseDefinition;
import io.strategysdk.engine.UniverseFilter;
import io.strategysdk.engine.config.ConfigDraft;
import io.strategysdk.engine.config.DataSettings;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.RunConfig;
import io.strategysdk.engine.config.StrategySettings;
import io.strategysdk.engine.config.UniverseSettings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Universes and instruments as configuration names their files. */
final class ConfiguredUniverses {
    private static final String INSTRUMENTS = "data.instruments_file";

    private ConfiguredUniverses() {}

    /** Whether the files are there. */
    static void check(ConfigDraft draft, List<Problem> found) {
        Stream<String> ofUniverses = Stream.iterate(0, i -> i < draft.length("data.universes"), i -> i + 1)
                .flatMap(i -> Stream.of("members", "classification", "shares")
                        .map(name -> "data.universes[" + i + "]." + name));
        Stream.concat(Stream.of(INSTRUMENTS), ofUniverses)
                .forEach(property -> DataFiles.path(draft, property, found)
                        .filter(path -> !Files.isRegularFile(path))
                        .ifPresent(path ->
                                found.add(draft.problem(property, "must be a file that exists", path.toString()))));
    }

    /** What instruments are, where a file says so. */
    static Optional<InstrumentFile> instruments(DataSettings data) {
        return data.instrumentsFile().map(path -> InstrumentFile.read(Path.of(path)));
    }

    /**
     * The instrument of a symbol, which trades in the run's sessions.
     *
     * @throws SdkException when the file does not have it, or says that it trades in others
     */
    static Instrument instrument(DataSettings data, InstrumentFile file, String symbol) {
        String path = data.instrumentsFile().orElse("");
        Instrument instrument = file.find(symbol)
                .orElseThrow(() -> new SdkException(
                        INSTRUMENTS + " must have each instrument of the run, has no " + symbol + " (" + path + ")"));
        String own = ConfiguredData.calendar(data).name();
        file.calendar(symbol)
                .map(TradingCalendar::name)
                .filter(name -> !name.equals(own))
                .ifPresent(other -> {
                    throw new SdkException("calendar of an instrument must be that of the run, " + own + ", was "
                            + other + " (" + symbol + ", " + path + ")");
                });
        return instrument;
    }

    /** Sums of money are in the account's currency; nothing is converted. */
    static void requireCurrency(RunConfig config, List<Instrument> instruments) {
        String account = config.execution().account().currency();
        for (Instrument instrument : instruments) {
            if (!instrument.currency().equals(account)) {
                throw new SdkException("currency of an instrument must be that of execution.account.currency, "
                        + account + ", nothing is converted, was " + instrument.currency() + " (" + instrument + ")");
            }
        }
    }

    /** Limits of a strategy; where they are on sectors, one that is not configured is that of the file of instruments. */
    static RiskLimits limits(RunConfig config, StrategySettings strategy) {
        RiskLimits limits = config.limitsOf(strategy);
        Optional<InstrumentFile> file = config.data().flatMap(ConfiguredUniverses::instruments);
        if (file.isEmpty() || limits.maxSectorExposure() >= limits.maxLeverage()) {
            return limits;
        }
        Map<String, String> sectors = new TreeMap<>();
        for (Classification.Entry entry : file.get().classification().entries()) {
            if (!entry.sector().isEmpty()) {
                sectors.put(entry.symbol(), entry.sector());
            }
        }
        sectors.putAll(limits.sectors());
        return limits.withSectors(sectors);
    }

    static List<UniverseDefinition> read(DataSettings data) {
        return data.universes().stream().map(each -> read(data, each)).toList();
    }

    private static UniverseDefinition read(DataSettings data, UniverseSettings settings) {
        UniverseDefinition definition = settings.members()
                .map(path -> UniverseDefinition.of(settings.name(), MembershipFile.read(Path.of(path))))
                .orElseGet(() -> UniverseDefinition.all(settings.name()));
        definition = classified(data, settings, definition);
        if (settings.minAge().isPresent()) {
            definition =
                    definition.where(UniverseFilter.minimumAge(settings.minAge().getAsInt()));
        }
        definition = atLeast(definition, Measure.price(), settings.minPrice());
        Optional<SharesOutstanding> shares = settings.shares().map(path -> SharesFile.read(Path.of(path)));
        if (shares.isPresent()) {
            Measure cap = Measure.marketCap(shares.get());
            definition = atLeast(definition, cap, settings.minMarketCap());
            if (settings.maxMarketCap().isPresent()) {
                definition = definition.where(
                        new UniverseFilter.AtMost(cap, settings.maxMarketCap().get()));
            }
        }
        Measure volume = settings.liquidity() == UniverseSettings.Liquidity.MEAN
                ? Measure.meanDollarVolume(settings.liquiditySessions())
                : Measure.medianDollarVolume(settings.liquiditySessions());
        definition = atLeast(definition, volume, settings.minDollarVolume());
        if (settings.top().isPresent()) {
            Measure by = settings.topBy() == UniverseSettings.TopBy.MARKET_CAP
                    ? Measure.marketCap(shares.orElseThrow())
                    : volume;
            definition = definition.where(UniverseFilter.top(settings.top().getAsInt(), by));
        }
        definition = definition.refreshed(period(settings.refresh()));
        return settings.allowMissingData() ? definition.allowingMissingData() : definition;
    }

    private static UniverseDefinition classified(
            DataSettings data, UniverseSettings settings, UniverseDefinition definition) {
        Optional<Classification> classification = settings.classification()
                .map(path -> ClassificationFile.read(Path.of(path)))
                .or(() -> instruments(data).map(InstrumentFile::classification));
        if (classification.isEmpty()) {
            return definition;
        }
        Classification known = classification.get();
        UniverseDefinition kept = definition.classifiedBy(known);
        kept = classified(kept, known, UniverseFilter.Level.SECTOR, settings.sectors(), true);
        kept = classified(kept, known, UniverseFilter.Level.SECTOR, settings.withoutSectors(), false);
        return classified(kept, known, UniverseFilter.Level.INDUSTRY, settings.industries(), true);
    }

    private static UniverseDefinition classified(
            UniverseDefinition definition,
            Classification known,
            UniverseFilter.Level level,
            List<String> names,
            boolean isOneOf) {
        return names.isEmpty()
                ? definition
                : definition.where(new UniverseFilter.Classified(known, level, Set.copyOf(names), isOneOf));
    }

    private static UniverseDefinition atLeast(
            UniverseDefinition definition, Measure measure, Optional<BigDecimal> least) {
        return least.map(value -> definition.where(new UniverseFilter.AtLeast(measure, value)))
                .orElse(definition);
    }

    private static ChronoUnit period(UniverseSettings.Refresh refresh) {
        return switch (refresh) {
            case SESSION -> ChronoUnit.DAYS;
            case WEEK -> ChronoUnit.WEEKS;
            case MONTH -> ChronoUnit.MONTHS;
        };
    }
}
