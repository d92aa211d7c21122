package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import io.strategysdk.engine.internal.StrategyNames;
import io.strategysdk.engine.purity.Finding;
import io.strategysdk.engine.purity.Purity;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strategies by name. What configuration may write, in this order:
 *
 * <ol>
 *   <li>a registered name, {@code mean-reversion}: its newest version; {@code _} and {@code -} are the same;
 *   <li>a name and a version, {@code mean-reversion@2} or {@code mean_reversion_v2}: that version;
 *   <li>the full name of a class, {@code com.acme.MeanReversion}, registered or not.
 * </ol>
 *
 * <p>Several versions of a strategy are several classes of one name. Not safe for concurrent registration.
 */
public final class StrategyRegistry {
    private static final String PURE =
            "must be that of a pure strategy, or of one that says with @Impure why it is not: ";
    private static final Pattern VERSIONED = Pattern.compile("(.+?)(?:@|-v)([0-9]{1,9})");

    private final TreeMap<String, TreeMap<Integer, Class<? extends Strategy>>> byName = new TreeMap<>();
    private final ClassLoader loader;

    private StrategyRegistry(ClassLoader loader) {
        this.loader = loader;
    }

    /** Without strategies; classes named in full come from the class loader of the application. */
    public static StrategyRegistry empty() {
        return new StrategyRegistry(StrategyDiscovery.applicationLoader());
    }

    /**
     * With the strategies that jars and modules announce as providers of {@link Strategy}; none of them is made. On
     * the class path a line in {@code META-INF/services} is enough; a module's provider needs a constructor without
     * parameters, or a static method {@code provider()} whose result type is the strategy's class.
     *
     * @throws io.strategysdk.api.SdkException when an announced class is missing or no strategy
     */
    public static StrategyRegistry discovered() {
        return discovered(StrategyDiscovery.applicationLoader());
    }

    static StrategyRegistry discovered(ClassLoader loader) {
        StrategyRegistry registry = new StrategyRegistry(loader);
        StrategyDiscovery.types(loader).forEach(registry::register);
        return registry;
    }

    /**
     * Adds a strategy under the name and version of its {@link io.strategysdk.api.StrategyInfo}.
     *
     * @return this
     * @throws IllegalArgumentException when name or version break the annotation's rules, another class has them, or the
     *     class cannot be made from configuration
     */
    public StrategyRegistry register(Class<? extends Strategy> type) {
        StrategyMetadata metadata = StrategyMetadata.of(type);
        StrategyNames.require(type);
        NavigableMap<Integer, Class<? extends Strategy>> versions =
                byName.computeIfAbsent(plain(metadata.name()), name -> new TreeMap<>());
        Class<? extends Strategy> earlier = versions.putIfAbsent(metadata.version(), type);
        if (earlier != null && earlier != type) {
            throw new IllegalArgumentException("strategy " + metadata.name() + " version " + metadata.version()
                    + " must be registered once, was " + earlier.getName() + " and " + type.getName());
        }
        return this;
    }

    /** What is registered, by name and version. */
    public List<StrategyMetadata> strategies() {
        return byName.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(StrategyMetadata::of)
                .toList();
    }

    /** The class that a name in configuration means; empty when there is none. */
    public Optional<Class<? extends Strategy>> find(String name) {
        String plain = plain(name);
        TreeMap<Integer, Class<? extends Strategy>> versions = byName.get(plain);
        if (versions != null) {
            return Optional.of(versions.lastEntry().getValue());
        }
        Matcher matcher = VERSIONED.matcher(plain);
        if (matcher.matches() && byName.containsKey(matcher.group(1))) {
            int version = Integer.parseInt(matcher.group(2));
            return Optional.ofNullable(byName.get(matcher.group(1))).map(all -> all.get(version));
        }
        return name.indexOf('.') < 0 ? Optional.empty() : StrategyDiscovery.named(name, loader);
    }

    /**
     * A fresh strategy for a file's section.
     *
     * @throws ConfigException when there is no such strategy, or with every mistake in its parameters
     * @throws IllegalArgumentException when the class cannot be made from configuration at all
     * @throws io.strategysdk.api.SdkException when its package is not open, with the line to add
     */
    public Strategy create(StrategySettings settings) {
        Optional<Class<? extends Strategy>> type = find(settings.name());
        if (type.isEmpty()) {
            Origin origin = settings.origin();
            String rule = unknown(settings.name(), origin.isMasked("name"));
            throw new ConfigException("strategies", List.of(origin.problem("name", rule, "'" + settings.name() + "'")));
        }
        return StrategyFactory.create(type.get(), settings);
    }

    /**
     * Checks names and parameters of all strategies of a run, also of those that are not enabled. Strategies are not
     * made, their parameter records are. One that names a {@link Study} must be of its name and version, have parameters
     * within its ranges, and its features must still be what they were. Each must be {@linkplain Purity pure}.
     *
     * @return every mistake
     */
    public List<Problem> check(ConfigDraft draft) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < draft.length("strategies"); i++) {
            String section = Understood.item("strategies", i);
            draft.value(section + ".name", String.class).ifPresent(name -> check(draft, section, name, problems));
        }
        return problems;
    }

    private void check(ConfigDraft draft, String section, String name, List<Problem> problems) {
        Understood file = draft.understood();
        String path = section + ".name";
        Optional<Class<? extends Strategy>> type = find(name);
        if (type.isEmpty()) {
            problems.add(draft.problem(path, unknown(name, file.isMasked(path)), "'" + name + "'"));
            return;
        }
        try {
            ParameterSchema.of(type.get());
            problems.addAll(StrategyFactory.check(type.get(), file.members(section + ".params"), file.origin(section)));
            ResearchRules.check(draft, section, type.get(), problems);
            for (Finding finding : Purity.of(type.get()).findings()) {
                problems.add(draft.problem(path, PURE + finding, ""));
            }
        } catch (IllegalArgumentException | SdkException unusable) {
            problems.add(draft.problem(path, String.valueOf(unusable.getMessage()), ""));
        }
    }

    private String unknown(String written, boolean masked) {
        String name = plain(written);
        Matcher matcher = VERSIONED.matcher(name);
        if (masked) {
            return "must be a registered strategy or the name of a class";
        }
        if (matcher.matches() && byName.containsKey(matcher.group(1))) {
            return "must be a registered version of " + matcher.group(1) + ", known are "
                    + byName.get(matcher.group(1)).keySet();
        }
        return "must be a registered strategy or the name of a class" + Names.didYouMean(name, byName.keySet());
    }

    private static String plain(String name) {
        return name.replace('_', '-');
    }
}
