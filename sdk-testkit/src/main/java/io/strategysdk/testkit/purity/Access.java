package io.strategysdk.testkit.purity;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import io.strategysdk.engine.purity.ForbiddenUse;
import io.strategysdk.engine.purity.Purity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A use of a member as ArchUnit sees it. */
record Access(JavaAccess<?> access) {
    boolean isForbidden() {
        AccessTarget target = access.getTarget();
        return Stream.concat(Stream.of(target.getOwner()), target.resolveMember().map(JavaMember::getOwner).stream())
                .filter(owner ->
                        !Purity.isOfSameAuthor(access.getOriginOwner().getPackageName(), owner.getPackageName()))
                .flatMap(owner -> use(owner, target).stream())
                .anyMatch(use -> !isExcused(access.getOrigin(), use.impurity()));
    }

    private static Optional<ForbiddenUse> use(JavaClass owner, AccessTarget target) {
        List<String> parameters = target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().stream().map(Access::written).toList()
                : List.of();
        return ForbiddenUse.of(owner.getName(), target.getName(), parameters);
    }

    /** As source code writes it. */
    private static String written(JavaClass type) {
        return type.isArray() ? written(type.getComponentType()) + "[]" : type.getName();
    }

    /** By an annotation on the code, on its class, or on what that is written in. */
    private static boolean isExcused(JavaCodeUnit origin, Impurity impurity) {
        return excuses(origin, impurity) || isExcused(origin.getOwner(), impurity);
    }

    private static boolean isExcused(JavaClass type, Impurity impurity) {
        return excuses(type, impurity)
                || type.getEnclosingCodeUnit()
                        .filter(unit -> excuses(unit, impurity))
                        .isPresent()
                || type.getEnclosingClass()
                        .filter(outer -> isExcused(outer, impurity))
                        .isPresent();
    }

    private static boolean excuses(CanBeAnnotated place, Impurity impurity) {
        return place.isAnnotatedWith(Impure.class) && excuses(annotation(place), impurity);
    }

    private static boolean excuses(Impure annotation, Impurity impurity) {
        return !annotation.reason().isBlank()
                && Arrays.asList(annotation.value()).contains(impurity);
    }

    private static Impure annotation(CanBeAnnotated place) {
        return place instanceof JavaClass type
                ? type.getAnnotationOfType(Impure.class)
                : ((JavaCodeUnit) place).getAnnotationOfType(Impure.class);
    }
}
