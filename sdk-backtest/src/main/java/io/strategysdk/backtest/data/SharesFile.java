package io.strategysdk.backtest.data;

import io.strategysdk.engine.SharesOutstanding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * Shares outstanding over time, from a CSV file with a header. {@code known_from} is the date on which a number was
 * known before the open, the day after its filing, and the number is in the shares of that date.
 *
 * <pre>
 * symbol,known_from,shares
 * AAPL,2020-07-31,4275634000
 * AAPL,2020-10-30,17001802000
 * </pre>
 */
public final class SharesFile {
    private SharesFile() {}

    /**
     * Reads a file.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, has no rows or other columns, a row is wrong, or a
     *     symbol has two of one date: file, line, column, rule and value
     */
    public static SharesOutstanding read(Path file) {
        FactTable table = FactTable.read(file, "shares outstanding").require("symbol", "known_from", "shares");
        List<SharesOutstanding.Entry> entries = table.facts(
                row -> new SharesOutstanding.Entry(row.required("symbol"), row.date("known_from"), shares(row)));
        table.requireOnce(
                "shares of a symbol and date", row -> List.of(row.required("symbol"), row.date("known_from")));
        return SharesOutstanding.of(entries);
    }

    private static BigDecimal shares(FactTable.Row row) {
        BigDecimal shares = row.decimal("shares", "4275634000");
        if (shares.signum() <= 0) {
            throw new IllegalArgumentException("column shares must be positive, was '" + row.text("shares") + "'");
        }
        return shares;
    }
}
