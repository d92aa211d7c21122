/** How well orders were executed, and how two executions of the same decisions differ. */
@NullMarked
package io.strategysdk.backtest.analytics;

import org.jspecify.annotations.NullMarked;
