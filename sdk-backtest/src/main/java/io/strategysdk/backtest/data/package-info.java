/** Historical bars from CSV files, checked before a strategy sees them. */
@NullMarked
package io.strategysdk.backtest.data;

import org.jspecify.annotations.NullMarked;
