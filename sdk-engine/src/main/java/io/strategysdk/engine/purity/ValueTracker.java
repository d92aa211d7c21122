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
 * Follows what fields hold, and what is part of that, over the operand stack and the local variables of a method, to
 * where it is changed (The Java Virtual Machine Specification, 6.5). A variable counts as what it was set to last in the
 * order of the code; where two ways of an expression meet, one from a static field counts.
 */
abstract class ValueTracker extends MethodVisitor {
    private final TreeMap<Integer, Source> onStack = new TreeMap<>();
    private final Map<Integer, Source> inVariables = new HashMap<>();
    private final Map<Label, Integer> heights = new HashMap<>();
    private final Map<Label, Map<Integer, Source>> brought = new HashMap<>();
    private int height;
    private boolean isReached = true;

    ValueTracker() {
        super(Opcodes.ASM9);
    }

    /** Tells that something is changed that comes from elsewhere. */
    abstract void changed(Source source);

    /** Tells where a result of the method comes from. */
    abstract void returned(Source source);

    /** Takes slots off the stack and puts others there. */
    private void move(int popped, int pushed) {
        height = Math.max(0, height - popped);
        forgetAbove();
        height += pushed;
    }

    private void forgetAbove() {
        while (!onStack.isEmpty() && onStack.lastKey() >= height) {
            onStack.pollLastEntry();
        }
    }

    /** Of what lies on top of the stack; null when it comes from nowhere that matters. */
    @Nullable
    Source top() {
        return onStack.get(height - 1);
    }

    private void change(@Nullable Source source) {
        if (source != null && source.kind() != Source.Kind.FRESH) {
            changed(source);
        }
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
        Map<Integer, Source> there = brought.get(label);
        if (there != null) {
            join(there, onStack);
            forgetAbove();
        }
    }

    /** Where a jump goes to, the stack is as it was there. */
    private void bring(Label label) {
        heights.putIfAbsent(label, height);
        if (!onStack.isEmpty()) {
            Map<Integer, Source> there = brought.getOrDefault(label, new HashMap<>());
            join(onStack, there);
            brought.put(label, there);
        }
    }

    private static void join(Map<Integer, Source> from, Map<Integer, Source> to) {
        for (Map.Entry<Integer, Source> each : from.entrySet()) {
            Source there = to.get(each.getKey());
            to.put(each.getKey(), there == null ? each.getValue() : Source.stronger(each.getValue(), there));
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
            case Opcodes.ARETURN -> {
                Source result = top();
                if (result != null) {
                    returned(result);
                }
                leave();
            }
            case Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.RETURN, Opcodes.ATHROW ->
                leave();
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
                default -> {
                    // nop, negation, conversions that keep the size
                }
            }
        }
    }

    private void store(int popped) {
        change(onStack.get(height - popped));
        move(popped, 0);
    }

    private void elementOf(@Nullable Source source) {
        move(2, 0);
        push(source, 1);
    }

    private void push(@Nullable Source source, int size) {
        move(0, size);
        if (source != null) {
            onStack.put(height - 1, source);
        }
    }

    /** Copies the topmost slots to below some others. */
    private void copy(int size, int below) {
        Map<Integer, Source> after = new HashMap<>();
        for (int slot = height - size - below; slot < height; slot++) {
            Source source = onStack.get(slot);
            if (source != null) {
                after.put(slot + size, source);
                if (slot >= height - size) {
                    after.put(slot - below, source);
                }
            }
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
                Source source = top();
                if (source == null) {
                    inVariables.remove(variable);
                } else {
                    inVariables.put(variable, source);
                }
                move(1, 0);
            }
            case Opcodes.LSTORE, Opcodes.DSTORE -> move(2, 0);
            default -> move(1, 0);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        switch (opcode) {
            case Opcodes.CHECKCAST -> {
                // the same object
            }
            case Opcodes.NEW -> push(new Source(Source.Kind.FRESH, type, "", ""), 1);
            default -> move(1, 1);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        boolean isObject = descriptor.startsWith("L") || descriptor.startsWith("[");
        switch (opcode) {
            case Opcodes.GETSTATIC ->
                push(isObject ? new Source(Source.Kind.STATIC_FIELD, owner, name, descriptor) : null, size);
            case Opcodes.PUTSTATIC -> move(size, 0);
            case Opcodes.GETFIELD -> {
                Source object = top();
                move(1, 0);
                push(isObject ? Source.ofField(object, owner, name, descriptor) : null, size);
            }
            default -> {
                change(onStack.get(height - 1 - size));
                move(1 + size, 0);
            }
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        boolean isStatic = opcode == Opcodes.INVOKESTATIC;
        int popped = (sizes >> 2) - (isStatic ? 1 : 0);
        Source object = isStatic ? null : onStack.get(height - popped);
        if (isStatic ? Mutators.changesArgument(owner, name) : Mutators.changesObject(owner, name)) {
            change(onStack.get(height - popped + (isStatic ? Mutators.argument(name) : 0)));
        }
        move(popped, 0);
        boolean isObject = descriptor.charAt(descriptor.indexOf(')') + 1) == 'L'
                || descriptor.charAt(descriptor.indexOf(')') + 1) == '[';
        push(isObject ? Source.ofResult(object, owner, name, descriptor) : null, sizes & 3);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        move((sizes >> 2) - 1, sizes & 3);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        boolean comparesTwo = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
        if (opcode != Opcodes.GOTO) {
            move(comparesTwo ? 2 : 1, 0);
        }
        bring(label);
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
        bring(byDefault);
        for (Label label : labels) {
            bring(label);
        }
        leave();
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        move(dimensions, 1);
    }
}
