package io.strategysdk.backtest.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strategysdk.engine.BarColumns;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What users see who have not added the library of exploration: classes are loaded anew, without its own. */
class HipparchusTests {
    private static Object call(Class<? extends Callable<?>> type) throws Exception {
        List<URL> places = new ArrayList<>(List.of(place(type), place(Exploration.class)));
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            for (String path : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!path.isEmpty()) {
                    places.add(new File(path).toURI().toURL());
                }
            }
        }
        try (URLClassLoader loader = new WithoutHipparchus(places)) {
            Constructor<?> constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Callable<?>) constructor.newInstance()).call();
        }
    }

    private static final class WithoutHipparchus extends URLClassLoader {
        WithoutHipparchus(List<URL> places) {
            super(places.toArray(URL[]::new), null); // the platform's loader would ask the loader of modules
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.hipparchus.")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    /** The folder or jar that a class lies in. */
    private static URL place(Class<?> type) throws Exception {
        String file = type.getName().replace('.', '/') + ".class";
        String found = String.valueOf(type.getResource("/" + file));
        return new URL(found.substring(0, found.length() - file.length()));
    }

    static final class Exploring implements Callable<Object> {
        @Override
        public Object call() {
            BarColumns bars = RandomDays.of("AAPL", 30, 1);
            return Exploration.of(RandomDays.data(bars), bars.instrument());
        }
    }

    static final class QuickLook implements Callable<String> {
        @Override
        public String call() {
            QuickResult quick = QuickBacktest.over(RandomDays.NYSE, RandomDays.of("AAPL", 30, 1))
                    .positions(new double[30]);
            return quick + quick.picture().svg();
        }
    }

    @Test
    void exploringWithoutItSaysWhatToAdd() {
        assertThatThrownBy(() -> call(Exploring.class))
                .hasToString("io.strategysdk.api.SdkException: exploring features needs Hipparchus: add the dependency"
                        + " org.hipparchus:hipparchus-stat, and on the module path --add-modules hipparchus.stat")
                .hasCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void quickLooksAndPicturesDoWithoutIt() throws Exception {
        assertThat(call(QuickLook.class)).isEqualTo(new QuickLook().call());
    }
}
