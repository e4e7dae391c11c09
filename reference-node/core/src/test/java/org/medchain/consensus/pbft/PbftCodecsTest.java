package org.medchain.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import org.medchain.CoreClasses;
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
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/** NET-1, NET-2, DATA-1, DATA-2: the properties of the encoding, for every message of PBFT. */
class PbftCodecsTest extends CodecProperties {
  /** The signature in the envelope beside the body; only the value of a request includes it. */
  private static final Signature SIGNATURE = new Signature(Bytes.of(new byte[Signature.SIZE]));

  private static final PublicKey NOBODY = new PublicKey(Bytes.of(new byte[PublicKey.SIZE]));

  @Override
  protected List<CodecCase<?>> codecs() {
    return Stream.concat(messages().stream(), kept().stream()).toList();
  }

  private static List<CodecCase<?>> messages() {
    Arbitrary<FetchSnapshot> fetches =
        Combinators.combine(PbftArbitraries.numbers(), Arbitraries.integers())
            .as(FetchSnapshot::new);
    return List.of(
        new CodecCase<>(SignedVote.class, PbftArbitraries.votes(), SignedVote.CODEC::decode),
        new CodecCase<>(
            QuorumCertificate.class,
            PbftArbitraries.quorumCertificates(),
            QuorumCertificate.CODEC::decode),
        new CodecCase<>(
            PreparedCertificate.class,
            PbftArbitraries.preparedCertificates(),
            PreparedCertificate.CODEC::decode),
        new CodecCase<>(
            Request.class,
            PbftArbitraries.requests(SIGNATURE),
            in -> (Request) readClients(in, Request.TYPE)),
        codec(PrePrepare.class, PbftArbitraries.prePrepares(), PrePrepare.TYPE),
        codec(Prepare.class, PbftArbitraries.prepares(), Prepare.TYPE),
        codec(Commit.class, PbftArbitraries.commits(), Commit.TYPE),
        codec(ViewChange.class, PbftArbitraries.viewChanges(), ViewChange.TYPE),
        codec(NewView.class, PbftArbitraries.newViews(), NewView.TYPE),
        codec(Status.class, PbftArbitraries.statuses(), Status.TYPE),
        codec(DecidedBlock.class, PbftArbitraries.decidedBlocks(), DecidedBlock.TYPE),
        codec(FetchBlock.class, DataArbitraries.hashes().map(FetchBlock::new), FetchBlock.TYPE),
        codec(
            FetchedBlock.class, DataArbitraries.blocks().map(FetchedBlock::new), FetchedBlock.TYPE),
        codec(OrderedReply.class, PbftArbitraries.replies(), OrderedReply.TYPE),
        codec(Checkpoint.class, PbftArbitraries.checkpoints(), Checkpoint.TYPE),
        codec(StableCheckpoint.class, PbftArbitraries.stableCheckpoints(), StableCheckpoint.TYPE),
        codec(MembershipProof.class, PbftArbitraries.membershipProofs(), MembershipProof.TYPE),
        codec(FetchSnapshot.class, fetches, FetchSnapshot.TYPE),
        codec(SnapshotPart.class, PbftArbitraries.snapshotParts(), SnapshotPart.TYPE),
        new CodecCase<>(
            ReadRequest.class,
            PbftArbitraries.readRequests(SIGNATURE),
            in -> (ReadRequest) readClients(in, ReadRequest.TYPE)),
        codec(RequestRejection.class, PbftArbitraries.refusals(), RequestRejection.TYPE),
        codec(ReadReply.class, PbftArbitraries.readReplies(), ReadReply.TYPE),
        codec(VoteQuery.class, Arbitraries.longs().map(VoteQuery::new), VoteQuery.TYPE),
        codec(VoteReport.class, PbftArbitraries.voteReports(), VoteReport.TYPE));
  }

  /** The types in snapshots, certificates and the durable log. */
  private static List<CodecCase<?>> kept() {
    return List.of(
        new CodecCase<>(
            CheckpointCertificate.class,
            PbftArbitraries.checkpointCertificates(),
            CheckpointCertificate.CODEC::decode),
        new CodecCase<>(Epoch.class, PbftArbitraries.epochs(), Epoch.CODEC::decode),
        new CodecCase<>(
            VoteEvidence.class,
            PbftArbitraries.voteEvidence(),
            Codec.of(VoteEvidence.class)::decode),
        new CodecCase<>(Epochs.class, PbftArbitraries.epochLists(), Epochs.CODEC::decode),
        new CodecCase<>(
            CheckpointContext.ContextSummary.class,
            PbftArbitraries.summaries(),
            CheckpointContext.ContextSummary.CODEC::decode),
        new CodecCase<>(
            CheckpointContext.ContextDigest.class,
            PbftArbitraries.summaries().map(CheckpointContext.ContextSummary::digest),
            Codec.of(CheckpointContext.ContextDigest.class)::decode),
        new CodecCase<>(
            CheckpointContext.class, PbftArbitraries.contexts(), CheckpointContext::decode),
        new CodecCase<>(Snapshot.class, PbftArbitraries.snapshots(), Snapshot::decode),
        new CodecCase<>(
            StableCheckpoint.EpochProof.class,
            PbftArbitraries.epochProofs(),
            StableCheckpoint.EpochProof.CODEC::decode),
        new CodecCase<>(
            Epochs.EpochEnding.class, PbftArbitraries.endings(), Epochs.EpochEnding.CODEC::decode),
        new CodecCase<>(
            CheckpointContext.ContextSummary.RootsAtHeight.class,
            PbftArbitraries.rootsAt(),
            Codec.of(CheckpointContext.ContextSummary.RootsAtHeight.class)::decode),
        new CodecCase<>(
            WriteAheadLog.LogRecord.class,
            PbftArbitraries.journalEntries(),
            in -> WriteAheadLog.decodeRecord(in.raw(in.remaining()))));
  }

  private static <T extends Message> CodecCase<T> codec(
      Class<T> kind, Arbitrary<T> values, MessageType type) {
    return new CodecCase<>(kind, values, in -> kind.cast(read(in, type, body -> NOBODY)));
  }

  /** A request's body begins with its sender, whom the envelope has to name as well. */
  private static Message readClients(Decoder in, MessageType type) {
    return read(
        in,
        type,
        body ->
            body.size() < PublicKey.SIZE
                ? NOBODY
                : Decoder.decode(
                    body,
                    each -> {
                      PublicKey sender = PublicKey.decode(each);
                      each.raw(each.remaining());
                      return sender;
                    }));
  }

  private static Message read(Decoder in, MessageType type, Function<Bytes, PublicKey> sender) {
    Bytes body = in.raw(in.remaining());
    return type.decoder().apply(new Envelope(type.code(), sender.apply(body), body, SIGNATURE));
  }

  @Override
  protected String layer() {
    return "org.medchain.consensus.pbft";
  }

  /** Types of both protocols are listed here too. */
  @Example
  void noSharedTypeIsForgotten() {
    Set<String> packages = Set.of("org.medchain.consensus", "org.medchain.consensus.snapshot");
    List<String> shared =
        CoreClasses.read("org.medchain.consensus").stream()
            .filter(type -> packages.contains(type.getPackageName()))
            .filter(type -> type.isAssignableTo(Encodable.class) && !type.isInterface())
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(shared)
        .containsExactlyInAnyOrder(
            "ClientTable",
            "OpaqueEntry", // of any format: it has no decoder
            "QuorumCertificate",
            "RequestRejection",
            "Request",
            "SignedVote",
            "Snapshot",
            "SnapshotPart");
  }

  /** Codes and names are part of the wire format; 1, 2 and 10 to 29 are this protocol's. */
  @Example
  void codesAndNamesAreFixed() {
    assertThat(PbftMessages.all().stream().map(type -> type.code() + " " + type.name()))
        .containsExactly(
            "1 transaction",
            "2 refusal",
            "10 pre-prepare",
            "11 prepare",
            "12 commit",
            "13 view-change",
            "14 new-view",
            "15 status",
            "16 decided-block",
            "17 fetch-block",
            "18 fetched-block",
            "19 reply",
            "20 checkpoint",
            "21 stable-checkpoint",
            "22 fetch-snapshot",
            "23 snapshot-part",
            "24 transaction",
            "25 read-reply",
            "26 vote-query",
            "27 vote-report",
            "28 membership-proof");
  }
}
