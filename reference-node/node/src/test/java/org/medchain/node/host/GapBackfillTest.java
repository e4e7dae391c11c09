package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;

/** ROLE-5: a node comes to hold the whole ledger, also if it was stopped before it did. */
class GapBackfillTest {
  @TempDir private Path folder;

  private final TestLedger ledger = new TestLedger(4);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private CertifiedBlock decision(long height) {
    return ledger.at(0).blockAt(height).orElseThrow();
  }

  /** Knows no peers until it is connected. */
  private final class LateRpcClient implements RpcClient {
    private final TestRpcClient peers =
        new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
            .honest(ledger.at(1));

    private volatile boolean connected = true;

    @Override
    public List<Peer> peers() {
      return connected ? peers.peers() : List.of();
    }

    @Override
    public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
      return peers.call(peer, topic, question);
    }
  }

  private final LateRpcClient rpc = new LateRpcClient();

  private GapBackfill backfill(BlockStore blocks, StateIndex index) {
    return new GapBackfill(
        ledger.genesis,
        blocks,
        index,
        () -> HeaderChainVerifier.of(ledger.genesis, ledger.check()),
        rpc,
        meters);
  }

  /** The next life of a store with the first two blocks. */
  private interface Life {
    void live(BlockStore blocks, GapBackfill backfill) throws Exception;
  }

  private void fillsAllIn(Life life) throws Exception {
    ledger.growTo(10);
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store =
            NodeStore.open(volume, StoreOptions.of(Pbft.PROTOCOL), token -> {}, meters);
        StateIndex index =
            StateIndex.open(folder.resolve("index"), ledger.genesis, store.blocks(), meters);
        GapBackfill backfill = backfill(store.blocks(), index)) {
      BlockStore blocks = store.blocks();
      blocks.append(decision(1));
      blocks.append(decision(2));
      life.live(blocks, backfill);

      for (int i = 0; i < 3_000 && blocks.contiguousHeight() < 10; i++) {
        Thread.sleep(10);
      }
      assertThat(blocks.contiguousHeight()).isEqualTo(10);
    }
  }

  @Test
  void fillsWhatAStateTransferPassedOver() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          backfill.start();
          blocks.append(decision(10));
        });
  }

  /** The next block is executed on one that is there: only those below the state are missing. */
  @Test
  void fillsWhatAnEarlierLifeLeftOpen() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          for (long height = 7; height <= 10; height++) {
            blocks.append(decision(height));
          }
          backfill.start();
        });
  }

  /**
   * Nothing of the lower gap is here yet when the upper one comes, and nothing is decided after.
   */
  @Test
  void fillsWhatASecondStateTransferPassedOver() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          rpc.connected = false;
          backfill.start();
          blocks.append(decision(5));
          Thread.sleep(200);
          blocks.append(decision(8));
          blocks.append(decision(9));
          blocks.append(decision(10));
          rpc.connected = true;
        });
  }

  @Test
  void fillsSeveralGapsOfAnEarlierLife() throws Exception {
    fillsAllIn(
        (blocks, backfill) -> {
          blocks.append(decision(4));
          blocks.append(decision(7));
          blocks.append(decision(8));
          blocks.append(decision(10));
          backfill.start();
        });
  }
}
