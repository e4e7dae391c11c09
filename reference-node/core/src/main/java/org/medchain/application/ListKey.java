package org.medchain.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * Keys of sorted lists (STO-27, STO-28; decision 0252): the hash that names a list, then height and
 * index, the highest byte first, so that bytes are in the order of the chain.
 *
 * <p>A record is on eight lists, one for each choice among its patient, doctor and type. Any search
 * names one list, and a time is a stretch of it, since block time never runs backwards.
 */
public final class ListKey {
  /** Bytes of a key. */
  public static final int SIZE = Hash.SIZE + 8 + 4;

  private static final int OF_RECORDS = 1;
  private static final int OF_ORDERS = 2;

  private ListKey() {}

  /** A line of a list, with its key. */
  public record ListLine(Bytes key, Bytes value) {}

  /**
   * A stretch of a list.
   *
   * @param from its first key
   * @param below the first key that is too far
   * @param limit the most lines that are wanted
   */
  public record Stretch(Bytes from, Bytes below, int limit) {
    private Stretch after(Bytes list, Location last) {
      Bytes resumed = at(list, new Location(last.height(), last.index() + 1));
      return new Stretch(resumed.compareTo(from) > 0 ? resumed : from, below, limit);
    }

    /** How many lines to look for: one more than wanted, to know whether there are more. */
    public int lookAhead() {
      return limit + 1;
    }

    /** The page, of the lines that were found. */
    public <T extends Encodable> Page<T> page(
        List<ListLine> found, BiFunction<Location, Bytes, T> reader) {
      return new Page<>(
          found.stream()
              .limit(limit)
              .map(line -> reader.apply(place(line.key()), line.value()))
              .toList(),
          found.size() > limit ? Optional.of(place(found.get(limit - 1).key())) : Optional.empty());
    }
  }

  /** Finds the first block that is not earlier than a time. */
  @FunctionalInterface
  public interface BlockTimes {
    /** Its height; empty if all blocks are earlier. */
    OptionalLong firstNotBefore(long timeMs);
  }

  /** Names of the lists that a record is on. */
  public static List<Bytes> listsOf(StoredRecord record) {
    List<Bytes> lists = new ArrayList<>();
    for (int choice = 0; choice < 8; choice++) {
      lists.add(
          new RecordList(
                  (choice & 1) == 0 ? Optional.empty() : Optional.of(record.owner()),
                  (choice & 2) == 0 ? Optional.empty() : Optional.of(record.doctor()),
                  (choice & 4) == 0 ? Optional.empty() : Optional.of(record.type()))
              .name());
    }
    return lists;
  }

  private record RecordList(
      Optional<PublicKey> patient, Optional<PublicKey> doctor, Optional<String> type) {
    Bytes name() {
      Encoder out = new Encoder().uint8(OF_RECORDS);
      Codec.of(RecordList.class).encode(out, this);
      return Hash.of(out.toBytes()).toBytes();
    }
  }

  /** The list of orders about a record, or about what {@link HistorySearch} names besides. */
  static Bytes orders(Hash subject) {
    return Hash.of(new Encoder().uint8(OF_ORDERS).hash(subject).toBytes()).toBytes();
  }

  /** The operation of a transaction; nothing if it was refused for having none. */
  static Optional<Operation> operation(Transaction transaction) {
    try {
      return Optional.of(MedicalModules.operation(transaction));
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** The record that an operation is about; nothing if it names none. */
  static Optional<Hash> named(Operation operation) {
    return switch (operation) {
      case UploadRecord upload -> Optional.of(upload.record().id());
      case AttestRecord attest -> Optional.of(attest.record());
      case ReadRecord read -> Optional.of(read.record());
      case EvaluateRecord evaluate -> Optional.of(evaluate.record());
      case JudgeRecord judge -> Optional.of(judge.record());
      case EntrustFile entrust -> Optional.of(entrust.record());
      case HoldFile hold -> Optional.of(hold.record());
      case ReleaseFile release -> Optional.of(release.record());
      case IssueDirective issue ->
          issue.terms().scope() instanceof DirectiveScope.OneRecord one
              ? Optional.of(one.record())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * The type that an order is to find a party for; nothing if it is neither an offer nor a request.
   */
  static Optional<String> marketed(Operation operation) {
    return switch (operation) {
      case OfferRecords offer -> Optional.of(offer.dataType());
      case RequestData request -> Optional.of(request.terms().dataType());
      default -> Optional.empty();
    };
  }

  /** The owner for whom an order says who acts (CON-31); nothing if it is another order. */
  public static Optional<PublicKey> actedFor(Transaction order) {
    return operation(order).flatMap(ListKey::actedFor);
  }

  private static Optional<PublicKey> actedFor(Operation operation) {
    return switch (operation) {
      case AppointDelegate appoint -> Optional.of(appoint.owner());
      case EndDelegation end -> Optional.of(end.owner());
      default -> Optional.empty();
    };
  }

  /** The lists that an order is on for those who watch: the owner, and supervision. */
  static List<Hash> watched(Operation operation, PublicKey sender) {
    List<Hash> lists = new ArrayList<>();
    actedFor(operation).map(HistorySearch::ofDelegates).ifPresent(lists::add);
    boolean supervised =
        switch (operation) {
          case ReadRecord read -> read.purpose() == Purpose.BTG;
          case AppointDelegate appoint -> !appoint.owner().equals(sender);
          default -> false;
        };
    if (supervised) {
      lists.add(HistorySearch.ofSupervision());
    }
    return lists;
  }

  /** The key of a place on a list. */
  public static Bytes at(Bytes list, Location place) {
    byte[] key = new byte[SIZE];
    list.copyTo(0, key, 0, Hash.SIZE);
    for (int i = 0; i < 8; i++) {
      key[Hash.SIZE + i] = (byte) (place.height() >>> (56 - 8 * i));
    }
    for (int i = 0; i < 4; i++) {
      key[Hash.SIZE + 8 + i] = (byte) (place.index() >>> (24 - 8 * i));
    }
    return Bytes.of(key);
  }

  /** The place in a key. */
  public static Location place(Bytes key) {
    long height = 0;
    for (int i = 0; i < 8; i++) {
      height = height << 8 | (key.at(Hash.SIZE + i) & 0xff);
    }
    int index = 0;
    for (int i = 0; i < 4; i++) {
      index = index << 8 | (key.at(Hash.SIZE + 8 + i) & 0xff);
    }
    return new Location(height, index);
  }

  /** The stretch that is searched; nothing if no block has that time. */
  public static Optional<Stretch> stretch(RecordSearch search, BlockTimes times) {
    Bytes list = new RecordList(search.patient(), search.doctor(), search.type()).name();
    return stretch(list, search.sinceMs(), search.untilMs(), times)
        .map(all -> search.after().map(last -> all.after(list, last)).orElse(all))
        .map(all -> new Stretch(all.from(), all.below(), search.limit()));
  }

  /** The stretch of orders about a record; nothing if no block has that time. */
  public static Optional<Stretch> stretch(HistorySearch search, BlockTimes times) {
    Bytes list = orders(search.subject());
    return stretch(list, search.sinceMs(), search.untilMs(), times)
        .map(all -> search.after().map(last -> all.after(list, last)).orElse(all))
        .map(all -> new Stretch(all.from(), all.below(), search.limit()));
  }

  private static Optional<Stretch> stretch(
      Bytes list, long sinceMs, long untilMs, BlockTimes times) {
    OptionalLong first = times.firstNotBefore(sinceMs);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong end =
        untilMs == Long.MAX_VALUE ? OptionalLong.empty() : times.firstNotBefore(untilMs);
    return Optional.of(
        new Stretch(
            at(list, new Location(first.getAsLong(), 0)),
            at(list, new Location(end.orElse(Long.MAX_VALUE), 0)),
            RecordSearch.MAX_LIMIT));
  }
}
