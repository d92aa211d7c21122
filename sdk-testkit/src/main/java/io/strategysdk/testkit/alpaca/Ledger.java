package io.strategysdk.testkit.alpaca;

import io.strategysdk.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cash and positions of the account, exact, and what they are worth at the newest prices. */
final class Ledger {
    private static final int CRYPTO_DECIMALS = 9;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal THIRTY_PERCENT = new BigDecimal("0.3");

    private final Prices prices;
    private final AlpacaRules rules;
    private final Map<AlpacaAsset, Position> positions = new LinkedHashMap<>();
    private BigDecimal cash;
    private BigDecimal lastEquity;

    /**
     * What is held of an asset.
     *
     * @param qty signed, not zero
     * @param averagePrice of its entries
     */
    record Position(AlpacaAsset asset, BigDecimal qty, BigDecimal averagePrice) {
        private static final int AVERAGE_SCALE = 12;

        Position after(BigDecimal signed, BigDecimal price) {
            BigDecimal now = qty.add(signed);
            if (qty.signum() * now.signum() <= 0) {
                return new Position(asset, now, price);
            }
            if (qty.signum() != signed.signum()) {
                return new Position(asset, now, averagePrice);
            }
            BigDecimal cost = qty.multiply(averagePrice).add(signed.multiply(price));
            return new Position(asset, now, cost.divide(now, AVERAGE_SCALE, RoundingMode.HALF_EVEN));
        }

        BigDecimal costBasis() {
            return qty.multiply(averagePrice);
        }
    }

    Ledger(BigDecimal cash, Prices prices, AlpacaRules rules) {
        this.cash = cash;
        this.prices = prices;
        this.rules = rules;
        lastEquity = cash;
    }

    /**
     * Books an execution; of crypto less the fee, which is taken from what is received.
     *
     * @return the fee, in what was received
     */
    BigDecimal book(AlpacaAsset asset, Side side, BigDecimal qty, BigDecimal price) {
        BigDecimal fee = BigDecimal.ZERO;
        BigDecimal received = side == Side.BUY ? qty : qty.multiply(price);
        if (asset.isCrypto()) {
            fee = received.multiply(rules.cryptoFee).setScale(CRYPTO_DECIMALS, RoundingMode.HALF_UP);
        }
        if (side == Side.BUY) {
            cash = cash.subtract(qty.multiply(price));
            move(asset, qty.subtract(fee), price);
        } else {
            cash = cash.add(received).subtract(fee);
            move(asset, qty.negate(), price);
        }
        return fee;
    }

    private void move(AlpacaAsset asset, BigDecimal signed, BigDecimal price) {
        Position held = positions.getOrDefault(asset, new Position(asset, BigDecimal.ZERO, price));
        Position now = held.after(signed, price);
        if (now.qty.signum() == 0) {
            positions.remove(asset);
        } else {
            positions.put(asset, now);
        }
    }

    /** A position that was there before anything was ordered; no cash is paid for it. */
    void hold(AlpacaAsset asset, BigDecimal qty, BigDecimal averagePrice) {
        positions.put(asset, new Position(asset, qty, averagePrice));
    }

    Collection<Position> positions() {
        return List.copyOf(positions.values());
    }

    Optional<Position> position(AlpacaAsset asset) {
        return Optional.ofNullable(positions.get(asset));
    }

    /** Signed; zero without a position. */
    BigDecimal qty(AlpacaAsset asset) {
        return position(asset).map(Position::qty).orElse(BigDecimal.ZERO);
    }

    BigDecimal cash() {
        return cash;
    }

    BigDecimal mark(Position position) {
        return prices.last(position.asset).orElse(position.averagePrice);
    }

    BigDecimal marketValue(Position position) {
        return position.qty.multiply(mark(position));
    }

    /** Worth of what is held of one sign: long 1, short -1. */
    BigDecimal marketValue(int sign) {
        return positions.values().stream()
                .filter(position -> position.qty.signum() == sign)
                .map(this::marketValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal equity() {
        return cash.add(marketValue(1)).add(marketValue(-1));
    }

    BigDecimal lastEquity() {
        return lastEquity;
    }

    void closeDay() {
        lastEquity = equity();
    }

    /** Half of what shares are worth, all of what crypto is. */
    BigDecimal initialMargin() {
        return margin(HALF);
    }

    BigDecimal maintenanceMargin() {
        return margin(THIRTY_PERCENT);
    }

    private BigDecimal margin(BigDecimal ofShares) {
        return positions.values().stream()
                .map(position -> {
                    BigDecimal value = marketValue(position).abs();
                    return position.asset.isCrypto() ? value : value.multiply(ofShares);
                })
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What may be bought for before open orders: of a cash account the cash, else what equity carries. */
    BigDecimal buyingPower() {
        BigDecimal power = rules.multiplier == 1
                ? cash
                : equity().subtract(initialMargin()).multiply(BigDecimal.valueOf(rules.multiplier));
        return power.max(BigDecimal.ZERO);
    }
}
