package io.strategysdk.engine.purity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * A class as its file says.
 *
 * @param name internal name
 * @param supertypes internal names of superclass, if it has one, and interfaces
 * @param file name of its source file
 * @param methods by signature, in the order of the file; the initializer without what belongs to its fields
 * @param fields by name
 * @param initialisers what the initializer does to set a static field, by the field's name
 * @param place class or method that it is written in
 */
record ClassCode(
        String name,
        List<String> supertypes,
        String file,
        Map<String, MethodCode> methods,
        Map<String, Field> fields,
        Map<String, List<MethodCode>> initialisers,
        @Nullable Exemption exemption,
        @Nullable Place place) {

    /**
     * A field.
     *
     * @param signature its type with type arguments, if it has any
     * @param setTo where what the initializer sets it to comes from; null when it is not known
     */
    record Field(
            String name,
            String descriptor,
            int access,
            @Nullable String signature,
            @Nullable Source setTo) {
        Field setTo(@Nullable Source source) {
            return new Field(name, descriptor, access, signature, source);
        }

        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }

        boolean isFinal() {
            return (access & Opcodes.ACC_FINAL) != 0;
        }

        /** Of a switch over an enum, for instance: written by its initializer only. */
        boolean isMadeByCompiler() {
            return (access & Opcodes.ACC_SYNTHETIC) != 0;
        }
    }

    /** What a nested class is written in: a class, and a method's signature, empty when it is none. */
    record Place(String type, String method) {}

    /** All of it. */
    List<MethodCode> code() {
        List<MethodCode> code = new ArrayList<>(methods.values());
        initialisers.values().forEach(code::addAll);
        return code;
    }

    /** The code that a call of a signature runs for an object of this class; null when that is not the author's own. */
    @Nullable
    MethodCode method(String signature, OwnClasses own) {
        MethodCode method = methods.get(signature);
        if (method != null && !method.isAbstract()) {
            return method;
        }
        for (String type : supertypes) {
            ClassCode code = own.find(type);
            MethodCode inherited = code == null ? null : code.method(signature, own);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    /** The class that declares a field which code finds by this one; null when it is not the author's own. */
    @Nullable
    ClassCode declaring(String field, OwnClasses own) {
        if (fields.containsKey(field)) {
            return this;
        }
        for (String type : supertypes) {
            ClassCode code = own.find(type);
            ClassCode declaring = code == null ? null : code.declaring(field, own);
            if (declaring != null) {
                return declaring;
            }
        }
        return null;
    }

    Lineage lineage(OwnClasses own) {
        Lineage lineage = new Lineage(new LinkedHashMap<>(), new LinkedHashSet<>());
        addTo(lineage, own);
        return lineage;
    }

    private void addTo(Lineage lineage, OwnClasses own) {
        if (lineage.own.putIfAbsent(name, this) == null) {
            for (String type : supertypes) {
                ClassCode code = own.find(type);
                if (code == null) {
                    lineage.foreign.add(type);
                } else {
                    code.addTo(lineage, own);
                }
            }
        }
    }

    /**
     * A class and all it extends and implements, itself first.
     *
     * @param own the author's own by internal name
     * @param foreign internal names of the first ones that are others'
     */
    record Lineage(Map<String, ClassCode> own, Set<String> foreign) {}
}
