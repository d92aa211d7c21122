/** The result of a run for people and programs: console, JSON, CSV and one HTML file that opens without a network. */
@NullMarked
package io.strategysdk.backtest.report;

import org.jspecify.annotations.NullMarked;
