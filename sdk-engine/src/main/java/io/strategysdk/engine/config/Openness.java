package io.strategysdk.engine.config;

import io.strategysdk.api.SdkException;
import org.hibernate.validator.HibernateValidator;

/** What modules must open for classes to be made and checked from configuration, in one line for their authors. */
final class Openness {
    private static final Module ENGINE = Openness.class.getModule();
    private static final Module VALIDATOR = HibernateValidator.class.getModule();

    private Openness() {}

    /**
     * Lets the validator read a record's fields. A package that is open to the engine may be opened further by it, so
     * that authors need to know the engine only.
     */
    static void openToValidator(Class<?> type) {
        Module module = type.getModule();
        String name = type.getPackageName();
        if (module.isOpen(name, VALIDATOR)) {
            return;
        }
        if (!module.isOpen(name, ENGINE)) {
            throw closed(type);
        }
        module.addOpens(name, VALIDATOR);
    }

    static SdkException closed(Class<?> type) {
        String line = "opens " + type.getPackageName() + (ENGINE.isNamed() ? " to " + ENGINE.getName() : "") + ";";
        return new SdkException(type.getName() + " must be open to the engine: add '" + line
                + "' to the module-info of " + type.getModule().getName());
    }
}
