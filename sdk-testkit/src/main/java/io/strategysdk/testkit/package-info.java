/** Checks to call in tests of one's own features. They throw AssertionError and need no test framework. */
@NullMarked
package io.strategysdk.testkit;

import org.jspecify.annotations.NullMarked;
