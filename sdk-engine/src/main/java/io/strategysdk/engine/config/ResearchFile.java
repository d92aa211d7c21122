package io.strategysdk.engine.config;

import io.strategysdk.engine.internal.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What research hands over to production: studies of strategies with the ranges in which their parameters were found to
 * work, the values that were chosen, and the definitions of the features that they are of. A configuration names a study
 * of such a file, {@code strategies[].research}, and its run begins only within it.
 *
 * <p>YAML (or JSON) of the same rules as configurations: UTF-8, one document, at most a megabyte; nothing is taken from the
 * environment. It ends with how many studies, parameters and features it has, {@code end}: one that was cut is refused.
 *
 * @param research version of the format: 1
 * @param studies in the order of the file
 * @param origin where it stood
 */
public record ResearchFile(int research, List<Study> studies, Origin origin) {
    /** Version of the format that is read and written. */
    public static final int FORMAT = 1;

    /** Copies. */
    public ResearchFile {
        studies = List.copyOf(studies);
    }

    /**
     * Of studies.
     *
     * @throws ConfigException with every mistake in them, such as a chosen value outside of its range
     */
    public static ResearchFile of(Study... studies) {
        ResearchFile file = new ResearchFile(FORMAT, List.of(studies), Origin.NONE);
        List<Problem> problems = file.mistakes();
        if (!problems.isEmpty()) {
            throw new ConfigException("research", problems);
        }
        return file;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with every mistake, or why it cannot be read
     */
    public static ResearchFile read(Path path) {
        return parse(ConfigLoader.read(path), path.toString());
    }

    /**
     * Reads a text, JSON when it starts with a brace.
     *
     * @param source what errors call it
     * @throws ConfigException with every mistake
     */
    public static ResearchFile parse(String text, String source) {
        List<Problem> problems = new ArrayList<>();
        ResearchFile file = TreeReader.read(text, ConfigLoader.formatOf(text), new Environment(name -> null), problems)
                .map(root -> whole(root, problems))
                .orElse(null);
        if (file == null || !problems.isEmpty()) {
            throw new ConfigException(source, problems);
        }
        return file;
    }

    private static @Nullable ResearchFile whole(Node.Section root, List<Problem> problems) {
        List<String> names = List.copyOf(root.members().keySet());
        Node end = root.members().remove(ResearchEnd.NAME);
        if (end != null && !names.get(names.size() - 1).equals(ResearchEnd.NAME)) {
            problems.add(Problem.withoutValue(ResearchEnd.NAME, end.line(), "must be the last of the file"));
        }
        ResearchFile file = new Binder(problems).section(ResearchFile.class, root, "");
        ResearchEnd.check(end, file == null ? null : file.studies, problems);
        if (file != null) {
            problems.addAll(file.mistakes());
        }
        return file;
    }

    private List<Problem> mistakes() {
        List<Problem> problems = new ArrayList<>();
        if (research != FORMAT) {
            problems.add(origin.problem("research", "must be " + FORMAT, Integer.toString(research)));
        }
        List<String> names = new ArrayList<>();
        for (Study study : studies) {
            if (names.contains(study.name())) {
                problems.add(study.origin().problem("name", "must be named once", "'" + study.name() + "'"));
            }
            names.add(study.name());
            study.check(problems);
        }
        return problems;
    }

    /**
     * The study of a name.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public Study study(String name) {
        return studies.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("study must be one of " + names() + ", was '" + name + "'"));
    }

    List<String> names() {
        return studies.stream().map(Study::name).toList();
    }

    /** The file as YAML, which {@link #parse} reads again. */
    public String text() {
        StringBuilder text = new StringBuilder("research: ").append(research).append("\nstudies:\n");
        studies.forEach(study -> study.writeTo(text));
        return text.append(ResearchEnd.NAME + ": ")
                .append(ResearchEnd.of(studies))
                .append('\n')
                .toString();
    }

    /**
     * Writes it, whole and on the disk when this returns; a file that was there is replaced.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be written; what was there before stays
     */
    public void writeTo(Path path) {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        WholeFile.writeDurably("research", path, out -> out.write(bytes));
    }

    /** The names of its studies. */
    @Override
    public String toString() {
        return "research of " + String.join(", ", names());
    }
}
