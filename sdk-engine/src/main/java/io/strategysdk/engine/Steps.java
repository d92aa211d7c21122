package io.strategysdk.engine;

/** The run's step: handles compare their cursor's step with it to know whether they moved. */
final class Steps {
    long number;
    long epochNanos;
}
