package io.strategysdk.engine;

import io.strategysdk.engine.execution.Execution;
import java.util.List;

/**
 * What a run is made of.
 *
 * @param actions what issuers did
 * @param scalesAtReverseSplits whether a reverse split scales resting orders instead of cancelling them
 * @param inputs what is not the same in every repetition
 * @param decidesFrom strategies decide from this time on, UTC nanoseconds since 1970; earlier bars warm features up
 */
record RunSetup(
        Instruments instruments,
        Tape tape,
        MarketState market,
        Binding binding,
        Execution execution,
        List<Desk> desks,
        JournalWriter journal,
        Sessions sessions,
        EquityLog equityLog,
        AccountRules account,
        BrokerSetup broker,
        ActionSchedule actions,
        boolean scalesAtReverseSplits,
        RiskSetup risk,
        long decidesFrom,
        boolean restored,
        RunInputs inputs) {}
