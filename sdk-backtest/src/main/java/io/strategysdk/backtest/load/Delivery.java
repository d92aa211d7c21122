package io.strategysdk.backtest.load;

import io.strategysdk.api.spi.PagedBars;
import io.strategysdk.backtest.load.BarPages.BarPage;
import io.strategysdk.engine.BarColumns;
import java.util.Optional;

/** Asks for pages of one kind of rows, and hands them to who wants them. */
abstract class Delivery {
    /** Time of the newest row that was handed over; the least number when there is none. */
    long newest = Long.MIN_VALUE;
    /** How many were handed over. */
    long rows;

    /** What rows are, for messages. */
    abstract String what();

    /** One of them. */
    abstract String one();

    abstract PagedBars.Request request(PagedBars.Request wanted);

    abstract BarPage page(BarPages source, PagedBars.Request request, Optional<String> token, int number)
            throws InterruptedException;

    /** Whether a page may begin at a time behind the last of the page before. */
    abstract boolean mayFollow(long first, long last);

    /** Takes a row of a page. */
    abstract void push(BarColumns page, int row);

    /** Behind the last page. */
    void finish() {}
}
