package io.strategysdk.engine.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Jakarta Validation, one component of a record at a time and before the record exists: so every mistake is found at
 * once. The validator is made when the first constraint is met, which costs most of a second in a young JVM.
 */
final class Constraints {
    private static final ClassValue<Map<String, List<Annotation>>> BY_COMPONENT = new ClassValue<>() {
        @Override
        protected Map<String, List<Annotation>> computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredFields())
                    .collect(Collectors.toUnmodifiableMap(Field::getName, Constraints::of));
        }
    };

    private Constraints() {}

    /** What a value violates, as sentences without the value, in a fixed order. */
    static List<String> violations(Class<? extends Record> type, String component, Object value) {
        List<Annotation> constraints = on(type, component);
        if (constraints.isEmpty() || PlainBounds.areKept(constraints, value)) {
            return List.of();
        }
        Openness.openToValidator(type);
        return Lazy.VALIDATOR.validateValue(type, component, value).stream()
                .map(ConstraintViolation::getMessage)
                .sorted()
                .toList();
    }

    /** What a whole record violates of the constraints on its type. */
    static List<String> violations(Record record) {
        if (Arrays.stream(record.getClass().getAnnotations()).noneMatch(Constraints::isConstraint)) {
            return List.of();
        }
        Openness.openToValidator(record.getClass());
        return Lazy.VALIDATOR.validate(record).stream()
                .map(ConstraintViolation::getMessage)
                .sorted()
                .toList();
    }

    /** Constraints on a component, also those on what an Optional holds. */
    static List<Annotation> on(Class<? extends Record> type, String component) {
        return BY_COMPONENT.get(type).getOrDefault(component, List.of());
    }

    private static List<Annotation> of(Field field) {
        List<Annotation> found = new ArrayList<>(List.of(field.getAnnotations()));
        if (field.getAnnotatedType() instanceof AnnotatedParameterizedType generic) {
            for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
                found.addAll(List.of(argument.getAnnotations()));
            }
        }
        return found.stream().filter(Constraints::isConstraint).toList();
    }

    /** A constraint, or several of one kind: their container is no constraint itself. */
    private static boolean isConstraint(Annotation annotation) {
        Class<?> type = annotation.annotationType();
        Class<?> outer = type.getEnclosingClass();
        return type.isAnnotationPresent(Constraint.class)
                || (outer != null && outer.isAnnotationPresent(Constraint.class));
    }

    private static final class Lazy {
        static final Validator VALIDATOR = validator();

        // The factory lives as long as the process; closing it would close the validator.
        @SuppressWarnings("MustBeClosedChecker")
        private static Validator validator() {
            ValidatorFactory factory = Validation.byProvider(HibernateValidator.class)
                    .configure()
                    .ignoreXmlConfiguration()
                    .messageInterpolator(new EnglishMessages())
                    .buildValidatorFactory();
            return factory.getValidator();
        }
    }

    /**
     * Messages in English whatever the machine speaks, without an expression language: the one expression that the
     * standard's own messages need is answered by hand.
     */
    private static final class EnglishMessages extends ParameterMessageInterpolator {
        private static final String OR_EQUAL = "${inclusive == true ? 'or equal to ' : ''}";

        EnglishMessages() {
            super(Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);
        }

        @Override
        protected String interpolate(Context context, Locale locale, String term) {
            if (!term.equals(OR_EQUAL)) {
                return super.interpolate(context, locale, term);
            }
            Object inclusive = context.getConstraintDescriptor().getAttributes().get("inclusive");
            return Boolean.TRUE.equals(inclusive) ? "or equal to " : "";
        }
    }
}
