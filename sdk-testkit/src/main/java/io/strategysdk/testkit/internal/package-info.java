/** What several packages of the testkit share; for nobody else. */
@NullMarked
package io.strategysdk.testkit.internal;

import org.jspecify.annotations.NullMarked;
