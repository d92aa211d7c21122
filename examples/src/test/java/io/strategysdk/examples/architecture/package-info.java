/** What the modules may know of each other, checked on their compiled classes. */
@NullMarked
package io.strategysdk.examples.architecture;

import org.jspecify.annotations.NullMarked;
