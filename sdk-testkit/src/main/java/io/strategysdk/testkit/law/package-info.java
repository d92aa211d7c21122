/** Laws that every strategy can be held to: no look-ahead, determinism, parity, restart, independence, sanity. */
@NullMarked
package io.strategysdk.testkit.law;

import org.jspecify.annotations.NullMarked;
