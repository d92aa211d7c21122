/** Runs that are recorded, replayed, stepped through, and compared with what was approved (SIM-012, EXE-011). */
@NullMarked
package io.strategysdk.testkit.replay;

import org.jspecify.annotations.NullMarked;
