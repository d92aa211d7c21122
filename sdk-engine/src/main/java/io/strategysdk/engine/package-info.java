/** The event engine: one loop over slices of the market, the same in backtest, paper and live. */
@NullMarked
package io.strategysdk.engine;

import org.jspecify.annotations.NullMarked;
