/** Historical data to and from Parquet files, which pandas, DuckDB and many others read and write. */
@NullMarked
package io.strategysdk.backtest.parquet;

import org.jspecify.annotations.NullMarked;
