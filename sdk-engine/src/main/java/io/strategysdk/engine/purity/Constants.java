package io.strategysdk.engine.purity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Which static fields hold what can change. A collection that the initializer makes with {@code new} can, and so can
 * others of the JDK's objects that have no immutable kind. An object of an own class can when it has a field that is not
 * final or holds such an object; its collections and arrays count when the run changes them after it was made.
 */
final class Constants {
    private final OwnClasses own;
    private final ForeignClasses foreign;
    private final Changes changes;
    private final Map<String, @Nullable String> parts = new HashMap<>();

    Constants(OwnClasses own, ForeignClasses foreign, Changes changes) {
        this.own = own;
        this.foreign = foreign;
        this.changes = changes;
    }

    /**
     * What of the content of a final field can change, as far as its type and what it was set to tell.
     *
     * @return a field of the object, {@code com.acme.Box.inside}; empty when it is all of the object; null when it is
     *     nothing
     */
    @Nullable
    String mutablePart(ClassCode.Field field) {
        Source setTo = field.setTo();
        if (setTo != null) {
            String type = changes.origin(setTo).type();
            String part = type.isEmpty() ? null : mutablePart(type);
            if (part != null || setTo.kind() == Source.Kind.FRESH) {
                return part;
            }
        }
        for (String type : types(field)) {
            String part = mutablePart(type);
            if (part != null) {
                return part;
            }
        }
        return null;
    }

    private @Nullable String mutablePart(String type) {
        if (MutableTypes.NAMES.matcher(type).matches()) {
            return "";
        }
        if (!parts.containsKey(type)) {
            parts.put(type, null); // while it is looked at
            ClassCode code = own.find(type);
            parts.put(type, code == null ? null : mutablePart(code.lineage(own)));
        }
        return parts.get(type);
    }

    private @Nullable String mutablePart(ClassCode.Lineage lineage) {
        for (ClassCode code : lineage.own().values()) {
            for (ClassCode.Field field : code.fields().values()) {
                if (!field.isStatic() && isMutable(code, field)) {
                    return code.name().replace('/', '.') + "." + field.name();
                }
            }
        }
        for (String type : lineage.foreign()) {
            for (String name : foreign.get(type).lineage()) {
                if (MutableTypes.NAMES.matcher(name.replace('.', '/')).matches()) {
                    return "";
                }
            }
        }
        return null;
    }

    private boolean isMutable(ClassCode code, ClassCode.Field field) {
        if (!field.isFinal() || changes.isChanged(code, field.name())) {
            return true;
        }
        for (String type : types(field)) {
            if (!Mutators.isContainer(type) && mutablePart(type) != null) {
                return true;
            }
        }
        return false;
    }

    /** Internal names of a field's type and, of an array or a collection, of its elements. */
    private static Set<String> types(ClassCode.Field field) {
        Set<String> types = new LinkedHashSet<>();
        if (field.signature() != null) {
            new SignatureReader(field.signature()).acceptType(new Elements(types));
        } else {
            Type type = Type.getType(field.descriptor());
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                types.add(element.getInternalName());
            }
        }
        return types;
    }

    /** Made when a strategy that has constants is read. */
    private static final class MutableTypes {
        /** Of java.util, java.util.concurrent, java.lang, java.text, java.nio and others, with what implements them. */
        static final Pattern NAMES = Pattern.compile("java/util/(ArrayDeque|ArrayList|BitSet|Calendar|Date|EnumMap"
                + "|EnumSet|Formatter|GregorianCalendar|HashMap|HashSet|Hashtable|IdentityHashMap|LinkedHashMap|LinkedHashSet"
                + "|LinkedList|PriorityQueue|Properties|Random|Scanner|SplittableRandom|Stack|StringJoiner|StringTokenizer"
                + "|TreeMap|TreeSet|Vector|WeakHashMap|\\w*SummaryStatistics|random/RandomGenerator|regex/Matcher"
                + "|concurrent/(atomic/.*|Concurrent.*|CopyOnWrite.*|.*(Queue|Deque)))"
                + "|java/lang/(InheritableThreadLocal|StringBuffer|StringBuilder|ThreadLocal)"
                + "|java/nio/\\w*Buffer"
                + "|java/security/(MessageDigest|Signature)|javax/crypto/(Cipher|Mac)"
                + "|java/text/.*Format");
    }

    /** Reads the types that a generic type holds objects of. */
    private static final class Elements extends SignatureVisitor {
        private final Set<String> types;
        private boolean holdsArguments;

        Elements(Set<String> types) {
            super(Opcodes.ASM9);
            this.types = types;
        }

        @Override
        public void visitClassType(String name) {
            types.add(name);
            holdsArguments = Mutators.isContainer(name);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Elements(holdsArguments ? types : new LinkedHashSet<>());
        }
    }
}
