package org.medchain.application;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A record that a search found.
 *
 * @param record its id
 * @param place of its upload
 */
public record FoundRecord(Hash record, Location place) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = Hash.SIZE + Location.SIZE;

  /** Reads what {@link #encode} wrote. */
  public static FoundRecord decode(Decoder in) {
    return new FoundRecord(in.hash(), Location.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record).value(place);
  }
}
