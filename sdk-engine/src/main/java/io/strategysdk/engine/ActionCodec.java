package io.strategysdk.engine;

import io.strategysdk.api.event.CorporateAction;
import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Issuers' actions as numbers and back; their kinds are those of journal entries. */
final class ActionCodec {
    /** Of dates that are not there: no day of the calendar is so far away. */
    private static final long NO_DATE = Long.MIN_VALUE;

    private ActionCodec() {}

    static int kindOf(CorporateAction action) {
        if (action instanceof CorporateAction.Split) {
            return JournalWriter.SPLIT;
        } else if (action instanceof CorporateAction.StockDividend) {
            return JournalWriter.STOCK_DIVIDEND;
        } else if (action instanceof CorporateAction.Dividend) {
            return JournalWriter.DIVIDEND;
        } else if (action instanceof CorporateAction.SpinOff) {
            return JournalWriter.SPIN_OFF;
        } else if (action instanceof CorporateAction.CashMerger) {
            return JournalWriter.CASH_MERGER;
        } else if (action instanceof CorporateAction.ShareMerger) {
            return JournalWriter.SHARE_MERGER;
        } else if (action instanceof CorporateAction.SymbolChange) {
            return JournalWriter.SYMBOL_CHANGE;
        }
        return JournalWriter.DELISTING;
    }

    static void write(JournalBuffer out, IntentCodec codec, CorporateAction action) {
        codec.instrument(out, action.instrument());
        out.put(action.effective().toEpochDay());
        if (action instanceof CorporateAction.Split split) {
            out.put(split.newShares());
            out.put(split.oldShares());
        } else if (action instanceof CorporateAction.StockDividend dividend) {
            out.put(dividend.newShares());
            out.put(dividend.heldShares());
        } else if (action instanceof CorporateAction.Dividend dividend) {
            amount(out, dividend.perShare());
            LocalDate payDate = dividend.payDate();
            out.put(payDate == null ? NO_DATE : payDate.toEpochDay());
        } else if (action instanceof CorporateAction.SpinOff spinOff) {
            amount(out, spinOff.cashPerShare());
        } else if (action instanceof CorporateAction.CashMerger merger) {
            amount(out, merger.cashPerShare());
        } else if (action instanceof CorporateAction.ShareMerger merger) {
            codec.instrument(out, merger.into());
            out.put(merger.newShares());
            out.put(merger.oldShares());
            amount(out, merger.cashPerShare());
        } else if (action instanceof CorporateAction.SymbolChange change) {
            codec.instrument(out, change.into());
        } else if (action instanceof CorporateAction.Delisting delisting) {
            out.put(delisting.worthless() ? 1 : 0);
        }
    }

    static CorporateAction read(int kind, JournalBuffer.Reader in, IntentCodec codec) {
        Instrument instrument = codec.instrument(in);
        LocalDate effective = LocalDate.ofEpochDay(in.get());
        return switch (kind) {
            case JournalWriter.SPLIT -> new CorporateAction.Split(instrument, effective, in.getInt(), in.getInt());
            case JournalWriter.STOCK_DIVIDEND ->
                new CorporateAction.StockDividend(instrument, effective, in.getInt(), in.getInt());
            case JournalWriter.DIVIDEND ->
                new CorporateAction.Dividend(instrument, effective, amount(in), date(in.get()));
            case JournalWriter.SPIN_OFF -> new CorporateAction.SpinOff(instrument, effective, amount(in));
            case JournalWriter.CASH_MERGER -> new CorporateAction.CashMerger(instrument, effective, amount(in));
            case JournalWriter.SHARE_MERGER ->
                new CorporateAction.ShareMerger(
                        instrument, effective, codec.instrument(in), in.getInt(), in.getInt(), amount(in));
            case JournalWriter.SYMBOL_CHANGE ->
                new CorporateAction.SymbolChange(instrument, effective, codec.instrument(in));
            case JournalWriter.DELISTING -> new CorporateAction.Delisting(instrument, effective, in.get() == 1);
            default -> throw new IllegalStateException("corporate action must be of a known kind, was " + kind);
        };
    }

    private static @Nullable LocalDate date(long epochDay) {
        return epochDay == NO_DATE ? null : LocalDate.ofEpochDay(epochDay);
    }

    private static void amount(JournalBuffer out, BigDecimal amount) {
        out.put(amount.toPlainString());
    }

    private static BigDecimal amount(JournalBuffer.Reader in) {
        return new BigDecimal(in.getText());
    }
}
