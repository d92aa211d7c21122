package io.strategysdk.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Indicators;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.engine.config.ResearchFile;
import io.strategysdk.engine.config.Study;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every feature of the catalogue is made again from its name, which is what research writes of it. */
class CatalogueNamesTests {
    /** Does nothing. */
    public static final class Nothing implements Strategy {
        @Override
        public List<OrderIntent> generateOrders(Context context) {
            return List.of();
        }
    }

    @Test
    void allAreMadeAgain() {
        Study study = Study.of("all", Nothing.class);
        List<Feature> all = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.ALL) {
            for (Map.Entry<String, Feature> sample : entry.samples().entrySet()) {
                String definition = entry.text() + sample.getKey();
                study = study.feature(definition).feature("sma(3).of(" + definition + ")");
                all.add(sample.getValue());
                all.add(Indicators.sma(3).of(sample.getValue()));
            }
        }

        Study read = ResearchFile.parse(ResearchFile.of(study).text(), "text").study("all");

        assertThat(all).hasSizeGreaterThan(120);
        assertThat(read.makeFeatures().values()).containsExactlyElementsOf(new LinkedHashSet<>(all));
    }

    /** Names of most are how they are written; of others they say what they compute. */
    @Test
    void whatIsGivenWithoutItsDefinitionIsMadeAgainOrRefused() {
        int made = 0;
        for (Feature feature : Catalogue.features(11)) {
            try {
                Study study = Study.of("one", Nothing.class).feature(feature);
                assertThat(study.makeFeatures()).containsValue(feature);
                made++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("give how it is written, as in feature(");
            }
        }
        assertThat(made).isGreaterThan(40);
    }

    @Test
    void otherInputsBelongToTheName() {
        Feature feature = Indicators.bollinger(5, 1.5).of(Input.ohlc4()).upper();

        Study study = Study.of("one", Nothing.class).feature(feature);

        assertThat(study.makeFeatures()).containsOnlyKeys(feature.name()).containsValue(feature);
    }
}
