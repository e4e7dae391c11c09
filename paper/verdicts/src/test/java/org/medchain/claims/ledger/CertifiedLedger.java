package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;

/**
 * A ledger as a node keeps it: executed by the contract, and decided by members whose certificates
 * have the least number of signatures.
 */
public class CertifiedLedger implements LedgerView {
  private final ExecutedChain chain;
  private final SignatureScheme scheme;
  private final List<KeyPair> signers;
  private final List<CertifiedBlock> blocks = new ArrayList<>();
  private final InMemoryLocationIndex locations = new InMemoryLocationIndex();

  protected CertifiedLedger(ExecutedChain chain, SignatureScheme scheme, List<KeyPair> members) {
    this.chain = chain;
    this.scheme = scheme;
    this.signers = members.subList(0, new QuorumSizes(members.size()).size());
  }

  public final ExecutedChain chain() {
    return chain;
  }

  /** Makes, executes and certifies the next block. */
  public final ExecutionResult append(List<Transaction> transactions) {
    Block block = chain.next(transactions);
    ExecutionResult execution = chain.append(block);
    blocks.add(
        new CertifiedBlock(
            block, MemberCertificates.of(scheme, genesis().chain(), block.header(), signers)));
    locations.executed(block, execution);
    return execution;
  }

  public final List<CertifiedBlock> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  public final SignatureScheme scheme() {
    return scheme;
  }

  public final MembershipHistory members() {
    return MembershipHistory.of(genesis().chainParameters(), genesis().membership());
  }

  /** What a node answers about this ledger. */
  public final LedgerRpcServices services() {
    MembershipHistory members = members();
    return new LedgerRpcServices(this, locations, () -> members);
  }

  public final Header head() {
    return chain.head();
  }

  public final WorldState state() {
    return chain.contract().state();
  }

  @Override
  public final Genesis genesis() {
    return chain.genesis();
  }

  @Override
  public final long height() {
    return blocks.size();
  }

  @Override
  public final Optional<CertifiedBlock> blockAt(long height) {
    return at(blocks, height);
  }

  @Override
  public final Optional<WorldState> stateAt(long height) {
    return chain.contract().stateAt(height);
  }

  @Override
  public final Optional<List<Receipt>> receiptsAt(long height) {
    return executionAt(height).map(ExecutionResult::receipts);
  }

  public final Optional<ExecutionResult> executionAt(long height) {
    return at(chain.executions(), height);
  }

  private static <T> Optional<T> at(List<T> fromHeightOne, long height) {
    return height < 1 || height > fromHeightOne.size()
        ? Optional.empty()
        : Optional.of(fromHeightOne.get((int) height - 1));
  }

  /** Certificates as replicas make them, with real signatures. */
  public static final class MemberCertificates {
    private MemberCertificates() {}

    /** COMMITs for a header, in the first view. */
    public static QuorumCertificate of(
        SignatureScheme scheme, Hash chain, Header header, List<KeyPair> signers) {
      Bytes statement = QuorumCertificate.statement(0, header.height(), header.hash());
      List<SignedVote> votes =
          signers.stream().map(each -> vote(scheme, chain, each, statement)).toList();
      return new QuorumCertificate(0, header.height(), header.hash(), votes);
    }

    private static SignedVote vote(
        SignatureScheme scheme, Hash chain, KeyPair signer, Bytes statement) {
      Bytes signing =
          Attestation.signingBytes(QuorumCertificate.DOMAIN, chain, signer.publicKey(), statement);
      return new SignedVote(signer.publicKey(), scheme.sign(signer.secretKey(), signing));
    }
  }
}
