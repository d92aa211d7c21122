package io.strategysdk.testkit.arbitrary;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes parameter records, and says why one cannot be. */
final class ParameterRecord<P extends Record> {
    private final Class<P> type;
    private final Constructor<P> constructor;
    private final boolean isConstrained;

    /** What came of some values: a record, or the reason why there is none. */
    record Attempt<P extends Record>(Optional<P> value, String refusal) {}

    ParameterRecord(Class<P> type) {
        this.type = type;
        constructor = constructor(type);
        isConstrained =
                isConstrained(type) || Arrays.stream(type.getDeclaredFields()).anyMatch(ParameterRecord::isConstrained);
    }

    private static <P extends Record> Constructor<P> constructor(Class<P> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<P> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record must have its canonical constructor, was " + type, e);
        }
    }

    /** Also by several of one kind, whose container is no constraint itself. */
    private static boolean isConstrained(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(each -> each.isAnnotationPresent(Constraint.class)
                        || (each.getEnclosingClass() != null
                                && each.getEnclosingClass().isAnnotationPresent(Constraint.class)));
    }

    Attempt<P> attempt(List<Object> values) {
        try {
            P record = constructor.newInstance(values.toArray());
            String broken = isConstrained ? violations(record) : "";
            return broken.isEmpty() ? new Attempt<>(Optional.of(record), "") : new Attempt<>(Optional.empty(), broken);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                return new Attempt<>(Optional.empty(), String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException(
                    "parameter record must refuse values by an IllegalArgumentException, threw " + e.getCause()
                            + " for " + values + " (" + type.getName() + ")",
                    e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("parameter record must be constructible, was " + type, e);
        }
    }

    private static String violations(Record record) {
        return Lazy.VALIDATOR.validate(record).stream()
                .map(ParameterRecord::inWords)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String inWords(ConstraintViolation<Record> violation) {
        return violation.getPropertyPath() + " breaks "
                + violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName() + ", was "
                + violation.getInvalidValue();
    }

    /** Made when the first constraint is met, which costs most of a second in a young JVM. */
    private static final class Lazy {
        static final Validator VALIDATOR = validator();

        // The factory lives as long as the process; closing it would close the validator.
        @SuppressWarnings("MustBeClosedChecker")
        private static Validator validator() {
            return Validation.byDefaultProvider()
                    .configure()
                    .ignoreXmlConfiguration()
                    .messageInterpolator(new Uninterpolated())
                    .buildValidatorFactory()
                    .getValidator();
        }
    }

    /** Nobody reads the standard's sentences, and an expression language would be needed for them. */
    private static final class Uninterpolated implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }
}
