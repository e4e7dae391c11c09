package org.medchain.consensus.pow;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Output;
import org.medchain.consensus.golden.Cluster;
import org.medchain.consensus.golden.GoldenFile;
import org.medchain.consensus.golden.Names;
import org.medchain.consensus.golden.TestChain;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * Plays {@code golden/pow-fork.txt}: a fork, its resolution, and k confirmations, and {@code
 * golden/pow-deep-reorganisation.txt}: a partition, header-first synchronisation, a reorganisation
 * deeper than the window (POW-11, POW-28, POW-33).
 */
@Tag("fast")
class PowGoldenTest {
  private static final int NODES = 4;
  private static final int CONFIRMATIONS = 3;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aForkAndItsResolution() {
    play("pow-fork.txt");
  }

  @Test
  void aDeepReorganisation() {
    play("pow-deep-reorganisation.txt");
  }

  private static void play(String file) {
    ChainParameters chain = TestChain.parameters(2, PowFixture.EASY);
    Membership members = Cluster.members(NODES);
    PowParameters parameters =
        new PowParameters(
            chain, CONFIRMATIONS, new BatchLimits(10, 10_000, SECOND / 10), 100, SECOND);
    Names names = new Names();
    Cluster.Protocol pow =
        new Cluster.Protocol(
            chain,
            members,
            PowMessages.all(),
            key -> new PowReplica(parameters, members, key),
            () -> new PowClientSession(chain, members, CONFIRMATIONS, SECOND),
            message -> details(names, message),
            PowGoldenTest::isShown);
    GoldenFile.check(file, new Cluster(pow, names));
  }

  private static String details(Names names, Message message) {
    return switch (message) {
      case NewBlock each -> names.of(each.block().hash());
      case GetBlock each -> names.of(each.block());
      case Announce each -> names.of(each.block()) + " at height " + each.height();
      case CompactBlock each -> names.of(each.header().hash());
      case GetBlockTransactions each -> each.indices().size() + " of " + names.of(each.block());
      case BlockTransactions each -> names.of(each.block()) + requests(names, each.transactions());
      case GetHeaders each ->
          "above " + each.locator().stream().map(names::of).collect(Collectors.joining(", else "));
      case Headers each ->
          each.headers().isEmpty()
              ? "(none)"
              : each.headers().stream()
                  .map(header -> names.of(header.hash()))
                  .collect(Collectors.joining(" "));
      case ConfirmedReply each ->
          names.of(each.receipt().request())
              + " under "
              + each.headers().count()
              + " headers up to "
              + names.of(each.headers().tip());
      default -> throw new IllegalArgumentException("not of this protocol: " + message);
    };
  }

  private static String requests(Names names, List<Transaction> transactions) {
    return transactions.stream()
        .map(each -> names.of(each.request()))
        .collect(Collectors.joining(" ", " [", "]"));
  }

  private static boolean isShown(Output output) {
    return !(output instanceof Output.StartTimer || output instanceof Output.StopTimer);
  }
}
