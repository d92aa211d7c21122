package io.strategysdk.backtest.data;

import io.strategysdk.api.instrument.Instrument;
import java.nio.file.Path;

/**
 * Bars, or quotes and trades, of one instrument in one file or in the files of one folder, and how to read them. Nothing
 * is opened before it is read.
 */
public sealed interface BarFile permits CsvBars, CsvTicks, AlpacaBars, AlpacaTicks, LeanBars, LeanTicks, TableBars {
    /** Of what. */
    Instrument instrument();

    /** The file, or the folder of its files. */
    Path path();

    /**
     * Reads it on the calling thread; nothing is kept.
     *
     * @throws io.strategysdk.api.SdkException when it cannot be read, or is wrong beyond the allowed repairs: file,
     *     place, rule and value
     * @throws IllegalStateException when the bars are daily or longer and no calendar was declared
     */
    LoadedBars read();
}
