package io.strategysdk.engine;

import io.strategysdk.api.data.CrossSection;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.instrument.Instrument;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Members of a universe compared by a feature, looked at once in a step and only when somebody asks. */
final class CrossSectionView implements CrossSection {
    private final Instruments instruments;
    private final UniverseView universe;
    private final Steps steps;
    private final Values source;
    private @Nullable Standing standing;
    private long step = -1;

    /** What is compared. */
    private interface Values {
        /** By number of the instrument, NaN where it is not compared; a new array at each call. */
        double[] now();
    }

    private CrossSectionView(Instruments instruments, UniverseView universe, Steps steps, Values source) {
        this.instruments = instruments;
        this.universe = universe;
        this.steps = steps;
        this.source = source;
    }

    /**
     * A feature of each instrument of the run.
     *
     * @param series of each instrument, by its number
     * @param features on them
     */
    static CrossSectionView of(
            Instruments instruments,
            UniverseView universe,
            Steps steps,
            List<SeriesView> series,
            List<FeatureHandle> features) {
        return new CrossSectionView(instruments, universe, steps, () -> newest(universe, series, features));
    }

    private static double[] newest(UniverseView universe, List<SeriesView> series, List<FeatureHandle> features) {
        long[] times = new long[series.size()];
        Arrays.setAll(times, i -> universe.contains(i) ? series.get(i).newestTime() : Long.MIN_VALUE);
        long last = Arrays.stream(times).max().orElse(Long.MIN_VALUE);
        double[] values = new double[times.length];
        Arrays.setAll(values, i -> {
            boolean isCompared = times[i] == last && last > Long.MIN_VALUE;
            double value = isCompared ? features.get(i).value() : Double.NaN;
            return Double.isInfinite(value) ? Double.NaN : value;
        });
        return values;
    }

    /** Members and splits change between steps only, and runs with universes have a number for each. */
    private Standing standing() {
        Standing known = standing;
        if (known == null || step != steps.number) {
            known = new Standing(source.now());
            standing = known;
            step = steps.number;
        }
        return known;
    }

    private List<Instrument> instruments(int[] numbers) {
        return IntStream.of(numbers).mapToObj(instruments::get).toList();
    }

    @Override
    public List<Instrument> compared() {
        return instruments(standing().places);
    }

    @Override
    public List<Instrument> descending() {
        return instruments(standing().descending);
    }

    @Override
    public double value(Instrument instrument) {
        return standing().values[instruments.numberOf(instrument)];
    }

    @Override
    public double rank(Instrument instrument) {
        return standing().ranks[instruments.numberOf(instrument)];
    }

    @Override
    public double percentile(Instrument instrument) {
        return standing().percentile(instruments.numberOf(instrument));
    }

    @Override
    public double zScore(Instrument instrument) {
        return standing().zScore(instruments.numberOf(instrument));
    }

    @Override
    public CrossSection neutralBySector() {
        return neutral(UniverseFilter.Level.SECTOR);
    }

    @Override
    public CrossSection neutralByIndustry() {
        return neutral(UniverseFilter.Level.INDUSTRY);
    }

    private CrossSection neutral(UniverseFilter.Level level) {
        universe.requireClassified(level);
        return new CrossSectionView(instruments, universe, steps, () -> neutral(level, source.now()));
    }

    private double[] neutral(UniverseFilter.Level level, double[] values) {
        Map<String, double[]> groups = new HashMap<>();
        String[] groupOf = new String[values.length];
        Arrays.setAll(groupOf, i -> Double.isNaN(values[i]) ? "" : universe.group(level, i));
        double[] distances = new double[values.length];
        Arrays.setAll(
                distances,
                i -> groupOf[i].isEmpty()
                        ? Double.NaN
                        : values[i]
                                - groups.computeIfAbsent(
                                                groupOf[i], group -> new double[] {mean(values, groupOf, group)})[0]);
        return distances;
    }

    private static double mean(double[] values, String[] groupOf, String group) {
        return IntStream.range(0, values.length)
                .filter(i -> groupOf[i].equals(group))
                .mapToDouble(i -> values[i])
                .sorted()
                .average()
                .orElseThrow();
    }
}
