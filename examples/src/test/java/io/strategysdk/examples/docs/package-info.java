/** What the README and docs say is tried: code compiles, configuration loads, links and names lead somewhere. */
@NullMarked
package io.strategysdk.examples.docs;

import org.jspecify.annotations.NullMarked;
