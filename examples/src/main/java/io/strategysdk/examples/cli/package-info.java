/** The command that runs a backtest. */
@NullMarked
package io.strategysdk.examples.cli;

import org.jspecify.annotations.NullMarked;
