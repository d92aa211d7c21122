/**
 * Generated values for properties that must hold for all of them. Needs jqwik, which is an optional dependency of the
 * testkit: who uses this package adds {@code net.jqwik:jqwik} to their own tests.
 */
@NullMarked
package io.strategysdk.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
