/**
 * A second matcher of orders on bars: slow, obvious, and written from the rules alone. It shares nothing with the one it
 * is compared with but the words Side and TimeInForce. Prices and quantities are longs in units of the test's choice.
 */
@NullMarked
package io.strategysdk.backtest.execution.reference;

import org.jspecify.annotations.NullMarked;
