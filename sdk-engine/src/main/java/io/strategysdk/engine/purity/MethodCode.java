package io.strategysdk.engine.purity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * A method with the steps that matter, in the order of its code.
 *
 * @param returns where its result comes from; null when it returns none, or what cannot be told
 */
record MethodCode(
        String owner,
        String name,
        String descriptor,
        int access,
        List<Step> steps,
        @Nullable Source returns,
        @Nullable Exemption exemption) {
    MethodCode {
        steps = List.copyOf(steps);
    }

    /** The body of a lambda, or a way to a private member: written within the method that refers to it. */
    boolean isMadeByCompiler() {
        return (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == Opcodes.ACC_SYNTHETIC;
    }

    /** Passes a call on to the method that was written. */
    boolean isBridge() {
        return (access & Opcodes.ACC_BRIDGE) != 0;
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    boolean isPrivate() {
        return (access & Opcodes.ACC_PRIVATE) != 0;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    boolean isInitializer() {
        return name.equals("<clinit>");
    }

    String signature() {
        return name + descriptor;
    }
}
