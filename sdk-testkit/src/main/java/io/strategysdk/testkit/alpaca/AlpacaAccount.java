package io.strategysdk.testkit.alpaca;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The account of an {@link AlpacaSimulator} as it was at one moment, in dollars.
 *
 * @param cash exact, negative when borrowed
 * @param equity cash and what is held, at the newest prices
 * @param buyingPower less what open orders hold of it
 * @param positions signed quantities by symbol; crypto pairs with their slash
 */
public record AlpacaAccount(
        BigDecimal cash, BigDecimal equity, BigDecimal buyingPower, Map<String, BigDecimal> positions) {
    /** Copies. */
    public AlpacaAccount {
        positions = Map.copyOf(positions);
    }
}
