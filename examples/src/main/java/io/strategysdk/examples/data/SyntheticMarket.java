package io.strategysdk.examples.data;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.engine.BarColumns;
import java.time.LocalDate;
import java.util.List;

/**
 * An invented market, for trying strategies without data. It has what makes real markets hard, and no edge for anybody:
 *
 * <ul>
 *   <li>bull, bear and quiet regimes that follow each other as a Markov chain;
 *   <li>volatility that clusters: GARCH(1,1) (Bollerslev, 1986) around the regime's level;
 *   <li>a quarter of a session's variance overnight, so that opens gap, and about one jump a year;
 *   <li>volume that grows with the size of the session's move;
 *   <li>bonds that move against shares in bear markets, and shares that move together.
 * </ul>
 *
 * <p>Inside a bar the price is a Brownian bridge, of which high and low are drawn exactly, each by itself. Prices are on
 * the cent. The same seed gives the same bits on every machine. Immutable.
 */
public final class SyntheticMarket {
    private final long seed;
    private final TradingCalendar calendar;
    private final LocalDate first;
    private final LocalDate last;

    private SyntheticMarket(long seed, TradingCalendar calendar, LocalDate first, LocalDate last) {
        this.seed = seed;
        this.calendar = calendar;
        this.first = first;
        this.last = last;
    }

    /**
     * A market that trades in the sessions of a calendar.
     *
     * @param seed another one, another market
     * @param calendar its sessions
     * @param first first date, inclusive
     * @param last last date, inclusive
     */
    public static SyntheticMarket of(long seed, TradingCalendar calendar, LocalDate first, LocalDate last) {
        return new SyntheticMarket(seed, calendar, first, last);
    }

    /**
     * Bars of one share, {@code SHARES}.
     *
     * @param timeframe a day, or a minute: of regular hours
     */
    public List<BarColumns> shares(Timeframe timeframe) {
        return List.of(bars("SHARES", 0, Asset.SHARES, timeframe));
    }

    /**
     * Bars of {@code SHARES} and {@code BONDS}, which rise when shares crash, more often than not.
     *
     * @param timeframe a day, or a minute: of regular hours
     */
    public List<BarColumns> sharesAndBonds(Timeframe timeframe) {
        return List.of(bars("SHARES", 0, Asset.SHARES, timeframe), bars("BONDS", 1, Asset.BONDS, timeframe));
    }

    /**
     * Bars of {@code SHARES} and of {@code RELATED} ones, which nearly move together.
     *
     * @param timeframe a day, or a minute: of regular hours
     */
    public List<BarColumns> relatedShares(Timeframe timeframe) {
        return List.of(bars("SHARES", 0, Asset.SHARES, timeframe), bars("RELATED", 2, Asset.RELATED, timeframe));
    }

    private BarColumns bars(String symbol, int stream, Asset asset, Timeframe timeframe) {
        SessionSplit split = SessionSplit.of(timeframe);
        BarColumns.Builder bars = BarColumns.builder(Instrument.equity(symbol), timeframe);
        AssetPath path = new AssetPath(seed, stream, asset, bars);
        for (TradingCalendar.Session session : calendar.sessions(first, last)) {
            path.trade(session, split);
        }
        return bars.build();
    }
}
