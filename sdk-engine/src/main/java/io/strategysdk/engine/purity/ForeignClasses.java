package io.strategysdk.engine.purity;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What classes of the JDK and of libraries, which the author's own extend, have for these to override. */
final class ForeignClasses {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignClasses.class);

    private final Map<String, Foreign> known = new HashMap<>();
    private final ClassLoader loader;

    ForeignClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * A class.
     *
     * @param declared binary names of the class and all it extends and implements, with the signatures of their methods
     * @param overridable signatures of methods that others may call
     */
    record Foreign(Map<String, Set<String>> declared, Set<String> overridable) {
        Set<String> lineage() {
            return declared.keySet();
        }
    }

    Foreign get(String type) {
        Foreign foreign = known.get(type);
        if (foreign == null) {
            foreign = read(type.replace('/', '.'));
            known.put(type, foreign);
        }
        return foreign;
    }

    private Foreign read(String name) {
        Foreign foreign = new Foreign(new LinkedHashMap<>(), new HashSet<>());
        try {
            add(Class.forName(name, false, loader), foreign);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("a class that a strategy's code extends is not there: {}", name, e);
        }
        return foreign;
    }

    private static void add(Class<?> type, Foreign foreign) {
        Set<String> signatures = new HashSet<>();
        if (foreign.declared.putIfAbsent(type.getName(), signatures) != null) {
            return;
        }
        for (Method method : type.getDeclaredMethods()) {
            String signature = method.getName() + Type.getMethodDescriptor(method);
            signatures.add(signature);
            if (isCalledByOthers(method)) {
                foreign.overridable.add(signature);
            }
        }
        if (type.getSuperclass() != null) {
            add(type.getSuperclass(), foreign);
        }
        for (Class<?> each : type.getInterfaces()) {
            add(each, foreign);
        }
    }

    /** A text is for people: it counts where the author's own code asks for it. */
    private static boolean isCalledByOthers(Method method) {
        int modifiers = method.getModifiers();
        boolean isOpen =
                !Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers) && !Modifier.isFinal(modifiers);
        return isOpen && !(method.getName().equals("toString") && method.getParameterCount() == 0);
    }
}
