package org.medchain.application.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/** An attacker that tries every word with every public algorithm and guessed keys (VER-9). */
final class Received {
  /** The form of a recognised word in the received data. */
  enum Way {
    /** Its text, its hash, or the first 8 bytes of that, are in the data. */
    CLEAR,
    /** Its first address is that of an entry. */
    ADDRESS,
    /** A secret of its tree is in a trapdoor. */
    SEED,
    /** A record that is known to have it, under its mask, is a value that was received. */
    VALUE,
    TAG
  }

  private final List<IndexUpdate> updates = new ArrayList<>();
  private final Set<Hash> addresses = new TreeSet<>();
  private final Set<Hash> secrets = new TreeSet<>();
  private final Set<Bytes> values = new TreeSet<>();
  private final Map<Hash, Set<Bytes>> byAddress = new TreeMap<>();

  /** All of it as text of one character a byte, to look for words in. */
  private final StringBuilder stream = new StringBuilder();

  void bytes(Bytes content) {
    stream.append(new String(content.toArray(), StandardCharsets.ISO_8859_1));
  }

  void update(IndexUpdate update) {
    updates.add(update);
    bytes(new Encoder().list(update.entries()).bytes(update.journal()).toBytes());
    for (IndexEntry each : update.entries()) {
      addresses.add(each.address());
      values.add(each.value());
      byAddress.computeIfAbsent(each.address(), missing -> new TreeSet<>()).add(each.value());
    }
  }

  void search(Trapdoor trapdoor, List<MaskedPage> pages) {
    bytes(trapdoor.encoded());
    trapdoor.ranges().forEach(each -> secrets.addAll(each.seeds()));
    for (MaskedPage page : pages) {
      bytes(page.encoded());
      page.values().stream().flatMap(Optional::stream).forEach(values::add);
    }
  }

  Set<Hash> secrets() {
    return secrets;
  }

  Set<Keyword> found(Map<Keyword, Hash> dictionary, List<Hash> guesses) {
    return found(dictionary, guesses, EnumSet.allOf(Way.class));
  }

  /** The words that are recognised, by their first records, under one of the guessed keys. */
  Set<Keyword> found(Map<Keyword, Hash> dictionary, List<Hash> guesses, Set<Way> ways) {
    Set<Keyword> found = new TreeSet<>();
    if (ways.contains(Way.CLEAR)) {
      dictionary.keySet().stream().filter(this::isInClear).forEach(found::add);
    }
    for (Hash guess : guesses) {
      EpochKey key = new EpochKey(0, guess);
      Set<Long> tags = ways.contains(Way.TAG) ? tags(key) : Set.of();
      dictionary.forEach(
          (word, record) -> {
            if (isMadeWith(KeywordKeys.of(key, word), record, ways, tags)) {
              found.add(word);
            }
          });
    }
    return found;
  }

  private boolean isInClear(Keyword word) {
    Bytes hash = Hash.of(Bytes.utf8(word.text())).toBytes();
    return stream.indexOf(word.text()) >= 0 || stream.indexOf(latin(hash.slice(0, 8))) >= 0;
  }

  private static String latin(Bytes content) {
    return new String(content.toArray(), StandardCharsets.ISO_8859_1);
  }

  private boolean isMadeWith(KeywordKeys keys, Hash record, Set<Way> ways, Set<Long> tags) {
    return (ways.contains(Way.ADDRESS) && addresses.contains(GgmTree.address(keys.root(), 0)))
        || (ways.contains(Way.SEED) && hasSeed(keys))
        || (ways.contains(Way.VALUE) && hasValue(keys, record))
        || tags.contains(keys.tag());
  }

  /** The first seed of each trapdoor lies on the way from the root to the first leaf. */
  private boolean hasSeed(KeywordKeys keys) {
    Hash node = keys.root();
    for (int level = 0; level < GgmTree.DEPTH; level++) {
      node = Hash.Keyed.by(node).of(Bytes.fromHex("00"));
      if (secrets.contains(node)) {
        return true;
      }
    }
    return false;
  }

  /** The first entry of the word belongs to the first record that has it. */
  private boolean hasValue(KeywordKeys keys, Hash record) {
    return Stream.of(EntryKind.ADD, EntryKind.REMOVE)
        .anyMatch(kind -> values.contains(new EntryValue(kind, record).masked(keys, 0)));
  }

  /** At how many addresses it received other values than one. */
  long contested() {
    return byAddress.values().stream().filter(each -> each.size() > 1).count();
  }

  /** At how many addresses two values differ as two acts on known records do: no padding there. */
  long linked(List<Hash> records) {
    List<Bytes> acts = new ArrayList<>();
    for (EntryKind kind : List.of(EntryKind.ADD, EntryKind.REMOVE)) {
      records.forEach(each -> acts.add(new EntryValue(kind, each).open()));
    }
    Set<Bytes> differences = new TreeSet<>();
    for (Bytes one : acts) {
      acts.subList(0, acts.indexOf(one)).forEach(other -> differences.add(xor(one, other)));
    }
    return byAddress.values().stream().filter(each -> differsAsOneOf(each, differences)).count();
  }

  private static boolean differsAsOneOf(Set<Bytes> values, Set<Bytes> differences) {
    return values.stream()
        .anyMatch(one -> values.stream().anyMatch(other -> differences.contains(xor(one, other))));
  }

  /** Both, added bit by bit. */
  static Bytes xor(Bytes one, Bytes other) {
    byte[] sum = one.toArray();
    for (int i = 0; i < sum.length; i++) {
      sum[i] ^= other.at(i);
    }
    return Bytes.of(sum);
  }

  private Set<Long> tags(EpochKey key) {
    Set<Long> tags = new TreeSet<>();
    for (IndexUpdate each : updates) {
      SealedJournal.open(key, each.number(), each.line())
          .ifPresent(
              open -> {
                for (long tag : open) {
                  tags.add(tag);
                }
              });
    }
    return tags;
  }
}
