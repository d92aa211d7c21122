package io.strategysdk.engine;

import io.strategysdk.api.feature.Feature;

/** Takes the place of the loop of a strategy whose feature could not be computed: stops it in its own step. */
record BrokenFeature(Feature feature, Throwable error) implements Loop {
    @Override
    public void run(Run run, Desk desk, int from, int to) {
        int row = from;
        while (row < to) {
            int end = run.tape.sliceEnd(row, to);
            run.beginSlice(row, end);
            step(run, desk, row, end);
            row = end;
        }
    }

    @Override
    public void step(Run run, Desk desk, int from, int to) {
        if (!desk.stopped) {
            String name = feature.getClass().getSimpleName();
            run.stop(
                    desk,
                    "the kernel of " + (name.isEmpty() ? feature.getClass().getName() : name),
                    error);
        }
    }
}
