/** Bars made of smaller things, one by one. */
@NullMarked
package io.strategysdk.engine.bars;

import org.jspecify.annotations.NullMarked;
