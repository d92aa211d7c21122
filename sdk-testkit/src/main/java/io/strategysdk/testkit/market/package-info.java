/**
 * Markets to test strategies in: made by hand to have one phenomenon each ({@link
 * io.strategysdk.testkit.market.DataSets}), or drawn from a model and a seed ({@link
 * io.strategysdk.testkit.market.GeneratedMarket}). The same bits on every machine.
 */
@NullMarked
package io.strategysdk.testkit.market;

import org.jspecify.annotations.NullMarked;
