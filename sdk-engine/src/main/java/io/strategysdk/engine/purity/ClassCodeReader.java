package io.strategysdk.engine.purity;

import io.strategysdk.api.Impure;
import io.strategysdk.api.Impurity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads what matters out of a class file. */
final class ClassCodeReader extends ClassVisitor {
    private static final String IMPURE = Type.getDescriptor(Impure.class);

    private final List<String> supertypes = new ArrayList<>();
    private final Map<String, MethodCode> methods = new LinkedHashMap<>();
    private final Map<String, ClassCode.Field> fields = new LinkedHashMap<>();
    private final Map<String, List<MethodCode>> initialisers = new LinkedHashMap<>();
    private String name = "";
    private String file = "";
    private @Nullable Exemption exemption;
    private ClassCode.@Nullable Place place;

    private ClassCodeReader() {
        super(Opcodes.ASM9);
    }

    /**
     * A class of a file's bytes.
     *
     * @throws IllegalArgumentException when they are of a version that is not known yet
     */
    static ClassCode read(byte[] bytes) {
        ClassCodeReader reader = new ClassCodeReader();
        new ClassReader(bytes).accept(reader, ClassReader.SKIP_FRAMES);
        return new ClassCode(
                reader.name,
                List.copyOf(reader.supertypes),
                reader.file,
                reader.methods,
                reader.fields,
                reader.initialisers,
                reader.exemption,
                reader.place);
    }

    @Override
    public void visit(
            int version,
            int access,
            String type,
            @Nullable String signature,
            @Nullable String superType,
            String[] all) {
        name = type;
        if (superType != null) {
            supertypes.add(superType);
        }
        supertypes.addAll(Arrays.asList(all));
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source == null ? "" : source;
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        place = new ClassCode.Place(owner, method == null ? "" : method + descriptor);
    }

    @Override
    public void visitInnerClass(String type, @Nullable String outer, @Nullable String simpleName, int access) {
        if (type.equals(name) && outer != null) {
            place = new ClassCode.Place(outer, "");
        }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return descriptor.equals(IMPURE) ? new ExemptionReader(name.replace('/', '.'), read -> exemption = read) : null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.put(field, new ClassCode.Field(field, descriptor, access, signature, null));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new StepReader() {
            private @Nullable Exemption allowed;

            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
                String where = name.replace('/', '.') + "." + method;
                return type.equals(IMPURE) ? new ExemptionReader(where, read -> allowed = read) : null;
            }

            @Override
            void sets(String owner, String field, @Nullable Source source) {
                ClassCode.Field found = fields.get(field);
                if (method.equals("<clinit>") && owner.equals(name) && found != null) {
                    fields.put(field, found.setTo(source));
                    initialisers
                            .computeIfAbsent(field, none -> new ArrayList<>())
                            .add(code(cut()));
                }
            }

            private MethodCode code(List<Step> steps) {
                return new MethodCode(name, method, descriptor, access, steps, result(), allowed);
            }

            @Override
            public void visitEnd() {
                methods.put(method + descriptor, code(cut()));
            }
        };
    }

    /** Reads the annotation. */
    private static final class ExemptionReader extends AnnotationVisitor {
        private final Set<Impurity> impurities = EnumSet.noneOf(Impurity.class);
        private final String where;
        private final Consumer<Exemption> then;
        private String reason = "";

        ExemptionReader(String where, Consumer<Exemption> then) {
            super(Opcodes.ASM9);
            this.where = where;
            this.then = then;
        }

        @Override
        public void visit(@Nullable String element, Object value) {
            reason = value.toString();
        }

        @Override
        public AnnotationVisitor visitArray(String element) {
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visitEnum(@Nullable String none, String descriptor, String constant) {
                    impurities.add(Impurity.valueOf(constant));
                }
            };
        }

        @Override
        public void visitEnd() {
            then.accept(new Exemption(where, impurities, reason));
        }
    }
}
