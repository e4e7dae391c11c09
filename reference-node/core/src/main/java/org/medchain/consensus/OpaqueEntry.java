package org.medchain.consensus;

import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/** A log entry of which only the bytes are known. */
record OpaqueEntry(Bytes bytes) implements Encodable {
  @Override
  public void encode(Encoder out) {
    out.raw(bytes);
  }

  @Override
  public Bytes encoded() {
    return bytes;
  }
}
