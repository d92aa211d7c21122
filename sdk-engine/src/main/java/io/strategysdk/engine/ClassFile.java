package io.strategysdk.engine;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** What a class file names, read from its constant pool (The Java Virtual Machine Specification, 4.4). */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;

    private ClassFile() {}

    /**
     * Binary names of all classes that a class can call, make or extend, itself included.
     *
     * @throws IOException when it is no class file
     */
    static Set<String> references(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("class file must start with cafebabe");
        }
        in.skipNBytes(4); // version
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] classes = new int[count];
        for (int i = 1; i < count; i++) {
            i += entry(in, i, texts, classes);
        }
        Set<String> names = new TreeSet<>();
        for (int name : classes) {
            if (name != 0) {
                addTo(names, texts[name]);
            }
        }
        return names;
    }

    /** Reads an entry; how many numbers it takes beside its own. */
    private static int entry(DataInputStream in, int at, String[] texts, int[] classes) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 1 -> texts[at] = in.readUTF();
            case 7 -> classes[at] = in.readUnsignedShort();
            case 8, 16, 19, 20 -> in.skipNBytes(2); // string, method type, module, package
            case 15 -> in.skipNBytes(3); // method handle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4); // int, float, members, descriptors, dynamic
            case 5, 6 -> in.skipNBytes(8); // long, double
            default -> throw new IOException("constant of a class file must be of a known kind, was " + tag);
        }
        return tag == 5 || tag == 6 ? 1 : 0;
    }

    /** An array is as good as what it is of; of primitives there is nothing to name. */
    private static void addTo(Set<String> names, String internal) {
        String element = internal;
        if (internal.startsWith("[")) {
            int at = internal.lastIndexOf('[') + 1;
            if (internal.charAt(at) != 'L') {
                return;
            }
            element = internal.substring(at + 1, internal.length() - 1);
        }
        names.add(element.replace('/', '.'));
    }
}
