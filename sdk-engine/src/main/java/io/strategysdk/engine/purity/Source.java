package io.strategysdk.engine.purity;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Where a value comes from, or what it is a part of.
 *
 * @param owner internal name of the class that code names before the member; that of a fresh object is its class
 * @param name of the member; empty for a fresh object
 * @param descriptor of the member; empty for a fresh object
 */
record Source(Kind kind, String owner, String name, String descriptor) {
    /** From the weakest to the strongest. */
    enum Kind {
        /** The method has made it. */
        FRESH,
        /** Another method has returned it. */
        RESULT,
        /** A field of an object holds it. */
        FIELD,
        /** A static field holds it. */
        STATIC_FIELD
    }

    /** The one to go by where a value may come from both. */
    static Source stronger(Source one, Source other) {
        return one.kind.compareTo(other.kind) < 0 ? other : one;
    }

    /** Of what a field of an object holds: part of a constant, or of what is fresh itself. */
    static Source ofField(@Nullable Source object, String owner, String name, String descriptor) {
        return object != null && (object.kind == Kind.STATIC_FIELD || object.kind == Kind.FRESH)
                ? object
                : new Source(Kind.FIELD, owner, name, descriptor);
    }

    /** Of what a method returns: views and elements are part of their collection. */
    static Source ofResult(@Nullable Source object, String owner, String name, String descriptor) {
        return object != null && Mutators.returnsPart(owner, name)
                ? object
                : new Source(Kind.RESULT, owner, name, descriptor);
    }

    /** Internal name of the class that code knows it by; empty when it is an array. */
    String type() {
        if (kind == Kind.FRESH) {
            return owner;
        }
        Type type = kind == Kind.RESULT ? Type.getReturnType(descriptor) : Type.getType(descriptor);
        return type.getSort() == Type.OBJECT ? type.getInternalName() : "";
    }
}
