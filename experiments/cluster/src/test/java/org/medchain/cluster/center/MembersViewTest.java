package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;
import org.medchain.node.admission.CallKind;
import org.medchain.node.history.CertifiedHead;
import org.medchain.node.history.HistoryAlarm;
import org.medchain.node.history.HistoryWatch;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** CLUSTER-4, NODE-14: whose heights count at the center, and how many it needs. */
class MembersViewTest {
  private static final long HUGE = 1L << 40;
  private static final String UNHEARD = "too few members have told their heights; try again";

  @TempDir private Path temp;

  private final StatedHeights peers = new StatedHeights();

  /** Each states a height, and proves none. */
  private static final class StatedHeights implements RpcClient {
    private final Map<PublicKey, Long> heights = new LinkedHashMap<>();

    @Override
    public List<Peer> peers() {
      return heights.keySet().stream()
          .map(each -> new Peer(each, PeerRole.CONSENSUS_NODE, BigInteger.ONE))
          .toList();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      return topic.equals(CallKind.HEADERS.method())
          ? CompletableFuture.completedFuture(
              new HeadersResponse(heights.get(peer), List.of(), Optional.empty()).encoded())
          : CompletableFuture.failedFuture(new RefusedException("for a test"));
    }
  }

  /** Of a chain without a block. */
  private record EmptyLedger(Genesis genesis) implements LedgerView {
    @Override
    public long height() {
      return 0;
    }

    @Override
    public Optional<CertifiedBlock> blockAt(long height) {
      return Optional.empty();
    }

    @Override
    public Optional<WorldState> stateAt(long height) {
      return Optional.empty();
    }

    @Override
    public Optional<List<Receipt>> receiptsAt(long height) {
      return Optional.empty();
    }
  }

  private static PublicKey key(int number) {
    return new PublicKey(Hash.of(Bytes.utf8("node " + number)).toBytes());
  }

  private static List<PublicKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(MembersViewTest::key).toList();
  }

  private static Genesis genesis(int members) {
    return new Genesis(
        new Genesis.Terms(
            1_600_000_000_000L,
            keys(members),
            2,
            Difficulty.NONE,
            5_000,
            key(99),
            new PointRules(100, 10, 25, 7, 8_000)),
        List.of());
  }

  private MembersView view(Genesis genesis, HistoryWatch watch) {
    return new MembersView(genesis, peers, Runnable::run, Optional.of(watch));
  }

  private static void rounds(MembersView view) {
    view.poll().round();
    view.poll().round();
  }

  /** One member and one key of no member: two of the four genesis members would be f + 1. */
  @Test
  void noOneRaisesTheHeightThatReceiptsAreComparedWith() throws Exception {
    Genesis genesis = genesis(4);
    Ed25519 scheme = new Ed25519();
    MembersView view =
        view(
            genesis,
            HistoryWatch.of(
                CertifiedHead.open(
                    temp.resolve("head"),
                    genesis,
                    new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme)),
                new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), scheme),
                new HistoryAlarm(HistoryWatch.LIMIT_NS)));
    keys(3).forEach(each -> peers.heights.put(each, 0L));
    peers.heights.put(key(3), HUGE);
    peers.heights.put(key(4), HUGE);
    rounds(view);
    assertThat(view.height()).as("f members and others are no f + 1").isZero();
    assertThat(view.refusal()).isEmpty();
    peers.heights.put(key(2), HUGE);
    rounds(view);
    assertThat(view.height()).isEqualTo(HUGE);
    assertThat(view.certifiedHeight()).as("no certificate shows it").isZero();
  }

  /** By what certificates prove, not by the genesis. */
  @Test
  void theQuorumIsOneOfTheMembersNow() {
    for (int[] each : new int[][] {{13, 4, 3}, {4, 4, 3}, {4, 13, 9}}) {
      peers.heights.clear();
      Genesis genesis = genesis(each[0]);
      MembershipHistory now =
          MembershipHistory.of(genesis.chainParameters(), new Membership(keys(each[1])));
      MembersView view =
          view(
              genesis,
              HistoryWatch.of(
                  new EmptyLedger(genesis),
                  () -> now,
                  new CertificateVerifier(Pbft.PROTOCOL, genesis.chain(), new Ed25519()),
                  new HistoryAlarm(HistoryWatch.LIMIT_NS)));
      int quorum = each[2];
      keys(quorum - 1).forEach(key -> peers.heights.put(key, 0L));
      rounds(view);
      assertThat(view.refusal()).as("%d of %d", quorum - 1, each[1]).contains(UNHEARD);
      assertThat(view.observed().unheard()).isEqualTo(1);
      peers.heights.put(key(quorum - 1), 0L);
      rounds(view);
      assertThat(view.refusal()).as("%d of %d", quorum, each[1]).isEmpty();
      assertThat(view.observed().unheard()).isZero();
      assertThat(view.observed().requiredPeers()).isEqualTo(quorum);
      assertThat(view.observed().connected()).isEqualTo(quorum);
    }
  }
}
