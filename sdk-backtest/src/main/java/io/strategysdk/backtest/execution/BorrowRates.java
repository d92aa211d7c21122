package io.strategysdk.backtest.execution;

import io.strategysdk.api.instrument.Instrument;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rates of single instruments, and what holds for all others. */
record BorrowRates(BorrowModel others, String wordsOfOthers, Map<Instrument, BigDecimal> rates) implements BorrowModel {
    static final BigDecimal YEAR = new BigDecimal(360);

    static BorrowRates of(String percent) {
        BigDecimal rate = rate(percent);
        return new BorrowRates(instrument -> rate, ModelWords.percent(rate) + " a year", Map.of());
    }

    static BorrowRates of(BorrowModel model) {
        return model instanceof BorrowRates rates ? rates : new BorrowRates(model, model.describe(), Map.of());
    }

    private static BigDecimal rate(String percent) {
        return ModelWords.amount("borrow rate", percent).movePointLeft(2);
    }

    BorrowRates except(Instrument instrument, String percent) {
        Map<Instrument, BigDecimal> more = new LinkedHashMap<>(rates);
        more.put(instrument, rate(percent));
        return new BorrowRates(others, wordsOfOthers, more);
    }

    @Override
    public BigDecimal yearlyRate(Instrument instrument) {
        BigDecimal own = rates.get(instrument);
        return own == null ? others.yearlyRate(instrument) : own;
    }

    @Override
    public String describe() {
        StringBuilder words = new StringBuilder(wordsOfOthers);
        rates.forEach((instrument, rate) ->
                words.append(", ").append(instrument).append(' ').append(ModelWords.percent(rate)));
        return words.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}
