package io.strategysdk.engine.purity;

import java.util.List;
import java.util.Set;

/** Which methods of the JDK change a collection or an array. */
final class Mutators {
    /** What the names of those of java.util and java.util.concurrent end with, interfaces and what implements them. */
    private static final List<String> CONTAINERS = List.of(
            "BitSet",
            "Collection",
            "Deque",
            "Dictionary",
            "Hashtable",
            "Iterator",
            "List",
            "Map",
            "Map$Entry",
            "Optional",
            "Properties",
            "Queue",
            "Set",
            "Stack",
            "Vector");

    private static final Set<String> OF_CONTAINERS = Set.of(
            "add",
            "addAll",
            "addElement",
            "addFirst",
            "addLast",
            "clear",
            "compute",
            "computeIfAbsent",
            "computeIfPresent",
            "drainTo",
            "insertElementAt",
            "load",
            "loadFromXML",
            "merge",
            "offer",
            "offerFirst",
            "offerLast",
            "poll",
            "pollFirst",
            "pollFirstEntry",
            "pollLast",
            "pollLastEntry",
            "pop",
            "push",
            "put",
            "putAll",
            "putFirst",
            "putIfAbsent",
            "putLast",
            "remove",
            "removeAll",
            "removeAllElements",
            "removeElement",
            "removeElementAt",
            "removeFirst",
            "removeFirstOccurrence",
            "removeIf",
            "removeLast",
            "removeLastOccurrence",
            "replace",
            "replaceAll",
            "retainAll",
            "set",
            "setElementAt",
            "setProperty",
            "setSize",
            "setValue",
            "sort",
            "take",
            "takeFirst",
            "takeLast");

    private static final Set<String> OF_BITS = Set.of("and", "andNot", "clear", "flip", "or", "set", "xor");

    private static final Set<String> COPIES = Set.of("clone", "toArray");

    private static final Set<String> OF_ARRAYS =
            Set.of("fill", "parallelPrefix", "parallelSetAll", "parallelSort", "setAll", "sort");

    private static final Set<String> OF_LISTS =
            Set.of("addAll", "copy", "fill", "replaceAll", "reverse", "rotate", "shuffle", "sort", "swap");

    private Mutators() {}

    /** Whether an internal name is that of a collection, which is judged by what is done with it. */
    static boolean isContainer(String type) {
        if (type.startsWith("java/util/")) {
            for (String each : CONTAINERS) {
                if (type.endsWith(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a method changes its object. */
    static boolean changesObject(String owner, String name) {
        return owner.equals("java/util/BitSet")
                ? OF_BITS.contains(name)
                : OF_CONTAINERS.contains(name) && isContainer(owner);
    }

    /** Whether what a method returns is a view of its object, or held by it. */
    static boolean returnsPart(String owner, String name) {
        return isContainer(owner) && !COPIES.contains(name);
    }

    /** Whether a static method changes one of its arguments. */
    static boolean changesArgument(String owner, String name) {
        return switch (owner) {
            case "java/lang/System" -> name.equals("arraycopy");
            case "java/util/Arrays" -> OF_ARRAYS.contains(name);
            case "java/util/Collections" -> OF_LISTS.contains(name);
            default -> false;
        };
    }

    /** Which argument that is, counted from 0. */
    static int argument(String name) {
        return name.equals("arraycopy") ? 2 : 0;
    }
}
