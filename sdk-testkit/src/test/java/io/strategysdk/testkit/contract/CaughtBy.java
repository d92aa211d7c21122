package io.strategysdk.testkit.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which test of a contract an implementation is broken for. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface CaughtBy {
    /** The test that is meant for it. */
    String value();

    /** Others that the same fault may turn red. */
    String[] also() default {};
}
