package io.strategysdk.testkit.contract;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** The code that some classes lead to: what they call, what that calls, and so on; calls of interfaces end there. */
final class FactoryReach {
    private final Deque<JavaCodeUnit> waiting = new ArrayDeque<>();
    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();

    private FactoryReach() {}

    static Set<JavaCodeUnit> of(Iterable<JavaClass> classes) {
        FactoryReach reach = new FactoryReach();
        classes.forEach(type -> type.getCodeUnits().forEach(reach::add));
        while (!reach.waiting.isEmpty()) {
            reach.waiting.remove().getAccessesFromSelf().forEach(reach::follow);
        }
        return reach.reached;
    }

    private void add(JavaCodeUnit unit) {
        if (reached.add(unit)) {
            waiting.add(unit);
            if (unit.isConstructor() && isConstantWithBody(unit.getOwner())) {
                unit.getOwner().getCodeUnits().forEach(this::add);
            }
        }
    }

    /** Its methods are called through those of its enum. */
    private static boolean isConstantWithBody(JavaClass type) {
        return type.getRawSuperclass().map(JavaClass::isEnum).orElse(false);
    }

    private void follow(JavaAccess<?> access) {
        access.getTargetOwner().getStaticInitializer().ifPresent(this::add);
        access.getTarget()
                .resolveMember()
                .filter(JavaCodeUnit.class::isInstance)
                .map(JavaCodeUnit.class::cast)
                .ifPresent(this::add);
    }
}
