package org.medchain.node.files;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;

/**
 * Send me a piece (topic {@link CallKind#CHUNK}).
 *
 * @param file its id
 * @param index from 0
 */
record PieceRequest(Hash file, int index) implements Encodable {
  static PieceRequest decode(Decoder in) {
    return new PieceRequest(in.hash(), in.int32());
  }

  @Override
  public void encode(Encoder out) {
    out.hash(file).int32(index);
  }
}
