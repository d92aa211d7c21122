package io.strategysdk.engine.purity;

import io.strategysdk.api.Impurity;
import io.strategysdk.engine.purity.Step.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what a run can come to against the rules, and against the annotations that let it through. */
final class Judgement {
    private static final String KEEP_IN_FIELD =
            "keep it in a field of the strategy, or in context.state() if it must survive a restart";
    private static final String MAKE_IMMUTABLE = KEEP_IN_FIELD
            + "; a constant is immutable: List.of, Set.of, Map.of, Map.copyOf, Collections.unmodifiableMap and"
            + " unmodifiableSet, of an EnumSet for instance";

    private final OwnClasses own;
    private final ForeignClasses foreign;
    private final Collection<Visit> visits;
    private final Changes changes;
    private final Constants constants;
    private final Map<List<?>, Finding> findings = new LinkedHashMap<>();
    private final Map<String, List<Exemption>> ofClasses = new HashMap<>();
    /** Annotations that were met, with what they let through. */
    private final Map<Exemption, Set<Impurity>> used = new LinkedHashMap<>();

    /** What a step does that it must not. */
    private record Fault(Impurity impurity, String used, String instead) {}

    Judgement(OwnClasses own, ForeignClasses foreign, Collection<Visit> visits) {
        this.own = own;
        this.foreign = foreign;
        this.visits = visits;
        changes = new Changes(own, visits);
        constants = new Constants(own, foreign, changes);
    }

    Purity purity() {
        for (Visit visit : visits) {
            List<Exemption> exemptions = exemptions(visit.source().method());
            for (Exemption each : exemptions) {
                used.putIfAbsent(each, EnumSet.noneOf(Impurity.class));
            }
            for (Step step : visit.method().steps()) {
                Fault fault = fault(step, visit.method());
                if (fault != null) {
                    judge(fault, step, visit, exemptions);
                }
            }
        }
        List<Finding> all = new ArrayList<>(findings.values());
        return new Purity(true, all.subList(0, Math.min(Purity.MAX_FINDINGS, all.size())), unneeded());
    }

    private void judge(Fault fault, Step step, Visit visit, List<Exemption> exemptions) {
        String instead = fault.instead;
        for (Exemption each : exemptions) {
            if (each.impurities().contains(fault.impurity)) {
                used.getOrDefault(each, Set.of()).add(fault.impurity);
                if (each.hasReason()) {
                    return;
                }
                instead = "give its @Impure a reason, which is blank";
            }
        }
        List<StackTraceElement> trace = visit.trace(step.line());
        findings.putIfAbsent(
                List.of(trace.get(0), fault.used), new Finding(fault.impurity, fault.used, instead, trace));
    }

    /** Those of a method, of the class it is in, and of what that is written in. */
    private List<Exemption> exemptions(MethodCode method) {
        List<Exemption> all = new ArrayList<>(ofClass(method.owner()));
        if (method.exemption() != null) {
            all.add(method.exemption());
        }
        return all;
    }

    private List<Exemption> ofClass(String type) {
        List<Exemption> known = ofClasses.get(type);
        if (known == null) {
            known = new ArrayList<>();
            ClassCode code = own.find(type);
            if (code != null) {
                if (code.exemption() != null) {
                    known.add(code.exemption());
                }
                known.addAll(around(code.place()));
            }
            ofClasses.put(type, known);
        }
        return known;
    }

    private List<Exemption> around(ClassCode.@Nullable Place place) {
        if (place == null) {
            return List.of();
        }
        ClassCode code = own.find(place.type());
        MethodCode method = code == null ? null : code.methods().get(place.method());
        return method == null ? ofClass(place.type()) : exemptions(method);
    }

    private List<String> unneeded() {
        List<String> unneeded = new ArrayList<>();
        for (Map.Entry<Exemption, Set<Impurity>> each : used.entrySet()) {
            Exemption exemption = each.getKey();
            for (Impurity impurity : Impurity.values()) {
                boolean isIdle = exemption.impurities().contains(impurity)
                        && !each.getValue().contains(impurity)
                        && !isNeededByOthers(exemption, impurity);
                if (isIdle) {
                    unneeded.add("@Impure(" + impurity + ") of " + exemption.where() + " lets nothing through");
                }
            }
        }
        return unneeded;
    }

    /** That of a class may be meant for what this strategy does not come to. */
    private boolean isNeededByOthers(Exemption exemption, Impurity impurity) {
        ClassCode type = own.find(exemption.where().replace('.', '/'));
        if (type == null) {
            return false;
        }
        for (MethodCode method : type.code()) {
            for (Step step : method.steps()) {
                Fault fault = fault(step, method);
                if (fault != null && fault.impurity == impurity) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Fault fault(Step written, MethodCode method) {
        Step step = changes.resolved(written);
        if (step.kind() == Kind.CHANGE || step.kind() == Kind.CHANGE_RESULT) {
            return null; // of an object, which need not be a constant
        }
        ClassCode owner = own.find(step.owner());
        if (owner == null) {
            return ofForeign(step, step.owner().replace('/', '.'));
        }
        if (step.kind().isOfField()) {
            ClassCode declaring = owner.declaring(step.name(), own);
            return declaring == null ? null : ofField(step, declaring, method);
        }
        return step.kind() == Kind.NEW || owner.method(step.signature(), own) != null ? null : inherited(step, owner);
    }

    /** Of a method that one of the author's classes has from another's. */
    private @Nullable Fault inherited(Step step, ClassCode owner) {
        for (String type : owner.lineage(own).foreign()) {
            for (Map.Entry<String, Set<String>> each :
                    foreign.get(type).declared().entrySet()) {
                Fault fault = each.getValue().contains(step.signature()) ? ofForeign(step, each.getKey()) : null;
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    /** Of what the JDK has the table knows; fields that somebody sets are never constants. */
    private @Nullable Fault ofForeign(Step step, String owner) {
        if (step.kind() == Kind.NEW) {
            return null; // its constructor is called, too
        }
        if (step.kind() == Kind.WRITE || step.kind() == Kind.STORE) {
            return state(step.text(owner) + ", a static field", KEEP_IN_FIELD);
        }
        int end = owner.lastIndexOf('.');
        if (own.isOfAuthor(end < 0 ? "" : owner.substring(0, end))) {
            return null;
        }
        ForbiddenUse use =
                ForbiddenUse.of(owner, step.name(), step.parameters()).orElse(null);
        return use == null ? null : new Fault(use.impurity(), step.text(owner), use.instead());
    }

    private @Nullable Fault ofField(Step step, ClassCode declaring, MethodCode method) {
        ClassCode.Field field = declaring.fields().get(step.name());
        if (field == null || field.isMadeByCompiler() || changes.initialises(method, declaring)) {
            return null;
        }
        String text = step.text(declaring.name().replace('/', '.'));
        if (!field.isFinal() || step.kind() == Kind.WRITE) {
            return state(text + ", a static field that is not final", KEEP_IN_FIELD);
        }
        if (step.kind() == Kind.STORE && field.descriptor().startsWith("[")) {
            return state(text + ", a static array that is written to", KEEP_IN_FIELD);
        }
        String part = constants.mutablePart(field);
        if (part == null && step.kind() != Kind.STORE) {
            return null;
        }
        String where = part == null || part.isEmpty() ? "" : " (" + part + ")";
        return state(text + ", a constant whose content can change" + where, MAKE_IMMUTABLE);
    }

    private static Fault state(String used, String instead) {
        return new Fault(Impurity.STATIC_STATE, used, instead);
    }
}
