package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import io.strategysdk.api.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Provides;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds strategy classes that are announced as services. ServiceLoader itself would refuse, on the class path, every
 * strategy whose constructor takes parameters, although only the class is wanted.
 */
final class StrategyDiscovery {
    private static final String SERVICE = Strategy.class.getName();

    private StrategyDiscovery() {}

    static ClassLoader applicationLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /** Classes by name, each once: the order of jars on a path says nothing. */
    static List<Class<? extends Strategy>> types(ClassLoader loader) {
        Set<String> onClassPath = new TreeSet<>();
        try {
            for (URL file : Collections.list(loader.getResources("META-INF/services/" + SERVICE))) {
                onClassPath.addAll(namesIn(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("service files must be readable", e);
        }
        Set<Class<? extends Strategy>> types = new LinkedHashSet<>();
        onClassPath.forEach(name -> types.add(named(name, loader)
                .orElseThrow(() -> new SdkException(
                        "announced strategy must be a public class that implements " + SERVICE + ", was " + name))));
        types.addAll(inModules());
        return List.copyOf(types);
    }

    /** The strategy class of a name, not initialised. */
    static Optional<Class<? extends Strategy>> named(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return Strategy.class.isAssignableFrom(type)
                    ? Optional.of(type.asSubclass(Strategy.class))
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Set<String> namesIn(URL file) throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream in = file.openStream()) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static List<Class<? extends Strategy>> inModules() {
        List<Class<? extends Strategy>> types = new ArrayList<>();
        List<Module> modules = ModuleLayer.boot().modules().stream()
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .toList();
        for (Module module : modules) {
            for (Provides provides : module.getDescriptor().provides()) {
                if (provides.service().equals(SERVICE)) {
                    provides.providers().forEach(provider -> types.add(provided(module, provider)));
                }
            }
        }
        return types;
    }

    private static Class<? extends Strategy> provided(Module module, String provider) {
        Class<?> type = Class.forName(module, provider);
        if (type == null) {
            throw new SdkException(
                    "announced strategy must be in its module " + module.getName() + ", was " + provider);
        }
        if (Strategy.class.isAssignableFrom(type)) {
            return type.asSubclass(Strategy.class);
        }
        try {
            return type.getMethod("provider").getReturnType().asSubclass(Strategy.class);
        } catch (NoSuchMethodException | ClassCastException e) {
            throw new SdkException("announced strategy must implement " + SERVICE + ", was " + provider, e);
        }
    }
}
