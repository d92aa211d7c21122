package io.strategysdk.testkit.contract;

import io.strategysdk.api.feature.Feature;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A second definition of the same components, arrays being copied: what one gets by writing it down twice. */
final class Copy {
    private Copy() {}

    /** The feature itself unless it is a record that reflection may reach. */
    static Feature of(Feature feature) {
        return (Feature) copied(feature);
    }

    private static Object copied(Object value) {
        if (value instanceof double[] array) {
            return array.clone();
        }
        if (value instanceof int[] array) {
            return array.clone();
        }
        if (value instanceof Object[] array) {
            return array.clone();
        }
        return value instanceof Record data ? copied(data) : value;
    }

    private static Object copied(Record data) {
        RecordComponent[] components = data.getClass().getRecordComponents();
        try {
            Constructor<?> constructor = data.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            if (!constructor.trySetAccessible()) {
                return data;
            }
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                values[i] = copied(accessor.invoke(data));
            }
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a copy of " + data + " must be possible", e);
        }
    }
}
