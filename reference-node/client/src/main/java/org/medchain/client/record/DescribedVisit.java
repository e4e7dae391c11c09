package org.medchain.client.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.ManifestDigestStream;

/**
 * A patient's description of a visit (figure 2's digest block).
 *
 * @param doctor as in {@link IdentitiesFolder#key}
 * @param type of the data
 * @param description in words; on a chain in clear all who keep the ledger read it
 * @param madeMs when the data was made, milliseconds of Unix time
 * @param hash of its source
 */
public record DescribedVisit(
    String doctor, String type, String description, long madeMs, Hash hash) {
  /** The digest block of the record. */
  public DigestBlock digest(PublicKey author) {
    return new DigestBlock(madeMs, author, description, type);
  }

  /** The name of this upload: the same visit and the same plain file, under any key. */
  public Hash source(Path plain) throws IOException {
    MessageDigest digest = ManifestDigestStream.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(plain, out);
    }
    return Hash.of(new Encoder().hash(hash).hash(Hash.fromArray(digest.digest(), 0)).toBytes());
  }
}
