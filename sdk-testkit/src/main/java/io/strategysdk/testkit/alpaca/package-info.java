/** A venue in this machine that speaks Alpaca's protocol: for tests, and for trying things without keys or network. */
@NullMarked
package io.strategysdk.testkit.alpaca;

import org.jspecify.annotations.NullMarked;
