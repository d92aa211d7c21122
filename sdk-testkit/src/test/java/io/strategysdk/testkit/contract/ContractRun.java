package io.strategysdk.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of the tests of a class.
 *
 * @param passed names of methods
 * @param failed messages by names of methods
 * @param skipped names of methods
 */
record ContractRun(Set<String> passed, Map<String, String> failed, Set<String> skipped) {
    static ContractRun of(Class<?> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        ContractRun run = new ContractRun(new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
        LauncherFactory.create(alone).execute(request, run.new Outcomes());
        return run;
    }

    /** Names of the tests that a contract has. */
    static Set<String> testsOf(Class<?> contract) {
        Set<String> names = new TreeSet<>();
        for (Method method : contract.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private final class Outcomes implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                String name = nameOf(test);
                switch (result.getStatus()) {
                    case SUCCESSFUL -> passed.add(name);
                    case ABORTED -> skipped.add(name);
                    case FAILED ->
                        failed.put(name, String.valueOf(result.getThrowable().orElse(null)));
                }
            } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                failed.put(
                        test.getDisplayName(),
                        String.valueOf(result.getThrowable().orElse(null)));
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.add(nameOf(test));
        }

        private String nameOf(TestIdentifier test) {
            return test.getSource()
                    .map(source -> source instanceof MethodSource method ? method.getMethodName() : source.toString())
                    .orElse(test.getDisplayName());
        }
    }
}
