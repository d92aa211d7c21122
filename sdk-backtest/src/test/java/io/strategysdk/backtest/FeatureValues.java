package io.strategysdk.backtest;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.feature.Feature;
import io.strategysdk.api.feature.FeatureHandle;
import io.strategysdk.api.order.OrderIntent;
import java.util.ArrayList;
import java.util.List;

/** Writes down when it is called, and what features of the first instrument say there, to the bit. */
final class FeatureValues implements Strategy {
    final List<String> calls = new ArrayList<>();
    /** The calls of generateOrders among them. */
    final List<String> decisions = new ArrayList<>();

    private final List<Feature> features;
    private final List<FeatureHandle> handles = new ArrayList<>();

    FeatureValues(List<Feature> features) {
        this.features = features;
    }

    @Override
    public void onStart(Context context) {
        calls.add("start");
        features.forEach(
                each -> handles.add(context.feature(each, context.instruments().get(0))));
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context context) {
        calls.add("market " + values(context));
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        decisions.add(values(context));
        calls.add("decides " + values(context));
        return List.of();
    }

    private String values(Context context) {
        StringBuilder all = new StringBuilder(context.clock().instant().toString());
        for (FeatureHandle handle : handles) {
            all.append(' ').append(Double.toHexString(handle.value())).append(handle.isUpdated() ? "!" : "");
        }
        return all.toString();
    }
}
