package io.strategysdk.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets code of a strategy do what strategies must not, and says why that is right. It holds where it stands: on a method
 * or constructor with the lambdas and classes written in it, or on a class with the classes nested in it; not for what
 * they call. A static initializer has that of its class.
 *
 * <p>Decisions must not come to depend on it: that the same data give the same result is then the author's promise.
 *
 * <pre>{@code
 * @Impure(value = Impurity.IO, reason = "reads the weights that ship with the jar")
 * private static double[] weights() { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Impure {
    /** What it may do. */
    Impurity[] value();

    /** Why, in a sentence for people. One that is blank lets nothing through. */
    String reason();
}
