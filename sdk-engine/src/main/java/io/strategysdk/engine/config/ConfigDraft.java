package io.strategysdk.engine.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as far as it could be understood, with everything that is wrong with it by itself. What is around
 * it (strategies, adapters, files) can be checked against the parts that are right, so that one attempt shows every
 * mistake: by {@link StrategyRegistry#check}, {@link Adapters#checkBroker}, {@link Adapters#checkFeed}, and rules of
 * one's own.
 *
 * <p>Paths are those of the file, {@code execution.account.currency} or {@code strategies[0].name}. Immutable.
 */
public final class ConfigDraft {
    private final String source;
    private final Understood understood;
    private final List<Problem> problems;
    private final @Nullable RunConfig config;

    ConfigDraft(String source, Understood understood, List<Problem> problems, @Nullable RunConfig config) {
        this.source = source;
        this.understood = understood;
        this.problems = List.copyOf(problems);
        this.config = config;
    }

    /** Of a configuration that has been checked by itself, or was made by hand. */
    public static ConfigDraft of(RunConfig config) {
        return new ConfigDraft("configuration", Understood.of(Objects.requireNonNull(config)), List.of(), config);
    }

    /** The file, or what else was read. */
    public String source() {
        return source;
    }

    /** What is wrong with it by itself, in no particular order; empty when nothing is. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * A value or its default; a section is its record, such as {@link DataSettings}.
     *
     * @return empty when there is none, or it is wrong by itself, or of another type
     */
    public <T> Optional<T> value(String path, Class<T> type) {
        return understood.value(path, type);
    }

    /** Length of a list, whether its items are right or wrong; 0 when there is none. */
    public int length(String path) {
        return understood.length(path);
    }

    /** Whether there is nothing at a path, neither in the file nor by default, neither right nor wrong. */
    public boolean isAbsent(String path) {
        return understood.isAbsent(path);
    }

    /**
     * A mistake, with the line of the file where it is known.
     *
     * @param rule what must hold
     * @param value the value for people; its {@code ${NAME}} is shown instead when it came from the environment
     */
    public Problem problem(String path, String rule, String value) {
        return understood.problem(path, rule, value);
    }

    /**
     * The configuration, when nothing is wrong with it.
     *
     * @throws ConfigException with every mistake, by line
     */
    public RunConfig config() {
        return config(List.of());
    }

    /**
     * The configuration, when nothing is wrong with it and with what is around it.
     *
     * @param around mistakes that were found by checking parts; one at or below a path that is wrong by itself is a
     *     consequence, and left out
     * @throws ConfigException with every mistake, by line
     */
    public RunConfig config(List<Problem> around) {
        List<Problem> all = new ArrayList<>(problems);
        if (!understood.isEmpty()) {
            around.stream().filter(each -> !isConsequence(each)).forEach(all::add);
        }
        if (config == null || !all.isEmpty()) {
            all.sort(Comparator.comparingInt(Problem::line));
            throw new ConfigException(source, all);
        }
        return config;
    }

    private boolean isConsequence(Problem problem) {
        return problems.stream()
                .map(Problem::path)
                .filter(path -> !path.isEmpty())
                .anyMatch(path -> problem.path().equals(path) || problem.path().startsWith(path + "."));
    }

    Understood understood() {
        return understood;
    }

    /** Where it was read. */
    @Override
    public String toString() {
        return source;
    }
}
