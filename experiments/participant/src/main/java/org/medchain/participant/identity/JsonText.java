package org.medchain.participant.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.node.durable.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Files and output in JSON. */
public final class JsonText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final long MAX_SIZE = 1 << 20;

  private JsonText() {}

  /** An object in the order of its fields. */
  public static String of(Map<String, ?> fields) {
    return JSON.writeValueAsString(fields) + "\n";
  }

  /** Writes a file whole or not at all, and forces it to the disk. */
  public static void write(Path file, Map<String, ?> fields) throws IOException {
    DurableFile.write(file, of(fields));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not there or no JSON; the message is one line
   */
  public static JsonNode read(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new IOException(file + ": larger than " + MAX_SIZE + " bytes");
      }
      return JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such file", e);
    } catch (JacksonException e) {
      throw new IOException(file + ": no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The bytes in a field of hexadecimal digits.
   *
   * @throws IOException if there is no such field, or it has no such digits
   */
  public static Bytes hex(Path file, JsonNode node, String field) throws IOException {
    try {
      return Optional.ofNullable(node.get(field))
          .map(each -> Bytes.fromHex(each.asString("-")))
          .orElseThrow(() -> new IOException(file + ": the field '" + field + "' is missing"));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": the field '" + field + "' has no hexadecimal digits", e);
    }
  }
}
