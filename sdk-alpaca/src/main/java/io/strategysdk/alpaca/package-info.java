/** Alpaca Markets: its brokerage and its market data. Nothing here ever shows a secret. */
@NullMarked
package io.strategysdk.alpaca;

import org.jspecify.annotations.NullMarked;
