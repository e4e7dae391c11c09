package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Consecutive headers of a chain, lowest first: they prove the work on top of a block (Nakamoto
 * 2008, §8).
 *
 * <p>Held encoded. A reply is mostly this, every node sends one, and a client reads only the first
 * valid one, so the receiver keeps 172 raw bytes a header and decodes them when they are needed.
 * Hence {@link #fault} must expect arbitrary bytes.
 */
public final class HeaderSegment implements Encodable {
  /** The least encoded size in bytes. */
  static final int MIN_SIZE = 1 + Header.SIZE;

  private final Bytes encoded;
  private final int count;
  private final Hash tip;

  private HeaderSegment(Bytes encoded) {
    this.encoded = encoded;
    this.count = encoded.size() / Header.SIZE;
    this.tip =
        Decoder.decode(
            encoded,
            in -> {
              in.raw((count - 1) * Header.SIZE);
              return Hash.of(in.raw(Header.SIZE));
            });
  }

  /** The segment of these encoded headers, 172 bytes each, at least one. */
  static HeaderSegment ofEncoded(List<Bytes> headers) {
    Encoder out = new Encoder();
    headers.forEach(out::raw);
    return new HeaderSegment(out.toBytes());
  }

  /** Reads what {@link #encode} wrote. */
  static HeaderSegment decode(Decoder in) {
    int headers = in.countOf(Header.SIZE);
    if (headers == 0) {
      throw new IllegalArgumentException("a segment has at least one header");
    }
    return new HeaderSegment(in.raw(headers * Header.SIZE));
  }

  @Override
  public void encode(Encoder out) {
    out.count(count).raw(encoded);
  }

  /** The number of headers, 1 or more. */
  public int count() {
    return count;
  }

  /** Hash of the last header, which binds all of them if they are linked. */
  public Hash tip() {
    return tip;
  }

  /**
   * The headers, lowest first.
   *
   * @throws org.medchain.data.MalformedInput if 172 of the bytes are no header
   */
  public List<Header> headers() {
    Header[] headers = new Header[count];
    return Decoder.decode(
        encoded,
        in -> {
          for (int i = 0; i < headers.length; i++) {
            headers[i] = Header.CODEC.decode(in);
          }
          return List.of(headers);
        });
  }

  /**
   * The reason why these headers, as {@link #headers} read them, are not a piece of such a chain;
   * empty if they are.
   */
  static Optional<String> fault(List<Header> headers, ChainParameters chain, DifficultyRule rule) {
    Optional<Header> below = Optional.empty();
    Hash belowHash = Hash.ZERO;
    for (Header header : headers) {
      Hash hash = header.hash();
      if (!rule.allows(chain, header.difficulty()) || !header.difficulty().isMetBy(hash)) {
        return Optional.of("header " + header.height() + " is not under the chain's target");
      }
      if (below.isPresent() && !isChild(header, below.get(), belowHash)) {
        return Optional.of("header " + header.height() + " is not the child of the one before");
      }
      if (below.isPresent() && !rule.mayFollow(chain, below.get(), header)) {
        return Optional.of("header " + header.height() + " has another difficulty than it must");
      }
      below = Optional.of(header);
      belowHash = hash;
    }
    return Optional.empty();
  }

  private static boolean isChild(Header header, Header below, Hash belowHash) {
    return header.previous().equals(belowHash)
        && header.height() == below.height() + 1
        && header.timestampMs() >= below.timestampMs();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderSegment that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return "HeaderSegment[" + count + " up to " + tip.brief() + "]";
  }
}
