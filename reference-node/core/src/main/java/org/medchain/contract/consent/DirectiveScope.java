package org.medchain.contract.consent;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;

/** Which of an owner's records a directive is about (CON-30). */
public sealed interface DirectiveScope extends Encodable {
  /**
   * One.
   *
   * @param record its id
   */
  record OneRecord(Hash record) implements DirectiveScope {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).hash(record);
    }
  }

  /**
   * All of a type, later ones as well.
   *
   * @param dataType DataType, 1 to 128 bytes of UTF-8
   */
  record OfType(String dataType) implements DirectiveScope {
    /** Checks the type. */
    public OfType {
      int size = Bytes.utf8(dataType).size();
      if (size < 1 || size > MedicalRecord.MAX_TYPE_SIZE) {
        throw new IllegalArgumentException(
            "a type has 1 to " + MedicalRecord.MAX_TYPE_SIZE + " bytes, not " + size);
      }
    }

    @Override
    public void encode(Encoder out) {
      out.uint8(2).text(dataType);
    }
  }

  /** All, later ones as well. */
  record AllRecords() implements DirectiveScope {
    @Override
    public void encode(Encoder out) {
      out.uint8(3);
    }
  }

  /** The type that it names, if any. */
  default List<String> types() {
    return this instanceof OfType of ? List.of(of.dataType()) : List.of();
  }

  /** Reads what a scope wrote. */
  static DirectiveScope decode(Decoder in) {
    int kind = in.uint8();
    return switch (kind) {
      case 1 -> new OneRecord(in.hash());
      case 2 -> new OfType(in.text());
      case 3 -> new AllRecords();
      default -> throw new MalformedInput("no scope has the code " + kind);
    };
  }
}
