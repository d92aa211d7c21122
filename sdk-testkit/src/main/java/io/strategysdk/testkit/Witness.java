package io.strategysdk.testkit;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands between a run and a strategy, and writes down what passes between them. */
class Witness implements Strategy {
    private final Strategy strategy;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Draft draft;
    private @Nullable WitnessedContext context;
    private @Nullable Failure failure;
    private int intentCount;

    /** What a callback threw. */
    record Failure(String callback, Throwable error) {}

    /** A step that is not over. */
    private static final class Draft {
        final long epochNanos;
        final List<CorporateAction> actions = new ArrayList<>();
        final List<OrderEvent> orders = new ArrayList<>();
        final List<PositionEvent> positions = new ArrayList<>();
        final List<TimerEvent> timers = new ArrayList<>();
        final List<MarketEvent> market = new ArrayList<>();
        final List<OrderIntent> intents = new ArrayList<>();
        final List<OrderIntent> submitted = new ArrayList<>();
        Map<String, Double> features = Map.of();
        boolean decided;

        Draft(long epochNanos) {
            this.epochNanos = epochNanos;
        }

        Step step() {
            return new Step(
                    epochNanos, actions, orders, positions, timers, market, features, decided, intents, submitted);
        }
    }

    /** A run without corporate actions warns of strategies that have the callback for them: so of this one, when due. */
    private static final class OfActions extends Witness {
        OfActions(Strategy strategy) {
            super(strategy);
        }

        @Override
        public void onCorporateAction(CorporateAction action, Context given) {
            draft(given).actions.add(action);
            call("onCorporateAction", () -> strategy().onCorporateAction(action, witnessed()));
        }
    }

    private Witness(Strategy strategy) {
        this.strategy = strategy;
    }

    static Witness of(Strategy strategy) {
        try {
            Class<?> declaring = strategy.getClass()
                    .getMethod("onCorporateAction", CorporateAction.class, Context.class)
                    .getDeclaringClass();
            return declaring == Strategy.class ? new Witness(strategy) : new OfActions(strategy);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a strategy must have its callbacks", e);
        }
    }

    /** All that are over, and the one that is going on. */
    List<Step> steps() {
        List<Step> all = new ArrayList<>(steps);
        if (draft != null) {
            all.add(draft.step());
        }
        return all;
    }

    Optional<Step> lastStep() {
        return Optional.ofNullable(draft).map(Draft::step);
    }

    int intentCount() {
        return intentCount;
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    Strategy strategy() {
        return strategy;
    }

    /** The strategy's own window on the run; empty before it has started. */
    Optional<Context> context() {
        return Optional.ofNullable(context);
    }

    WitnessedContext witnessed() {
        return Objects.requireNonNull(context, "onStart must come first");
    }

    Draft draft(Context given) {
        long now = given.clock().epochNanos();
        Draft known = draft;
        if (known == null || known.epochNanos != now) {
            if (known != null) {
                steps.add(known.step());
            }
            known = new Draft(now);
            draft = known;
        }
        return known;
    }

    void call(String callback, Runnable body) {
        get(callback, () -> {
            body.run();
            return callback;
        });
    }

    private <T> T get(String callback, Supplier<T> body) {
        try {
            T answer = body.get();
            if (draft != null) {
                draft.features = witnessed().values();
            }
            return answer;
        } catch (RuntimeException | Error error) {
            failure = new Failure(callback, error);
            throw error;
        }
    }

    @Override
    public void onStart(Context given) {
        WitnessedContext mine = new WitnessedContext(given, intent -> submitted(intent, given));
        context = mine;
        call("onStart", () -> strategy.onStart(mine));
    }

    private void submitted(OrderIntent intent, Context given) {
        draft(given).submitted.add(intent);
        intentCount++;
    }

    @Override
    public void onMarketEvent(MarketEvent event, Context given) {
        draft(given).market.add(event);
        call("onMarketEvent", () -> strategy.onMarketEvent(event, witnessed()));
    }

    @Override
    public List<OrderIntent> generateOrders(Context given) {
        Draft step = draft(given);
        step.decided = true;
        List<OrderIntent> intents = get("generateOrders", () -> checked(strategy.generateOrders(witnessed())));
        step.intents.addAll(intents);
        intentCount += intents.size();
        return intents;
    }

    /** As the engine would refuse it, so that it is known here. */
    private static List<OrderIntent> checked(List<OrderIntent> intents) {
        Objects.requireNonNull(intents, "generateOrders must return a list, was null");
        intents.forEach(intent ->
                Objects.requireNonNull(intent, "generateOrders must return a list without null, one intent was null"));
        return intents;
    }

    @Override
    public void onOrderUpdate(OrderEvent event, Context given) {
        draft(given).orders.add(event);
        call("onOrderUpdate", () -> strategy.onOrderUpdate(event, witnessed()));
    }

    @Override
    public void onPositionUpdate(PositionEvent event, Context given) {
        draft(given).positions.add(event);
        call("onPositionUpdate", () -> strategy.onPositionUpdate(event, witnessed()));
    }

    @Override
    public void onTimer(TimerEvent event, Context given) {
        draft(given).timers.add(event);
        call("onTimer", () -> strategy.onTimer(event, witnessed()));
    }

    @Override
    public void onStop(Context given) {
        call("onStop", () -> strategy.onStop(witnessed()));
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
