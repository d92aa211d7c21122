/** Paper trading from a command line: against a simulator in the machine, or at Alpaca. */
@NullMarked
package io.strategysdk.examples.paper;

import org.jspecify.annotations.NullMarked;
