/** Looking at an idea before it is a strategy: approximate curves, what features tell, pictures. No part of a run. */
@NullMarked
package io.strategysdk.backtest.research;

import org.jspecify.annotations.NullMarked;
