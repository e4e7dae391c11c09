package org.medchain.node.agency;

import java.util.List;
import org.medchain.application.Location;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;

/** The answer to a {@link LedgerQuery}. */
public sealed interface LedgerQueryResponse extends Encodable {
  /** Reads what {@link #encode} wrote. */
  static LedgerQueryResponse decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 0 -> new NotFoundResponse();
      case 1 -> new ChainHeadResponse(in.int64(), in.int64());
      case 2 -> new LocationResponse(new Location(in.int64(), in.int32()));
      case 3 -> new RecordIdsResponse(in.list(Hash.SIZE, Decoder::hash));
      case 4 -> new RecordResponse(MedicalRecord.decode(in));
      default -> throw in.malformed("no answer to a query has the code " + kind);
    };
  }

  /** There is nothing of that name. */
  record NotFoundResponse() implements LedgerQueryResponse {
    @Override
    public void encode(Encoder out) {
      out.uint8(0);
    }
  }

  /**
   * How far the chain is here.
   *
   * @param height of the last block executed
   * @param timestampMs of its header, milliseconds of Unix time
   */
  record ChainHeadResponse(long height, long timestampMs) implements LedgerQueryResponse {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).int64(height).int64(timestampMs);
    }
  }

  /**
   * Where it stands.
   *
   * @param location height and index
   */
  record LocationResponse(Location location) implements LedgerQueryResponse {
    @Override
    public void encode(Encoder out) {
      out.uint8(2).int64(location.height()).int32(location.index());
    }
  }

  /**
   * Records in the order of the chain.
   *
   * @param ids up to {@link #MAX_RECORDS}; if it is full, there may be more
   */
  record RecordIdsResponse(List<Hash> ids) implements LedgerQueryResponse {
    /** The most in a reply. */
    public static final int MAX_RECORDS = 1024;

    /** Copies the list. */
    public RecordIdsResponse {
      ids = List.copyOf(ids);
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(3).count(ids.size());
      ids.forEach(out::hash);
    }
  }

  /**
   * A record.
   *
   * @param record as its patient uploaded it
   */
  record RecordResponse(MedicalRecord record) implements LedgerQueryResponse {
    @Override
    public void encode(Encoder out) {
      out.uint8(4).value(record);
    }
  }
}
