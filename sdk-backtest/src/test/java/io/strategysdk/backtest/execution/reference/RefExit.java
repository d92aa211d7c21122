package io.strategysdk.backtest.execution.reference;

/**
 * One child of a bracket.
 *
 * @param id its order id
 * @param terms a limit is the target, anything else the protecting stop
 */
public record RefExit(long id, RefTerms terms) {}
