/** Whether a strategy decides by nothing but what its run gives it, read from its class files. */
@NullMarked
package io.strategysdk.engine.purity;

import org.jspecify.annotations.NullMarked;
