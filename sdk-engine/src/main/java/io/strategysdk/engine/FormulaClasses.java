package io.strategysdk.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code that a formula consists of: classes, those that they name, and so on, apart from the JDK's. A changed formula
 * has other bytes in one of them, whether its author has thought of a version or not.
 *
 * <p>Classes that are found in another way, by reflection or a service loader, are not among them.
 */
final class FormulaClasses {
    private static final Logger LOG = LoggerFactory.getLogger(FormulaClasses.class);
    private static final long STARTED_MILLIS =
            ManagementFactory.getRuntimeMXBean().getStartTime();

    /** Kept with each class, for as long as it is loaded. */
    private static final ClassValue<Code> CODE = new ClassValue<>() {
        @Override
        protected Code computeValue(Class<?> type) {
            return read(type);
        }
    };

    private FormulaClasses() {}

    /**
     * A class as it was loaded.
     *
     * @param hash of its bytes
     * @param classes that it names, without the JDK's
     * @param fault why its bytes cannot be told; empty when they can
     */
    private record Code(String hash, List<Class<?>> classes, String fault) {
        static Code untold(String fault) {
            return new Code("", List.of(), fault);
        }
    }

    /**
     * A line with name and hash of each class that is reached, sorted.
     *
     * @throws Untold when the bytes of one are not known for sure
     */
    static Set<String> lines(Collection<Class<?>> roots) {
        Set<String> lines = new TreeSet<>();
        Set<Class<?>> seen = new HashSet<>();
        ArrayDeque<Class<?>> open = new ArrayDeque<>();
        roots.forEach(root -> reach(root, seen, open));
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            Code code = CODE.get(type);
            if (!code.fault.isEmpty()) {
                throw new Untold(code.fault);
            }
            lines.add(type.getName() + " " + code.hash);
            code.classes.forEach(each -> reach(each, seen, open));
        }
        return lines;
    }

    /** Of a lambda the class that it was written in. */
    private static void reach(Class<?> type, Set<Class<?>> seen, ArrayDeque<Class<?>> open) {
        Class<?> written = type.isHidden() ? type.getNestHost() : type;
        if (!isOfJdk(written) && seen.add(written)) {
            open.add(written);
        }
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static Code read(Class<?> type) {
        try {
            byte[] bytes = bytes(type);
            List<Class<?>> classes = new ArrayList<>();
            for (String name : ClassFile.references(bytes)) {
                add(name, type.getClassLoader(), classes);
            }
            return new Code(Sha256.hex(bytes), List.copyOf(classes), "");
        } catch (Untold e) {
            return Code.untold(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Code.untold("class must be readable, was not (" + type.getName() + ": " + e + ")");
        }
    }

    /** One that is not there adds a line as soon as it is. */
    private static void add(String name, ClassLoader loader, List<Class<?>> classes) {
        try {
            Class<?> found = Class.forName(name, false, loader);
            if (!isOfJdk(found)) {
                classes.add(found);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("a class of a formula is not there: {}", name, e);
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        URL file = type.getResource(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class");
        if (file == null) {
            throw new Untold("class must have a file, has none (" + type.getName() + ")");
        }
        requireOwn(type, file);
        URLConnection connection = file.openConnection();
        try (InputStream in = connection.getInputStream()) {
            requireAsLoaded(type, file, connection.getLastModified());
            return in.readAllBytes();
        }
    }

    /** A loader may find another class of this name first when it is asked for files. */
    private static void requireOwn(Class<?> type, URL file) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null || !plain(file).contains(plain(source.getLocation()))) {
            throw new Untold("class must be told by the file that it was loaded from, which is not " + file + " ("
                    + type.getName() + ")");
        }
    }

    /** Of a file without a host, which some loaders name by an empty one. */
    private static String plain(URL url) {
        return url.toString().replace("file:///", "file:/");
    }

    /** What was compiled anew while the program runs is not what it has loaded. An image of modules does not change. */
    private static void requireAsLoaded(Class<?> type, URL file, long modifiedMillis) {
        boolean isFixed = file.getProtocol().equals("jrt");
        boolean isOlder = modifiedMillis > 0 && modifiedMillis <= STARTED_MILLIS;
        if (!isFixed && !isOlder) {
            throw new Untold("class file must be older than the program that has loaded it, was changed "
                    + Instant.ofEpochMilli(modifiedMillis) + " (" + type.getName() + ")");
        }
    }
}
