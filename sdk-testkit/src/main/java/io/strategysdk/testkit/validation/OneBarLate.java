package io.strategysdk.testkit.validation;

import io.strategysdk.api.Context;
import io.strategysdk.api.Strategy;
import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.event.MarketEvent;
import io.strategysdk.api.event.OrderEvent;
import io.strategysdk.api.event.PositionEvent;
import io.strategysdk.api.event.TimerEvent;
import io.strategysdk.api.feature.FeatureNeed;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.risk.RiskLimits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A strategy whose decisions leave it one step late: what it wants at the close of a bar is sent at the close of the
 * next. It sees market and books as they are; an order that waits looks to it like one that works.
 */
final class OneBarLate implements Strategy {
    private final Strategy strategy;
    private @Nullable LateContext late;

    OneBarLate(Strategy strategy) {
        this.strategy = strategy;
    }

    private LateContext late() {
        return Objects.requireNonNull(late, "onStart must come first");
    }

    @Override
    public void onStart(Context context) {
        late = new LateContext(context);
        strategy.onStart(late);
    }

    @Override
    public List<OrderIntent> generateOrders(Context context) {
        HeldIntents held = late().held();
        held.beginStep();
        strategy.generateOrders(late()).forEach(held::add);
        return held.endStep();
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context context) {
        strategy.onMarketEvent(event, late());
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context context) {
        strategy.onOrderUpdate(event, late());
    }

    @Override
    public void onPositionUpdate(PositionEvent event, Context context) {
        strategy.onPositionUpdate(event, late());
    }

    @Override
    public void onCorporateAction(CorporateAction action, Context context) {
        strategy.onCorporateAction(action, late());
    }

    @Override
    public void onTimer(TimerEvent event, Context context) {
        strategy.onTimer(event, late());
    }

    @Override
    public void onStop(Context context) {
        strategy.onStop(late());
    }

    @Override
    public List<FeatureNeed> neededFeatures() {
        return strategy.neededFeatures();
    }

    @Override
    public RiskLimits riskLimits() {
        return strategy.riskLimits();
    }
}
