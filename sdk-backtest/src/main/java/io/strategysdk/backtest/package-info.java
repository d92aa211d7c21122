/** Backtests from data to result. */
@NullMarked
package io.strategysdk.backtest;

import org.jspecify.annotations.NullMarked;
