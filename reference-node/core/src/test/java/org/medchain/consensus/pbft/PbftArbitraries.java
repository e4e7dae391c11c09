package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

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

  private static Arbitrary<NewView.ViewChangeProof> viewChangeProofs() {
    return Combinators.combine(
            DataArbitraries.publicKeys(), viewChanges(), DataArbitraries.signatures())
        .as(NewView.ViewChangeProof::new);
  }

  static Arbitrary<NewView> newViews() {
    return Combinators.combine(numbers(), viewChangeProofs().list().ofMaxSize(2)).as(NewView::new);
  }

  static Arbitrary<VoteEvidence> voteEvidence() {
    return Combinators.combine(
            Arbitraries.of(VoteEvidence.VotePhase.values()),
            numbers(),
            numbers(),
            DataArbitraries.hashes(),
            votes())
        .as(VoteEvidence::new);
  }

  static Arbitrary<VoteReport> voteReports() {
    return Combinators.combine(
            Arbitraries.longs(),
            numbers(),
            voteEvidence().list().ofMaxSize(2),
            viewChangeProofs().list().ofMaxSize(1))
        .as(VoteReport::new);
  }

  static Arbitrary<Status> statuses() {
    return Combinators.combine(numbers(), Arbitraries.of(true, false), numbers(), numbers())
        .as(Status::new);
  }

  static Arbitrary<DecidedBlock> decidedBlocks() {
    return Combinators.combine(DataArbitraries.blocks(), quorumCertificates())
        .as(DecidedBlock::new);
  }

  static Arbitrary<Checkpoint> checkpoints() {
    Arbitrary<Hash> hashes = DataArbitraries.hashes();
    return Combinators.combine(numbers(), hashes, hashes, hashes).as(Checkpoint::new);
  }

  static Arbitrary<CheckpointCertificate> checkpointCertificates() {
    return Combinators.combine(checkpoints(), votes().list().ofMaxSize(3))
        .as(CheckpointCertificate::new);
  }

  static Arbitrary<StableCheckpoint> stableCheckpoints() {
    Arbitrary<StableCheckpoint.EpochProof> proofs = epochProofs();
    return Combinators.combine(
            checkpointCertificates(), decidedBlocks(), proofs.list().ofMaxSize(2))
        .as(StableCheckpoint::new);
  }

  static Arbitrary<MembershipProof> membershipProofs() {
    return epochProofs().list().ofMaxSize(3).map(MembershipProof::new);
  }

  /** A proof shows the context that the checkpoint names. */
  static Arbitrary<StableCheckpoint.EpochProof> epochProofs() {
    return Combinators.combine(checkpointCertificates(), summaries())
        .as(
            (certificate, summary) -> {
              Checkpoint any = certificate.checkpoint();
              Checkpoint named =
                  new Checkpoint(any.height(), any.block(), any.stateRoot(), summary.hash());
              return new StableCheckpoint.EpochProof(
                  new CheckpointCertificate(named, certificate.votes()), summary.digest());
            });
  }

  static Arbitrary<Membership> memberships() {
    return DataArbitraries.publicKeys().list().uniqueElements().ofMaxSize(4).map(Membership::new);
  }

  static Arbitrary<Epoch> epochs() {
    return Combinators.combine(numbers(), DataArbitraries.hashes(), numbers(), memberships())
        .as(Epoch::new);
  }

  static Arbitrary<Epochs> epochLists() {
    Arbitrary<Optional<Epochs.EpochEnding>> endings = endings().optional();
    Arbitrary<List<Epoch>> lists =
        epochs().list().ofMinSize(1).ofMaxSize(3).map(PbftArbitraries::linked);
    return Combinators.combine(DataArbitraries.hashes(), lists, endings).as(Epochs::new);
  }

  /** Each names the one before it, from epoch 0 on. */
  private static List<Epoch> linked(List<Epoch> any) {
    List<Epoch> all = new ArrayList<>();
    for (Epoch each : any) {
      all.add(
          all.isEmpty()
              ? new Epoch(0, each.previous(), each.first(), each.members())
              : new Epoch(
                  all.getLast().number() + 1,
                  Hash.of(all.getLast().encoded()),
                  each.first(),
                  each.members()));
    }
    return all;
  }

  static Arbitrary<Epochs.EpochEnding> endings() {
    return Combinators.combine(numbers(), memberships()).as(Epochs.EpochEnding::new);
  }

  static Arbitrary<CheckpointContext.ContextSummary.RootsAtHeight> rootsAt() {
    return Combinators.combine(numbers(), roots())
        .as(CheckpointContext.ContextSummary.RootsAtHeight::new);
  }

  private static Arbitrary<ExecutionRoots> roots() {
    return Combinators.combine(DataArbitraries.hashes(), DataArbitraries.hashes())
        .as(ExecutionRoots::new);
  }

  static Arbitrary<CheckpointContext.ContextSummary> summaries() {
    return Combinators.combine(
            Arbitraries.maps(numbers(), roots()).ofMaxSize(3),
            epochLists(),
            DataArbitraries.hashes())
        .as(
            (each, epochs, clients) ->
                new CheckpointContext.ContextSummary(new TreeMap<>(each), epochs, clients));
  }

  static Arbitrary<ClientTable> clientTables() {
    return Combinators.combine(numbers(), DataArbitraries.receipts())
        .as(ClientTable.StoredReply::new)
        .list()
        .ofMaxSize(4)
        .map(
            results -> {
              ClientTable table = new ClientTable(new OrderingRight.Anyone());
              results.forEach(each -> table.put(each.height(), each.receipt()));
              return table;
            });
  }

  static Arbitrary<CheckpointContext> contexts() {
    return Combinators.combine(summaries(), clientTables())
        .as((summary, table) -> CheckpointContext.of(summary.roots(), summary.epochs(), table));
  }

  static Arbitrary<SnapshotPart> snapshotParts() {
    return Combinators.combine(
            numbers(), Arbitraries.integers().between(0, 3), DataArbitraries.bytes(0, 9))
        .as((height, part, content) -> new SnapshotPart(height, part, 4, content));
  }

  static Arbitrary<Snapshot> snapshots() {
    return Combinators.combine(DataArbitraries.bytes(0, 9), DataArbitraries.bytes(0, 9))
        .as(Snapshot::new);
  }

  static Arbitrary<ReadRequest> readRequests(Signature signature) {
    return requests(signature).map(each -> new ReadRequest(each.transaction()));
  }

  static Arbitrary<RequestRejection> refusals() {
    return Combinators.combine(DataArbitraries.hashes(), DataArbitraries.texts(9))
        .as(RequestRejection::new);
  }

  static Arbitrary<ReadReply> readReplies() {
    return Combinators.combine(numbers(), numbers(), DataArbitraries.receipts()).as(ReadReply::new);
  }

  /** Entries of the durable log; the last kind holds others. */
  static Arbitrary<WriteAheadLog.LogRecord> journalEntries() {
    Arbitrary<WriteAheadLog.LogRecord> simple =
        Arbitraries.oneOf(
            prePrepares().map(WriteAheadLog.LogRecord.ProposalSent::new),
            Combinators.combine(prePrepares(), votes())
                .as(WriteAheadLog.LogRecord.ProposalAccepted::new),
            preparedCertificates().map(WriteAheadLog.LogRecord.BlockPrepared::new),
            viewChanges().map(WriteAheadLog.LogRecord.ViewLeft::new),
            newViews().map(WriteAheadLog.LogRecord.NewViewSent::new),
            envelopes().map(WriteAheadLog.LogRecord.ViewEntered::new),
            decidedBlocks().map(WriteAheadLog.LogRecord.BlockDecided::new),
            quorumCertificates().map(WriteAheadLog.LogRecord.BlockCertified::new),
            Combinators.combine(epochProofs(), viewChanges().list().ofMaxSize(2))
                .as(WriteAheadLog.LogRecord.EpochRecovered::new),
            Arbitraries.just(new WriteAheadLog.LogRecord.VotesForgotten()));
    Arbitrary<WriteAheadLog.LogRecord> bases =
        Combinators.combine(
                checkpointCertificates(),
                decidedBlocks(),
                DataArbitraries.bytes(0, 9),
                epochProofs().list().ofMaxSize(1),
                simple.list().ofMaxSize(2))
            .as(WriteAheadLog.LogRecord.CheckpointBase::new);
    return Arbitraries.frequencyOf(Tuple.of(8, simple), Tuple.of(1, bases));
  }

  private static Arbitrary<Envelope> envelopes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            DataArbitraries.publicKeys(),
            DataArbitraries.bytes(0, 9),
            DataArbitraries.signatures())
        .as(Envelope::new);
  }

  static Arbitrary<OrderedReply> replies() {
    return Combinators.combine(numbers(), numbers(), DataArbitraries.receipts())
        .as(OrderedReply::new);
  }
}
