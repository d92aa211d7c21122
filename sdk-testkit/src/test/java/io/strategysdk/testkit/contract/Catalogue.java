package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.SessionFeatures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Every indicator, once: a new one is a line here, and all tests of the catalogue have it. */
final class Catalogue {
    static final List<Entry> ALL = List.of(
            entry("sma(20)", Indicators::sma),
            entry("ema(20)", Indicators::ema),
            entry("rma(14)", Indicators::rma),
            entry("wma(20)", Indicators::wma),
            entry("dema(20)", Indicators::dema),
            entry("tema(20)", Indicators::tema),
            entry("hma(16)", n -> Indicators.hma(n + 1)),
            entry("kama(10, 2, 30)", n -> Indicators.kama(n, 2, 30)),
            entry("trix(15)", Indicators::trix),
            entry("stdev(20)", Indicators::stdev),
            entry("zscore(20)", n -> Indicators.zscore(n + 1)),
            entry("bollinger(20, 2)", n -> Indicators.bollinger(n, 2)),
            entry("keltner(20, 2)", n -> Indicators.keltner(n, 2)),
            entry("highest(20)", Indicators::highest),
            entry("lowest(20)", Indicators::lowest),
            entry("donchian(20)", Indicators::donchian),
            entry("trueRange()", n -> Indicators.trueRange()),
            entry("trueRangeFromFirstBar()", n -> Indicators.trueRangeFromFirstBar()),
            entry("atr(14)", Indicators::atr),
            entry("atrFromFirstBar(14)", Indicators::atrFromFirstBar),
            entry("rsi(14)", Indicators::rsi),
            entry("dmi(14)", Indicators::dmi),
            entry("parabolicSar(0.02, 0.02, 0.2)", n -> Indicators.parabolicSar(0.02, 0.02, 0.2)),
            entry("stochastic(14, 3, 3)", n -> Indicators.stochastic(n, 3, 3)),
            entry("williamsR(14)", Indicators::williamsR),
            entry("cci(20)", Indicators::cci),
            entry("aroon(25)", Indicators::aroon),
            entry("obv()", n -> Indicators.obv()),
            entry("obvFromZero()", n -> Indicators.obvFromZero()),
            entry("mfi(14)", Indicators::mfi),
            entry("vwap()", n -> Indicators.vwap()),
            entry("macd(12, 26, 9)", n -> Indicators.macd(n, n + 14, 9)),
            entry("simpleReturn(1)", Indicators::simpleReturn),
            entry("logReturn(1)", Indicators::logReturn),
            entry("roc(10)", Indicators::roc),
            entry("momentum(10)", Indicators::momentum),
            entry("superTrend(10, 3)", n -> Indicators.superTrend(n, 3)),
            entry("ichimoku(9, 26, 52)", n -> Indicators.ichimoku(n, n + 17, n + 43)),
            entry("accumulationDistribution()", n -> Indicators.accumulationDistribution()),
            entry("chaikinOscillator(3, 10)", n -> Indicators.chaikinOscillator(n, n + 7)),
            entry("chaikinMoneyFlow(20)", Indicators::chaikinMoneyFlow),
            entry("forceIndex(13)", Indicators::forceIndex),
            entry("elderRay(13)", Indicators::elderRay),
            entry("vortex(14)", Indicators::vortex),
            entry("ppo(12, 26, 9)", n -> Indicators.ppo(n, n + 14, 9)),
            entry("tsi(25, 13)", n -> Indicators.tsi(n + 12, n)),
            entry("ultimateOscillator(7, 14, 28)", n -> Indicators.ultimateOscillator(n, n + 7, n + 21)),
            entry("awesomeOscillator(5, 34)", n -> Indicators.awesomeOscillator(n, n + 29)),
            entry("choppiness(14)", n -> Indicators.choppiness(n + 1)),
            entry("hurst(64)", n -> Indicators.hurst(n + 15)),
            entry("linearRegression(14)", n -> Indicators.linearRegression(n + 1)),
            entry("correlation(20)", n -> Indicators.correlation(n + 1)),
            entry("beta(20)", n -> Indicators.beta(n + 1)),
            entry("percentileRank(20)", Indicators::percentileRank),
            entry("realisedVolatility(20, 252)", n -> Indicators.realisedVolatility(n + 1, 252)),
            entry("pivots(2, 3)", n -> Indicators.pivots(1 + n % 7, 3)),
            entry("floorPivots()", n -> Indicators.floorPivots()),
            entry("SessionFeatures.dayOfWeek()", n -> SessionFeatures.dayOfWeek()),
            entry("SessionFeatures.dayOfMonth()", n -> SessionFeatures.dayOfMonth()),
            entry("SessionFeatures.month()", n -> SessionFeatures.month()),
            entry("SessionFeatures.secondsSinceOpen()", n -> SessionFeatures.secondsSinceOpen()),
            entry("SessionFeatures.secondsToClose()", n -> SessionFeatures.secondsToClose()),
            entry("SessionFeatures.beforeHoliday()", n -> SessionFeatures.beforeHoliday()));

    private Catalogue() {}

    private static Entry entry(String text, IntFunction<Object> ofLength) {
        return new Entry(text, ofLength);
    }

    /**
     * A factory of {@link Indicators}, or of another class that is named.
     *
     * @param text a call of it with usual parameters
     * @param ofLength what it makes for a length, a feature or a record of several
     */
    record Entry(String text, IntFunction<Object> ofLength) {
        /** The factory that the text calls. */
        Method factory() {
            Class<?> home = text.startsWith("SessionFeatures.") ? SessionFeatures.class : Indicators.class;
            String name = text.substring(
                    text.indexOf('.') < text.indexOf('(') ? text.indexOf('.') + 1 : 0, text.indexOf('('));
            return Arrays.stream(home.getMethods())
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == arguments().length)
                    .findAny()
                    .orElseThrow(() -> new AssertionError(home.getSimpleName() + " has no factory for " + text));
        }

        private String[] arguments() {
            String inside = text.substring(text.indexOf('(') + 1, text.length() - 1);
            return inside.isEmpty() ? new String[0] : inside.split(", ");
        }

        /** What the text makes. */
        Object sample() {
            Class<?>[] types = factory().getParameterTypes();
            String[] arguments = arguments();
            Object[] values = new Object[types.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = types[i] == int.class
                        ? (Object) Integer.valueOf(arguments[i])
                        : (Object) Double.valueOf(arguments[i]);
            }
            return invoked(factory(), null, values);
        }

        List<Feature> features(int n) {
            return List.copyOf(outputs(ofLength.apply(n)).values());
        }

        /** The sample's features, each by what is written after the text. */
        Map<String, Feature> samples() {
            return outputs(sample());
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Every feature of every entry, for a length. */
    static List<Feature> features(int n) {
        return ALL.stream().flatMap(entry -> entry.features(n).stream()).toList();
    }

    private static Map<String, Feature> outputs(Object made) {
        Map<String, Feature> outputs = new LinkedHashMap<>();
        if (made instanceof Feature feature) {
            outputs.put("", feature);
        } else {
            outputMethods(made.getClass())
                    .forEach(method -> outputs.put("." + method.getName() + "()", (Feature) invoked(method, made)));
        }
        return outputs;
    }

    /** In the order of the source: that of reflection is none. */
    private static List<Method> outputMethods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Feature.class.isAssignableFrom(method.getReturnType())
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())) {
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(method -> CatalogueSource.place(type, method.getName())));
        if (methods.isEmpty()) {
            throw new AssertionError(type + " has no features");
        }
        return methods;
    }

    private static Object invoked(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(method + " on " + target, e);
        }
    }
}
