package org.medchain.participant.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.node.files.sealing.WrappedFileKey;
import tools.jackson.databind.JsonNode;

/**
 * What the owner keeps of a record that it uploads: the record itself, and its file's key, wrapped
 * for the owner's own key, so that no key lies open on the disk.
 *
 * @param record as it is, or will be, on the chain
 * @param key of its file
 * @param source hash of the description and the plain file: the same upload is continued by it
 * @param request number of the request that uploads it; 0 before it was ordered
 * @param placed whether holders have the file
 */
public record KeptRecord(
    MedicalRecord record, WrappedFileKey key, Hash source, long request, boolean placed) {
  /** The record's name. */
  public Hash id() {
    return record.id();
  }

  /** The same after its upload was ordered. */
  public KeptRecord uploadedBy(long number) {
    return new KeptRecord(record, key, source, number, placed);
  }

  /** The same after holders took the file. */
  public KeptRecord asPlaced() {
    return new KeptRecord(record, key, source, request, true);
  }

  /** Writes it whole or not at all. */
  public void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("record", record.encoded().toHex());
    fields.put("key", key.encoded().toHex());
    fields.put("source", source.toHex());
    fields.put("request", request);
    fields.put("placed", placed);
    JsonText.write(file, fields);
  }

  /** Reads what {@link #write} wrote. */
  public static KeptRecord read(Path file) throws IOException {
    JsonNode node = JsonText.read(file);
    try {
      return new KeptRecord(
          Decoder.decode(JsonText.hex(file, node, "record"), MedicalRecord::decode),
          Decoder.decode(JsonText.hex(file, node, "key"), WrappedFileKey::decode),
          Decoder.decode(JsonText.hex(file, node, "source"), Decoder::hash),
          node.path("request").asLong(0),
          node.path("placed").asBoolean(false));
    } catch (MalformedInput e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
