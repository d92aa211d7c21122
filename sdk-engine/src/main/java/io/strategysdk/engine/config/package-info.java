/**
 * Configuration of a run: read from YAML or JSON, checked as a whole, and handed over as plain records. Strategies are
 * found by name and made from named parameters here too.
 *
 * <p>Files write names in snake_case. Sums of money are exact decimals in the account's currency; weights are shares
 * of a strategy's capital or equity, 0.1 being ten percent.
 */
@NullMarked
package io.strategysdk.engine.config;

import org.jspecify.annotations.NullMarked;
