package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.examples.docs.Page.Block;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodeBlocksTests {
    /** The line before a block that quotes: parts of that file, in its order, with such a line between them. */
    private static final Pattern SOURCE = Pattern.compile("<!-- source: (\\S+) -->");

    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\s*// ….*\\R");

    @TempDir
    private Path folder;

    static Stream<Block> quoted() {
        return Page.blocks("java")
                .filter(block -> SOURCE.matcher(block.comment()).matches());
    }

    static Stream<Block> written() {
        return Page.blocks("java")
                .filter(block -> !SOURCE.matcher(block.comment()).matches());
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void quotedCodeIsTheSourceToTheLetter(Block block) throws IOException {
        Matcher source = SOURCE.matcher(block.comment());
        assertThat(source.matches()).isTrue();
        String file = Files.readString(Page.root().resolve(source.group(1))).replace("\r\n", "\n");

        int from = 0;
        for (String part : LEFT_OUT.splitAsStream(block.text() + "\n").toList()) {
            int at = file.indexOf(part.strip(), from);
            assertThat(at)
                    .as("part of %s in %s:\n%s", block, source.group(1), part)
                    .isNotNegative();
            from = at + part.strip().length();
        }
    }

    @Test
    void theReadmeQuotesAStrategy() {
        assertThat(quoted().map(Block::page)).contains("README.md");
    }

    @Test
    void allOtherCodeCompiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (Block block : written().toList()) {
            Snippet snippet = Snippet.of(block);
            if (!snippet.isModule()) {
                files.add(write(block, snippet));
            }
        }

        assertThat(files).isNotEmpty();
        assertThat(compile(List.of("--class-path", paths()), files)).isEmpty();
    }

    @Test
    void moduleDeclarationsCompile() throws IOException {
        for (Block block : written().toList()) {
            Snippet snippet = Snippet.of(block);
            if (snippet.isModule()) {
                assertThat(compile(List.of("--module-path", paths()), List.of(write(block, snippet))))
                        .as(block.toString())
                        .isEmpty();
            }
        }
    }

    private String write(Block block, Snippet snippet) throws IOException {
        Path file = folder.resolve(Snippet.packageOf(block).replace('.', '/')).resolve(snippet.name());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, snippet.text()).toString();
    }

    /** What the compiler has to say; nothing when it is content. */
    private String compile(List<String> options, List<String> files) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-d", folder.resolve("classes").toString(), "-proc:none", "-encoding", "UTF-8"));
        arguments.addAll(List.of("-Xlint:none", "-Xmaxerrs", "1000"));
        arguments.addAll(files);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        return code == 0 ? "" : said.toString();
    }

    /** Tests run in their module, so that libraries are on either path. */
    static String paths() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }
}
