package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Records of state cells as JSON and back. */
final class RecordText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordText() {}

    static String write(Record value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new SdkException(
                    "state cell must be a record of plain components that is open to " + "tools.jackson.databind, was "
                            + value.getClass().getName(),
                    e);
        }
    }

    static Record read(Cells.SavedRecord saved) {
        try {
            return MAPPER.readValue(saved.json(), saved.type());
        } catch (JacksonException e) {
            throw new SdkException(
                    "state cell must fit the record " + saved.type().getName() + ", was " + saved.json(), e);
        }
    }
}
