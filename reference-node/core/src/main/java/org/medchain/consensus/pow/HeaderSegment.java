package org.medchain.consensus.pow;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ChainParameters;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Consecutive headers of a chain, lowest first: they prove the work on top of a block (Nakamoto
 * 2008, §8).
 *
 * <p>Held encoded. A reply is mostly this, every node sends one, and a client reads only the first
 * valid one, so the receiver keeps 172 raw bytes a header and decodes them when they are needed.
 * Hence {@link #fault} must expect arbitrary bytes.
 *
 * @param encodedHeaders headers, 172 bytes each, at least one
 */
public record HeaderSegment(List<Bytes> encodedHeaders) implements Encodable {
  static final Codec<HeaderSegment> CODEC =
      Codec.of(HeaderSegment.class, Codec.raw(Header.SIZE).list());

  /** Copies the list and checks its size. */
  public HeaderSegment {
    encodedHeaders = List.copyOf(encodedHeaders);
    Argument.refuseIf(encodedHeaders.isEmpty(), "a segment has at least one header");
  }

  /** The number of headers, 1 or more. */
  public int count() {
    return encodedHeaders.size();
  }

  /** Hash of the last header, which binds all of them if they are linked. */
  public Hash tip() {
    return Hash.of(encodedHeaders.getLast());
  }

  /**
   * The headers, lowest first.
   *
   * @throws org.medchain.data.MalformedInput if 172 of the bytes are not a header
   */
  public List<Header> headers() {
    return encodedHeaders.stream().map(Header.CODEC::decoded).toList();
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
}
