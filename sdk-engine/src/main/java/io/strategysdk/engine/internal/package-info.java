/** What several modules of the SDK write files and measure time with; exported to them only. */
@NullMarked
package io.strategysdk.engine.internal;

import org.jspecify.annotations.NullMarked;
