package io.strategysdk.examples.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules of the build, each with those it may see. */
enum SdkModule {
    API("sdk-api"),
    ENGINE("sdk-engine"),
    BACKTEST("sdk-backtest"),
    TESTKIT("sdk-testkit"),
    ALPACA("sdk-alpaca"),
    CODEGEN("sdk-codegen"),
    EXAMPLES("examples");

    private static final Map<SdkModule, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    private final Path directory;
    private final String rootPackage;

    SdkModule(String directory) {
        this.directory = Path.of("..", directory);
        this.rootPackage = "io.strategysdk." + directory.replace("sdk-", "");
    }

    /** ArchUnit's pattern for the module's packages. */
    String packages() {
        return rootPackage + "..";
    }

    Set<SdkModule> seen() {
        return switch (this) {
            case API -> Set.of();
            case ENGINE, ALPACA, CODEGEN -> Set.of(API);
            case BACKTEST -> Set.of(API, ENGINE);
            case TESTKIT -> Set.of(API, ENGINE, BACKTEST);
            case EXAMPLES -> Set.of(API, ENGINE, BACKTEST, TESTKIT, ALPACA, CODEGEN);
        };
    }

    /** Imported from target/classes, not from the class path: there a class does not tell its module. */
    JavaClasses classes() {
        return IMPORTED.computeIfAbsent(this, module -> new ClassFileImporter().importPath(module.output()));
    }

    Set<String> exportedPackages() {
        return ModuleFinder.of(output()).findAll().stream()
                .flatMap(module -> module.descriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toUnmodifiableSet());
    }

    long sourceFiles() {
        return count(directory.resolve(Path.of("src", "main", "java")), ".java");
    }

    long classFiles() {
        return count(output(), ".class");
    }

    private Path output() {
        return directory.resolve(Path.of("target", "classes"));
    }

    private static long count(Path root, String suffix) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .filter(name -> !name.startsWith("module-info"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
