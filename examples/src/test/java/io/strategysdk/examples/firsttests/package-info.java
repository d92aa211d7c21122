/** The strategy and the tests that docs/testing-strategies.md grows line by line. */
@NullMarked
package io.strategysdk.examples.firsttests;

import org.jspecify.annotations.NullMarked;
