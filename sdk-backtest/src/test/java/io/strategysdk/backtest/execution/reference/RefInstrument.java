package io.strategysdk.backtest.execution.reference;

/**
 * What the rules need to know of an instrument.
 *
 * @param id its number in the run
 * @param tick price units of one tick
 * @param lot quantity units of one lot
 * @param volumeKnown false where the volume of its series is 0 throughout
 */
public record RefInstrument(int id, long tick, long lot, boolean volumeKnown) {}
