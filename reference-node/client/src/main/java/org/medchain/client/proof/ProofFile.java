package org.medchain.client.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.application.RecordVerifier;
import org.medchain.client.identity.JsonText;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import tools.jackson.databind.JsonNode;

/**
 * A proof as a JSON file: {@code proof} holds all of it in base64; the other fields say in words
 * what it is about, for people, and are not read when it is checked.
 */
public final class ProofFile {
  private static final String FORMAT = "medchain-proof-1";

  private ProofFile() {}

  /**
   * Writes a proof; anyone may read it.
   *
   * @return its size in bytes
   */
  public static long write(Path file, RecordProof proof) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.putAll(facts(proof));
    fields.put("proof", Base64.getEncoder().encodeToString(proof.encoded().toArray()));
    Files.writeString(file, JsonText.of(fields));
    return Files.size(file);
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is not a proof; the message is one line
   */
  public static RecordProof read(Path file) throws IOException {
    JsonNode node = JsonText.read(file);
    if (!node.path("format").asString("").equals(FORMAT)) {
      throw new IOException(file + ": no proof: the field 'format' is not " + FORMAT);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(node.path("proof").asString(""));
      return Decoder.decode(Bytes.of(bytes), RecordProof.CODEC::decode);
    } catch (MalformedInput | IllegalArgumentException e) {
      throw new IOException(file + ": no proof: " + e.getMessage(), e);
    }
  }

  /** The statements of a proof; if the proof was checked, they are true. */
  public static Map<String, Object> facts(RecordProof proof) {
    Map<String, Object> fields = new LinkedHashMap<>();
    RecordVerifier.record(proof.acceptance().existence().transaction())
        .ifPresent(record -> addRecord(fields, record));
    fields.put("chain", proof.genesis().chain().toHex());
    fields.put("height", proof.acceptance().existence().height());
    fields.put("block_time_ms", proof.headers().get(0).timestampMs());
    return fields;
  }

  private static void addRecord(Map<String, Object> fields, MedicalRecord record) {
    fields.put("record", record.id().toHex());
    fields.put("patient", record.patient().value().toHex());
    fields.put("doctor", record.digest().doctor().value().toHex());
    fields.put("file_hash", record.metadata().hash().toHex());
  }
}
