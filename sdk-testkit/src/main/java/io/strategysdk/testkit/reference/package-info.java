/** Well-known strategies, and what they come to on data small enough to be worked out by hand. */
@NullMarked
package io.strategysdk.testkit.reference;

import org.jspecify.annotations.NullMarked;
