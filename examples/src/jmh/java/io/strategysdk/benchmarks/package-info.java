/** Measures the SDK; never shipped. See docs/benchmarks.md. */
@NullMarked
package io.strategysdk.benchmarks;

import org.jspecify.annotations.NullMarked;
