/** Trading calendars: the New York Stock Exchange, round the clock, the foreign exchange week, and your own. */
@NullMarked
package io.strategysdk.engine.calendar;

import org.jspecify.annotations.NullMarked;
