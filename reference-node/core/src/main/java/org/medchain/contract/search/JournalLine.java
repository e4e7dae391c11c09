package org.medchain.contract.search;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * What an update leaves for who has the keys (CON-34): from all lines an owner that lost its files,
 * or a delegate, knows again how many entries each keyword has.
 *
 * @param epoch of the keys that sealed it
 * @param entries how many the update has
 * @param sealed the line, encrypted and authenticated
 */
public record JournalLine(int epoch, int entries, Bytes sealed) implements Encodable {
  /** Encoded length in bytes at most. */
  static final int MAX_SIZE = 8 + 2 + UpdateIndex.MAX_JOURNAL;

  static JournalLine decode(Decoder in) {
    return new JournalLine(in.int32(), in.int32(), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.int32(epoch).int32(entries).bytes(sealed);
  }
}
