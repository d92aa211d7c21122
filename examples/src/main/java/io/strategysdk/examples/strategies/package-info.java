/** Trading strategies as users write them: one file each. */
@NullMarked
package io.strategysdk.examples.strategies;

import org.jspecify.annotations.NullMarked;
