package org.medchain.participant.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.medchain.comparison.workload.RecordTime;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import org.medchain.node.files.piece.ManifestDigestStream;
import org.medchain.participant.identity.IdentitiesFolder;
import tools.jackson.databind.JsonNode;

/**
 * What a patient writes of a visit (figure 2's digest block), as JSON or YAML with the published
 * schema.
 *
 * @param doctor as in {@link IdentitiesFolder#key}
 * @param type of the data
 * @param description in words; on a chain in clear all who keep the ledger read it
 * @param madeMs when the data was made, milliseconds of Unix time
 * @param hash of the file itself
 */
public record VisitFile(String doctor, String type, String description, long madeMs, Hash hash) {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(YamlKind.VISIT, schemaText());

  /** The schema as published. */
  static String schemaText() {
    return SchemaText.of(VisitFile.class, "visit-schema.json");
  }

  /**
   * Reads one.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static VisitFile read(Path file) throws UserInputException, IOException {
    JsonNode root = ValidatedYaml.read(file, SCHEMA).root();
    return new VisitFile(
        root.path("doctor").asString(""),
        root.path("type").asString(""),
        root.path("description").asString(""),
        time(file, root.path("made").asString("")),
        Hash.of(Bytes.of(Files.readAllBytes(file))));
  }

  private static long time(Path file, String text) throws UserInputException {
    return RecordTime.ms(text)
        .orElseThrow(
            () -> new UserInputException(file + ": made is '" + text + "'; " + RecordTime.ALLOWED));
  }

  /** The digest block of the record. */
  DigestBlock digest(PublicKey author) {
    return new DigestBlock(madeMs, author, description, type);
  }

  /** The name of this upload: the same visit and the same plain file, under any key. */
  Hash source(Path plain) throws IOException {
    MessageDigest digest = ManifestDigestStream.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(plain, out);
    }
    return Hash.of(new Encoder().hash(hash).hash(Hash.fromArray(digest.digest(), 0)).toBytes());
  }
}
