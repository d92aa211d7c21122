package io.strategysdk.testkit.alpaca;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * What is to go wrong at an {@link AlpacaSimulator}: scripted, the next request or event that fits; or drawn, by a rate
 * for each kind. What is drawn is the same for a seed and a sequence of requests and events.
 *
 * <pre>{@code
 * alpaca.faults().next(Fault.CUT_AFTER, "POST /v2/orders");
 * alpaca.faults().next(Fault.EVENT_LOST, "fill");
 * alpaca.faults().next(Fault.UPGRADE_REFUSED, "/stream");
 * alpaca.faults().rate(Fault.EVENT_DUPLICATED, 0.05);
 * }</pre>
 *
 * <p>Safe for any thread.
 */
public final class AlpacaFaults {
    private static final Duration DEFAULT_DELAY = Duration.ofMillis(100);

    private final SplittableRandom requestDraws;
    private final SplittableRandom eventDraws;
    private final List<Scripted> script = new ArrayList<>();
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private Duration delay = DEFAULT_DELAY;

    private record Scripted(Fault fault, Pattern target) {}

    AlpacaFaults(long seed) {
        SplittableRandom draws = new SplittableRandom(seed);
        requestDraws = draws.split();
        eventDraws = draws.split();
    }

    /**
     * Lets it happen once, to the next that fits. Several for one target happen one after the other, in their order.
     *
     * @param target of a request method and path, {@code POST /v2/orders}; of an event its name, {@code fill}; of an
     *     upgrade the path, {@code /stream}; {@code *} stands for any text
     * @throws IllegalArgumentException when the target is nothing that it could happen to
     */
    public synchronized AlpacaFaults next(Fault fault, String target) {
        if (!fault.point.fits(target)) {
            throw new IllegalArgumentException(
                    "target of " + fault + " must be " + fault.point.rule + ", was '" + target + "'");
        }
        String regex = Pattern.quote(target).replace("*", "\\E.*\\Q");
        script.add(new Scripted(fault, Pattern.compile(regex)));
        return this;
    }

    /**
     * Lets it happen at random from now on, to any request, event or upgrade that it can happen to.
     *
     * @param rate how often: 0 never, 1 always
     * @throws IllegalArgumentException when it is not from 0 to 1
     */
    public synchronized AlpacaFaults rate(Fault fault, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate of " + fault + " must be from 0 to 1, was " + rate);
        }
        rates.put(fault, rate);
        return this;
    }

    /** How late slow answers and delayed events are, in the machine's time; 100 ms unless said. */
    public synchronized AlpacaFaults delay(Duration value) {
        delay = Objects.requireNonNull(value);
        return this;
    }

    /** Nothing goes wrong any more: neither by script nor at random. */
    public synchronized void clear() {
        script.clear();
        rates.clear();
    }

    /** How often each has happened so far; those that have not are not there. */
    public synchronized Map<Fault, Integer> counts() {
        return Map.copyOf(counts);
    }

    synchronized Duration delay() {
        return delay;
    }

    /** What happens to a request, {@code POST /v2/orders}. */
    synchronized Optional<Fault> onRequest(String target) {
        return pick(Fault.Point.REQUEST, target, requestDraws);
    }

    /** What happens to an event, by its name. */
    synchronized Optional<Fault> onEvent(String name) {
        return pick(Fault.Point.EVENT, name, eventDraws);
    }

    /** What happens to the upgrade of a path. */
    synchronized Optional<Fault> onUpgrade(String path) {
        return pick(Fault.Point.UPGRADE, path, requestDraws);
    }

    /** Draws in any case, so that a script does not shift what is drawn later. */
    private Optional<Fault> pick(Fault.Point point, String target, SplittableRandom draws) {
        double drawn = draws.nextDouble();
        Optional<Fault> fault = scripted(point, target).or(() -> drawn(point, drawn));
        fault.ifPresent(its -> counts.merge(its, 1, Integer::sum));
        return fault;
    }

    private Optional<Fault> scripted(Fault.Point point, String target) {
        for (Iterator<Scripted> rest = script.iterator(); rest.hasNext(); ) {
            Scripted next = rest.next();
            if (next.fault.point == point && next.target.matcher(target).matches()) {
                rest.remove();
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> drawn(Fault.Point point, double drawn) {
        double below = 0;
        for (Map.Entry<Fault, Double> rate : rates.entrySet()) {
            if (rate.getKey().point == point) {
                below += rate.getValue();
                if (drawn < below) {
                    return Optional.of(rate.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
