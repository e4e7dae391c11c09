package org.medchain.client.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.X25519Keys;
import org.medchain.node.files.sealing.AgreementKey;

/**
 * PRIV-11: a thief of all keys of before, or the center that made the one that signs, knows the
 * words of an owner's records and tries what follows from these keys on the index of later ones.
 */
class StolenWalletTest {
  private static final List<Keyword> WORDS =
      List.of(Keyword.of("type:imaging"), Keyword.of("tomography"), Keyword.of("date:2026-11"));

  @TempDir private static Path temp;

  private final KeyPair stolen = keys("stolen");
  private final KeyPair later = keys("later");
  private final List<IndexUpdate> updates = new ArrayList<>();

  private static KeyPair keys(String name) {
    return new Ed25519().keyPair(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static Hash record(int number) {
    return Hash.of(Bytes.utf8("record " + number));
  }

  private static DeriveKey derive(String name, KeyPair keys) throws Exception {
    ParticipantFolder folder = new ParticipantFolder(temp.resolve(name));
    AgreementKey own = AgreementKey.of(keys);
    folder.createFolders();
    DeriveKey.draw(folder, own);
    return DeriveKey.read(folder, own);
  }

  private SearchKey current;

  /** The next generation, with all records entered again. */
  @BeforeEach
  void theOwnerHasOtherKeys() throws Exception {
    current = IndexMirror.searchKey(derive("later", later));
    SearchIndex index = new SearchIndex(current.keyring(SearchIndexes.MAX_EPOCHS));
    for (int number = 0; number < 5; number++) {
      IndexUpdate made = index.update(EntryKind.ADD, record(number), WORDS, Padding.SMOOTHED);
      index.plus(made);
      updates.add(made);
    }
  }

  /** Whether a key reads a journal, or makes an address that is on the ledger, in any epoch. */
  private boolean finds(SearchKey key) {
    Set<Hash> addresses = new TreeSet<>();
    updates.forEach(
        each -> each.entries().stream().map(IndexEntry::address).forEach(addresses::add));
    for (int epoch : List.of(0, 1, 255, 256, 257, 512)) {
      SearchIndex index = new SearchIndex(key.keyring(epoch));
      for (IndexUpdate each : updates) {
        if (index.plus(each) == SearchIndex.Counting.COUNTED) {
          return true;
        }
      }
      IndexUpdate own =
          new SearchIndex(key.keyring(epoch))
              .update(EntryKind.ADD, record(0), WORDS, Padding.SMOOTHED);
      if (own.entries().stream().map(IndexEntry::address).anyMatch(addresses::contains)) {
        return true;
      }
    }
    return false;
  }

  /** From the keys of before; the formula of before was an HMAC under the secret that signs. */
  private List<Bytes> secrets() throws Exception {
    Bytes seed = stolen.secretKey().value();
    Bytes scalar = Bytes.of(X25519Keys.scalar(stolen.secretKey()));
    List<Bytes> secrets = new ArrayList<>(List.of(seed, scalar));
    DeriveKey derive = derive("stolen", stolen);
    for (String use : List.of("medchain/search-key/1", "medchain/search-key/2", "")) {
      secrets.add(derive.secret(use, ""));
      for (Bytes each : List.of(seed, scalar, derive.secret(use, ""))) {
        secrets.add(Hash.Keyed.by(each).of(Bytes.utf8(use)).toBytes());
        secrets.add(Hash.Keyed.by(each).of(Hash.of(Bytes.utf8(use)).toBytes()).toBytes());
      }
    }
    return secrets;
  }

  @Test
  void keysOfBeforeFindNothingOfLater() throws Exception {
    assertThat(secrets()).hasSizeGreaterThan(20);
    for (Bytes each : secrets()) {
      assertThat(finds(new SearchKey(each))).isFalse();
    }
  }

  /** The same program with the owner's key: a thief does not succeed with only the signing key. */
  @Test
  void theOwnersDeriveKeyFindsAll() {
    assertThat(finds(current)).isTrue();
    assertThat(finds(new SearchKey(later.secretKey().value()))).isFalse();
  }
}
