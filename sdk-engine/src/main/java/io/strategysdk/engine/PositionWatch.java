package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Fill;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a broker says to have executed against the books. */
final class PositionWatch extends MonitorWatch {
    private final Run run;
    /** Numbers by symbol, in the order in which they were met: instruments need not be the run's. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private List<Fill> seen = List.of();

    PositionWatch(Monitor monitor, Alarm alarm, Run run) {
        super(monitor, alarm);
        this.run = run;
    }

    @Override
    void marked() {
        List<Fill> unbooked = run.execution.unbooked();
        if (unbooked.equals(seen)) {
            return;
        }
        Map<Instrument, BigDecimal> differences = new LinkedHashMap<>();
        seen.forEach(fill -> differences.put(fill.instrument(), BigDecimal.ZERO));
        seen = unbooked;
        for (Fill fill : unbooked) {
            BigDecimal quantity = fill.lastQty().toBigDecimal();
            differences.merge(
                    fill.instrument(), fill.side().sign() > 0 ? quantity : quantity.negate(), BigDecimal::add);
        }
        differences.forEach((instrument, difference) -> measured(
                numbers.computeIfAbsent(instrument.symbol(), symbol -> numbers.size()),
                instrument,
                difference.abs().doubleValue()));
    }
}
