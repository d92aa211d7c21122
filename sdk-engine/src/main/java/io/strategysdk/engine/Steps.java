package io.strategysdk.engine;

/**
 * The run's step: handles compare their cursor's step with it to know whether they moved. Bars on which nothing but one
 * decision is made may share a number.
 */
final class Steps {
    long number;
    long epochNanos;
}
