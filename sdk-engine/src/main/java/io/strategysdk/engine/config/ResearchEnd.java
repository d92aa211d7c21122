package io.strategysdk.engine.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a research file with how much it has. A file that was cut lacks it, or has less than it says.
 *
 * @param studies of the file
 * @param parameters of all of them
 * @param features of all of them
 * @param origin where it stood
 */
record ResearchEnd(int studies, int parameters, int features, Origin origin) {
    static final String NAME = "end";

    static ResearchEnd of(List<Study> studies) {
        return new ResearchEnd(
                studies.size(),
                studies.stream().mapToInt(study -> study.parameters().size()).sum(),
                studies.stream().mapToInt(study -> study.features().size()).sum(),
                Origin.NONE);
    }

    /**
     * Compares what a file says at its end with what it has.
     *
     * @param node null: it says nothing
     * @param studies of the file; null: they are wrong by themselves
     */
    static void check(@Nullable Node node, @Nullable List<Study> studies, List<Problem> problems) {
        if (node == null) {
            problems.add(Problem.withoutValue(
                    NAME,
                    0,
                    "must be given, the file was cut or never had one"
                            + (studies == null ? "" : "; of what there is it would be " + of(studies))));
            return;
        }
        ResearchEnd said = new Binder(problems).section(ResearchEnd.class, node, NAME);
        if (said != null && studies != null) {
            said.compare(of(studies), problems);
        }
    }

    private void compare(ResearchEnd actual, List<Problem> problems) {
        compare("studies", studies, actual.studies, problems);
        compare("parameters", parameters, actual.parameters, problems);
        compare("features", features, actual.features, problems);
    }

    private void compare(String what, int said, int actual, List<Problem> problems) {
        if (said != actual) {
            problems.add(origin.problem(
                    what,
                    "must be how many the file has, " + actual
                            + ": lines are missing, or it was changed without its end",
                    Integer.toString(said)));
        }
    }

    /** As files have it. */
    @Override
    public String toString() {
        return "{studies: " + studies + ", parameters: " + parameters + ", features: " + features + "}";
    }
}
