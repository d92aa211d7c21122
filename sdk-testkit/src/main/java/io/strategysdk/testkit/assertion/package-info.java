/** Assertions in the words of the trading field. */
@NullMarked
package io.strategysdk.testkit.assertion;

import org.jspecify.annotations.NullMarked;
