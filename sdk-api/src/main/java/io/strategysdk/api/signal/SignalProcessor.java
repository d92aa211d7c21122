package io.strategysdk.api.signal;

import io.strategysdk.api.data.DataAccess;
import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.Order;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.Orders;
import io.strategysdk.api.portfolio.Portfolio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns what a strategy thinks into orders: signals → threshold → sizing → caps → smallest trade → order style. A live
 * handle, bound in onStart by {@link io.strategysdk.api.Context#signals}; call it once in a step, on the strategy's
 * thread, and return what it says from generateOrders.
 *
 * <p>A signal says what to hold, not what to trade: the answer brings what is held, and what working market orders will
 * still add, to the target, and is empty where that is so already. The same signal at the next bar therefore trades what
 * the market has moved, at least the {@linkplain SignalRules#minTradeNotional smallest trade}, and never the position
 * again. An instrument without a signal is left alone, and so is one whose price or measured feature is not known.
 *
 * <p>In each instrument the processor has one resting order at most, found by {@link #TAG}: it is replaced when quantity
 * or price are others by now, and cancelled when it is no longer wanted, as is an order at market that goes the wrong way
 * by now. Orders of other tags are the strategy's own,
 * such as stops; they are neither counted, unless they are market orders, nor touched.
 *
 * <p>Intents come as cancels, sells, buys, each in the run's order of instruments. Proceeds of sells at a limit pay for
 * buys only once they are filled: a buy that does not fit the cash is refused by an event, and asked for again by the
 * next call.
 */
public final class SignalProcessor {
    /** Tag of every order that a processor sends; leave it to the processor. */
    public static final String TAG = "signal";

    private final SignalRules rules;
    private final Portfolio portfolio;
    private final Orders orders;
    private final List<Instrument> instruments;
    private final List<Holding> holdings = new ArrayList<>();
    private final Map<Instrument, Integer> numbers = new HashMap<>();

    private SignalProcessor(SignalRules rules, DataAccess data, Portfolio portfolio, Orders orders) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.portfolio = portfolio;
        this.orders = orders;
        instruments = data.instruments();
        for (Instrument instrument : instruments) {
            numbers.put(instrument, holdings.size());
            holdings.add(Holding.bind(instrument, portfolio.position(instrument), rules.sizing(), data));
        }
    }

    /**
     * A processor for all instruments of a run. Strategies take theirs from {@link io.strategysdk.api.Context#signals}.
     *
     * @param data the run's; what the sizing measures is bound for each instrument
     * @param portfolio the strategy's books
     * @param orders the strategy's orders
     * @throws IllegalStateException when the sizing measures something, and it is too late to bind features
     */
    public static SignalProcessor of(SignalRules rules, DataAccess data, Portfolio portfolio, Orders orders) {
        return new SignalProcessor(rules, data, portfolio, orders);
    }

    /** What it goes by. */
    public SignalRules rules() {
        return rules;
    }

    /**
     * Orders that bring the position of each signal's instrument to what the signal deserves.
     *
     * @param signals at most one for each instrument, in any order
     * @return cancels, sells, buys; empty when nothing is to do
     * @throws IllegalArgumentException when there are two signals of an instrument, or one that is not part of the run
     */
    public List<OrderIntent> process(List<Signal> signals) {
        double equity = portfolio.equity();
        double[] targets = leftAlone();
        boolean[] given = new boolean[targets.length];
        for (Signal signal : signals) {
            int number = number(signal.instrument());
            if (given[number]) {
                throw new IllegalArgumentException(
                        "signals must be one for each instrument, were two of " + signal.instrument());
            }
            given[number] = true;
            targets[number] = target(holdings.get(number), signal, equity);
        }
        return trade(targets, equity, 0);
    }

    /**
     * Orders that bring positions to shares of equity, where they differ by more than a tolerance. What is traded is
     * traded to the target, not to the edge of the tolerance: commissions have minima for each order, and a position on
     * the edge would leave it with the next move. A weight of 0 goes flat whatever the tolerance. Caps, smallest trade
     * and order style are those of signals; threshold and sizing have no part in it.
     *
     * @param weights share of the strategy's equity by instrument, 0.1 being ten percent; negative is short, or flat
     *     where the rules are long only; instruments that are not named are left alone
     * @param band largest difference between the weight that is held and the target that is not traded, 0.05 being five
     *     percent of equity; 0 trades every difference
     * @return cancels, sells, buys; empty when nothing is to do
     * @throws IllegalArgumentException when a weight is not finite or its instrument not part of the run, or the band is
     *     negative or not finite
     */
    public List<OrderIntent> rebalance(Map<Instrument, Double> weights, double band) {
        if (!(band >= 0) || band == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("tolerance band must not be negative and be finite, was " + band);
        }
        double equity = portfolio.equity();
        double[] targets = leftAlone();
        weights.forEach((instrument, weight) -> {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("weight must be finite, was " + weight + " (" + instrument + ")");
            }
            int number = number(instrument);
            targets[number] = held(holdings.get(number), weight, equity);
        });
        return trade(targets, equity, band);
    }

    private double[] leftAlone() {
        double[] targets = new double[holdings.size()];
        Arrays.fill(targets, Double.NaN);
        return targets;
    }

    private int number(Instrument instrument) {
        Integer number = numbers.get(instrument);
        if (number == null) {
            throw new IllegalArgumentException(
                    "instrument must be part of the run " + instruments + ", was " + instrument);
        }
        return number;
    }

    /** Signed units to hold; NaN leaves the position alone. */
    private double target(Holding holding, Signal signal, double equity) {
        if (signal.strength() != 0 && rules.isWeak(signal) && rules.ignoresWeak()) {
            return Double.NaN;
        }
        if (isFlat(signal, equity)) {
            return 0;
        }
        return Math.signum(signal.strength()) * holding.size(rules.sizing(), equity, Math.abs(signal.strength()));
    }

    /** Without equity there is nothing to size by. */
    private boolean isFlat(Signal signal, double equity) {
        return signal.strength() == 0
                || rules.isWeak(signal)
                || (signal.strength() < 0 && !rules.allowsShort())
                || !(equity > 0);
    }

    private double held(Holding holding, double weight, double equity) {
        if (weight == 0 || (weight < 0 && !rules.allowsShort()) || !(equity > 0)) {
            return 0;
        }
        return holding.isPriced() ? weight * equity / holding.mark() : Double.NaN;
    }

    private List<OrderIntent> trade(double[] targets, double equity, double band) {
        List<Order> working = orders.working();
        holdings.forEach(holding -> holding.look(working));
        new Caps(rules, equity).apply(targets, holdings);
        Trades trades = new Trades(rules, band * equity);
        for (int number = 0; number < targets.length; number++) {
            if (!Double.isNaN(targets[number])) {
                trades.bring(holdings.get(number), targets[number]);
            }
        }
        return trades.intents();
    }
}
