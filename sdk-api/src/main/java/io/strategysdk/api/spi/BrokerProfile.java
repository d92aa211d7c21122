package io.strategysdk.api.spi;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a broker takes, so that a refusal is known before an order leaves. Immutable: each of the {@code with…} methods
 * answers with another profile.
 *
 * @param name in texts, such as {@code alpaca}
 * @param orders times in force by order type, for each form that an order may have; it must be taken in every form that
 *     it has, and a form that is not there is not taken at all
 * @param exits types of bracket children that it keeps itself; empty: no brackets
 * @param pairs which orders may cancel one another
 * @param shortSales forms of quantity that may be sold short
 * @param crossesZero whether one order may take the account from long to short, or back; where not, an order that
 *     reduces must also find what other open orders of its side leave of the position, and have no exits
 * @param washTrades whether the account may have orders on both sides that could trade with each other. Where not,
 *     brackets, their exits, pairs and trailing stops are exempt
 * @param exitsWaitForFullFill whether exits of a bracket live when their entry is filled whole; else with each part
 * @param priceSteps multiples that limits and stops of equities must be of; empty: any
 */
public record BrokerProfile(
        String name,
        Map<Form, Map<OrderType, Set<TimeInForce>>> orders,
        Set<OrderType> exits,
        Pairs pairs,
        Set<Form> shortSales,
        boolean crossesZero,
        boolean washTrades,
        boolean exitsWaitForFullFill,
        List<PriceStep> priceSteps) {
    private static final Map<OrderType, Set<TimeInForce>> ANY =
            all(EnumSet.allOf(OrderType.class), EnumSet.allOf(TimeInForce.class));

    /** Takes everything that can be said. */
    public static final BrokerProfile UNRESTRICTED =
            of("unrestricted", Set.of(OrderType.values()), Set.of(TimeInForce.values()));

    /**
     * Alpaca Markets, trading API v2, as documented in November 2026 (docs.alpaca.markets: orders at Alpaca, fractional
     * trading, margin and short selling, user protection, crypto trading).
     *
     * <ul>
     *   <li>Whole shares: market and limit DAY, GTC, OPG, CLS, IOC, FOK; stops, stop-limits and trailing stops DAY, GTC.
     *   <li>Fractions and amounts: market, limit, stop, stop-limit, DAY only; never short, never with exits.
     *   <li>Extended hours: limit DAY. (GTC is in the specification, the guide says DAY.)
     *   <li>Brackets: market or limit, DAY or GTC; exits limit, stop or stop-limit, alive once the entry is filled whole,
     *       ended with an entry that is not; none of an order that reduces what the account holds. Pairs: a target and
     *       a stop, both of which close.
     *   <li>No order takes the account through zero, and none may close what other open orders hold.
     *   <li>Orders that could trade with another order of the account are refused, 403 potential wash trade: a market or
     *       stop order on either side always does, two limits where the buy's is at or above the sell's. Complex orders
     *       and trailing stops are exempt.
     *   <li>Crypto: market and limit GTC, IOC; stop-limit GTC; never short. A market order of the day counts as GTC,
     *       it does not rest.
     *   <li>Prices of shares: two decimals from 1 dollar on, four below.
     * </ul>
     *
     * <p>Not in it: the least value of an order, the equity that short sales need, what can be borrowed, and the hours in
     * which orders for auctions are taken.
     */
    public static final BrokerProfile ALPACA = alpaca();

    /** What an order may be beside its type; of equities, crypto and forex one holds, the others as they apply. */
    public enum Form {
        /** Equities in whole shares. */
        WHOLE,
        /** Equities with a fraction of a share. */
        FRACTIONAL,
        /** Crypto currencies, any quantity. */
        CRYPTO,
        /** Currencies, any quantity. */
        FOREX,
        /** By amount of cash. */
        AMOUNT,
        /** For extended hours. */
        EXTENDED_HOURS,
        /** With exits. */
        BRACKET;

        /** That of a quantity. */
        public static Form of(AssetClass assets, boolean isWhole) {
            return switch (assets) {
                case EQUITY -> isWhole ? WHOLE : FRACTIONAL;
                case CRYPTO -> CRYPTO;
                case FOREX -> FOREX;
            };
        }
    }

    /** Which orders may cancel one another. */
    public enum Pairs {
        /** None. */
        NONE,
        /** A limit and a stop or stop-limit that both close a position, each in force as entries of brackets may be. */
        EXITS,
        /** Any. */
        ANY
    }

    /**
     * A multiple that prices must be of.
     *
     * @param from first price that it holds for, in the instrument's currency
     * @param step positive
     */
    public record PriceStep(Price from, Price step) {
        /**
         * Checks.
         *
         * @throws IllegalArgumentException when the step is not positive, or the price negative
         */
        public PriceStep {
            if (step.signum() <= 0 || from.signum() < 0) {
                throw new IllegalArgumentException(
                        "price step must be positive and hold from 0 or more, was " + step + " from " + from);
            }
        }
    }

    /** Copies. */
    public BrokerProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pairs, "pairs");
        orders = copy(orders);
        exits = sorted(OrderType.class, exits);
        shortSales = sorted(Form.class, shortSales);
        List<PriceStep> steps = new ArrayList<>(priceSteps);
        steps.sort(Comparator.comparing(PriceStep::from));
        priceSteps = List.copyOf(steps);
    }

    /** Takes these types in force for these times in every form, with any exits and pairs, and nothing else refused. */
    public static BrokerProfile of(String name, Set<OrderType> types, Set<TimeInForce> timesInForce) {
        Map<Form, Map<OrderType, Set<TimeInForce>>> orders = new EnumMap<>(Form.class);
        Arrays.stream(Form.values()).forEach(form -> orders.put(form, all(types, timesInForce)));
        return new BrokerProfile(
                name,
                orders,
                EnumSet.complementOf(EnumSet.of(OrderType.MARKET)),
                Pairs.ANY,
                EnumSet.allOf(Form.class),
                true,
                true,
                false,
                List.of());
    }

    private static BrokerProfile alpaca() {
        Set<TimeInForce> rests = EnumSet.of(TimeInForce.DAY, TimeInForce.GTC);
        Set<TimeInForce> any = EnumSet.complementOf(EnumSet.of(TimeInForce.GTD));
        Set<TimeInForce> day = EnumSet.of(TimeInForce.DAY);
        Map<OrderType, Set<TimeInForce>> whole = all(EnumSet.allOf(OrderType.class), rests);
        whole.putAll(all(EnumSet.of(OrderType.MARKET, OrderType.LIMIT), any));
        Map<OrderType, Set<TimeInForce>> crypto = new EnumMap<>(OrderType.class);
        crypto.put(OrderType.MARKET, EnumSet.of(TimeInForce.DAY, TimeInForce.GTC, TimeInForce.IOC));
        crypto.put(OrderType.LIMIT, EnumSet.of(TimeInForce.GTC, TimeInForce.IOC));
        crypto.put(OrderType.STOP_LIMIT, EnumSet.of(TimeInForce.GTC));
        Map<Form, Map<OrderType, Set<TimeInForce>>> orders = new EnumMap<>(Form.class);
        orders.put(Form.WHOLE, whole);
        orders.put(Form.FRACTIONAL, all(EnumSet.complementOf(EnumSet.of(OrderType.TRAILING_STOP)), day));
        orders.put(Form.AMOUNT, all(EnumSet.complementOf(EnumSet.of(OrderType.TRAILING_STOP)), day));
        orders.put(Form.CRYPTO, crypto);
        orders.put(Form.EXTENDED_HOURS, all(EnumSet.of(OrderType.LIMIT), day));
        orders.put(Form.BRACKET, all(EnumSet.of(OrderType.MARKET, OrderType.LIMIT), rests));
        return new BrokerProfile(
                "alpaca",
                orders,
                EnumSet.of(OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT),
                Pairs.EXITS,
                EnumSet.of(Form.WHOLE),
                false,
                false,
                true,
                List.of(
                        new PriceStep(Price.of("0"), Price.of("0.0001")),
                        new PriceStep(Price.of("1"), Price.of("0.01"))));
    }

    /** Called another name in texts. */
    public BrokerProfile withName(String value) {
        return new BrokerProfile(
                value, orders, exits, pairs, shortSales, crossesZero, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With these times in force by order type for a form; without any the form is not taken. */
    public BrokerProfile withOrders(Form form, Map<OrderType, Set<TimeInForce>> types) {
        Map<Form, Map<OrderType, Set<TimeInForce>>> changed = new EnumMap<>(Form.class);
        changed.putAll(orders);
        changed.put(form, types);
        return new BrokerProfile(
                name, changed, exits, pairs, shortSales, crossesZero, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With these types of bracket children; none: no brackets. */
    public BrokerProfile withExits(Set<OrderType> types) {
        return new BrokerProfile(
                name, orders, types, pairs, shortSales, crossesZero, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With other rules on orders that cancel one another. */
    public BrokerProfile withPairs(Pairs value) {
        return new BrokerProfile(
                name, orders, exits, value, shortSales, crossesZero, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With these forms of quantity that may be sold short; none: no short sales. */
    public BrokerProfile withShortSales(Set<Form> forms) {
        return new BrokerProfile(
                name, orders, exits, pairs, forms, crossesZero, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With or without orders that take the account from long to short, or back. */
    public BrokerProfile withCrossesZero(boolean value) {
        return new BrokerProfile(
                name, orders, exits, pairs, shortSales, value, washTrades, exitsWaitForFullFill, priceSteps);
    }

    /** With or without orders on both sides that could trade with each other. */
    public BrokerProfile withWashTrades(boolean value) {
        return new BrokerProfile(
                name, orders, exits, pairs, shortSales, crossesZero, value, exitsWaitForFullFill, priceSteps);
    }

    /** With exits of brackets that live when their entry is filled whole, or else with each part. */
    public BrokerProfile withExitsWaitForFullFill(boolean value) {
        return new BrokerProfile(name, orders, exits, pairs, shortSales, crossesZero, washTrades, value, priceSteps);
    }

    /** With these multiples that limits and stops of equities must be of; none: any price. */
    public BrokerProfile withPriceSteps(List<PriceStep> steps) {
        return new BrokerProfile(
                name, orders, exits, pairs, shortSales, crossesZero, washTrades, exitsWaitForFullFill, steps);
    }

    /** Whether nothing is refused, exits and all. */
    public boolean isUnrestricted() {
        return orders.size() == Form.values().length
                && orders.values().stream().allMatch(ANY::equals)
                && exits.equals(UNRESTRICTED.exits)
                && pairs == Pairs.ANY
                && shortSales.equals(UNRESTRICTED.shortSales)
                && crossesZero
                && washTrades
                && priceSteps.isEmpty();
    }

    /** Types of orders that are taken in a form, and for how long each; empty where the form is not taken. */
    public Map<OrderType, Set<TimeInForce>> taken(Form form) {
        return orders.getOrDefault(form, Map.of());
    }

    /** Whether an order of a type in force for a time is taken in a form. */
    public boolean takes(Form form, OrderType type, TimeInForce time) {
        return taken(form).getOrDefault(type, Set.of()).contains(time);
    }

    /** The step that a price must be a multiple of; 0 where any price is taken. */
    public BigDecimal stepAt(Price price) {
        BigDecimal step = BigDecimal.ZERO;
        for (PriceStep each : priceSteps) {
            if (price.compareTo(each.from()) >= 0) {
                step = each.step().toBigDecimal();
            }
        }
        return step;
    }

    /** These types, each in force for these times. */
    private static Map<OrderType, Set<TimeInForce>> all(Set<OrderType> types, Set<TimeInForce> times) {
        Map<OrderType, Set<TimeInForce>> all = new EnumMap<>(OrderType.class);
        types.forEach(type -> all.put(type, times));
        return all;
    }

    private static Map<Form, Map<OrderType, Set<TimeInForce>>> copy(
            Map<Form, Map<OrderType, Set<TimeInForce>>> orders) {
        Map<Form, Map<OrderType, Set<TimeInForce>>> forms = new EnumMap<>(Form.class);
        orders.forEach((form, types) -> {
            Map<OrderType, Set<TimeInForce>> copy = new EnumMap<>(OrderType.class);
            types.forEach((type, times) -> copy.put(type, sorted(TimeInForce.class, times)));
            forms.put(form, Collections.unmodifiableMap(copy));
        });
        return Collections.unmodifiableMap(forms);
    }

    /** Always in the order of their declaration. */
    private static <E extends Enum<E>> Set<E> sorted(Class<E> type, Set<E> values) {
        Set<E> copy = EnumSet.noneOf(type);
        copy.addAll(values);
        return Collections.unmodifiableSet(copy);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
