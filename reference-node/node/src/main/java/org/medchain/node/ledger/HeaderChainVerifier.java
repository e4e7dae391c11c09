package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.MembershipHistory.EpochBoundary;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;

/**
 * Checks headers that are said to come next in a chain, from any sender: each names the one before,
 * and a quorum of the members certified the last (LIGHT-1).
 *
 * @param certificates checks them
 * @param members that decide each height, as far as it is proved
 */
public record HeaderChainVerifier(CertificateVerifier certificates, MembershipHistory members) {
  /** Of the chain of {@code genesis}, of which nothing else is known. */
  public static HeaderChainVerifier of(Genesis genesis, CertificateVerifier certificates) {
    return new HeaderChainVerifier(
        certificates, MembershipHistory.of(genesis.chainParameters(), genesis.membership()));
  }

  /**
   * With the members that a proof of an epoch's end adds.
   *
   * @throws MalformedInput if the proof does not hold
   */
  public HeaderChainVerifier with(Bytes proof) {
    return new HeaderChainVerifier(certificates, members.with(proof, certificates.scheme()));
  }

  /** The fault of a certificate; nothing if the members decided this header. */
  public Optional<String> findError(Header header, Certificate vouching) {
    return certificates.findError(header, vouching, members);
  }

  /**
   * Checks only the links.
   *
   * @param parent hash of the known head
   * @param height its height
   * @param next in order, the first above the head
   * @return hash of the last of them, {@code parent} if there is none
   * @throws InvalidProofException if one does not follow, or is another one than ends its epoch
   */
  public Hash requireLinked(Hash parent, long height, List<Header> next)
      throws InvalidProofException {
    Hash last = parent;
    long above = height;
    for (Header each : next) {
      above++;
      if (each.height() != above || !each.previous().equals(last)) {
        throw new InvalidProofException(
            "header " + each.height() + " does not follow height " + (above - 1));
      }
      last = each.hash();
      requireEpochEnd(above, last);
    }
    return last;
  }

  /** The last block of an epoch is the one that the proof of its end names. */
  private void requireEpochEnd(long height, Hash header) throws InvalidProofException {
    for (int epoch = members.current() - 1; epoch >= 0; epoch--) {
      EpochBoundary end = members.endOf(epoch);
      if (end.height() < height) {
        return;
      }
      if (end.height() == height && !end.block().equals(header)) {
        throw new InvalidProofException(
            "header " + height + " is not the one that ends epoch " + epoch);
      }
    }
  }

  /**
   * Checks the links and the certificate of the last header.
   *
   * @param parent hash of the known head
   * @param height its height
   * @param next in order, the first above the head, 1 or more
   * @param vouching certificate of the last of them
   * @return hash of the last of them
   * @throws InvalidProofException if they are not linked, or the members of the last height did not
   *     certify it
   */
  public Hash requireCertified(Hash parent, long height, List<Header> next, Certificate vouching)
      throws InvalidProofException {
    Hash last = requireLinked(parent, height, next);
    if (next.isEmpty()) {
      throw new InvalidProofException("a certificate without headers");
    }
    Optional<String> flaw = findError(next.getLast(), vouching);
    if (flaw.isPresent()) {
      throw new InvalidProofException(flaw.get());
    }
    return last;
  }

  /**
   * With the members that a proof of an epoch's end adds (LIGHT-2); the same ones if that was
   * known.
   *
   * @throws InvalidProofException if the proof does not hold
   */
  public HeaderChainVerifier advance(Bytes proof) throws InvalidProofException {
    try {
      return with(proof);
    } catch (MalformedInput e) {
      throw new InvalidProofException("epoch proof: " + e.getMessage(), e);
    }
  }
}
