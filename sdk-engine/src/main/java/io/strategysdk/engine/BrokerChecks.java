package io.strategysdk.engine;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Quantity;
import io.strategysdk.api.order.NewOrder;
import io.strategysdk.api.order.OrderIntent;
import io.strategysdk.api.order.OrderType;
import io.strategysdk.api.order.TimeInForce;
import io.strategysdk.api.spi.BrokerProfile;
import io.strategysdk.api.spi.BrokerProfile.Form;
import io.strategysdk.engine.execution.WorkingOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account's broker, and the account itself, demand of every order of all strategies. */
final class BrokerChecks {
    private final BrokerProfile profile;
    private final @Nullable InternalCross crossing;
    private final List<BrokerCheck> ofForm = new ArrayList<>();
    private final List<BrokerCheck> ofAccount = new ArrayList<>();
    private final AccountOrders account;

    private BrokerChecks(BrokerSetup setup, AccountOrders account, @Nullable InternalCross crossing) {
        profile = setup.profile();
        this.crossing = crossing;
        this.account = account;
        if (!profile.isUnrestricted()) {
            ofForm.add(new OrderFormCheck(profile));
            ofForm.add(new ExitTypeCheck(profile));
        }
        if (profile.pairs() != BrokerProfile.Pairs.ANY) {
            ofForm.add(new PairCheck(profile, account));
        }
        if (!profile.priceSteps().isEmpty()) {
            ofForm.add(new PriceStepCheck(profile));
        }
        ofAccount.add(new BrokerShortCheck(profile, account));
        if (!profile.crossesZero()) {
            ofAccount.add(new ZeroCrossingCheck(profile, account));
        }
        if (!profile.washTrades() || setup.opposite() == OppositeOrders.REFUSE) {
            ofAccount.add(new WashTradeCheck(account, !profile.washTrades()));
        }
    }

    /** Those of a run; null where nothing is demanded. */
    static @Nullable BrokerChecks of(BrokerSetup setup, AccountOrders account, @Nullable InternalCross crossing) {
        boolean demandsNothing = setup.profile().isUnrestricted() && setup.opposite() != OppositeOrders.REFUSE;
        return demandsNothing ? null : new BrokerChecks(setup, account, crossing);
    }

    /** Whether an order for more than what is held would be refused rather than cut. */
    boolean refusesToCrossZero() {
        return !profile.crossesZero();
    }

    /** Why so many units of an order must not leave, or null. */
    @Nullable
    Refusal check(WorkingOrder order, long units) {
        Refusal refusal = first(ofForm, order, units);
        if (refusal != null || crossing == null || !crossing.takes(order)) {
            return refusal == null ? first(ofAccount, order, units) : refusal;
        }
        long sent = crossing.sentOf(order, units);
        return sent == 0 ? null : first(ofAccount, order, sent);
    }

    private static @Nullable Refusal first(List<BrokerCheck> checks, WorkingOrder order, long units) {
        for (BrokerCheck check : checks) {
            Refusal refusal = check.check(order, units);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /**
     * An order with which the engine closes a position of one strategy, as far as the broker takes it at once: up to the
     * account's zero, and for the day where it takes fractions for the day only.
     */
    NewOrder asTaken(NewOrder closing, int instrument) {
        Instrument what = closing.instrument();
        long asked = closing.orderQty().unitsAt(what.quantityScale());
        long held = account.held(instrument);
        boolean passes = !profile.crossesZero() && held * closing.side().sign() < 0;
        long units = passes ? Math.min(asked, Math.abs(held)) : asked;
        Form form = Form.of(what.assetClass(), OrderFormCheck.isWhole(what, units));
        boolean rests = profile.takes(form, OrderType.MARKET, TimeInForce.GTC);
        return OrderIntent.market(what, closing.side(), new Quantity(units, what.quantityScale()))
                .withReduceOnly()
                .withTimeInForce(rests ? TimeInForce.GTC : TimeInForce.DAY)
                .withTag(closing.tag());
    }
}
