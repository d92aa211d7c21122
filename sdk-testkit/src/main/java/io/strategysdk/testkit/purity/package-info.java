/** Holds strategies to deciding by nothing but what their run gives them, and to declaring themselves properly. */
@NullMarked
package io.strategysdk.testkit.purity;

import org.jspecify.annotations.NullMarked;
