package io.strategysdk.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bars that a {@link StrategyExtension} gives a test's {@link StrategyTester}, in the text form of {@link Bars#parse}; they
 * lie ahead when the test begins. On a class they are those of every test that has none of its own, nested ones included.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface GivenBars {
    /** The bars. */
    String value();
}
