package org.medchain.contract.consent;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;

/** Which of an owner's records a directive is about (CON-30). */
public sealed interface DirectiveScope extends Encodable {
  /**
   * One.
   *
   * @param record its id
   */
  @Code(1)
  record OneRecord(Hash record) implements DirectiveScope {}

  /**
   * All of a type, later ones as well.
   *
   * @param dataType DataType, 1 to 128 bytes of UTF-8
   */
  @Code(2)
  record OfType(String dataType) implements DirectiveScope {
    public OfType {
      int size = Bytes.utf8(dataType).size();
      Argument.refuseOutside(
          1, MedicalRecord.MAX_TYPE_SIZE, size, "a type has %s to %s bytes, not %s");
    }
  }

  /** All, later ones as well. */
  @Code(3)
  record AllRecords() implements DirectiveScope {}

  /** The type that it names, if any. */
  default List<String> types() {
    return this instanceof OfType of ? List.of(of.dataType()) : List.of();
  }
}
