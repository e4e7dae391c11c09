package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Hash;

/** STO-33: the entries that are found before the index has them. */
class HeldUpIndexTest {
  @TempDir private Path folder;

  private StateIndex open() throws Exception {
    BlockStore blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    StateIndexTest.LEDGER.decisions().forEach(blocks::append);
    StateIndex index =
        StateIndex.open(folder, StateIndexTest.LEDGER.genesis(), blocks, new SimpleMeterRegistry());
    StateIndexTest.stand(index, 0);
    return index;
  }

  /**
   * STO-33, LIGHT-8: a receipt is there before its block is in the index; nobody waits for that, so
   * an unknown receipt takes no longer.
   */
  @Test
  void whatIsExecutedIsFoundWhileTheIndexIsHeldUp() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Thread reader = Thread.currentThread();
    AtomicLong searched = new AtomicLong();
    try (StateIndex index = open()) {
      StateIndexTest.await(index);
      try {
        index.reached(
            12,
            at -> {
              if (!Thread.currentThread().equals(reader)) {
                StateIndexTest.awaitRelease(released);
              }
              return Optional.of(StateIndexTest.effect(at));
            });
        StateIndexTest.checkIds(index, StateIndexTest.plain(12));
        assertThat(index.height()).isZero();
        index.reached(
            1_000_000_000,
            at -> {
              if (Thread.currentThread().equals(reader)) { // the index may ask, too
                searched.incrementAndGet();
              }
              return Optional.empty();
            });
        assertThat(index.locateTransaction(Hash.ZERO)).isEmpty();
        assertThat(searched).as("far behind: only a few blocks").hasValueBetween(1, 256);
      } finally {
        index.reached(12, at -> Optional.of(StateIndexTest.effect(at)));
        released.countDown();
      }
      StateIndexTest.await(index);
      StateIndexTest.check(index, 12);
    }
  }
}
