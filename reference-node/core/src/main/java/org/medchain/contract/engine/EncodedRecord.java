package org.medchain.contract.engine;

import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/** A record whose encoding is that of its components, in their order: no other list of them. */
public interface EncodedRecord extends Encodable {
  @Override
  default void encode(Encoder out) {
    StateCodec.ofValue(this).writer().accept(out, this);
  }
}
