/** Found by the service loader; no part of the API. */
@NullMarked
package io.strategysdk.alpaca.internal;

import org.jspecify.annotations.NullMarked;
