package org.medchain.consensus.pbft;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.SignedVote;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;

/** Arbitrary messages of PBFT, small and without meaning: no signature in them holds. */
final class PbftArbitraries {
  private PbftArbitraries() {}

  /** Views and heights. */
  static Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20), Arbitraries.longs().greaterOrEqual(0));
  }

  static Arbitrary<SignedVote> votes() {
    return Combinators.combine(DataArbitraries.publicKeys(), DataArbitraries.signatures())
        .as(SignedVote::new);
  }

  static Arbitrary<QuorumCertificate> quorumCertificates() {
    return Combinators.combine(
            numbers(), numbers(), DataArbitraries.hashes(), votes().list().ofMaxSize(3))
        .as(QuorumCertificate::new);
  }

  static Arbitrary<PreparedCertificate> preparedCertificates() {
    return Combinators.combine(
            numbers(), DataArbitraries.headers(), votes(), votes().list().ofMaxSize(3))
        .as(PreparedCertificate::new);
  }

  /** Requests that all have one signature: it travels in the envelope, not in the body. */
  static Arbitrary<Request> requests(Signature signature) {
    return DataArbitraries.transactions()
        .map(each -> new Transaction(each.request(), each.kind(), each.body(), signature))
        .map(Request::new);
  }

  static Arbitrary<PrePrepare> prePrepares() {
    return Combinators.combine(numbers(), DataArbitraries.blocks()).as(PrePrepare::new);
  }

  static Arbitrary<Prepare> prepares() {
    return Combinators.combine(numbers(), numbers(), DataArbitraries.hashes()).as(Prepare::new);
  }

  static Arbitrary<Commit> commits() {
    return Combinators.combine(numbers(), numbers(), DataArbitraries.hashes()).as(Commit::new);
  }

  static Arbitrary<ViewChange> viewChanges() {
    Arbitrary<List<PreparedCertificate>> prepared = preparedCertificates().list().ofMaxSize(2);
    return Combinators.combine(numbers(), quorumCertificates(), prepared).as(ViewChange::new);
  }

  static Arbitrary<NewView> newViews() {
    Arbitrary<NewView.Proof> proofs =
        Combinators.combine(
                DataArbitraries.publicKeys(), viewChanges(), DataArbitraries.signatures())
            .as(NewView.Proof::new);
    return Combinators.combine(numbers(), proofs.list().ofMaxSize(2)).as(NewView::new);
  }

  static Arbitrary<Status> statuses() {
    return Combinators.combine(numbers(), Arbitraries.of(true, false), numbers()).as(Status::new);
  }

  static Arbitrary<DecidedBlock> decidedBlocks() {
    return Combinators.combine(DataArbitraries.blocks(), quorumCertificates())
        .as(DecidedBlock::new);
  }

  static Arbitrary<OrderedReply> replies() {
    return Combinators.combine(numbers(), numbers(), DataArbitraries.receipts())
        .as(OrderedReply::new);
  }
}
