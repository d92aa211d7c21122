package io.strategysdk.engine;

/**
 * How often a feature of a strategy broke a rule.
 *
 * @param count how many values did
 * @param first the earliest
 * @param last the latest
 */
public record FeatureViolations(long count, FeatureViolation first, FeatureViolation last) {}
