/**
 * Compatibility kits: an author of a broker adapter, feed, data source, feature, slippage or commission model, calendar or
 * clock extends the contract, gives it a factory, and has the whole suite. Each test is named by its rule.
 *
 * <p>A rule that something does not keep on purpose is switched off where it can be seen: the test is overridden and
 * annotated with {@link org.junit.jupiter.api.Disabled} and the reason. Tests that need something of the outside world
 * that the author cannot provide, such as a venue that refuses an order, are skipped and say so.
 */
@NullMarked
package io.strategysdk.testkit.contract;

import org.jspecify.annotations.NullMarked;
