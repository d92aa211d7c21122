/** Runs in processes of their own that are killed and cut off, and what is true of them in the end. */
@NullMarked
package io.strategysdk.alpaca.chaos;

import org.jspecify.annotations.NullMarked;
