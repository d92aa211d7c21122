/** Synthetic market data: reproducible to the bit, and never to be mistaken for a real market's. */
@NullMarked
package io.strategysdk.examples.data;

import org.jspecify.annotations.NullMarked;
