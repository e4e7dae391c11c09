package org.medchain.client.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;

/**
 * From which a participant's own secrets follow, such as its search key and the salts of its types
 * (PRIV-11; decision 0242): HMAC-SHA-256 under 32 bytes that are drawn here and have nothing to do
 * with the key that signs. On the disk it is wrapped for the participant's own agreement key, so
 * that it is under the same passphrase. Never printed, and given to nobody.
 */
public final class DeriveKey {
  private static final Hash NAME = Hash.of(Bytes.utf8("medchain/derive-key/1"));

  private final Hash.Keyed function;

  /** The file. */
  private record DrawnKey(WrappedFileKey key) {}

  DeriveKey(Bytes secret) {
    function = Hash.Keyed.by(secret);
  }

  /** Draws one, and writes it. */
  public static void draw(ParticipantFolder folder, AgreementKey own)
      throws IOException, RefusedException {
    WrappedFileKey drawn =
        WrappedFileKey.wrap(NAME, FileKey.random(new SecureRandom()), own, own.name());
    JsonText.write(folder.deriveKey(), new DrawnKey(drawn));
  }

  /**
   * The one of an identity.
   *
   * @throws RefusedException if it is lost
   * @throws IOException if the file is damaged; the message is one line
   */
  public static DeriveKey read(ParticipantFolder folder, AgreementKey own)
      throws IOException, RefusedException {
    Path file = folder.deriveKey();
    if (!Files.exists(file)) {
      throw new RefusedException(
          file
              + " is missing, the key of your search index and of your types' names: put its copy"
              + " back, or change your keys by 'register --replaces', which draws another");
    }
    try {
      return new DeriveKey(JsonText.read(file, DrawnKey.class).key().unwrap(own).value());
    } catch (IOException | RefusedException e) {
      throw new IOException(
          file + " is damaged, or another identity's; put its copy back: " + e.getMessage(), e);
    }
  }

  /**
   * A secret for one use, 32 bytes: from one of them neither another nor the key follows.
   *
   * @param use of the secret
   * @param of which of these
   */
  public Bytes secret(String use, String of) {
    return function.of(new Encoder().text(use).text(of).toBytes()).toBytes();
  }
}
