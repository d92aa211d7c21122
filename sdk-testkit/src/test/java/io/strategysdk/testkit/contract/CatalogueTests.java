package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.SessionFeatures;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The whole catalogue keeps the contract. */
final class CatalogueTests {
    private static final List<Catalogue.Entry> ALL = Catalogue.ALL;

    @Test
    void everyFactoryIsInTheCatalogue() {
        List<String> factories = Stream.of(Indicators.class, SessionFeatures.class)
                .flatMap(home -> Arrays.stream(home.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Object::toString)
                .toList();

        assertThat(ALL.stream().map(entry -> entry.factory().toString()))
                .containsExactlyInAnyOrderElementsOf(factories);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void theTextOfAnEntryMakesWhatItsFunctionMakes(Catalogue.Entry entry) {
        assertThat(IntStream.range(1, 50).mapToObj(entry.ofLength())).contains(entry.sample());
    }

    @TestFactory
    Stream<DynamicTest> everyIndicatorKeepsTheContract() {
        return ALL.stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.text(),
                        () -> FeatureCheck.of(List.copyOf(entry.samples().values()))
                                .check()));
    }

    @TestFactory
    Stream<DynamicTest> everyIndicatorKeepsTheContractWhateverItsLength() {
        return IntStream.of(1, 2, 3, 4, 7, 20, 65, 130)
                .boxed()
                .flatMap(n -> ALL.stream()
                        .map(entry -> DynamicTest.dynamicTest(
                                entry.text() + " for " + n,
                                () -> FeatureCheck.of(entry.features(n))
                                        .withSeed(1000 + n)
                                        .withMarkets(3)
                                        .withLongest(200)
                                        .check())));
    }

    @Test
    void columnsLongerThanAllBlocksKeepTheContract() {
        ALL.forEach(entry -> FeatureCheck.of(entry.features(7))
                .withSeed(77)
                .withMarkets(1)
                .withBars(1700)
                .check());
    }

    @Test
    void equalDefinitionsAreOneFeature() {
        assertThat(Catalogue.features(20)).isEqualTo(Catalogue.features(20));
    }

    @Test
    void differentDefinitionsHaveDifferentNames() {
        Set<Feature> features = new HashSet<>();
        for (int n = 1; n < 40; n++) {
            features.addAll(Catalogue.features(n));
        }

        assertThat(features.stream().map(Feature::name)).doesNotHaveDuplicates();
    }
}
