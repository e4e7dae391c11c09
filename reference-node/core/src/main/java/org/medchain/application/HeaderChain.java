package org.medchain.application;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;

/**
 * The headers with which a third party checks proofs (paper §3.2.6: inspections and reviews):
 * headers, each linked to the one before, up to a head whose hash the party has from a trusted
 * source (APP-3). The head hash is all that is trusted; that it is final is for consensus to show.
 */
public final class HeaderChain {
  private final List<Header> headers;

  private HeaderChain(List<Header> headers) {
    this.headers = headers;
  }

  /**
   * Headers from any height to the head.
   *
   * @param headers in order, 1 or more
   * @param head the recorded hash of the last
   * @throws MalformedInput saying which does not fit
   */
  public static HeaderChain of(List<Header> headers, Hash head) {
    Hash expected = head;
    for (int i = headers.size() - 1; i >= 0; i--) {
      Header header = headers.get(i);
      if (!header.hash().equals(expected)) {
        throw new MalformedInput(
            "header " + i + ": the hash is " + header.hash().brief() + ", not " + expected.brief());
      }
      if (header.height() != headers.get(0).height() + i) {
        throw new MalformedInput("header " + i + ": the height is " + header.height());
      }
      expected = header.previous();
    }
    if (headers.isEmpty()) {
      throw new MalformedInput("no header leads to the head");
    }
    return new HeaderChain(List.copyOf(headers));
  }

  /** The same from headers one after the other, as a list of them is encoded. */
  public static HeaderChain decode(Bytes headers, Hash head) {
    return of(Decoder.decode(headers, in -> in.list(Header.SIZE, Header.CODEC::decode)), head);
  }

  private Optional<Header> at(long height) {
    // Without subtracting: a height may be any number.
    long first = headers.get(0).height();
    return height < first || height > headers.get(headers.size() - 1).height()
        ? Optional.empty()
        : Optional.of(headers.get((int) (height - first)));
  }

  /** The fault of a proof; empty if the transaction is in the chain at its location. */
  public Optional<String> flawIn(ExistenceProof proof) {
    return proof.flaw(this::at);
  }

  /**
   * The fault of a proof; nothing if the transaction is in the chain and had its effect.
   *
   * @param window W of the chain: the receipts root of height h is in the header of h + W
   */
  public Optional<String> flawIn(AcceptanceProof proof, int window) {
    return proof
        .flaw(this::at, window)
        .or(
            () ->
                proof.receipt().succeeded()
                    ? Optional.empty()
                    : Optional.of(
                        "the transaction was refused with code " + proof.receipt().code()));
  }
}
