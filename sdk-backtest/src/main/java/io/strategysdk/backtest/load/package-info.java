/** Historical bars from services that answer page by page: pace, retries, checkpoints. */
@NullMarked
package io.strategysdk.backtest.load;

import org.jspecify.annotations.NullMarked;
