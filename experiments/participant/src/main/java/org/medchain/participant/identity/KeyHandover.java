package org.medchain.participant.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.node.center.AtomicFileWriter;
import org.medchain.node.files.sealing.WrappedFileKey;
import tools.jackson.databind.JsonNode;

/**
 * What an owner hands to a reader whom it granted a record: the record, which its id binds, and the
 * file's key, which only that reader unwraps. It may go any way, as it reveals no content of the
 * file; it does reveal the record's description to who gets it (decision 0251).
 *
 * @param record that was granted
 * @param key of its file, for the reader
 */
public record KeyHandover(MedicalRecord record, WrappedFileKey key) {
  /** Writes it. */
  public void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("record", record.encoded().toHex());
    fields.put("key", key.encoded().toHex());
    AtomicFileWriter.writeSecret(file, Bytes.utf8(JsonText.of(fields)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else; the message is one line
   */
  public static KeyHandover read(Path file) throws IOException {
    JsonNode node = JsonText.read(file);
    try {
      return new KeyHandover(
          Decoder.decode(JsonText.hex(file, node, "record"), MedicalRecord::decode),
          Decoder.decode(JsonText.hex(file, node, "key"), WrappedFileKey::decode));
    } catch (MalformedInput e) {
      throw new IOException(file + " is no key that was handed over: " + e.getMessage(), e);
    }
  }
}
