/** From signals to orders: what a strategy thinks of instruments, and how much of each it therefore holds. */
@NullMarked
package io.strategysdk.api.signal;

import org.jspecify.annotations.NullMarked;
