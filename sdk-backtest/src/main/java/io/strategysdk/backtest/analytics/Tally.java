package io.strategysdk.backtest.analytics;

import io.strategysdk.api.order.RejectReason;
import io.strategysdk.backtest.analytics.TracedOrder.FillingBar;
import io.strategysdk.backtest.analytics.TracedOrder.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** Orders added up. */
final class Tally {
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<RejectReason, Integer> rejections = new EnumMap<>(RejectReason.class);
    private final Map<FillingBar, BigDecimal> volumes = new LinkedHashMap<>();
    private final List<Duration> times = new ArrayList<>();
    private int accepted;
    private Shortfall shortfall = Shortfall.NONE;

    void add(TracedOrder order) {
        outcomes.merge(order.outcome(), 1, Integer::sum);
        order.rejection().ifPresent(reason -> rejections.merge(reason, 1, Integer::sum));
        order.timeToFill().ifPresent(times::add);
        accepted += order.isAccepted() ? 1 : 0;
        shortfall = shortfall.plus(order.shortfall());
        order.volumes().forEach((bar, quantity) -> volumes.merge(bar, quantity, BigDecimal::add));
    }

    void add(Tally other) {
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
        other.rejections.forEach((reason, count) -> rejections.merge(reason, count, Integer::sum));
        other.volumes.forEach((bar, quantity) -> volumes.merge(bar, quantity, BigDecimal::add));
        times.addAll(other.times);
        accepted += other.accepted;
        shortfall = shortfall.plus(other.shortfall);
    }

    ExecutionFigures figures() {
        return new ExecutionFigures(orders(), TimeToFill.of(times), shortfall, volumeShare());
    }

    private OrderCounts orders() {
        return new OrderCounts(
                outcomes.values().stream().mapToInt(Integer::intValue).sum(),
                accepted,
                count(Outcome.FILLED),
                count(Outcome.PARTLY_FILLED),
                count(Outcome.CANCELLED),
                count(Outcome.EXPIRED),
                count(Outcome.REJECTED),
                count(Outcome.WORKING),
                count(Outcome.UNTRIGGERED),
                rejections);
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    private VolumeShare volumeShare() {
        Supplier<DoubleStream> shares = () -> volumes.entrySet().stream()
                .mapToDouble(
                        taken -> taken.getValue().doubleValue() / taken.getKey().volume());
        OptionalDouble largest = shares.get().max();
        // summed from front to back, as DoubleStream.average compensates differently between Java versions
        double sum = 0;
        for (double share : shares.get().toArray()) {
            sum += share;
        }
        return new VolumeShare(
                largest.isPresent() ? OptionalDouble.of(sum / volumes.size()) : OptionalDouble.empty(), largest);
    }
}
