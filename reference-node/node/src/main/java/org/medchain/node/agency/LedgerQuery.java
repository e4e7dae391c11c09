package org.medchain.node.agency;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A question to a service provision node (paper §3.2.6: locate at any time). Its answer is that
 * node's word; a client that needs proofs requests them.
 */
public sealed interface LedgerQuery extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static LedgerQuery decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 0 -> new ChainHeadQuery();
      case 1 -> new LocateTransactionQuery(in.hash());
      case 2 -> new LocateRecordQuery(in.hash());
      case 3 -> new PatientRecordsQuery(PublicKey.decode(in), in.int32());
      case 4 -> new ReadRecordQuery(in.hash());
      default -> throw in.malformed("no query has the code " + kind);
    };
  }

  /** How far the chain is there. */
  record ChainHeadQuery() implements LedgerQuery {
    @Override
    public void encode(Encoder out) {
      out.uint8(0);
    }
  }

  /**
   * Where a transaction stands.
   *
   * @param id of the transaction
   */
  record LocateTransactionQuery(Hash id) implements LedgerQuery {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).hash(id);
    }
  }

  /**
   * Where the upload of a record stands.
   *
   * @param id of the record
   */
  record LocateRecordQuery(Hash id) implements LedgerQuery {
    @Override
    public void encode(Encoder out) {
      out.uint8(2).hash(id);
    }
  }

  /**
   * Which records a patient has.
   *
   * @param patient its key
   * @param from how many of the first ones to pass over, 0 or more
   */
  record PatientRecordsQuery(PublicKey patient, int from) implements LedgerQuery {
    /** Checks the range. */
    public PatientRecordsQuery {
      if (from < 0) {
        throw new IllegalArgumentException("records count from 0, not " + from);
      }
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(3).value(patient).int32(from);
    }
  }

  /**
   * A record, for who may read it without price.
   *
   * @param id of the record
   */
  record ReadRecordQuery(Hash id) implements LedgerQuery {
    @Override
    public void encode(Encoder out) {
      out.uint8(4).hash(id);
    }
  }
}
