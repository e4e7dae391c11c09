package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.IndexMaintenance.LoadedState;
import org.medchain.node.storage.IndexTables.IndexTable;
import org.medchain.node.storage.IndexWriter.IndexPosition;

/** STO-26: a jump over many blocks takes little memory, and a node that stops does not wait. */
class IndexMaintenanceTest {
  private static final SampleLedger LEDGER = new SampleLedger(9);
  private static final PublicKey SENDER = new PublicKey(Hash.of(Bytes.utf8("sender")).toBytes());

  @TempDir private Path folder;

  private IndexMaintenance open(BlockStore blocks) {
    IndexMaintenance index =
        new IndexMaintenance(
            folder.resolve("index"),
            LEDGER.genesis(),
            blocks,
            new SimpleMeterRegistry().counter("rebuilds"));
    index.open();
    return index;
  }

  private static boolean stand(IndexMaintenance index, int height) throws Exception {
    Hash block = height == 0 ? LEDGER.genesis().chain() : LEDGER.decision(height).block().hash();
    LoadedState state = new LoadedState(height, block, LEDGER.state(height));
    return index.follow(Optional.of(state), height, at -> Optional.empty());
  }

  @Test
  void aJumpIsLeftWhenTheNodeStopsAndDoneAtItsNextStart() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.DEFAULT);
    LEDGER.decisions().forEach(blocks::append);
    IndexMaintenance left = open(blocks);
    assertThat(stand(left, 2)).isTrue();
    left.stop();
    stand(left, 9);
    assertThat(left.height()).as("it is not at the end").isNegative();
    left.close();
    IndexMaintenance next = open(blocks);
    assertThat(stand(next, 9)).isTrue();
    assertThat(next.height()).isEqualTo(9);
    next.close();
  }

  /** Of requests that nothing can read, which a block may have. */
  @Test
  void aJumpIsWrittenInBatchesOfBoundedSize() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.DEFAULT);
    List<CertifiedBlock> chain = new ArrayList<>();
    for (int height = 1; height <= 6; height++) {
      long first = 3_000L * height;
      Hash previous = chain.isEmpty() ? Hash.ZERO : chain.getLast().block().hash();
      List<Transaction> all =
          LongStream.range(first, first + 3_000)
              .mapToObj(
                  number -> Transaction.unsigned(new RequestId(SENDER, number), 1, Bytes.EMPTY))
              .toList();
      chain.add(SampleDecisions.decision(height, previous, all));
      blocks.append(chain.getLast());
    }
    try (MemoryTables memory = new MemoryTables()) {
      List<Boolean> written = new ArrayList<>();
      Bytes highest = chain.getLast().block().transactions().getLast().id().toBytes();
      IndexPosition at = new IndexPosition(6, chain.getLast().block().hash(), Hash.ZERO);
      boolean complete =
          new IndexWriter(memory)
              .blocksStored(
                  1,
                  at,
                  LEDGER.state(0),
                  blocks,
                  () -> {
                    written.add(memory.get(IndexTable.TRANSACTION, highest).isPresent());
                    return false;
                  });
      assertThat(complete).isTrue();
      assertThat(written).hasSize(5).startsWith(false).contains(true);
      assertThat(IndexWriter.position(memory)).contains(at);
    }
  }
}
