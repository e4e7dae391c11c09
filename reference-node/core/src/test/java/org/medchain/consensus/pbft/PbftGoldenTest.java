package org.medchain.consensus.pbft;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.Cluster;
import org.medchain.consensus.golden.GoldenFile;
import org.medchain.consensus.golden.Names;
import org.medchain.consensus.golden.TestChain;
import org.medchain.data.Difficulty;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** The golden interaction files of PBFT: four replicas, one request a block, W = 2. */
@Tag("fast")
class PbftGoldenTest {
  @Test
  void normalCase() {
    GoldenFile.check("pbft-normal-case.txt", cluster());
  }

  @Test
  void viewChange() {
    GoldenFile.check("pbft-view-change.txt", cluster());
  }

  private static Cluster cluster() {
    ChainParameters chain = TestChain.parameters(2, Difficulty.NONE);
    Membership members = Cluster.members(4);
    PbftParameters parameters =
        new PbftParameters(chain, new BatchLimits(1, 10_000, 0), 1_000_000_000, 100_000_000, 100);
    Names[] names = new Names[1];
    Cluster cluster =
        new Cluster(
            new Cluster.Protocol(
                chain,
                members,
                PbftMessages.all(),
                self -> new PbftReplica(parameters, members, self),
                () -> new PbftClientSession(members, 500_000_000),
                message -> details(message, names[0]),
                PbftGoldenTest::isShown));
    names[0] = cluster.names();
    return cluster;
  }

  /** What is sent shows when it arrives; storage shows as what a send waits for. */
  private static boolean isShown(Output output) {
    return switch (output) {
      case Output.Commit commit -> true;
      case Output.Accepted accepted -> true;
      case Output.Reject reject -> true;
      case Output.StartTimer start -> start.timer().equals(ViewTimer.VIEW_CHANGE);
      case Output.StopTimer stop -> stop.timer().equals(ViewTimer.VIEW_CHANGE);
      case Output.Broadcast broadcast -> true;
      default -> false;
    };
  }

  private static String details(Message message, Names names) {
    return switch (message) {
      case PrePrepare m ->
          "view " + m.view() + " height " + m.block().height() + " " + names.of(m.block().hash());
      case Prepare m -> "view " + m.view() + " height " + m.height() + " " + names.of(m.block());
      case Commit m -> "view " + m.view() + " height " + m.height() + " " + names.of(m.block());
      case ViewChange m ->
          "to view "
              + m.newView()
              + ", decided "
              + m.stable().height()
              + ", prepared "
              + m.prepared().stream()
                  .map(c -> c.height() + " " + names.of(c.block()) + " in view " + c.view())
                  .toList();
      case NewView m ->
          "view "
              + m.view()
              + " with the view-changes of "
              + m.proofs().stream().map(proof -> names.of(proof.sender())).toList();
      case Status m ->
          (m.changing() ? "wants view " : "view ") + m.view() + ", decided " + m.decided();
      case DecidedBlock m -> m.block().height() + " " + names.of(m.block().hash());
      case FetchBlock m -> names.of(m.block());
      case FetchedBlock m -> names.of(m.block().hash());
      case OrderedReply m -> names.of(m.receipt().request()) + " at height " + m.height();
      default -> "";
    };
  }
}
