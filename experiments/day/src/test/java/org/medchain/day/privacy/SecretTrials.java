package org.medchain.day.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.application.search.EpochKey;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.application.search.SearchKeyring;
import org.medchain.application.search.Trapdoor;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.SealedText.TextKind;
import org.medchain.day.privacy.NodeCopy.OrderedOperation;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;

/**
 * Tries all secrets of a party, and what follows from them as an owner's own keys do, on all that
 * stands on a ledger and with its nodes and holders.
 *
 * @param copy of that
 * @param secrets of the party
 */
record SecretTrials(NodeCopy copy, KeptSecrets secrets) {
  private static final String SEARCH_KEY = "medchain/search-key/2";
  private static final String TYPE_SALT = "medchain/type-salt/2";

  /** Where the key of a delegate's epoch stands on the ledger. */
  private static final int ENCAPSULATED = 32;

  /** A line of an epoch that nobody has the key of. */
  private static final JournalLine SKIPPED =
      new JournalLine(Integer.MAX_VALUE, 1, Hash.ZERO, Bytes.of(new byte[1]));

  /**
   * An owner.
   *
   * @param name its first key
   * @param keys all that have signed for it
   */
  record IndexOwner(PublicKey name, Set<PublicKey> keys) {}

  /** The words of a record that come out, or that fit what it commits to. */
  TreeSet<String> words(MarkerRecord marker) {
    Set<Bytes> candidates = secrets.all();
    candidates.addAll(copy.shares(marker.record()));
    List<Bytes> sealed = copy.sealed(marker.record());
    TreeSet<String> found =
        candidates.parallelStream()
            .flatMap(each -> opened(marker, sealed, each).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    DigestBlock digest = marker.record().digest();
    String description = MarkerRecord.description(marker.number());
    if (commits(candidates, description, TextKind.DESCRIPTION, digest.description())) {
      found.add(description);
    }
    String type = MarkerRecord.type(marker.number());
    secrets.named().forEach(each -> candidates.add(derived(each, TYPE_SALT, type)));
    if (commits(candidates, type, TextKind.TYPE, digest.type())) {
      found.add(type);
    }
    return found;
  }

  private static TreeSet<String> opened(MarkerRecord marker, List<Bytes> sealed, Bytes key) {
    TreeSet<String> found = new TreeSet<>();
    for (Bytes each : sealed) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      try {
        FileCipher.open(new ByteArrayInputStream(each.toArray()), new FileKey(key), plain);
      } catch (IOException e) {
        // It is another key, or only a part opens: what came out counts.
      }
      found.addAll(marker.words().in(plain.toByteArray()));
    }
    return found;
  }

  /** Who guesses a text needs its salt to see that it is right. */
  private static boolean commits(Set<Bytes> salts, String text, TextKind kind, String commitment) {
    return salts.stream()
        .anyMatch(salt -> new OpenedText(salt, text).sealed(kind).equals(commitment));
  }

  private static Bytes derived(Bytes secret, String use, String of) {
    return Hash.Keyed.by(secret).of(new Encoder().text(use).text(of).toBytes()).toBytes();
  }

  /**
   * What an owner's search index shows of the updates from a place of the ledger on: those whose
   * journal opens, and keywords with an entry in one of them.
   */
  TreeSet<String> index(IndexOwner owner, int from, Collection<Keyword> keywords) {
    List<OrderedOperation> all = copy.updates(owner.keys());
    Set<Hash> later = new TreeSet<>();
    for (OrderedOperation each : all) {
      if (each.place() >= from) {
        update(each).entries().forEach(entry -> later.add(entry.address()));
      }
    }
    TreeSet<String> found = new TreeSet<>();
    for (SearchKeyring keys : keyrings(owner, all)) {
      for (OrderedOperation each : all) {
        if (each.place() >= from && opens(keys, update(each))) {
          found.add("update " + update(each).number() + " by order " + each.place());
        }
      }
      found.addAll(entries(keys, all, keywords, later));
    }
    return found;
  }

  private static UpdateIndex update(OrderedOperation order) {
    return (UpdateIndex) order.operation();
  }

  private Set<SearchKeyring> keyrings(IndexOwner owner, List<OrderedOperation> updates) {
    Set<SearchKeyring> keyrings = new LinkedHashSet<>();
    for (OrderedOperation each : copy.delegations(owner.keys())) {
      DelegateSearch given = (DelegateSearch) each.operation();
      if (given.epoch() >= 0) {
        given(owner, each.sender(), given).stream()
            .map(key -> SearchKeyring.upTo(new EpochKey(given.epoch(), hash(key))))
            .forEach(keyrings::add);
      }
    }
    Set<Integer> epochs = new TreeSet<>();
    updates.forEach(each -> epochs.add(update(each).epoch()));
    for (int epoch : epochs) {
      for (Bytes each : secrets.named()) {
        keyrings.add(SearchKeyring.upTo(new EpochKey(epoch, hash(each))));
        keyrings.add(new SearchKey(each).keyring(epoch));
        keyrings.add(new SearchKey(derived(each, SEARCH_KEY, "")).keyring(epoch));
      }
    }
    return keyrings;
  }

  private static Hash hash(Bytes value) {
    return Hash.fromArray(value.toArray(), 0);
  }

  /** The keys of epochs that an owner left on the ledger for one of the party's keys. */
  private List<Bytes> given(IndexOwner owner, PublicKey signer, DelegateSearch order) {
    Bytes sealed = order.key();
    Hash context =
        Hash.of(
            new Encoder()
                .text("medchain/search-grant/1")
                .value(owner.name())
                .int32(order.epoch())
                .toBytes());
    List<Bytes> keys = new ArrayList<>();
    for (AgreementKey each : secrets.keys()) {
      keys.addAll(
          secrets.opened(
              new WrappedFileKey(
                  context,
                  signer,
                  each.name(),
                  sealed.slice(0, ENCAPSULATED),
                  sealed.slice(ENCAPSULATED, sealed.size()))));
    }
    return keys;
  }

  private static boolean opens(SearchKeyring keys, UpdateIndex update) {
    SearchIndex index = new SearchIndex(keys);
    for (long number = 0; number < update.number(); number++) {
      index.plus(number, SKIPPED);
    }
    return index.plus(update.number(), JournalLine.of(update)) == SearchIndex.Counting.COUNTED;
  }

  /** Keywords of which a trapdoor, of all that the keys can make, has one of these addresses. */
  private static TreeSet<String> entries(
      SearchKeyring keys,
      List<OrderedOperation> all,
      Collection<Keyword> keywords,
      Set<Hash> addresses) {
    TreeSet<String> found = new TreeSet<>();
    SearchIndex index = new SearchIndex(keys);
    for (OrderedOperation each : all) {
      UpdateIndex update = update(each);
      index = update.number() == 0 ? new SearchIndex(keys) : index;
      if (update.number() == index.nextNumber()
          && index.plus(update.number(), JournalLine.of(update)) == SearchIndex.Counting.COUNTED) {
        for (Keyword keyword : keywords) {
          Trapdoor trapdoor = index.trapdoor(keyword);
          Set<Hash> own = new TreeSet<>();
          trapdoor.addresses(0, trapdoor.entries(), own::add);
          if (own.stream().anyMatch(addresses::contains)) {
            found.add("an entry of " + keyword.text());
          }
        }
      }
    }
    return found;
  }
}
