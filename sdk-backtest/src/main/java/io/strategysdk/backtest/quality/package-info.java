/** Whether data can be trusted: what is wrong or doubtful in files and bars, and what is to be done about it. */
@NullMarked
package io.strategysdk.backtest.quality;

import org.jspecify.annotations.NullMarked;
