package io.strategysdk.engine;

import io.strategysdk.api.SdkException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records of state cells as JSON and back. */
final class RecordText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private RecordText() {}

    /** What cannot be read back is refused while nothing is lost yet. */
    static String write(Record value) {
        try {
            String text = MAPPER.writeValueAsString(value);
            MAPPER.readValue(text, value.getClass());
            return text;
        } catch (JacksonException e) {
            throw new SdkException(
                    "state cell must be a record of plain components that is open to tools.jackson.databind, was "
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
