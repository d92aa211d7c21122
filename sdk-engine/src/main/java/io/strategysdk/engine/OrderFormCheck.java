package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderTerms;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.RejectReason;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.BrokerProfile.Form;
import io.strategysdk.engine.execution.Scales;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of orders and times in force: a broker takes some for whole shares only, or for a session only. */
final class OrderFormCheck implements BrokerCheck {
    private final BrokerProfile profile;

    OrderFormCheck(BrokerProfile profile) {
        this.profile = profile;
    }

    @Override
    public @Nullable Refusal check(WorkingOrder order, long units) {
        for (Form form : formsOf(order, units)) {
            Map<OrderType, Set<TimeInForce>> taken = profile.taken(form);
            Set<TimeInForce> times = taken.getOrDefault(order.type(), Set.of());
            TimeInForce time = timeOf(order);
            if (!times.contains(time)) {
                String what = profile + " takes orders " + words(form);
                return Refusal.of(
                        RejectReason.UNSUPPORTED,
                        times.isEmpty()
                                ? what + " of the types " + taken.keySet() + ", was " + order.type()
                                : what + " of the type " + order.type() + " in force " + times + ", was " + time,
                        order);
            }
        }
        return checkExits(order, units);
    }

    /** Exits are orders of the same quantity, until cancelled. */
    private @Nullable Refusal checkExits(WorkingOrder order, long units) {
        NewOrder request = order.requestOrNull();
        if (request == null) {
            return null;
        }
        Form form = quantityForm(order, units);
        for (OrderTerms exit : request.exits().terms()) {
            if (!profile.takes(form, exit.type(), TimeInForce.GTC)) {
                return Refusal.of(
                        RejectReason.UNSUPPORTED,
                        profile + " takes orders " + words(form) + " of the type " + exit.type() + " in force "
                                + profile.taken(form).getOrDefault(exit.type(), Set.of()) + ", was an exit in force "
                                + TimeInForce.GTC,
                        order);
            }
        }
        return null;
    }

    private static Set<Form> formsOf(WorkingOrder order, long units) {
        EnumSet<Form> forms = EnumSet.of(quantityForm(order, units));
        NewOrder request = order.requestOrNull();
        if (order.isByAmount()) {
            forms.add(Form.AMOUNT);
            forms.remove(Form.WHOLE);
            forms.remove(Form.FRACTIONAL);
        }
        if (request != null && request.handling().extendedHours()) {
            forms.add(Form.EXTENDED_HOURS);
        }
        if (request != null && !request.exits().isEmpty()) {
            forms.add(Form.BRACKET);
        }
        return forms;
    }

    /** That of a quantity; amounts of equities come to fractions. */
    static Form quantityForm(WorkingOrder order, long units) {
        boolean isWhole = !order.isByAmount() && isWhole(order, units);
        return Form.of(order.instrument().assetClass(), isWhole);
    }

    static boolean isWhole(WorkingOrder order, long units) {
        return isWhole(order.instrument(), units);
    }

    static boolean isWhole(Instrument instrument, long units) {
        return units % (long) Scales.power(instrument.quantityScale()) == 0;
    }

    static TimeInForce timeOf(WorkingOrder order) {
        NewOrder request = order.requestOrNull();
        return request == null ? TimeInForce.DAY : request.timeInForce();
    }

    private static String words(Form form) {
        return switch (form) {
            case WHOLE -> "for whole shares";
            case FRACTIONAL -> "for fractions of shares";
            case CRYPTO, FOREX -> "in " + form.name().toLowerCase(Locale.ROOT);
            case AMOUNT -> "by amount";
            case EXTENDED_HOURS -> "for extended hours";
            case BRACKET -> "with exits";
        };
    }
}
