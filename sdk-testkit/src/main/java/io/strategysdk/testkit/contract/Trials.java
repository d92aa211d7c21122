package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One feature on every market that it is checked over. */
final class Trials {
    private static final int MOVING_MARKETS = 200;

    private final Feature feature;
    private final long seed;
    private final List<Trial> walks;
    private final List<Trial> holed;
    private final List<Trial> extremes;

    /**
     * @param markets random walks, beside a long one
     * @param size bars of each market
     * @param longest bars of the long one
     */
    Trials(Feature feature, long seed, int markets, int size, int longest) {
        this.feature = feature;
        this.seed = seed;
        int series = Market.seriesOf(feature);
        List<Market> random = Stream.concat(
                        LongStream.range(seed, seed + markets).mapToObj(each -> Market.walk(each, series, size)),
                        Stream.of(Market.walk(seed + markets, series, longest)))
                .toList();
        walks = random.stream().map(market -> Trial.of(feature, market)).toList();
        holed = random.stream()
                .map(market -> Trial.of(feature, market.withHoles(market.seed())))
                .toList();
        extremes = Market.extremes(seed, series, size).stream()
                .map(market -> Trial.of(feature, market))
                .toList();
    }

    /** What is to be checked of the definition is not checked here. */
    void check(Invariant invariant) {
        switch (invariant) {
            case DEFINITION -> {}
            case FIRST_VALID -> WarmUpChecks.firstValid(feature, MOVING_MARKETS, seed);
            case PREFIX -> on(walks.stream(), PrefixChecks::check);
            case OWN_ROWS -> on(everywhere(), FormChecks::ownRows);
            case ONE_KERNEL -> on(everywhere(), FormChecks::oneKernel);
            case FINITE -> Stream.concat(walks.stream(), extremes.stream()).forEach(FiniteChecks::check);
            case INDEPENDENCE -> on(walks.stream(), StateChecks::independent);
            case FORGETTING -> on(walks.stream(), StateChecks::forgetting);
            case SAVED_STATE -> on(walks.stream(), StateChecks::savedState);
            case WRONG_STATE -> on(walks.stream(), StateChecks::wrongState);
            case UNDEFINED_INPUT -> holed.forEach(HoleChecks::check);
            case SHORT_INPUT -> WarmUpChecks.shortInput(feature, seed);
        }
    }

    private Stream<Trial> everywhere() {
        return Stream.of(walks, holed, extremes).flatMap(List::stream);
    }

    private void on(Stream<Trial> trials, BiConsumer<Trial, SplittableRandom> check) {
        SplittableRandom random = new SplittableRandom(seed);
        trials.forEach(trial -> check.accept(trial, random.split()));
    }
}
