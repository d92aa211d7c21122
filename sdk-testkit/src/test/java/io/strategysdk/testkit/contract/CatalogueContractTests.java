package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import java.util.List;

/** The whole catalogue of indicators, with short windows. */
class CatalogueContractTests extends FeatureContract {
    @Override
    protected List<Feature> features() {
        return Catalogue.features(5);
    }
}
