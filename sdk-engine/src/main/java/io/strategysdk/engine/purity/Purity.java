package io.strategysdk.engine.purity;

import io.strategysdk.api.Impure;
import io.strategysdk.api.Strategy;
import java.util.List;

/**
 * Whether a strategy decides by nothing but its {@link io.strategysdk.api.Context} and its parameters. Found out once
 * for each class, from class files, without running or initialising anything.
 *
 * <p>Read is what a run can come to: the strategy's constructors and what it overrides, what these call, make and refer
 * to, lambdas and method references included, and so on within the author's own packages. These begin with the same two
 * names as the strategy's package, {@code com.acme}; with the same three after {@code com.github}, {@code com.gitlab},
 * {@code io.github}, {@code io.gitlab} and {@code io.strategysdk}. Whatever else is used is judged by {@link ForbiddenUse}
 * if it is the JDK's or this SDK's, and trusted if it is another library's.
 *
 * <p>A static field of these packages is shared state when it is not final, or is a constant whose content can change:
 * one of a mutable type of the JDK, one that holds a collection made with {@code new}, directly, by a variable or by a
 * method of these packages; an object of an own class, an enum's constants among them, with fields that are not final or
 * hold a mutable object. It is found where it is used outside of its own initializer. Arrays, and collections made in
 * other ways, may be shared as long as nobody changes them: found is where a run does, by an assignment or by a method of
 * the JDK, on the field itself, or on what is got from it in the same method or returned by a method of these packages.
 * A constant of an own class whose array or collection a run changes after construction is found where it is used.
 * Of a static initializer other than the strategy's own counts what sets the fields that are reached, and what it does
 * after it has set the last.
 *
 * <p>Not seen: what objects do that others hand to the strategy; writing to an array or a collection by a method that it
 * is passed to, or by a lambda that has caught it, as that of a constant function with a memory of its own; state behind
 * a constant of an interface, where the class is not told by what sets it; the order of hash tables, and hash codes of
 * objects that have none of their own; toString, unless it is called outright, joined to a string, or asked for by
 * String.valueOf or a StringBuilder of an object whose class the code names there. Lambdas as strategies and classes made at run time have
 * no class file, and cannot be read at all.
 *
 * @param isRead whether there were class files to read; if not, nothing is known, and nothing is found
 * @param findings what is neither allowed by the rules nor by {@link Impure}, at most {@link #MAX_FINDINGS}, the shortest
 *     ways from what a run calls first; always in the same order
 * @param unneeded sentences that name each {@link Impure} that lets nothing through
 */
public record Purity(boolean isRead, List<Finding> findings, List<String> unneeded) {
    /** Findings of a strategy beyond these are not told. */
    public static final int MAX_FINDINGS = 50;

    static final Purity UNKNOWN = new Purity(false, List.of(), List.of());

    private static final ClassValue<Purity> BY_CLASS = new ClassValue<>() {
        @Override
        protected Purity computeValue(Class<?> type) {
            return PurityWalk.from(type);
        }
    };

    /** Copies. */
    public Purity {
        findings = List.copyOf(findings);
        unneeded = List.copyOf(unneeded);
    }

    /** That of a strategy's class; cheap when it was asked before. */
    public static Purity of(Class<? extends Strategy> type) {
        return BY_CLASS.get(type);
    }

    /** Whether two packages are by one author, so that no line of {@link ForbiddenUse} stands between them. */
    public static boolean isOfSameAuthor(String strategyPackage, String otherPackage) {
        return OwnClasses.isOfAuthor(OwnClasses.rootOf(strategyPackage), otherPackage);
    }

    /**
     * Refuses a strategy in which something was found. One that cannot be read passes.
     *
     * @throws ImpureStrategyException with all findings
     */
    public static void require(Class<? extends Strategy> type) {
        Purity purity = of(type);
        if (!purity.findings.isEmpty()) {
            throw new ImpureStrategyException(type, purity.findings);
        }
    }
}
