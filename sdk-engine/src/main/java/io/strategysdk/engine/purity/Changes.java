package io.strategysdk.engine.purity;

import io.strategysdk.engine.purity.Step.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run changes in objects after they were made, and in classes after they were initialised. */
final class Changes {
    /** Methods in a row that return what the next one does. */
    private static final int MAX_RESULTS = 16;

    private final OwnClasses own;
    private final IdentityHashMap<MethodCode, Set<MethodCode>> callers = new IdentityHashMap<>();
    private final Set<MethodCode> deferred = identities();
    private final Set<String> fields = new HashSet<>();

    Changes(OwnClasses own, Collection<Visit> visits) {
        this.own = own;
        for (Visit visit : visits) {
            for (Step step : visit.method().steps()) {
                noteCall(step, visit.method());
            }
        }
        for (Visit visit : visits) {
            for (Step step : visit.method().steps()) {
                noteChange(resolved(step), visit.method());
            }
        }
    }

    private static Set<MethodCode> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private void noteCall(Step step, MethodCode caller) {
        ClassCode owner = own.find(step.owner());
        MethodCode called = owner == null ? null : owner.methods().get(step.signature());
        if (called != null && called.isPrivate()) {
            callers.computeIfAbsent(called, none -> identities()).add(caller);
            if (step.isDeferred()) {
                deferred.add(called);
            }
        }
    }

    private void noteChange(Step step, MethodCode method) {
        ClassCode owner = step.kind() == Kind.CHANGE ? own.find(step.owner()) : null;
        ClassCode declaring = owner == null ? null : owner.declaring(step.name(), own);
        if (declaring != null && !makes(method, declaring, true, identities())) {
            fields.add(key(declaring, step.name()));
        }
    }

    private static String key(ClassCode type, String field) {
        return type.name() + "." + field;
    }

    /** Whether what a field of an object holds is changed by other than the code that makes the object. */
    boolean isChanged(ClassCode declaring, String field) {
        return fields.contains(key(declaring, field));
    }

    /** Whether a method initialises a class: its initializer, and private methods that are called by nothing else. */
    boolean initialises(MethodCode method, ClassCode type) {
        return makes(method, type, false, identities());
    }

    private boolean makes(MethodCode method, ClassCode type, boolean objects, Set<MethodCode> asked) {
        if (method.isInitializer()) {
            return method.owner().equals(type.name());
        }
        if (method.isConstructor()) {
            ClassCode owner = own.find(method.owner());
            return objects && owner != null && owner.lineage(own).own().containsKey(type.name());
        }
        Set<MethodCode> from = callers.getOrDefault(method, Set.of());
        if (!method.isPrivate() || from.isEmpty() || deferred.contains(method)) {
            return false;
        }
        return !asked.add(method) || from.stream().allMatch(each -> makes(each, type, objects, asked));
    }

    /** A change of what an own method has returned, as one of the field that this returns. */
    Step resolved(Step step) {
        if (step.kind() != Kind.CHANGE_RESULT) {
            return step;
        }
        Source origin = origin(new Source(Source.Kind.RESULT, step.owner(), step.name(), step.descriptor()));
        return new Step(
                Kind.ofChange(origin.kind()),
                origin.owner(),
                origin.name(),
                origin.descriptor(),
                step.isDeferred(),
                step.line());
    }

    /** Goes back over results of own methods as far as these tell what they return. */
    Source origin(Source source) {
        Source origin = source;
        for (int i = 0; i < MAX_RESULTS; i++) {
            Source returned = origin.kind() == Source.Kind.RESULT ? returned(origin) : null;
            if (returned == null) {
                return origin;
            }
            origin = returned;
        }
        return origin;
    }

    private @Nullable Source returned(Source result) {
        ClassCode owner = own.find(result.owner());
        MethodCode method = owner == null ? null : owner.method(result.name() + result.descriptor(), own);
        return method == null ? null : method.returns();
    }
}
