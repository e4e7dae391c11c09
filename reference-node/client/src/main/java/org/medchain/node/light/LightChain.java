package org.medchain.node.light;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.inspection.UnacceptedRecoveryException;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.StateProofResponse;

/**
 * All that a light client trusts: headers, each naming the one before, up to a head that the
 * members of its epoch certified, from the genesis block on (ROLE-6, LIGHT-1 to LIGHT-5; decision
 * 0160). Every input is checked, from any sender, and changes nothing if it is invalid.
 */
public final class LightChain {
  private final int window;

  /** Encoded, by height: 172 bytes each instead of a dozen objects. */
  private final List<Bytes> headers = new ArrayList<>();

  private HeaderChainVerifier chain;
  private Hash head;
  private Optional<Certificate> certificate = Optional.empty();

  /** The chain of {@code genesis}, of which nothing else is known. */
  public LightChain(Genesis genesis, CertificateVerifier certificates) {
    this.chain = HeaderChainVerifier.of(genesis, certificates);
    this.window = genesis.terms().window();
    headers.add(genesis.block().header().encoded());
    head = genesis.chain();
  }

  /** Height of the head. */
  public long height() {
    return headers.size() - 1L;
  }

  public Header head() {
    return header(headers.size() - 1);
  }

  /** The header of a height; nothing above the head. */
  public Optional<Header> headerAt(long height) {
    return height < 0 || height > height() ? Optional.empty() : Optional.of(header((int) height));
  }

  private Header header(int height) {
    return Header.CODEC.decoded(headers.get(height));
  }

  /**
   * The certificate of the head; empty at the genesis block, and at the end of an epoch that the
   * next one's proof certifies.
   */
  public Optional<Certificate> certificate() {
    return certificate;
  }

  /** Reads nodes' replies with certificates of this chain, and stored ones. */
  <T> Codec<T> codec(Class<T> type) {
    return chain.certificates().codec(type);
  }

  /** The members that decide each height, as far as it is proved. */
  public MembershipHistory members() {
    return chain.members();
  }

  /**
   * Extends the chain by these headers (LIGHT-1).
   *
   * @param next in order, the first above the head, 1 or more
   * @param vouching certificate of the last of them
   * @throws InvalidProofException if they are not linked, or not certified by the members of the
   *     last height
   */
  public void append(List<Header> next, Certificate vouching) throws InvalidProofException {
    Hash last = chain.requireCertified(head, height(), next, vouching);
    next.forEach(each -> headers.add(each.encoded()));
    head = last;
    certificate = Optional.of(vouching);
  }

  /**
   * Extends the chain by headers that the proof of an epoch's end certifies, which is the last of
   * them.
   *
   * @return false, and nothing is changed, if no known epoch ends there
   * @throws InvalidProofException if they are not linked, or it is another block
   */
  boolean appendUpToEpochEnd(List<Header> next) throws InvalidProofException {
    Hash parent = chain.requireLinked(head, height(), next);
    long last = height() + next.size();
    for (int epoch = 0; epoch < members().current(); epoch++) {
      if (members().endOf(epoch).height() == last) {
        next.forEach(each -> headers.add(each.encoded()));
        head = parent;
        certificate = Optional.empty();
        return true;
      }
    }
    return false;
  }

  /**
   * Learns how an epoch ended and who decides from there on (LIGHT-2, LIGHT-3). Headers that former
   * members certified afterwards are dropped: only leaked keys sign there.
   *
   * @return whether it was news
   * @throws InvalidProofException if the proof does not hold
   */
  public boolean advanceEpoch(Bytes proof) throws InvalidProofException {
    HeaderChainVerifier more;
    try {
      more = chain.advance(proof);
    } catch (UnacceptedRecoveryException e) {
      throw new UnacceptedRecoveryException(
          e.getMessage() + "; certified blocks are known here up to height " + height());
    }
    int before = members().current();
    if (more.members().current() == before) {
      return false;
    }
    MembershipHistory.EpochBoundary end = more.members().endOf(before);
    long known = before == 0 ? 0 : members().endOf(before - 1).height();
    chain = more;
    if (height() >= end.height()) {
      boolean same = header((int) end.height()).hash().equals(end.block());
      truncate(same ? end.height() : Math.min(known, height()));
    }
    return true;
  }

  private void truncate(long height) {
    if (height < height()) {
      headers.subList((int) height + 1, headers.size()).clear();
      head = head().hash();
      certificate = Optional.empty();
    }
  }

  /** The fault of a proof that a transaction is in the chain; nothing if it is (LIGHT-4). */
  public Optional<String> findError(ExistenceProof proof) {
    return proof.flaw(this::headerAt);
  }

  /** The fault of a proof of a transaction's receipt; nothing if it is that (LIGHT-4). */
  public Optional<String> findError(AcceptanceProof proof) {
    return proof.flaw(this::headerAt, window);
  }

  /** The fault of a certificate; nothing if the members decided this header of the chain. */
  public Optional<String> findError(Header header, Certificate vouching) {
    return headerAt(header.height()).filter(header::equals).isEmpty()
        ? Optional.of("the header of height " + header.height() + " is another one")
        : chain.findError(header, vouching);
  }

  /** The fault of a proof about a key in the state; nothing if it is so (LIGHT-5). */
  public Optional<String> findError(Bytes key, StateProofResponse answer, long header) {
    Optional<Header> rooted = headerAt(header);
    if (rooted.isEmpty()) {
      return Optional.of("no header of height " + header + " is known");
    }
    return answer.verify(key, rooted.get().stateRoot())
        ? Optional.empty()
        : Optional.of("the proof does not lead to the state root in header " + header);
  }

  /** Height of the header that holds the root of the receipts of {@code height}. */
  long rootHeaderOf(long height) {
    return height + window;
  }
}
