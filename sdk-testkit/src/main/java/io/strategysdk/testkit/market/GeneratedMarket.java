package io.strategysdk.testkit.market;

import io.strategysdk.api.instrument.Instrument;
import io.strategysdk.api.instrument.Price;
import io.strategysdk.api.time.Timeframe;
import io.strategysdk.api.time.TradingCalendar;
import io.strategysdk.api.time.TradingCalendar.Session;
import io.strategysdk.engine.BarColumns;
import io.strategysdk.engine.MarketData;
import io.strategysdk.testkit.internal.SessionBars;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars drawn from models of prices: the same bits from the same seed on every machine, and no edge for anybody.
 *
 * <pre>{@code
 * MarketData data = GeneratedMarket.of(TradingCalendars.nyse(), LocalDate.of(2023, 1, 3), 250)
 *         .with(SHARE, "100.00", new GeometricBrownianMotion(0.08, 0.20))
 *         .with(OTHER, "40.00", new JumpDiffusion(0.05, 0.15, 12, -0.01, 0.03))
 *         .correlation(0.6)
 *         .generate(7);
 * }</pre>
 *
 * <p>Each session has all of its bars, and each bar opens where the one before it closed, unless there is a night or a
 * jump between them. Closes are exact draws of the model at the end of each bar, rounded to the instrument's tick and
 * never below one; what is rounded off is not lost to later bars. High and low are those of the Brownian bridge between
 * open and close, each drawn by itself: the highest point of a bridge from 0 to x of variance v is (x + √(x² - 2v ln
 * U))/2 with U uniform, and the lowest likewise (Shreve, Stochastic Calculus for Finance II, 2004, section 3.7). Volume
 * grows with the size of the move: the usual one times exp(0.35(|z| - 0.8) + 0.2 Z), where z is the move in standard
 * deviations and Z normal, rounded toward zero to the lot.
 *
 * <p>An instrument's bars depend on the seed, its place in the order and its own description only: another one after
 * it, or another model of one before it, changes nothing.
 *
 * <p>Describe it from one thread; it can generate as often as wanted.
 */
public final class GeneratedMarket {
    private static final double USUAL_VOLUME = 1_000_000;
    /** Draws of the whole market: its factor, and its regimes. */
    private static final int FACTOR = 0;

    private static final int REGIMES = 1;
    /** Draws of each instrument: its own moves, its jumps, and what happens inside of bars. */
    private static final int FIRST_OWN = 2;

    private static final int STREAMS_EACH = 3;

    private final TradingCalendar calendar;
    private final List<Session> sessions;
    private final List<Listing> listings = new ArrayList<>();
    private Timeframe timeframe = Timeframe.DAY;
    private double correlation;
    private double overnight;
    private double volume = USUAL_VOLUME;

    /** An instrument and how its price moves. */
    private record Listing(Instrument instrument, Price start, PriceModel model) {}

    private GeneratedMarket(TradingCalendar calendar, List<Session> sessions) {
        this.calendar = calendar;
        this.sessions = sessions;
    }

    /**
     * A market without instruments.
     *
     * @param calendar its sessions
     * @param first date of the first session, or a date before it
     * @param sessions how many
     * @throws IllegalArgumentException when there is no session, or the calendar does not cover them
     */
    public static GeneratedMarket of(TradingCalendar calendar, LocalDate first, int sessions) {
        if (sessions < 1) {
            throw new IllegalArgumentException("number of sessions must be positive, was " + sessions);
        }
        List<Session> found = new ArrayList<>();
        for (LocalDate date = first; found.size() < sessions; date = date.plusDays(1)) {
            calendar.session(date).ifPresent(found::add);
        }
        return new GeneratedMarket(calendar, List.copyOf(found));
    }

    /**
     * One more instrument.
     *
     * @param startPrice at which it closed before the first session, in its currency, decimal text on its tick
     * @param model how its price moves
     * @throws IllegalArgumentException when it is there already, or the price is not positive or not on the tick
     */
    public GeneratedMarket with(Instrument instrument, String startPrice, PriceModel model) {
        if (listings.stream().anyMatch(listing -> listing.instrument().equals(instrument))) {
            throw new IllegalArgumentException("instrument must be given once, was twice " + instrument);
        }
        Price start = instrument.price(startPrice);
        if (start.signum() <= 0) {
            throw new IllegalArgumentException("first price must be positive, was " + start + " (" + instrument + ")");
        }
        listings.add(new Listing(instrument, start, model));
        return this;
    }

    /**
     * Length of bars, a day unless said otherwise.
     *
     * @throws IllegalArgumentException when neither a day nor intraday
     */
    public GeneratedMarket bars(Timeframe value) {
        SessionBars.of(value);
        timeframe = value;
        return this;
    }

    /**
     * Correlation of the Brownian moves of any two instruments, by a factor that all of them share: √ρ F + √(1-ρ) of
     * their own. 0 unless said otherwise; jumps are not correlated.
     *
     * @throws IllegalArgumentException when not from 0 to 1
     */
    public GeneratedMarket correlation(double value) {
        Bounds.require("correlation", value, 0, 1);
        correlation = value;
        return this;
    }

    /**
     * Share of a session's move that comes before its open, so that it opens away from the close before it; 0 unless
     * said otherwise.
     *
     * @throws IllegalArgumentException when not from 0 to 0.9
     */
    public GeneratedMarket overnight(double share) {
        Bounds.require("overnight share", share, 0, 0.9);
        overnight = share;
        return this;
    }

    /**
     * Usual volume of a session in units of each instrument; 1,000,000 unless said otherwise.
     *
     * @throws IllegalArgumentException when not from 0 to 1e12
     */
    public GeneratedMarket volume(double units) {
        Bounds.require("usual volume of a session", units, 0, 1e12);
        volume = units;
        return this;
    }

    /**
     * Draws it.
     *
     * @param seed another one, another market
     * @throws IllegalStateException when there is no instrument
     * @throws IllegalArgumentException when a price grows beyond what its tick can count, or currencies differ
     */
    public MarketData generate(long seed) {
        if (listings.isEmpty()) {
            throw new IllegalStateException("a generated market must have an instrument, add one with with(...)");
        }
        List<BarColumns> all = new ArrayList<>();
        for (int i = 0; i < listings.size(); i++) {
            all.add(bars(listings.get(i), FIRST_OWN + i * STREAMS_EACH, seed));
        }
        return MarketData.of(calendar, all);
    }

    private BarColumns bars(Listing listing, int ownStream, long seed) {
        Motion motion = Motion.of(
                listing.model(),
                listing.instrument().assetClass().periodsPerYear(),
                Draws.stream(seed, REGIMES),
                Draws.stream(seed, ownStream + 1));
        Shocks shocks = new Shocks(correlation, Draws.stream(seed, FACTOR), Draws.stream(seed, ownStream));
        BarDraws bars = new BarDraws(listing.instrument(), timeframe, volume, Draws.stream(seed, ownStream + 2));
        PricePath path = new PricePath(motion, shocks, listing.start().toDouble());
        SessionBars split = SessionBars.of(timeframe);
        for (Session session : sessions) {
            path.trade(session, split, overnight, bars);
        }
        return bars.build();
    }
}
