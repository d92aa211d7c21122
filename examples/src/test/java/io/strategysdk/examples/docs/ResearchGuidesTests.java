package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.examples.docs.Page.Block;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guides of docs/research are scripts for jshell. Each is run by the real one, as the page says, and in the kernel of a
 * notebook; what it prints and draws is what the page shows, and what the page quotes is all of it.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("guides")
class ResearchGuidesTests {
    private static final Path GUIDES = Page.root().resolve("docs/research");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quick-look", "features", "to-production"})
    void printsAndDrawsWhatThePageShows(String guide) throws Exception {
        matchesThePage(guide, runInJShell(guide + ".jsh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick-look", "features", "to-production"})
    void printsAndDrawsTheSameInANotebook(String guide) throws Exception {
        matchesThePage(guide, runInNotebook(guide + ".jsh"));
    }

    @Test
    void aNotebookShowsPictures() throws Exception {
        Notebook.Outcome picture = inNotebook(notebook -> {
            run(notebook, "imports.jsh", "quick-look.jsh");
            return notebook.run("display(\"html\", check.picture().svg());");
        });

        assertThat(picture.complaints()).isEmpty();
        assertThat(picture.shown()).first(InstanceOfAssertFactories.STRING).isEqualTo(read("quick-look.svg"));
    }

    private void matchesThePage(String guide, String printed) throws IOException {
        assertThat(lines(printed)).containsExactlyElementsOf(lines(shown(guide, "<!-- printed -->")));
        try (Stream<Path> drawn = Files.list(folder)) {
            for (Path picture :
                    drawn.filter(file -> file.toString().endsWith(".svg")).toList()) {
                assertThat(GUIDES.resolve(String.valueOf(picture.getFileName())))
                        .hasSameTextualContentAs(picture, StandardCharsets.UTF_8);
                assertThat(page(guide).text()).contains("](" + picture.getFileName() + ")");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick-look", "features", "to-production"})
    void quotesAllOfItsScript(String guide) throws IOException {
        String quoted = shown(guide, "<!-- source: docs/research/" + guide + ".jsh -->");

        assertThat(lines(quoted + "\n/exit")).containsExactlyElementsOf(lines(read(guide + ".jsh")));
    }

    private String runInNotebook(String script) throws Exception {
        return inNotebook(notebook -> run(notebook, "imports.jsh", script)).replace(folder.toString(), "FOLDER");
    }

    /** A kernel that says nothing is another's failure: there are four. */
    private <T> T inNotebook(InNotebook<T> what) throws IOException {
        for (int left = 3; ; left--) {
            try (Notebook notebook = notebook()) {
                return what.in(notebook);
            } catch (Notebook.Silent silent) {
                if (left == 0) {
                    throw silent;
                }
            }
        }
    }

    /** What is done in a notebook. */
    @FunctionalInterface
    private interface InNotebook<T> {
        T in(Notebook notebook) throws IOException;
    }

    /** What scripts print, pasted as one would: a cell for each paragraph. */
    private static String run(Notebook notebook, String... scripts) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String script : scripts) {
            for (String cell : read(script).replace("/exit\n", "").split("\n\n", -1)) {
                Notebook.Outcome outcome = notebook.run(cell);
                assertThat(outcome.complaints()).as(cell).isEmpty();
                printed.append(outcome.printed());
            }
        }
        return printed.toString();
    }

    private Notebook notebook() throws IOException {
        return new Notebook(
                folder, classPath(), List.of("-Dpictures=" + folder, "-Dfile.encoding=UTF-8", "-Duser.language=en"));
    }

    private String runInJShell(String script) throws Exception {
        Path said = folder.resolve("said.txt");
        Path complained = folder.resolve("complained.txt");
        Process shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "--class-path",
                        classPath(),
                        "-J-Djava.util.prefs.userRoot=" + folder, // jshell keeps settings, which are not ours to change
                        "-R-Dpictures=" + folder,
                        "-R-Dfile.encoding=UTF-8",
                        "-R-Duser.language=en",
                        GUIDES.resolve("imports.jsh").toAbsolutePath().toString(),
                        GUIDES.resolve(script).toAbsolutePath().toString())
                .redirectOutput(said.toFile())
                .redirectError(complained.toFile())
                .start();
        try {
            assertThat(shell.waitFor(5, TimeUnit.MINUTES))
                    .as("jshell has ended")
                    .isTrue();
        } finally {
            shell.destroyForcibly();
        }
        assertThat(Files.readString(complained)).doesNotContain("Error", "Exception");
        return Files.readString(said).replace(folder.toString(), "FOLDER");
    }

    /** Unlike other tools, jshell takes no path that leads nowhere. */
    private static String classPath() {
        return Stream.of(CodeBlocksTests.paths().split(File.pathSeparator, -1))
                .filter(path -> Files.exists(Path.of(path)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Page page(String guide) {
        return Page.of(GUIDES.resolve(guide + ".md"));
    }

    private static String shown(String guide, String comment) {
        List<Block> blocks = page(guide).blocks().stream()
                .filter(block -> block.comment().equals(comment))
                .toList();
        assertThat(blocks).isNotEmpty();
        return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
    }

    private static String read(String file) throws IOException {
        return Files.readString(GUIDES.resolve(file));
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
