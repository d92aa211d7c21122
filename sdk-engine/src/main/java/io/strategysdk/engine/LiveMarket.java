package io.strategysdk.engine;

import java.util.Arrays;

/**
 * The market of a realtime run: one series an instrument, kept in rings, and a tape of one slice.
 *
 * @param tape rows of the slice that is at work
 */
record LiveMarket(Instruments instruments, Tape tape, MarketState state, RingBinding binding, ActionSchedule actions) {
    static LiveMarket of(RealtimeSettings settings) {
        Instruments instruments = new Instruments(settings.instruments);
        int count = instruments.size();
        BarColumns[] rings = new BarColumns[count];
        Arrays.setAll(rings, i -> BarColumns.ring(instruments.get(i), settings.timeframe, settings.history()));
        int[] instrumentOf = new int[count];
        Arrays.setAll(instrumentOf, i -> i);
        boolean[] executes = new boolean[count];
        Arrays.fill(executes, true);
        Tape tape = Tape.ofSlices(rings, instrumentOf, executes, settings.kind);
        MarketState state = MarketState.of(tape, count, settings.account);
        ActionSchedule actions =
                ActionSchedule.of(settings.actions, instruments, settings.calendar, i -> Long.MIN_VALUE);
        RingBinding binding = new RingBinding(tape, state.cursors, state.steps, settings.calendar);
        return new LiveMarket(instruments, tape, state, binding, actions);
    }
}
