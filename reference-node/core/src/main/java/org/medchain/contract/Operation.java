package org.medchain.contract;

import java.util.List;
import java.util.TreeSet;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;

/**
 * What a transaction orders (paper §3.2.5, §4): the content of its body (CON-1). Who orders it is
 * the transaction's sender; no operation repeats that.
 *
 * <p>A constructor refuses what can be judged without a state, so that such a body is malformed.
 */
public sealed interface Operation extends Encodable
    permits IncentiveOperation,
        StorageOperation,
        RevokeCertificates,
        Operation.Register,
        Operation.Upload,
        Operation.Query,
        Operation.Grant,
        Operation.Revoke,
        Operation.Judge,
        Operation.Offer,
        Operation.Demand,
        Operation.Withdraw,
        Operation.ChangeMembers,
        Operation.Balance,
        Operation.Quote,
        Operation.Opaque {
  /** The most records that an offer or a demand may be about. */
  int MAX_RECORDS = 128;

  /** Which operation it is. */
  OperationKind kind();

  /**
   * The operation of a transaction.
   *
   * @throws MalformedInput if the kind is unknown or the body is not of it
   */
  static Operation of(Transaction transaction) {
    OperationKind kind =
        OperationKind.find(transaction.kind())
            .orElseThrow(() -> new MalformedInput("no operation has kind " + transaction.kind()));
    return Decoder.decode(transaction.body(), kind::decode);
  }

  /**
   * The regulatory center registers a key and gives it its initial points (CON-5).
   *
   * @param participant the key and what it is
   */
  record Register(Participant participant) implements Operation {
    static Register decode(Decoder in) {
      return new Register(Participant.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.REGISTER;
    }

    @Override
    public void encode(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * A patient puts a record on the chain (CON-6).
   *
   * @param record whose patient must be the sender
   */
  record Upload(MedicalRecord record) implements Operation {
    static Upload decode(Decoder in) {
      return new Upload(MedicalRecord.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.UPLOAD;
    }

    @Override
    public void encode(Encoder out) {
      out.value(record);
    }
  }

  /**
   * The sender reads a record and pays for it (CON-7).
   *
   * @param record its id
   */
  record Query(Hash record) implements Operation {
    static Query decode(Decoder in) {
      return new Query(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.QUERY;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record);
    }
  }

  /**
   * The owner lets a key read, or share, a record (CON-8).
   *
   * @param record its id
   * @param reader the key
   * @param right what it may do, instead of what it was granted before
   */
  record Grant(Hash record, PublicKey reader, Right right) implements Operation {
    static Grant decode(Decoder in) {
      return new Grant(in.hash(), PublicKey.decode(in), Right.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.GRANT;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(reader).uint8(right.code());
    }
  }

  /**
   * The owner takes a granted right back (CON-8).
   *
   * @param record its id
   * @param reader the key
   */
  record Revoke(Hash record, PublicKey reader) implements Operation {
    static Revoke decode(Decoder in) {
      return new Revoke(in.hash(), PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.REVOKE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(reader);
    }
  }

  /**
   * The regulatory center finds a record false (CON-9).
   *
   * @param record its id
   */
  record Judge(Hash record) implements Operation {
    static Judge decode(Decoder in) {
      return new Judge(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.JUDGE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record);
    }
  }

  /**
   * The sender offers records of a type: those named, and what comes to it later (CON-10).
   *
   * @param type DataType of the records
   * @param price for each record, in points, 1 or more
   * @param records ids, each once, 0 to {@link #MAX_RECORDS}
   */
  record Offer(String type, long price, List<Hash> records) implements Operation {
    /** Checks ranges and repetitions. */
    public Offer {
      checkType(type);
      checkPrice(price);
      records = List.copyOf(records);
      if (records.size() > MAX_RECORDS || new TreeSet<>(records).size() != records.size()) {
        throw new IllegalArgumentException(
            "an offer names 0 to " + MAX_RECORDS + " different records");
      }
    }

    static Offer decode(Decoder in) {
      return new Offer(in.text(), in.int64(), in.list(Hash.SIZE, Decoder::hash));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.OFFER;
    }

    @Override
    public void encode(Encoder out) {
      out.text(type).int64(price).count(records.size());
      records.forEach(out::hash);
    }
  }

  /**
   * The sender accepts the open offer of a provider and locks the price (CON-11).
   *
   * @param provider whose offer it is
   * @param type of the offer
   * @param count how many records the sender wants, all or none, 1 to {@link #MAX_RECORDS}
   * @param maxPrice the most that one may cost, in points: guards against an offer that changed
   */
  record Demand(PublicKey provider, String type, int count, long maxPrice) implements Operation {
    /** Checks the ranges. */
    public Demand {
      checkType(type);
      checkPrice(maxPrice);
      if (count < 1 || count > MAX_RECORDS) {
        throw new IllegalArgumentException(
            "a demand is for 1 to " + MAX_RECORDS + " records, not " + count);
      }
    }

    static Demand decode(Decoder in) {
      return new Demand(PublicKey.decode(in), in.text(), in.int32(), in.int64());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.DEMAND;
    }

    @Override
    public void encode(Encoder out) {
      out.value(provider).text(type).int32(count).int64(maxPrice);
    }
  }

  /**
   * A provider closes its offer, or a demander leaves an agreement that waits (CON-13).
   *
   * @param provider whose offer it is
   * @param type of the offer
   */
  record Withdraw(PublicKey provider, String type) implements Operation {
    /** Checks the type. */
    public Withdraw {
      checkType(type);
    }

    static Withdraw decode(Decoder in) {
      return new Withdraw(PublicKey.decode(in), in.text());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.WITHDRAW;
    }

    @Override
    public void encode(Encoder out) {
      out.value(provider).text(type);
    }
  }

  /**
   * The regulatory center changes the list of consensus nodes (CON-18).
   *
   * @param change one node
   */
  record ChangeMembers(MemberChange change) implements Operation {
    static ChangeMembers decode(Decoder in) {
      return new ChangeMembers(MemberChange.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.CHANGE_MEMBERS;
    }

    @Override
    public void encode(Encoder out) {
      out.value(change);
    }
  }

  /** The sender asks for its role and the points in its account (CON-20). */
  record Balance() implements Operation {
    static Balance decode(Decoder in) {
      return new Balance();
    }

    @Override
    public OperationKind kind() {
      return OperationKind.BALANCE;
    }

    @Override
    public void encode(Encoder out) {}
  }

  /**
   * The sender asks whether it may read a record, and for what price (CON-20).
   *
   * @param record its id
   */
  record Quote(Hash record) implements Operation {
    static Quote decode(Decoder in) {
      return new Quote(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.QUOTE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record);
    }
  }

  private static void checkType(String type) {
    int size = Bytes.utf8(type).size();
    if (size < 1 || size > MedicalRecord.MAX_TYPE_SIZE) {
      throw new IllegalArgumentException(
          "a type has 1 to " + MedicalRecord.MAX_TYPE_SIZE + " bytes, not " + size);
    }
  }

  private static void checkPrice(long price) {
    if (price < 1 || price > PointRules.MAX_POINTS) {
      throw new IllegalArgumentException(
          "a price is 1 to " + PointRules.MAX_POINTS + " points, not " + price);
    }
  }

  /**
   * An operation whose content means something to its sender alone: it is ordered, uses up its
   * number, and changes nothing else (CON-21).
   *
   * @param content any bytes
   */
  record Opaque(Bytes content) implements Operation {
    static Opaque decode(Decoder in) {
      return new Opaque(in.bytes());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.OPAQUE;
    }

    @Override
    public void encode(Encoder out) {
      out.bytes(content);
    }
  }
}
