/**
 * What a result is worth: intervals, tests against luck, stability and sensitivity, to be asserted in tests and shown
 * on one page. Start at {@link io.strategysdk.testkit.validation.Validation}.
 */
@NullMarked
package io.strategysdk.testkit.validation;

import org.jspecify.annotations.NullMarked;
