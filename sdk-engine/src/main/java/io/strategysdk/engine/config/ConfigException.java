package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import java.util.List;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends SdkException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 50;

    private final Problem[] problems;
    private final String source;

    /**
     * Says what is wrong.
     *
     * @param source the file, or what else was read
     * @param problems at least one
     * @throws IllegalArgumentException when there is no problem
     */
    public ConfigException(String source, List<Problem> problems) {
        super(message(source, problems));
        this.source = source;
        this.problems = problems.toArray(Problem[]::new);
    }

    /** The file, or what else was read. */
    public String source() {
        return source;
    }

    /** All problems, by line. */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String message(String source, List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a configuration error must have at least one problem, was none");
        }
        StringBuilder text = new StringBuilder(source)
                .append(problems.size() == 1 ? ": 1 problem" : ": " + problems.size() + " problems");
        problems.stream().limit(MOST_SHOWN).forEach(p -> text.append("\n  ").append(p));
        if (problems.size() > MOST_SHOWN) {
            text.append("\n  and ").append(problems.size() - MOST_SHOWN).append(" more");
        }
        return text.toString();
    }
}
