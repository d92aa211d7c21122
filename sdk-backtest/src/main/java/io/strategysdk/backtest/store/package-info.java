/** Bars, bid/ask bars, quotes and trades kept in a folder, with every revision of them. */
@NullMarked
package io.strategysdk.backtest.store;

import org.jspecify.annotations.NullMarked;
