package io.strategysdk.engine;

import io.strategysdk.api.event.MarketEvent;

/** Records what comes in for slices. */
final class RecordedAssembly implements LiveAssembly {
    private final LiveAssembly assembly;
    private final RunInputs inputs;

    RecordedAssembly(LiveAssembly assembly, RunInputs inputs) {
        this.assembly = assembly;
        this.inputs = inputs;
    }

    @Override
    public boolean isEmpty() {
        return assembly.isEmpty();
    }

    @Override
    public boolean isComplete() {
        return assembly.isComplete();
    }

    @Override
    public boolean isClosedBy(MarketEvent event) {
        return assembly.isClosedBy(event);
    }

    @Override
    public void add(int series, MarketEvent event) {
        inputs.command(new RunInputs.Command.Add(series, event));
        assembly.add(series, event);
    }

    @Override
    public int writeTo(Tape tape, long now) {
        return assembly.writeTo(tape, now);
    }
}
