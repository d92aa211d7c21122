package io.strategysdk.engine.purity;

import java.util.regex.Pattern;
import org.objectweb.asm.Type;

/** Which static fields hold what can change. */
final class Constants {
    /** Of java.util, java.util.concurrent, java.lang and java.text, with what implements them. */
    private static final Pattern MUTABLE =
            Pattern.compile("java/util/(ArrayDeque|ArrayList|BitSet|Calendar|Date|EnumMap"
                    + "|EnumSet|GregorianCalendar|HashMap|HashSet|Hashtable|IdentityHashMap|LinkedHashMap|LinkedHashSet|LinkedList"
                    + "|PriorityQueue|Properties|Random|SplittableRandom|Stack|StringJoiner|TreeMap|TreeSet|Vector|WeakHashMap"
                    + "|concurrent/(atomic/.*|Concurrent.*|CopyOnWrite.*|.*(Queue|Deque)))"
                    + "|java/lang/(InheritableThreadLocal|StringBuffer|StringBuilder|ThreadLocal)"
                    + "|java/text/.*Format");

    private final OwnClasses own;
    private final ForeignClasses foreign;

    Constants(OwnClasses own, ForeignClasses foreign) {
        this.own = own;
        this.foreign = foreign;
    }

    /** Whether the content of a final field can change, as far as its type and what it was made with tell. */
    boolean isMutable(ClassCode.Field field) {
        if (!field.madeWith().isEmpty()) {
            return isMutable(field.madeWith());
        }
        Type type = Type.getType(field.descriptor());
        return type.getSort() == Type.OBJECT && isMutable(type.getInternalName());
    }

    private boolean isMutable(String type) {
        if (MUTABLE.matcher(type).matches()) {
            return true;
        }
        ClassCode code = own.find(type);
        return code != null && isMutable(code.lineage(own));
    }

    private boolean isMutable(ClassCode.Lineage lineage) {
        for (ClassCode code : lineage.own().values()) {
            for (ClassCode.Field field : code.fields().values()) {
                if (!field.isStatic() && !field.isFinal()) {
                    return true;
                }
            }
        }
        for (String type : lineage.foreign()) {
            for (String name : foreign.get(type).lineage()) {
                if (MUTABLE.matcher(name.replace('.', '/')).matches()) {
                    return true;
                }
            }
        }
        return false;
    }
}
