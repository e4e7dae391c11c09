package org.medchain.consensus.pbft.cluster;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.GoldenCluster;
import org.medchain.consensus.golden.GoldenDriver;
import org.medchain.consensus.golden.GoldenFile;
import org.medchain.consensus.golden.GoldenNames;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Difficulty;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** The golden files of PBFT: four replicas, one request a block, W = 2, mostly K = 1,000. */
class PbftGoldenTest {
  private static final String QUIETLY = "quietly ";

  @ParameterizedTest
  @CsvSource({
    "normal-case, 1000",
    "view-change, 1000",
    "pipelining, 1000",
    "prepared-later-block, 1000",
    "checkpoint, 2",
    "state-transfer, 2",
    "restart, 1000",
    "membership-change, 2"
  })
  void honestReplicas(String file, long interval) {
    GoldenFile.check("pbft-" + file + ".txt", cluster(interval, (replica, self) -> replica));
  }

  @Test
  void equivocatingPrimary() {
    GoldenFile.check(
        "pbft-equivocating-primary.txt",
        cluster(
            1_000,
            (replica, self) ->
                self.equals(GoldenCluster.members(4).key(0))
                    ? new EquivocatingPrimary(replica, GoldenCluster.members(4).keys())
                    : replica));
  }

  /** A command after the word "quietly" does its work and shows nothing of it. */
  private static GoldenDriver cluster(
      long interval, BiFunction<PbftReplica, PublicKey, Replica> replicas) {
    GoldenCluster cluster = loud(interval, replicas);
    return command -> {
      if (!command.startsWith(QUIETLY)) {
        return cluster.run(command);
      }
      cluster.run(command.substring(QUIETLY.length()));
      return List.of();
    };
  }

  private static GoldenCluster loud(
      long interval, BiFunction<PbftReplica, PublicKey, Replica> replicas) {
    ChainParameters chain = ConsensusTestChain.parameters(2, Difficulty.NONE);
    Membership members = GoldenCluster.members(4);
    PbftParameters parameters =
        new PbftParameters(
            chain, new BatchLimits(1, 10_000, 0), 1_000_000_000, 100_000_000, 100, interval);
    GoldenNames[] names = new GoldenNames[1];
    GoldenCluster cluster =
        new GoldenCluster(
            new GoldenCluster.Protocol(
                chain,
                members,
                PbftMessages.all(),
                self -> replicas.apply(new PbftReplica(parameters, members, self), self),
                () -> new PbftClientSession(members, 500_000_000),
                message -> details(message, names[0]),
                PbftGoldenTest::isShown));
    names[0] = cluster.names();
    return cluster;
  }

  /** A sent message is shown when it arrives; storage as the reason for which a send waits. */
  private static boolean isShown(Output output) {
    return switch (output) {
      case Output.Commit commit -> true;
      case Output.Accepted accepted -> true;
      case Output.Reject reject -> true;
      case Output.StartTimer start -> start.timer().equals(PbftTimers.VIEW_CHANGE);
      case Output.StopTimer stop -> stop.timer().equals(PbftTimers.VIEW_CHANGE);
      case Output.Broadcast broadcast -> true;
      case Output.TakeSnapshot taken -> true;
      case Output.Truncate truncate -> true;
      case Output.Restore restore -> true;
      default -> false;
    };
  }

  private static String details(Message message, GoldenNames names) {
    return switch (message) {
      case PrePrepare m ->
          view(m.view()) + " height " + m.block().height() + " " + names.of(m.block().hash());
      case Prepare m -> view(m.view()) + " height " + m.height() + " " + names.of(m.block());
      case Commit m -> view(m.view()) + " height " + m.height() + " " + names.of(m.block());
      case ViewChange m ->
          "to "
              + view(m.newView())
              + ", decided "
              + m.decided().height()
              + ", prepared "
              + m.prepared().stream()
                  .map(c -> c.height() + " " + names.of(c.block()) + " in view " + c.view())
                  .toList();
      case NewView m ->
          view(m.view())
              + " with the view-changes of "
              + m.proofs().stream().map(proof -> names.of(proof.sender())).toList();
      case Status m -> (m.changing() ? "wants " : "") + view(m.view()) + ", decided " + m.decided();
      case DecidedBlock m -> m.block().height() + " " + names.of(m.block().hash());
      case FetchBlock m -> names.of(m.block());
      case FetchedBlock m -> names.of(m.block().hash());
      case OrderedReply m -> names.of(m.receipt().request()) + " at height " + m.height();
      case Checkpoint m -> "height " + m.height() + " " + names.of(m.block());
      case StableCheckpoint m ->
          "height "
              + m.certificate().checkpoint().height()
              + " signed by "
              + m.certificate().holders().stream().map(names::of).toList()
              + (m.proofs().isEmpty() ? "" : ", with the ends of " + m.proofs().size() + " epochs");
      case VoteReport m ->
          m.votes().stream()
                  .map(each -> each.phase() + " " + each.height() + " in " + view(each.view()))
                  .toList()
              + ", decided "
              + m.decided();
      case FetchSnapshot m -> "of " + m.height() + ", part " + m.part();
      case SnapshotPart m -> "of " + m.height() + ", part " + m.part() + " of " + m.parts();
      default -> "";
    };
  }

  private static String view(long view) {
    String number = "view " + ViewNumbers.number(view);
    return ViewNumbers.epoch(view) == 0
        ? number
        : "epoch " + ViewNumbers.epoch(view) + " " + number;
  }
}
