package io.strategysdk.examples.cli;

import io.strategysdk.api.Strategy;
import io.strategysdk.api.StrategyInfo;
import io.strategysdk.engine.config.ConfigException;
import io.strategysdk.engine.config.ParameterSchema;
import io.strategysdk.engine.config.Problem;
import io.strategysdk.engine.config.StrategyFactory;
import io.strategysdk.engine.config.StrategyMetadata;
import io.strategysdk.examples.strategies.BollingerReversion;
import io.strategysdk.examples.strategies.BuyAndHold;
import io.strategysdk.examples.strategies.HighWaterStop;
import io.strategysdk.examples.strategies.PairsTrading;
import io.strategysdk.examples.strategies.RsiReversion;
import io.strategysdk.examples.strategies.SixtyForty;
import io.strategysdk.examples.strategies.SmaCrossover;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The strategies that the command knows.
 *
 * @param type its class
 * @param instruments how many instruments it trades
 */
record ExampleStrategies(Class<? extends Strategy> type, int instruments) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final List<ExampleStrategies> ALL = List.of(
            new ExampleStrategies(BollingerReversion.class, 1),
            new ExampleStrategies(BuyAndHold.class, 1),
            new ExampleStrategies(HighWaterStop.class, 1),
            new ExampleStrategies(PairsTrading.class, 2),
            new ExampleStrategies(RsiReversion.class, 1),
            new ExampleStrategies(SixtyForty.class, 2),
            new ExampleStrategies(SmaCrossover.class, 1));

    /**
     * The strategy of a name.
     *
     * @throws UsageException when there is none
     */
    static ExampleStrategies named(String name) {
        return ALL.stream()
                .filter(strategy -> strategy.name().equals(name.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static UsageException unknown(String name) {
        List<String> known = ALL.stream().map(ExampleStrategies::name).toList();
        String nearest = known.stream()
                .min(Comparator.comparingInt(one -> Edits.between(name, one)))
                .orElseThrow();
        String advice = Edits.between(name, nearest) <= nearest.length() / 3
                ? "did you mean '" + nearest + "'?"
                : "known are " + String.join(", ", known);
        return new UsageException("unknown strategy '" + Printable.of(name) + "': " + advice);
    }

    String name() {
        return type.getAnnotation(StrategyInfo.class).name();
    }

    /**
     * A fresh strategy; what is not given has its default.
     *
     * @throws ConfigException with every mistake in the parameters
     */
    Strategy create(Map<String, String> parameters) {
        try {
            return StrategyFactory.createFromText(type, parameters);
        } catch (ConfigException e) {
            throw new ConfigException(
                    e.source(),
                    e.problems().stream()
                            .map(problem -> exact(problem, parameters.getOrDefault(problem.path(), "")))
                            .toList());
        }
    }

    /** A number that is refused for its size is a number all the same. */
    private static Problem exact(Problem problem, String given) {
        String rule = problem.rule();
        if (rule.equals("must be a whole number") && given.matches("[-+]?[0-9]+")) {
            rule += " from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        } else if (rule.equals("must be a number") && NUMBER.matcher(given).matches()) {
            rule +=
                    " such as 0.5 or 1e-3, with an exponent from -99 to 99 and at most 40 digits on each side of the point";
        }
        return new Problem(problem.path(), problem.line(), rule, problem.value());
    }

    /**
     * The user's prices, or else invented ones.
     *
     * @throws UsageException when there are more or fewer instruments than the strategy trades
     */
    Prices prices(Arguments arguments) {
        int files = arguments.bars().size();
        if (files == 0) {
            return SyntheticPrices.of(this, arguments);
        }
        if (files != instruments) {
            throw new UsageException("--bars must be given " + (instruments == 1 ? "once" : instruments + " times")
                    + " for " + name() + ", was given " + (files == 1 ? "once" : files + " times"));
        }
        return FilePrices.read(arguments);
    }

    /** Values of all parameters: what is given, or else the default. */
    Map<String, String> parameters(Map<String, String> given) {
        Map<String, String> all = new LinkedHashMap<>();
        for (ParameterSchema.Entry entry : ParameterSchema.of(type).entries()) {
            entry.byDefault().ifPresent(text -> all.put(entry.name(), text));
        }
        given.forEach((name, value) ->
                all.put(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT), value));
        return all;
    }

    /** Every strategy with its parameters, for people. */
    static String describeAll() {
        return ALL.stream().map(ExampleStrategies::describe).collect(Collectors.joining("\n"));
    }

    private String describe() {
        String text = StrategyMetadata.of(type).describe();
        return instruments == 1 ? text : text + "\n  trades " + instruments + " instruments";
    }
}
