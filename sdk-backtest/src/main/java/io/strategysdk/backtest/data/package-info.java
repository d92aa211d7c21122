/** Historical bars: from files to columns, and from columns to feeds. */
@NullMarked
package io.strategysdk.backtest.data;

import org.jspecify.annotations.NullMarked;
