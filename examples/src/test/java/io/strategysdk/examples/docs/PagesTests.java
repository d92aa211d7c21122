package io.strategysdk.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.strategysdk.engine.config.ConfigLoader;
import io.strategysdk.examples.docs.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTests {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#[^)\\s]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("\\bio\\.strategysdk(?:\\.[a-z]+)*((?:\\.[A-Z]\\w*)+)");
    private static final Pattern ARTIFACT = Pattern.compile("\\bio\\.strategysdk:([a-z-]+)");
    private static final Pattern PROFILE = Pattern.compile("\\s-P(\\w[\\w-]*)");
    private static final Pattern OPTION = Pattern.compile("\\s(--[a-z][a-z-]*)");
    private static final Pattern ARGUMENTS = Pattern.compile("-Dbacktest\\.args=\"([^\"]*)\"");

    static Stream<Page> pages() {
        return Page.all();
    }

    static Stream<Block> configurations() {
        return Page.blocks("yaml");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configurationsLoad(Block block) {
        ConfigLoader loader = ConfigLoader.withEnvironment(name -> "secret");

        assertThatCode(() -> loader.parse(block.text(), ConfigLoader.Format.YAML, block.toString()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void relativeLinksLeadToFiles(Page page) {
        Path directory = Objects.requireNonNull(page.file().getParent());

        assertThat(found(LINK, page.text(), 1))
                .filteredOn(target -> !target.isEmpty() && !target.contains(":"))
                .allSatisfy(target -> assertThat(directory.resolve(target)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namedClassesExist(Page page) {
        assertThat(CLASS.matcher(page.text()).results().toList()).allSatisfy(name -> {
            if (isBenchmark(name.group())) {
                return;
            }
            String nested = name.group(1).substring(1);
            String prefix = name.group().substring(0, name.group().length() - nested.length());
            assertThatCode(() -> Class.forName(
                            prefix + nested.replace('.', '$'), false, getClass().getClassLoader()))
                    .doesNotThrowAnyException();
        });
    }

    /** Benchmarks are compiled by their own profile only. */
    private static boolean isBenchmark(String name) {
        return Files.exists(Page.root().resolve("examples/src/jmh/java/" + name.replace('.', '/') + ".java"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namedArtifactsAreModulesOfTheBuild(Page page) throws IOException {
        String build = read("pom.xml");

        assertThat(found(ARTIFACT, page.text(), 1))
                .allSatisfy(artifact -> assertThat(build).contains("<module>" + artifact + "</module>"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namedProfilesExist(Page page) throws IOException {
        String build = read("pom.xml");

        assertThat(found(PROFILE, page.text(), 1))
                .allSatisfy(profile -> assertThat(build).contains("<id>" + profile + "</id>"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theBacktestCommandHasTheOptionsThatAreNamed(Page page) throws IOException {
        String options = read("examples/src/main/java/io/strategysdk/examples/cli/Options.java");

        assertThat(found(ARGUMENTS, page.text(), 1))
                .flatExtracting(arguments -> found(OPTION, " " + arguments, 1))
                .allSatisfy(option -> assertThat(options).contains("\"" + option + "\""));
    }

    @Test
    void theReadmeNamesBothCommands() throws IOException {
        String readme = read("README.md");

        assertThat(readme).contains("mvn -q -Pbacktest", "-Dbacktest.args=", "mvn verify");
        assertThat(read("examples/pom.xml"))
                .contains("<backtest.mainClass>io.strategysdk.examples.cli.BacktestCommand</backtest.mainClass>");
    }

    @Test
    void theReadmeListsEveryModule() throws IOException {
        List<String> modules = found(Pattern.compile("<module>([a-z-]+)</module>"), read("pom.xml"), 1);

        assertThat(modules).isNotEmpty();
        assertThat(read("README.md"))
                .contains(modules.stream().map(name -> "\n| `" + name + "` |").toList());
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(group))
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Page.root().resolve(file));
    }
}
