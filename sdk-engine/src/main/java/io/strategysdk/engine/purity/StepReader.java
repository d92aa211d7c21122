package io.strategysdk.engine.purity;

import io.strategysdk.engine.purity.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the steps of a method. */
abstract class StepReader extends ArrayTracker {
    private final List<Step> steps = new ArrayList<>();
    private int line = -1;
    /** Class of the object that the last instruction has made, as far as it tells. */
    private String made = "";

    /** Tells that a static field was set, and the class of the object that was made for it, empty when it is not known. */
    abstract void sets(String owner, String field, String madeWith);

    /** What was read since this was asked before. */
    List<Step> cut() {
        List<Step> cut = List.copyOf(steps);
        steps.clear();
        return cut;
    }

    private void add(Kind kind, String owner, String name, String descriptor) {
        if (!owner.startsWith("[")) { // arrays have nothing but clone
            steps.add(new Step(kind, owner, name, descriptor, line));
        }
    }

    @Override
    void moved() {
        made = "";
    }

    @Override
    void stored(Array array) {
        add(Kind.STORE, array.owner(), array.field(), array.descriptor());
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
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
        String madeFor = made;
        super.visitFieldInsn(opcode, owner, name, descriptor);
        if (opcode == Opcodes.GETSTATIC) {
            add(Kind.READ, owner, name, descriptor);
        } else if (opcode == Opcodes.PUTSTATIC) {
            add(Kind.WRITE, owner, name, descriptor);
            sets(owner, name, madeFor);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        Kind kind = switch (opcode) {
            case Opcodes.INVOKESTATIC -> Kind.STATIC;
            case Opcodes.INVOKESPECIAL -> Kind.EXACT;
            default -> Kind.VIRTUAL;
        };
        add(kind, owner, name, descriptor);
        made = name.equals("<init>") ? owner : result(opcode, descriptor);
    }

    /** A static method may make what it returns. */
    private static String result(int opcode, String descriptor) {
        Type type = Type.getReturnType(descriptor);
        return opcode == Opcodes.INVOKESTATIC && type.getSort() == Type.OBJECT ? type.getInternalName() : "";
    }

    /** Lambdas and method references name the method that they run. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                add(handle);
            }
        }
    }

    private void add(Handle handle) {
        String owner = handle.getOwner();
        switch (handle.getTag()) {
            case Opcodes.H_INVOKESTATIC -> add(Kind.STATIC, owner, handle.getName(), handle.getDesc());
            case Opcodes.H_INVOKESPECIAL -> add(Kind.EXACT, owner, handle.getName(), handle.getDesc());
            case Opcodes.H_NEWINVOKESPECIAL -> {
                add(Kind.NEW, owner, "<init>", "()V");
                add(Kind.EXACT, owner, handle.getName(), handle.getDesc());
            }
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                add(Kind.VIRTUAL, owner, handle.getName(), handle.getDesc());
            default -> {
                // fields of a record, which its own methods compare
            }
        }
    }
}
