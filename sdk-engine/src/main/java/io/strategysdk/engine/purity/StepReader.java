package io.strategysdk.engine.purity;

import io.strategysdk.engine.purity.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the steps of a method. */
abstract class StepReader extends ValueTracker {
    /** Methods that make a text of any object. */
    private static final Set<String> TEXTS = Set.of(
            "java/lang/String.valueOf",
            "java/lang/StringBuffer.append",
            "java/lang/StringBuilder.append",
            "java/util/Objects.toString");

    private final List<Step> steps = new ArrayList<>();
    private @Nullable Source result;
    private int line = -1;
    /** The last instruction without operands. */
    private int lastPlain = -1;

    /** Tells that a static field was set, and where that comes from, null when it is not known. */
    abstract void sets(String owner, String field, @Nullable Source source);

    /** What was read since this was asked before. */
    List<Step> cut() {
        List<Step> cut = List.copyOf(steps);
        steps.clear();
        return cut;
    }

    /** Where what the method returns comes from. */
    @Nullable
    Source result() {
        return result;
    }

    private void add(Kind kind, String owner, String name, String descriptor) {
        add(kind, owner, name, descriptor, false);
    }

    private void add(Kind kind, String owner, String name, String descriptor, boolean isDeferred) {
        if (!owner.startsWith("[")) { // arrays have nothing but clone
            steps.add(new Step(kind, owner, name, descriptor, isDeferred, line));
        }
    }

    /** A text of an object is made by its own method. */
    private void addTextOf(String type) {
        if (!type.isEmpty() && !type.equals("java/lang/String")) {
            add(Kind.VIRTUAL, type, "toString", "()Ljava/lang/String;");
        }
    }

    @Override
    void changed(Source source) {
        if (source.kind() != Source.Kind.RESULT || !source.owner().startsWith("java/")) {
            add(Kind.ofChange(source.kind()), source.owner(), source.name(), source.descriptor());
        }
    }

    @Override
    void returned(Source source) {
        result = result == null ? source : Source.stronger(result, source);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
    }

    @Override
    public void visitInsn(int opcode) {
        super.visitInsn(opcode);
        lastPlain = opcode;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        super.visitVarInsn(opcode, variable);
        lastPlain = -1;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        if (opcode == Opcodes.NEW) {
            add(Kind.NEW, type, "<init>", "()V");
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        Source value = top();
        super.visitFieldInsn(opcode, owner, name, descriptor);
        if (opcode == Opcodes.GETSTATIC) {
            add(Kind.READ, owner, name, descriptor);
        } else if (opcode == Opcodes.PUTSTATIC) {
            add(Kind.WRITE, owner, name, descriptor);
            sets(owner, name, value);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals("java/util/stream/StreamSupport") && lastPlain == Opcodes.ICONST_1) {
            add(Kind.VIRTUAL, "java/util/stream/BaseStream", "parallel", "()Ljava/util/stream/BaseStream;");
        }
        Source argument = top();
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        Kind kind = switch (opcode) {
            case Opcodes.INVOKESTATIC -> Kind.STATIC;
            case Opcodes.INVOKESPECIAL -> Kind.EXACT;
            default -> Kind.VIRTUAL;
        };
        add(kind, owner, name, descriptor);
        if (argument != null && descriptor.startsWith("(Ljava/lang/Object;)") && TEXTS.contains(owner + "." + name)) {
            addTextOf(argument.type());
        }
    }

    /** Lambdas and method references name the method that they run. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        if (bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
            for (Type type : Type.getArgumentTypes(descriptor)) {
                addTextOf(type.getSort() == Type.OBJECT ? type.getInternalName() : "");
            }
        }
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                add(handle);
            }
        }
    }

    private void add(Handle handle) {
        String owner = handle.getOwner();
        switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> add(Kind.STATIC, owner, handle.getName(), handle.getDesc(), true);
            case Opcodes.H_INVOKESPECIAL -> add(Kind.EXACT, owner, handle.getName(), handle.getDesc(), true);
            case Opcodes.H_NEWINVOKESPECIAL -> {
                add(Kind.NEW, owner, "<init>", "()V", true);
                add(Kind.EXACT, owner, handle.getName(), handle.getDesc(), true);
            }
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                add(Kind.VIRTUAL, owner, handle.getName(), handle.getDesc(), true);
            default -> {
                // fields of a record, which its own methods compare
            }
        }
    }
}
