package org.medchain.participant.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.medchain.application.search.SearchKey;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.JsonText;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;

/**
 * The secret of an identity's search index (VER-2): it follows from the identity's first secret
 * key, so that it needs no copy; who changed its key has the earlier one in a file, wrapped.
 */
public final class SearchSecret {
  private static final Hash NAME =
      Hash.of(Bytes.of("medchain/search-key/1".getBytes(StandardCharsets.UTF_8)));

  private SearchSecret() {}

  /** This identity's. */
  static SearchKey of(ParticipantSession session) throws IOException, RefusedException {
    return of(session.folder(), session.keys());
  }

  private static SearchKey of(ParticipantFolder folder, KeyPair keys)
      throws IOException, RefusedException {
    if (!Files.exists(folder.searchKey())) {
      Hash derived = Hash.Keyed.by(keys.secretKey().value()).of(NAME.toBytes());
      return new SearchKey(derived.toBytes());
    }
    try {
      Bytes wrapped = JsonText.hex(folder.searchKey(), JsonText.read(folder.searchKey()), "key");
      return new SearchKey(Decoder.decode(wrapped, WrappedFileKey::decode).unwrap(keys).value());
    } catch (MalformedInput e) {
      throw new IOException(folder.searchKey() + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Who has another key now has the index of before (REG-6). */
  public static void move(ParticipantFolder from, KeyPair old, ParticipantSession to)
      throws IOException, RefusedException {
    if (!Files.exists(to.folder().searchKey())) {
      FileKey secret = new FileKey(of(from, old).secret());
      WrappedFileKey key = WrappedFileKey.wrap(NAME, secret, to.keys(), to.keys().publicKey());
      JsonText.write(to.folder().searchKey(), Map.of("key", key.encoded().toHex()));
    }
  }
}
