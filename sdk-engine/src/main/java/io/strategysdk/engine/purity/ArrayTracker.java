package io.strategysdk.engine.purity;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Follows arrays of static fields over the operand stack and the local variables of a method, to where an element is set
 * (The Java Virtual Machine Specification, 6.5). A variable counts as what it was set to last in the order of the code.
 */
abstract class ArrayTracker extends MethodVisitor {
    private final TreeMap<Integer, Array> onStack = new TreeMap<>();
    private final Map<Integer, Array> inVariables = new HashMap<>();
    private final Map<Label, Integer> heights = new HashMap<>();
    private int height;
    private boolean isReached = true;

    /** An array that a static field holds. */
    record Array(String owner, String field, String descriptor) {}

    ArrayTracker() {
        super(Opcodes.ASM9);
    }

    /** Tells that an element of an array is set. */
    abstract void stored(Array array);

    /** Tells of each instruction. */
    abstract void moved();

    /** Takes slots off the stack and puts others there. */
    private void move(int popped, int pushed) {
        moved();
        height = Math.max(0, height - popped);
        forgetAbove();
        height += pushed;
    }

    private void forgetAbove() {
        if (!onStack.isEmpty()) {
            onStack.tailMap(height, true).clear();
        }
    }

    private @Nullable Array top() {
        return onStack.get(height - 1);
    }

    private void leave() {
        isReached = false;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        heights.put(handler, 1);
    }

    /** Where no jump to it came before, a statement begins, with an empty stack. */
    @Override
    public void visitLabel(Label label) {
        if (!isReached) {
            height = heights.getOrDefault(label, 0);
            forgetAbove();
            isReached = true;
        }
    }

    @Override
    public void visitInsn(int opcode) {
        switch (opcode) {
            case Opcodes.IASTORE, Opcodes.FASTORE, Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE ->
                store(3);
            case Opcodes.LASTORE, Opcodes.DASTORE -> store(4);
            // An element that is an array is part of the array
            case Opcodes.AALOAD -> elementOf(onStack.get(height - 2));
            case Opcodes.IALOAD, Opcodes.FALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD -> move(2, 1);
            case Opcodes.LALOAD, Opcodes.DALOAD -> move(2, 2);
            case Opcodes.DUP -> copy(1, 0);
            case Opcodes.DUP_X1 -> copy(1, 1);
            case Opcodes.DUP_X2 -> copy(1, 2);
            case Opcodes.DUP2 -> copy(2, 0);
            case Opcodes.DUP2_X1 -> copy(2, 1);
            case Opcodes.DUP2_X2 -> copy(2, 2);
            case Opcodes.SWAP -> move(2, 2);
            case Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.ARETURN,
                    Opcodes.RETURN,
                    Opcodes.ATHROW -> leave();
            default -> calculate(opcode);
        }
    }

    /** Constants, arithmetic, conversions and comparisons: nothing of them is an array. */
    private void calculate(int opcode) {
        if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
            boolean isWide = opcode == Opcodes.LCONST_0
                    || opcode == Opcodes.LCONST_1
                    || opcode == Opcodes.DCONST_0
                    || opcode == Opcodes.DCONST_1;
            move(0, isWide ? 2 : 1);
        } else if (opcode >= Opcodes.IADD && opcode <= Opcodes.DREM) {
            int wide = 1 + (opcode - Opcodes.IADD) % 2; // by type: int, long, float, double
            move(2 * wide, wide);
        } else if (opcode >= Opcodes.ISHL && opcode <= Opcodes.LUSHR) {
            move(1, 0);
        } else if (opcode >= Opcodes.IAND && opcode <= Opcodes.LXOR) {
            int wide = 1 + (opcode - Opcodes.IAND) % 2;
            move(2 * wide, wide);
        } else {
            switch (opcode) {
                case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> move(1, 2);
                case Opcodes.L2I, Opcodes.L2F, Opcodes.D2I, Opcodes.D2F -> move(2, 1);
                case Opcodes.FCMPL, Opcodes.FCMPG -> move(2, 1);
                case Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG -> move(4, 1);
                case Opcodes.POP, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> move(1, 0);
                case Opcodes.POP2 -> move(2, 0);
                case Opcodes.ARRAYLENGTH -> move(1, 1);
                default -> moved(); // nop, negation, conversions that keep the size
            }
        }
    }

    private void store(int popped) {
        Array array = onStack.get(height - popped);
        if (array != null) {
            stored(array);
        }
        move(popped, 0);
    }

    private void elementOf(@Nullable Array array) {
        move(2, 0);
        push(array, 1);
    }

    private void push(@Nullable Array array, int size) {
        move(0, size);
        if (array != null) {
            onStack.put(height - 1, array);
        }
    }

    /** Copies the topmost slots to below some others. */
    private void copy(int size, int below) {
        Map<Integer, Array> after = new HashMap<>();
        if (!onStack.isEmpty()) {
            onStack.tailMap(height - size - below, true).forEach((slot, array) -> after.put(slot + size, array));
            onStack.tailMap(height - size, true).forEach((slot, array) -> after.put(slot - below, array));
        }
        move(size + below, 2 * size + below);
        onStack.putAll(after);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        move(opcode == Opcodes.NEWARRAY ? 1 : 0, 1);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        switch (opcode) {
            case Opcodes.ALOAD -> push(inVariables.get(variable), 1);
            case Opcodes.ILOAD, Opcodes.FLOAD -> move(0, 1);
            case Opcodes.LLOAD, Opcodes.DLOAD -> move(0, 2);
            case Opcodes.ASTORE -> {
                Array array = top();
                if (array == null) {
                    inVariables.remove(variable);
                } else {
                    inVariables.put(variable, array);
                }
                move(1, 0);
            }
            case Opcodes.LSTORE, Opcodes.DSTORE -> move(2, 0);
            default -> move(1, 0);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.CHECKCAST) {
            moved();
        } else {
            move(opcode == Opcodes.NEW ? 0 : 1, 1);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case Opcodes.GETSTATIC ->
                push(descriptor.startsWith("[") ? new Array(owner, name, descriptor) : null, size);
            case Opcodes.PUTSTATIC -> move(size, 0);
            case Opcodes.GETFIELD -> move(1, size);
            default -> move(1 + size, 0);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        move((sizes >> 2) - (opcode == Opcodes.INVOKESTATIC ? 1 : 0), sizes & 3);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        move((sizes >> 2) - 1, sizes & 3);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        boolean comparesTwo = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
        if (opcode == Opcodes.GOTO) {
            moved();
        } else {
            move(comparesTwo ? 2 : 1, 0);
        }
        heights.putIfAbsent(label, height);
        if (opcode == Opcodes.GOTO) {
            leave();
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        boolean isWide = value instanceof Long
                || value instanceof Double
                || (value instanceof ConstantDynamic dynamic && dynamic.getSize() == 2);
        move(0, isWide ? 2 : 1);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label byDefault, Label... labels) {
        choose(byDefault, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label byDefault, int[] keys, Label[] labels) {
        choose(byDefault, labels);
    }

    private void choose(Label byDefault, Label... labels) {
        move(1, 0);
        heights.putIfAbsent(byDefault, height);
        for (Label label : labels) {
            heights.putIfAbsent(label, height);
        }
        leave();
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        move(dimensions, 1);
    }
}
