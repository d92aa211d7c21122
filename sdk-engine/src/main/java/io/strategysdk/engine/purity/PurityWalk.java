package io.strategysdk.engine.purity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes from a strategy's class to all that a run can come to, nearest first. A call of a method that may be overridden
 * goes to the classes that were met being made (rapid type analysis, Bacon and Sweeney, OOPSLA 1996).
 */
final class PurityWalk {
    private final OwnClasses own;
    private final ForeignClasses foreign;
    private final ArrayDeque<Visit> open = new ArrayDeque<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Set<MethodCode> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final Map<String, Call> calls = new LinkedHashMap<>();

    /** A class of which there are objects. */
    private record Made(ClassCode type, Map<String, ClassCode> lineage) {}

    /** A call that goes to any class made by then or later. */
    private record Call(Step step, Visit from) {}

    private PurityWalk(OwnClasses own) {
        this.own = own;
        foreign = new ForeignClasses(own.loader());
    }

    static Purity from(Class<?> type) {
        OwnClasses own = OwnClasses.of(type);
        ClassCode code = own.find(type.getName().replace('.', '/'));
        return code == null ? Purity.UNKNOWN : new PurityWalk(own).from(code);
    }

    private Purity from(ClassCode strategy) {
        make(strategy, null, -1);
        for (ClassCode type : strategy.lineage(own).own().values()) {
            for (String field : type.initialisers().keySet()) {
                initialise(type, field, null, -1);
            }
        }
        for (MethodCode method : strategy.methods().values()) {
            if (method.isConstructor()) {
                reach(method, null, -1);
            }
        }
        while (!open.isEmpty()) {
            Visit visit = open.remove();
            for (Step step : visit.method().steps()) {
                ClassCode owner = own.find(step.owner());
                if (owner != null) {
                    follow(step, owner, visit);
                }
            }
        }
        return new Judgement(own, foreign, visits).purity();
    }

    private void follow(Step step, ClassCode owner, Visit visit) {
        switch (step.kind()) {
            case READ, WRITE, STORE -> initialise(owner.declaring(step.name(), own), step.name(), visit, step.line());
            case NEW -> make(owner, visit, step.line());
            case STATIC -> {
                initialise(owner, visit, step.line());
                reach(owner.method(step.signature(), own), visit, step.line());
            }
            case EXACT -> reach(owner.method(step.signature(), own), visit, step.line());
            case VIRTUAL -> call(owner, step, visit);
            case CHANGE, CHANGE_RESULT -> {
                // the field was read, or the method called, before
            }
        }
    }

    private void call(ClassCode owner, Step step, Visit visit) {
        reach(owner.method(step.signature(), own), visit, step.line());
        Call call = new Call(step, visit);
        if (calls.putIfAbsent(step.owner() + "." + step.signature(), call) == null) {
            for (Made each : List.copyOf(made.values())) {
                dispatch(call, each);
            }
        }
    }

    private void dispatch(Call call, Made object) {
        if (object.lineage.containsKey(call.step.owner())) {
            reach(object.type.method(call.step.signature(), own), call.from, call.step.line());
        }
    }

    /** From now on there are objects of a class: what it overrides can be called. */
    private void make(ClassCode type, @Nullable Visit visit, int line) {
        if (made.containsKey(type.name())) {
            return;
        }
        ClassCode.Lineage lineage = type.lineage(own);
        Made object = new Made(type, lineage.own());
        made.put(type.name(), object);
        initialise(type, visit, line);
        Set<String> overridable = new HashSet<>();
        for (String each : lineage.foreign()) {
            overridable.addAll(foreign.get(each).overridable());
        }
        for (ClassCode each : lineage.own().values()) {
            for (String signature : each.methods().keySet()) {
                if (overridable.contains(signature)) {
                    reach(type.method(signature, own), visit, line);
                }
            }
        }
        for (Call call : new ArrayList<>(calls.values())) {
            dispatch(call, object);
        }
    }

    /**
     * What a class does when it is used first, apart from setting its fields: those that no strategy reads, of a test
     * around it for instance, are nothing to it.
     */
    private void initialise(ClassCode type, @Nullable Visit visit, int line) {
        for (ClassCode each : type.lineage(own).own().values()) {
            reach(each.methods().get("<clinit>()V"), visit, line);
        }
    }

    private void initialise(@Nullable ClassCode type, String field, @Nullable Visit visit, int line) {
        if (type != null) {
            initialise(type, visit, line);
            for (MethodCode each : type.initialisers().getOrDefault(field, List.of())) {
                reach(each, visit, line);
            }
        }
    }

    private void reach(@Nullable MethodCode method, @Nullable Visit caller, int line) {
        if (method != null && reached.add(method)) {
            ClassCode type = own.find(method.owner());
            Visit visit = new Visit(method, type == null ? "" : type.file(), caller, line);
            visits.add(visit);
            open.add(visit);
        }
    }
}
