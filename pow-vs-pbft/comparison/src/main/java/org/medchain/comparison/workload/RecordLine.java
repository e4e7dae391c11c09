package org.medchain.comparison.workload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.medchain.data.Hash;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of an index file with its place, for error messages. */
record RecordLine(Path file, int number, String line) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The record that the line holds; fields of other names are ignored. */
  SyntheticRecord read() {
    JsonNode json = parse();
    if (!json.isObject()) {
      throw wrong("a line must hold a JSON object");
    }
    return new SyntheticRecord(
        text(json, "patient"),
        text(json, "doctor"),
        timestampMs(json),
        text(json, "type"),
        text(json, "description"),
        text(json, "path"),
        size(json),
        sha256(json));
  }

  private JsonNode parse() {
    try {
      return MAPPER.readTree(line);
    } catch (JacksonException e) {
      // The library's own message goes over several lines and ends with where it was found.
      throw wrong("not a JSON object: " + e.getOriginalMessage().lines().findFirst().orElse("?"));
    }
  }

  private String text(JsonNode json, String name) {
    JsonNode field = json.path(name);
    if (!field.isString() || field.stringValue().isEmpty()) {
      throw wrong("\"" + name + "\" must be a text that is not empty");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(field.stringValue())) {
      throw wrong("\"" + name + "\" holds half a surrogate pair, which is no character");
    }
    return field.stringValue();
  }

  private long timestampMs(JsonNode json) {
    String text = text(json, "timestamp");
    return RecordTime.ms(text)
        .orElseThrow(() -> wrong("\"timestamp\" is '" + text + "'; " + RecordTime.ALLOWED));
  }

  private int size(JsonNode json) {
    JsonNode field = json.path("size");
    if (!field.isInt() || field.intValue() < 0) {
      throw wrong("\"size\" must be a whole number of bytes, 0 or more");
    }
    return field.intValue();
  }

  private Hash sha256(JsonNode json) {
    String digits = text(json, "sha256");
    if (!digits.matches("[0-9a-f]{64}")) {
      throw wrong("\"sha256\" must be 64 lower-case hexadecimal digits");
    }
    return Hash.fromHex(digits);
  }

  private DatasetException wrong(String what) {
    return new DatasetException(file + ":" + number + ": " + what);
  }
}
