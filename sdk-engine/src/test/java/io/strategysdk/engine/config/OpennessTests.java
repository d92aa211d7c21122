package io.strategysdk.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies in modules of their own, compiled here because openness is a matter between real modules. */
class OpennessTests {
    private static final String STRATEGY = """
            package com.acme;
            import io.strategysdk.api.*;
            import io.strategysdk.api.order.OrderIntent;
            import jakarta.validation.constraints.Min;
            import java.util.List;
            public final class Trend implements Strategy {
                public record Parameters(@Parameter(byDefault = "20") @Min(2) int period) {}
                private final Parameters parameters;
                public Trend(Parameters parameters) { this.parameters = parameters; }
                public List<OrderIntent> generateOrders(Context context) { return List.of(); }
                public String toString() { return "Trend " + parameters.period(); }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void closedPackageIsToldTheLineToAdd() throws Exception {
        Class<? extends Strategy> type = strategyInModule("");

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> StrategyFactory.create(type, Map.of()))
                .withMessage("com.acme.Trend$Parameters must be open to the engine: add 'opens com.acme to"
                        + " io.strategysdk.engine;' to the module-info of com.acme.trend");
    }

    @Test
    void packageThatIsOpenToTheEngineAloneIsEnoughForConstraintsToo() throws Exception {
        Class<? extends Strategy> type = strategyInModule("opens com.acme to io.strategysdk.engine;");

        assertThat(StrategyFactory.create(type, Map.of("period", 5))).hasToString("Trend 5");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> StrategyFactory.create(type, Map.of("period", 1)))
                .withMessage("parameters of trend: 1 problem\n  period: must be greater than or equal to 2, was 1");
    }

    private Class<? extends Strategy> strategyInModule(String opens) throws IOException, ClassNotFoundException {
        Path source = Files.createDirectories(directory.resolve("src/com/acme"));
        Files.writeString(source.resolve("Trend.java"), STRATEGY);
        Path module = directory.resolve("src/module-info.java");
        Files.writeString(
                module,
                "module com.acme.trend { requires io.strategysdk.api; requires static jakarta.validation; " + opens
                        + " }");
        Path classes = directory.resolve("classes");
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-Xlint:none",
                        "-p",
                        System.getProperty("jdk.module.path"),
                        "-d",
                        classes.toString(),
                        module.toString(),
                        source.resolve("Trend.java").toString());
        assertThat(result).isZero();
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("com.acme.trend"));
        ModuleLayer layer = ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, getClass().getClassLoader());
        return layer.findLoader("com.acme.trend").loadClass("com.acme.Trend").asSubclass(Strategy.class);
    }
}
