package org.medchain.baseline.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.KeyPair;
import org.medchain.data.SecretKey;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.identity.Identity;

/** Who signs notes: a log, or a witness. */
public record NoteSigner(NoteKey key, SecretKey secret) {
  static final Ed25519 SCHEME = new Ed25519();

  /** The one whose seed is in this file, which is made if it is not there. */
  public static NoteSigner at(Path file, String name, int type) throws IOException {
    if (!Files.exists(file)) {
      DurableFile.write(file, Identity.generateLedgerKeys(new SecureRandom()).secretKey().value());
    }
    KeyPair keys = SCHEME.keyPair(Bytes.of(Files.readAllBytes(file)));
    return new NoteSigner(new NoteKey(name, type, keys.publicKey()), keys.secretKey());
  }

  /**
   * A signature line.
   *
   * @param atS the time, in seconds since 1970, which a cosignature states
   */
  public String line(String text, long atS) {
    Encoder out = new Encoder().raw(key.id());
    if (key.type() == NoteKey.COSIGNATURE_V1) {
      out.int64(Long.reverseBytes(atS)); // The format has the first byte first.
    }
    out.value(SCHEME.sign(secret, SignedNote.signed(key.type(), text, atS)));
    return SignedNote.begin(key) + Base64.getEncoder().encodeToString(out.toArray());
  }
}
