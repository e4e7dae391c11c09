package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.contract.MedicalContract;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestRpcClient;
import org.medchain.node.storage.BlockStore;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.PeerRole;

/** ROLE-5: a node comes to hold the whole ledger, also if it was stopped before it did. */
class GapBackfillTest {
  @TempDir private Path folder;

  private final TestLedger ledger = new TestLedger(4);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private CertifiedBlock decision(long height) {
    return ledger.at(0).blockAt(height).orElseThrow();
  }

  private GapBackfill backfill(BlockStore blocks, StateIndex index) {
    TestRpcClient asker =
        new TestRpcClient(TestLedger.peer(ledger.hospital.publicKey(), PeerRole.FOLLOWING_NODE))
            .honest(ledger.at(1));
    return new GapBackfill(
        ledger.genesis,
        blocks,
        index,
        ledger.check(),
        () -> MembershipHistory.of(ledger.genesis.chainParameters(), ledger.genesis.membership()),
        () -> asker,
        meters);
  }

  /** Executes a block after those of the store, whose gap is below {@code above}. */
  private void fillsAfter(long above) throws Exception {
    ledger.growTo(10);
    try (FolderVolume volume = FolderVolume.open(folder.resolve("store"));
        NodeStore store = NodeStore.open(volume, StoreOptions.DEFAULT, token -> {}, meters);
        StateIndex index = StateIndex.open(folder.resolve("index"), store.blocks(), meters);
        GapBackfill backfill = backfill(store.blocks(), index)) {
      BlockStore blocks = store.blocks();
      blocks.append(decision(1));
      blocks.append(decision(2));
      for (long height = above; height <= 10; height++) {
        blocks.append(decision(height));
      }
      MedicalContract contract = new MedicalContract(ledger.genesis);
      ExecutionResult execution = contract.apply(decision(1).block());

      backfill.executed(decision(10).block(), decision(10).certificate(), execution);

      for (int i = 0; i < 3_000 && blocks.contiguousHeight() < 10; i++) {
        Thread.sleep(10);
      }
      assertThat(blocks.contiguousHeight()).isEqualTo(10);
    }
  }

  @Test
  void fillsWhatAStateTransferPassedOver() throws Exception {
    fillsAfter(10);
  }

  /** The next block is executed on one that is there: only those below the state are missing. */
  @Test
  void fillsWhatAnEarlierLifeLeftOpen() throws Exception {
    fillsAfter(7);
  }
}
