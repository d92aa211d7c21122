package io.strategysdk.backtest.data;

import io.strategysdk.engine.Classification;
import java.nio.file.Path;
import java.util.List;

/**
 * Sectors and industries over time, from a CSV file with a header. A row holds until the next one of its symbol; an empty
 * sector or industry is none, and the column {@code industry} may be missing.
 *
 * <pre>
 * symbol,from,sector,industry
 * META,2012-05-18,Information Technology,Internet Software
 * META,2018-09-24,Communication Services,Interactive Media
 * </pre>
 */
public final class ClassificationFile {
    private ClassificationFile() {}

    /**
     * Reads a file.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, has no rows or other columns, a row is wrong, or a
     *     symbol has two of one date: file, line, column, rule and value
     */
    public static Classification read(Path file) {
        FactTable table = FactTable.read(file, "classifications").require("symbol", "from", "sector");
        List<Classification.Entry> entries = table.facts(row -> new Classification.Entry(
                row.required("symbol"), row.date("from"), row.text("sector"), row.text("industry")));
        table.requireOnce(
                "classification of a symbol and date", row -> List.of(row.required("symbol"), row.date("from")));
        return Classification.of(entries);
    }
}
