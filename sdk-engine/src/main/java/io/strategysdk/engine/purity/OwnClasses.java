package io.strategysdk.engine.purity;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Class files of the packages that a strategy's author owns, each read once. */
final class OwnClasses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnClasses.class);

    private static final String SDK = "io.strategysdk";

    /** Names that belong to many, each with a third name of its own. */
    private static final Set<String> SHARED = Set.of("com.github", "com.gitlab", "io.github", "io.gitlab", SDK);

    private final Map<String, @Nullable ClassCode> read = new HashMap<>();
    private final ClassLoader loader;
    private final String root;

    private OwnClasses(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    static OwnClasses of(Class<?> strategy) {
        ClassLoader loader = strategy.getClassLoader();
        return new OwnClasses(
                loader == null ? ClassLoader.getSystemClassLoader() : loader, rootOf(strategy.getPackageName()));
    }

    /** What the packages of an author's classes begin with. */
    static String rootOf(String name) {
        int second = endOfName(name, endOfName(name, -1));
        String two = name.substring(0, second);
        return SHARED.contains(two) ? name.substring(0, endOfName(name, second)) : two;
    }

    private static int endOfName(String name, int from) {
        int dot = from >= name.length() ? -1 : name.indexOf('.', from + 1);
        return dot < 0 ? name.length() : dot;
    }

    ClassLoader loader() {
        return loader;
    }

    boolean owns(String type) {
        int end = type.lastIndexOf('/');
        return isBelow(root, end < 0 ? "" : type.substring(0, end).replace('/', '.'));
    }

    /** Whether a package is by who wrote the strategy: the author's own, and those of this SDK to each other. */
    boolean isOfAuthor(String name) {
        return isOfAuthor(root, name);
    }

    static boolean isOfAuthor(String root, String name) {
        return isBelow(root, name) || (isBelow(SDK, root) && isBelow(SDK, name));
    }

    private static boolean isBelow(String root, String name) {
        return name.equals(root) || (!root.isEmpty() && name.startsWith(root + "."));
    }

    /** The class of an internal name; null when it is not the author's own, was made at run time, or is missing. */
    @Nullable
    ClassCode find(String type) {
        if (!owns(type)) {
            return null;
        }
        if (!read.containsKey(type)) {
            read.put(type, read(type));
        }
        return read.get(type);
    }

    private @Nullable ClassCode read(String type) {
        try (InputStream in = loader.getResourceAsStream(type + ".class")) {
            return in == null ? null : ClassCodeReader.read(in.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("a class of a strategy cannot be read: {}", type, e);
            return null;
        }
    }
}
