package io.strategysdk.examples.data;

import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;

/** The price of one instrument, session by session. The market's own draws are repeated for each instrument. */
final class AssetPath {
    private static final double SESSIONS_PER_YEAR = 252;
    private static final double OVERNIGHT = 0.25;
    private static final double NEWS = 0.08;
    private static final double MEMORY = 0.90;
    private static final double JUMPS_PER_SESSION = 1 / SESSIONS_PER_YEAR;
    private static final double JUMP_MEAN = -0.02;
    private static final double JUMP_DEVIATION = 0.03;
    private static final double CENTS = 100;
    private static final int MARKET_STREAM = 0;

    private final Asset asset;
    private final BarColumns.Builder bars;
    private final Draws market;
    private final Draws own;
    private final Draws inside;
    private Regime regime = Regime.BULL;
    private double variance;
    private double logPrice;

    AssetPath(long seed, int number, Asset asset, BarColumns.Builder bars) {
        this.asset = asset;
        this.bars = bars;
        market = Draws.stream(seed, MARKET_STREAM);
        own = Draws.stream(seed, 2 * number + 1);
        inside = Draws.stream(seed, 2 * number + 2);
        variance = longRunVariance();
        logPrice = StrictMath.log(asset.startPrice());
    }

    void trade(TradingCalendar.Session session, SessionSplit split) {
        regime = regime.next(market.uniform());
        double drift = (asset.ownDrift() + asset.driftShare() * regime.drift) / SESSIONS_PER_YEAR - variance / 2;
        double night = shock(OVERNIGHT);
        double day = shock(1 - OVERNIGHT);
        double jump = jump();
        logPrice += drift * OVERNIGHT + night + jump;
        double start = logPrice;
        double target = start + drift * (1 - OVERNIGHT) + day;
        Bridge bridge = new Bridge(inside, split.bars(session), start, target, variance * (1 - OVERNIGHT));
        double volume = volume(night + day + jump);
        for (int bar = 0; bar < bridge.bars; bar++) {
            bridge.next();
            add(split.open(session, bar), split.close(session, bar), bridge, volume);
        }
        logPrice = target;
        variance = (1 - NEWS - MEMORY) * longRunVariance() + NEWS * (night + day) * (night + day) + MEMORY * variance;
    }

    private double longRunVariance() {
        double volatility = regime.volatility * asset.volatilityShare();
        return volatility * volatility / SESSIONS_PER_YEAR;
    }

    /** A normal move with a share of the session's variance, as far as needed the market's. */
    private double shock(double share) {
        double rho = asset.correlation(regime);
        double z = rho * market.normal() + StrictMath.sqrt(1 - rho * rho) * own.normal();
        return z * StrictMath.sqrt(variance * share);
    }

    /** The same draws in every session, whether or not there is a jump. */
    private double jump() {
        boolean jumps = market.uniform() <= JUMPS_PER_SESSION;
        double size = JUMP_MEAN + JUMP_DEVIATION * market.normal();
        return jumps ? size * asset.jumpShare() : 0;
    }

    /** Grows with the session's move, measured in usual moves. */
    private double volume(double move) {
        double usual = StrictMath.sqrt(longRunVariance());
        return asset.volume() * StrictMath.exp(0.35 * (Math.abs(move) / usual - 0.8) + 0.2 * own.normal());
    }

    private void add(long openNanos, long closeNanos, Bridge bridge, double sessionVolume) {
        double open = cents(bridge.open);
        double close = cents(bridge.close);
        double high = Math.max(cents(bridge.high), Math.max(open, close));
        double low = Math.min(cents(bridge.low), Math.min(open, close));
        bars.bar(openNanos, closeNanos, open, high, low, close, Math.rint(sessionVolume * bridge.share));
    }

    /** On the cent, and never below one. */
    private static double cents(double logPrice) {
        return Math.max(1, Math.rint(StrictMath.exp(logPrice) * CENTS)) / CENTS;
    }
}
