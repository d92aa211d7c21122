package io.strategysdk.engine.purity;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * What an instruction does to a member of a class.
 *
 * @param owner internal name of the class that code names before the member, {@code java/util/Map$Entry}
 * @param name of the member; that of a class that is made is {@code <init>}
 * @param descriptor of the member
 * @param isDeferred whether it is done by whoever is given a lambda or method reference, then or later
 * @param line where it stands; -1 when it is not known
 */
record Step(Kind kind, String owner, String name, String descriptor, boolean isDeferred, int line) {
    /** Kinds of instruction, as far as they matter. */
    enum Kind {
        /** Calls what the object's class has. */
        VIRTUAL,
        /** Calls a constructor, a private method or one of a superclass. */
        EXACT,
        /** Calls a static method. */
        STATIC,
        /** Makes an object, before its constructor is called. */
        NEW,
        /** Reads a static field. */
        READ,
        /** Sets a static field. */
        WRITE,
        /** Changes what a static field holds, or a part of it. */
        STORE,
        /** Changes what a field of an object holds, or a part of it. */
        CHANGE,
        /** Changes what a method has returned. */
        CHANGE_RESULT;

        static Kind ofChange(Source.Kind source) {
            return switch (source) {
                case STATIC_FIELD -> STORE;
                case FIELD -> CHANGE;
                case RESULT, FRESH -> CHANGE_RESULT;
            };
        }

        boolean isOfField() {
            return this == READ || this == WRITE || this == STORE || this == CHANGE;
        }
    }

    /** Name and types of a method, which tell it from others of its class. */
    String signature() {
        return name + descriptor;
    }

    /** As source code writes them. */
    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        if (!kind.isOfField()) {
            for (Type type : Type.getArgumentTypes(descriptor)) {
                parameters.add(type.getClassName());
            }
        }
        return parameters;
    }

    /** The member for people, as one of a class that has it, {@code java.time.Instant.now()}. */
    String text(String declaring) {
        if (kind.isOfField()) {
            return declaring + "." + name;
        }
        String parameters = "(" + String.join(", ", parameters()) + ")";
        return name.equals("<init>") ? "new " + declaring + parameters : declaring + "." + name + parameters;
    }
}
