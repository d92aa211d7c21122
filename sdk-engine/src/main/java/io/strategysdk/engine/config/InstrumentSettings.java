package io.strategysdk.engine.config;

import io.strategysdk.api.instrument.AssetClass;
import io.strategysdk.api.instrument.Instrument;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An instrument of a run; in files also just its symbol.
 *
 * @param symbol name in data and orders; quote what YAML reads otherwise: {@code "TRUE"}, {@code "700"}
 * @param assetClass its kind
 * @param currency currency of its prices
 * @param tickSize smallest step of an order's price; empty: 0.01 for shares in dollars, none for anything else
 * @param lotSize smallest step of a quantity; empty: 1
 * @param origin where it stood
 */
public record InstrumentSettings(
        @Pattern(regexp = "\\S(.*\\S)?", message = "must be a symbol without white space around it")
        String symbol,

        AssetClass assetClass,

        @Pattern(regexp = "[A-Z0-9]{3,5}", message = "must be a currency code such as USD")
        String currency,

        Optional<@Positive @Digits(integer = 6, fraction = 12, message = STEP_RULE) BigDecimal> tickSize,
        Optional<@Positive @Digits(integer = 6, fraction = 12, message = STEP_RULE) BigDecimal> lotSize,
        Origin origin) {
    private static final String STEP_RULE = "must have at most 6 digits before and 12 after the point";

    /** The instrument. */
    public Instrument toInstrument() {
        Instrument plain = assetClass == AssetClass.EQUITY && currency.equals("USD")
                ? Instrument.equity(symbol)
                : Instrument.of(symbol, assetClass, currency);
        Instrument ticked =
                tickSize.map(s -> plain.withTickSize(s.toPlainString())).orElse(plain);
        return lotSize.map(s -> ticked.withLotSize(s.toPlainString())).orElse(ticked);
    }

    /** The settings; values of the environment as they were written. */
    @Override
    public String toString() {
        return origin.show(this);
    }
}
