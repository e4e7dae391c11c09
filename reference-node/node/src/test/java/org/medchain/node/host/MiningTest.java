package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;

/** The search on its own thread: the found header is the one wanted last, and under its target. */
class MiningTest {
  private final BlockingQueue<Header> found = new LinkedBlockingQueue<>();
  private final NonceSearch mining = new NonceSearch("test", found::add, error -> {});

  @AfterEach
  void close() {
    mining.close();
  }

  private static Header header(long height, int bits) {
    return new Header(
        Header.VERSION,
        Hash.ZERO,
        1_000,
        MerkleTree.EMPTY_ROOT,
        0,
        height,
        Hash.ZERO,
        MerkleTree.EMPTY_ROOT,
        Difficulty.ofTarget(BigInteger.TWO.pow(256 - bits)),
        RandomString.ZERO);
  }

  private Header next() throws InterruptedException {
    Header next = found.poll(120, TimeUnit.SECONDS);
    assertThat(next).as("found in time").isNotNull();
    return next;
  }

  @Test
  void whatIsFoundMeetsTheTarget() throws InterruptedException {
    for (int height = 1; height <= 3; height++) {
      Header wanted = header(height, 12);
      mining.mine(wanted);
      Header sealed = next();
      assertThat(sealed.with(wanted.randomString())).isEqualTo(wanted);
      assertThat(sealed.difficulty().isMetBy(sealed.hash())).isTrue();
    }
    assertThat(found).isEmpty();
  }

  /** A target that is never met is given up for one that is. */
  @Test
  void anotherHeaderTakesTheFirstOnesPlace() throws InterruptedException {
    mining.mine(header(1, 200));
    mining.mine(header(2, 8));
    assertThat(next().height()).isEqualTo(2);
    mining.mine(header(3, 200));
    mining.stop();
    mining.mine(header(4, 8));
    assertThat(next().height()).isEqualTo(4);
    assertThat(found).isEmpty();
  }

  @Test
  void aClosedSearchEnds() throws InterruptedException {
    mining.mine(header(1, 200));
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each -> each.getName().equals("test-mining"))
            .toList();
    assertThat(threads).hasSize(1);
    mining.close();
    threads.getFirst().join(60_000);
    assertThat(threads.getFirst().isAlive()).isFalse();
    mining.mine(header(2, 8));
    assertThat(found).isEmpty();
  }
}
