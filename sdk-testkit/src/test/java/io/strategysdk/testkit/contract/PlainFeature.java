package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.Input;
import io.strategysdk.api.feature.Kernel;
import java.util.List;

/** The close as it is, from the first bar on; each test says where its own feature differs. */
interface PlainFeature extends Feature {
    @Override
    default List<Input> inputs() {
        return List.of(Input.close());
    }

    @Override
    default int warmUp() {
        return 0;
    }

    @Override
    default Kernel newKernel() {
        return (Kernel.Stateless) in -> in.get(0);
    }
}
