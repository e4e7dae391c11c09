package org.medchain.participant.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.application.search.SearchKey;
import org.medchain.contract.StateEntries;
import org.medchain.contract.engine.Role;
import org.medchain.contract.search.SearchIndexHead;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.IdentityCard;
import org.medchain.participant.identity.JsonText;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.session.ParticipantSession;
import tools.jackson.databind.JsonNode;

/**
 * The secret of an identity's search index (VER-2): it follows from the identity's first secret
 * key, so that it needs no copy; who changed its key has it in a file, wrapped for the present one.
 *
 * @param key of the index
 * @param from number of the first update that was made with it: earlier ones, of who lost key and
 *     folder, are lost to the index
 */
public record SearchSecret(SearchKey key, long from) {
  private static final Hash NAME =
      Hash.of(Bytes.of("medchain/search-key/1".getBytes(StandardCharsets.UTF_8)));

  /**
   * This identity's.
   *
   * @throws RefusedException if the file with it is lost, and there is an index on the ledger
   */
  static SearchSecret of(ParticipantSession session) throws IOException, RefusedException {
    boolean first = session.keys().publicKey().equals(session.participant());
    if (first || Files.exists(session.folder().searchKey())) {
      return of(session.folder(), session.keys());
    }
    SearchIndexHead head = head(session, session.participant());
    if (head.updates() > 0 || head.epoch() > 0) {
      throw new RefusedException(
          session.folder().searchKey()
              + " is missing, the key of your search index from before your key was changed: put"
              + " its copy back, or give 'register --replaces' again, with the old identity's name"
              + " if it is on this machine; with its key in digits another index is begun, which"
              + " does not find what was entered before");
    }
    return begun(session, 0);
  }

  private static SearchIndexHead head(ParticipantSession session, PublicKey participant)
      throws RefusedException {
    long unused = session.light().sync();
    return session
        .light()
        .entry(StateEntries.searchHead(participant))
        .value()
        .orElse(SearchIndexHead.EMPTY);
  }

  private static SearchSecret of(ParticipantFolder folder, KeyPair keys)
      throws IOException, RefusedException {
    Path file = folder.searchKey();
    if (!Files.exists(file)) {
      return new SearchSecret(derived(keys), 0);
    }
    JsonNode node = JsonText.read(file);
    try {
      Bytes wrapped = JsonText.hex(file, node, "key");
      SearchKey key =
          new SearchKey(Decoder.decode(wrapped, WrappedFileKey::decode).unwrap(keys).value());
      return new SearchSecret(key, node.path("from").asLong(0));
    } catch (MalformedInput e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static SearchKey derived(KeyPair keys) {
    return new SearchKey(Hash.Keyed.by(keys.secretKey().value()).of(NAME.toBytes()).toBytes());
  }

  private SearchSecret write(ParticipantSession to) throws IOException, RefusedException {
    WrappedFileKey wrapped =
        WrappedFileKey.wrap(NAME, new FileKey(key.secret()), to.keys(), to.keys().publicKey());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", wrapped.encoded().toHex());
    fields.put("from", from);
    JsonText.write(to.folder().searchKey(), fields);
    return this;
  }

  /** Who has another key now has the index of before, and finishes its last update (REG-6). */
  public static void move(ParticipantFolder from, KeyPair old, ParticipantSession to)
      throws IOException, RefusedException {
    if (!Files.exists(to.folder().searchKey())) {
      SearchSecret unused = of(from, old).write(to);
      if (Files.exists(from.searchUpdate())) {
        Files.copy(
            from.searchUpdate(), to.folder().searchUpdate(), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * A patient who has another key now, and nothing of the one before, begins an index under it: the
   * one on the ledger cannot be read any more.
   */
  public static void begin(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    IdentityCard card = session.folder().card(); // whose key it is was told in this session
    if (card.role() == Role.PATIENT && !Files.exists(session.folder().searchKey())) {
      session.advance(); // the change, and updates before it, have to be proved
      SearchSecret unused = begun(session, head(session, card.participant()).updates());
    }
  }

  private static SearchSecret begun(ParticipantSession session, long from)
      throws IOException, RefusedException {
    return new SearchSecret(derived(session.keys()), from).write(session);
  }
}
