/** What several packages of this module write and ask with; not exported. */
@NullMarked
package io.strategysdk.backtest.internal;

import org.jspecify.annotations.NullMarked;
