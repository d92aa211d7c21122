/** What the engine and an execution venue say to each other, in scaled integers; for the modules of this project. */
@NullMarked
package io.strategysdk.engine.execution;

import org.jspecify.annotations.NullMarked;
