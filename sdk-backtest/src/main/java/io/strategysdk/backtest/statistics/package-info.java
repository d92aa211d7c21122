/** What a run earned and what it risked: equity, round trips and the figures computed from them. */
@NullMarked
package io.strategysdk.backtest.statistics;

import org.jspecify.annotations.NullMarked;
