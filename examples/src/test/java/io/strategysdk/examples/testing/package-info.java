/** How strategies are tested: what is wrong with one, what finds it, and how it is put right. A lesson to a test class. */
@NullMarked
package io.strategysdk.examples.testing;

import org.jspecify.annotations.NullMarked;
