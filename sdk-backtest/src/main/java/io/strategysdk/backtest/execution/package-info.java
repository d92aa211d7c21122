/** The simulated market: when orders fill, at which price, and what that costs. */
@NullMarked
package io.strategysdk.backtest.execution;

import org.jspecify.annotations.NullMarked;
