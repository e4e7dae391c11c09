package org.medchain.contract;

import java.util.List;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/**
 * Something that happened on the chain (CON-4; decision 0025). The output of a successful receipt
 * is the list of its transaction's events, so whoever has receipts needs nothing else to follow the
 * chain, and a proof of a receipt proves its events.
 */
public sealed interface Event extends Encodable
    permits IncentiveEvent,
        Event.Registered,
        Event.RecordStored,
        Event.QueryServed,
        Event.AccessGranted,
        Event.AccessRevoked,
        Event.RecordFoundFalse,
        Event.OfferOpened,
        Event.OfferClosed,
        Event.AgreementConcluded,
        Event.AgreementTriggered,
        Event.AgreementDissolved,
        Event.MembersChanged,
        Event.BalanceTold,
        Event.QueryQuoted,
        Event.CertificatesRevoked {
  /**
   * The events that a receipt tells; none if its transaction was refused.
   *
   * @throws MalformedInput if the receipt's output is no list of events
   */
  static List<Event> of(Receipt receipt) {
    return receipt.succeeded()
        ? Decoder.decode(receipt.output(), in -> in.list(1, Event::decode))
        : List.of();
  }

  /** Reads what {@link #encode} wrote. */
  static Event decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 1 -> new Registered(PublicKey.decode(in), Role.decode(in), in.int64());
      case 2 -> new RecordStored(in.hash(), PublicKey.decode(in), in.int64());
      case 3 ->
          new QueryServed(in.hash(), PublicKey.decode(in), in.int64(), in.int64(), in.int32());
      case 4 -> new AccessGranted(in.hash(), PublicKey.decode(in), Right.decode(in));
      case 5 -> new AccessRevoked(in.hash(), PublicKey.decode(in));
      case 6 -> new RecordFoundFalse(in.hash(), in.int64(), in.int64());
      case 7 -> new OfferOpened(PublicKey.decode(in), in.text(), in.int64(), hashes(in));
      case 8 -> new OfferClosed(PublicKey.decode(in), in.text());
      case 9 ->
          new AgreementConcluded(
              in.hash(), PublicKey.decode(in), PublicKey.decode(in), in.int32(), in.int64());
      case 10 -> new AgreementTriggered(in.hash(), PublicKey.decode(in), in.int64(), hashes(in));
      case 11 -> new AgreementDissolved(in.hash(), PublicKey.decode(in));
      case 12 -> new MembersChanged(in.list(PublicKey.SIZE, PublicKey::decode));
      case 13 -> new BalanceTold(PublicKey.decode(in), Role.decode(in), in.int64());
      case 14 -> new QueryQuoted(in.hash(), PublicKey.decode(in), in.int64());
      case 37 -> new CertificatesRevoked(in.int64(), in.hash(), revoked(in));
      default -> IncentiveEvent.decode(code, in);
    };
  }

  private static List<Hash> hashes(Decoder in) {
    return in.list(Hash.SIZE, Decoder::hash);
  }

  private static List<RevocationEntry> revoked(Decoder in) {
    return in.list(RevocationEntry.MIN_SIZE, RevocationEntry::decode);
  }

  private static void encodeHashes(Encoder out, List<Hash> hashes) {
    out.count(hashes.size());
    hashes.forEach(out::hash);
  }

  /**
   * A participant joined.
   *
   * @param key its name
   * @param role what it is
   * @param points issued to it
   */
  record Registered(PublicKey key, Role role, long points) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).value(key).uint8(role.code()).int64(points);
    }
  }

  /**
   * A record came in: it is accepted, or an {@link IncentiveEvent.VerdictAwaited} follows.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points; 0 as long as the verdict is open
   */
  record RecordStored(Hash record, PublicKey owner, long reward) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(2).hash(record).value(owner).int64(reward);
    }
  }

  /**
   * A reader was allowed to read a record.
   *
   * @param record its id
   * @param reader who asked
   * @param price paid, in points
   * @param height of the block that holds the record's upload
   * @param index of the upload in that block
   */
  record QueryServed(Hash record, PublicKey reader, long price, long height, int index)
      implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(3).hash(record).value(reader).int64(price).int64(height).int32(index);
    }
  }

  /**
   * An owner authorised a reader.
   *
   * @param record its id
   * @param reader who may read now
   * @param right what the reader may do
   */
  record AccessGranted(Hash record, PublicKey reader, Right right) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(4).hash(record).value(reader).uint8(right.code());
    }
  }

  /**
   * An owner took an authorisation back.
   *
   * @param record its id
   * @param reader who may read no longer
   */
  record AccessRevoked(Hash record, PublicKey reader) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(5).hash(record).value(reader);
    }
  }

  /**
   * The center, its verifiers or its users found a record false.
   *
   * @param record its id
   * @param taken from the owner's account, then its bond, and burnt, in points
   * @param shortfall of the penalty, in points
   */
  record RecordFoundFalse(Hash record, long taken, long shortfall) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(6).hash(record).int64(taken).int64(shortfall);
    }
  }

  /**
   * A provider offers records.
   *
   * @param provider who offers
   * @param type DataType
   * @param price for each record, in points
   * @param records under the offer from the start
   */
  record OfferOpened(PublicKey provider, String type, long price, List<Hash> records)
      implements Event {
    /** Copies the list. */
    public OfferOpened {
      records = List.copyOf(records);
    }

    @Override
    public void encode(Encoder out) {
      encodeHashes(out.uint8(7).value(provider).text(type).int64(price), records);
    }
  }

  /**
   * A provider closed its offer.
   *
   * @param provider whose it was
   * @param type DataType
   */
  record OfferClosed(PublicKey provider, String type) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(8).value(provider).text(type);
    }
  }

  /**
   * A demander accepted an offer.
   *
   * @param agreement its id
   * @param provider who delivers
   * @param demander who pays
   * @param count of records
   * @param locked for them, in points
   */
  record AgreementConcluded(
      Hash agreement, PublicKey provider, PublicKey demander, int count, long locked)
      implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(9).hash(agreement).value(provider).value(demander).int32(count).int64(locked);
    }
  }

  /**
   * An agreement's condition was met: it paid, and gave access.
   *
   * @param agreement its id
   * @param demander who may read now
   * @param paid in all, in points
   * @param records that were delivered
   */
  record AgreementTriggered(Hash agreement, PublicKey demander, long paid, List<Hash> records)
      implements Event {
    /** Copies the list. */
    public AgreementTriggered {
      records = List.copyOf(records);
    }

    @Override
    public void encode(Encoder out) {
      encodeHashes(out.uint8(10).hash(agreement).value(demander).int64(paid), records);
    }
  }

  /**
   * An agreement ended before its condition was met; what was locked went back.
   *
   * @param agreement its id
   * @param demander who got the points back
   */
  record AgreementDissolved(Hash agreement, PublicKey demander) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(11).hash(agreement).value(demander);
    }
  }

  /**
   * The center changed who the consensus nodes are.
   *
   * @param nodes all keys from now on, in the order that numbers them
   */
  record MembersChanged(List<PublicKey> nodes) implements Event {
    /** Copies the list. */
    public MembersChanged {
      nodes = List.copyOf(nodes);
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(12).list(nodes);
    }
  }

  /**
   * A participant was told what the chain knows of it.
   *
   * @param key its name
   * @param role what it is
   * @param points in its account
   */
  record BalanceTold(PublicKey key, Role role, long points) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(13).value(key).uint8(role.code()).int64(points);
    }
  }

  /**
   * A participant was told that it may read a record.
   *
   * @param record its id
   * @param reader who asked
   * @param price of each query, in points
   */
  record QueryQuoted(Hash record, PublicKey reader, long price) implements Event {
    @Override
    public void encode(Encoder out) {
      out.uint8(14).hash(record).value(reader).int64(price);
    }
  }

  /**
   * The center revoked certificates (CON-22).
   *
   * @param number of its revocation list
   * @param list hash of the X.509 list in DER
   * @param entries what the list says that the one before did not
   */
  record CertificatesRevoked(long number, Hash list, List<RevocationEntry> entries)
      implements Event {
    /** Copies the list. */
    public CertificatesRevoked {
      entries = List.copyOf(entries);
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(37).int64(number).hash(list).list(entries);
    }
  }
}
