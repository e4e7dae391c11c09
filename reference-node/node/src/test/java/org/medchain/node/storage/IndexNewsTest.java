package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.medchain.node.ledger.CertifiedBlock;

/** STO-26: what waits for the index. */
class IndexNewsTest {
  private static final SampleLedger LEDGER = new SampleLedger(12);

  private static IndexNews news(int height) {
    return new IndexNews.Filled(LEDGER.decision(height));
  }

  private static long size(int height) {
    CertifiedBlock decision = LEDGER.decision(height);
    return decision.block().expectedSize();
  }

  /** One thread puts all of them in; it gets no further than there is room, and loses none. */
  @Test
  void whatWaitsIsBoundedInBytes() throws Exception {
    long limit = size(1) + size(2) + size(3);
    IndexNews.IndexQueue queue = new IndexNews.IndexQueue(limit);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int height = 1; height <= 12; height++) {
                  queue.put(news(height));
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    List<IndexNews> taken = new ArrayList<>();
    while (taken.size() < 12) {
      assertThat(queue.bytes()).isLessThanOrEqualTo(limit);
      taken.add(queue.take());
      assertThat(queue.bytes()).isLessThanOrEqualTo(limit);
      taken.addAll(queue.takeAll());
    }
    writer.get(1, TimeUnit.MINUTES);
    for (int height = 1; height <= 12; height++) {
      assertThat(taken.get(height - 1)).isEqualTo(news(height));
    }
    assertThat(queue.bytes()).isZero();
  }

  /** A block that is larger than all room is not left out. */
  @Test
  void aLargeBlockWaitsAlone() throws Exception {
    IndexNews.IndexQueue queue = new IndexNews.IndexQueue(1);
    queue.put(news(1));
    CompletableFuture<Void> done = new CompletableFuture<>();
    queue.put(new IndexNews.Await(done));
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.takeAll()).containsExactly(news(1), new IndexNews.Await(done));
  }
}
