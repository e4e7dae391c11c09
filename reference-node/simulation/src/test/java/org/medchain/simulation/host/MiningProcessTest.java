package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.simulation.TestCluster;
import org.medchain.simulation.event.BlockFound;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.model.MiningModel;
import org.medchain.simulation.model.RandomStreams;

/** SIM-13: the time to a find is exponential, the found header is real, the hashes are counted. */
class MiningProcessTest {
  private static final long MS = TestCluster.MS;
  private static final long S = TestCluster.S;
  private static final Difficulty EASY = Difficulty.ofCoefficient(64);
  private static final Difficulty HARD = Difficulty.ofCoefficient(256);

  /** One miner alone with its queue. */
  private static final class Rig {
    final EventQueue queue = new EventQueue();
    final MiningProcess miner;

    Rig(long seed, double hashesPerSecond) {
      miner = new MiningProcess(queue, 0, hashesPerSecond, new RandomStreams(seed));
    }

    /** Takes events until one is a find; fails if none comes before the time. */
    Optional<Header> find(long beforeNs) {
      while (queue.nextNs() < beforeNs) {
        queue.next();
        Optional<Header> found = miner.found((BlockFound) queue.event(), queue.nowNs());
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
  }

  private static Header header(long height, Difficulty difficulty) {
    return TestCluster.block(height, Hash.ZERO, difficulty, List.of()).header();
  }

  @Test
  void theTimeToAFindIsExponential() {
    int finds = 2_000;
    Rig rig = new Rig(1, 64);
    List<Double> waits = new ArrayList<>();
    for (int height = 1; height <= finds; height++) {
      long beganNs = rig.queue.nowNs();
      rig.miner.mine(header(height, EASY), beganNs);
      Header sealed = rig.find(Long.MAX_VALUE).orElseThrow();
      assertThat(EASY.isMetBy(sealed.hash())).isTrue();
      assertThat(sealed.with(header(height, EASY).randomString())).isEqualTo(header(height, EASY));
      waits.add((rig.queue.nowNs() - beganNs) / 1e9);
    }
    // 64 expected hashes at 64 a second: mean and deviation are one second.
    double mean = waits.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    assertThat(mean).isCloseTo(1, within(5 / Math.sqrt(finds)));
    double share = waits.stream().filter(wait -> wait > 2).count() / (double) finds;
    double expected = Math.exp(-2);
    assertThat(share).isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / finds)));
    assertThat(rig.miner.hashesUntil(rig.queue.nowNs()))
        .isCloseTo(rig.queue.nowNs() / 1e9 * 64, within(1e-3));
  }

  /** SIM-13, SIM-20: a search has no memory, so replacing the header moves no find. */
  @Test
  void aReplacedHeaderIsFoundAtTheSameTime() {
    Rig still = new Rig(2, 10);
    still.miner.mine(header(1, EASY), 0);
    assertThat(still.find(Long.MAX_VALUE)).isPresent();

    Rig busy = new Rig(2, 10);
    Optional<Header> found = Optional.empty();
    for (long i = 0; found.isEmpty(); i++) {
      busy.miner.mine(header(i + 1, EASY), i * 10 * MS);
      found = busy.find((i + 1) * 10 * MS);
    }
    assertThat(busy.queue.nowNs()).isEqualTo(still.queue.nowNs());
    assertThat(found.get().height()).isEqualTo(busy.queue.nowNs() / (10 * MS) + 1);
    assertThat(busy.queue.size()).as("no dead events").isZero();
  }

  @Test
  void aPauseDelaysTheFindAndCostsNothing() {
    Rig still = new Rig(3, 10);
    still.miner.mine(header(1, EASY), 0);
    still.find(Long.MAX_VALUE);
    long aloneNs = still.queue.nowNs();

    Rig paused = new Rig(3, 10);
    paused.miner.mine(header(1, EASY), 0);
    paused.miner.stop(aloneNs / 2);
    assertThat(paused.find(aloneNs + 5 * S)).isEmpty();
    paused.miner.mine(header(2, EASY), aloneNs + 5 * S);
    assertThat(paused.find(Long.MAX_VALUE)).isPresent();
    assertThat(paused.queue.nowNs()).isCloseTo(aloneNs + 5 * S + aloneNs - aloneNs / 2, within(2L));
    assertThat(paused.miner.hashesUntil(paused.queue.nowNs()))
        .isCloseTo(aloneNs / 1e8, within(1e-3));
  }

  @Test
  void anotherDifficultyTakesInProportion() {
    Rig easy = new Rig(4, 10);
    easy.miner.mine(header(1, EASY), 0);
    easy.find(Long.MAX_VALUE);
    Rig hard = new Rig(4, 10);
    hard.miner.mine(header(1, HARD), 0);
    hard.find(Long.MAX_VALUE);
    assertThat((double) hard.queue.nowNs() / easy.queue.nowNs()).isCloseTo(4, within(1e-6));

    // Half of the luck is used up under the one, half under the other.
    Rig both = new Rig(4, 10);
    both.miner.mine(header(1, HARD), 0);
    both.miner.mine(header(2, EASY), hard.queue.nowNs() / 2);
    assertThat(both.find(Long.MAX_VALUE).orElseThrow().height()).isEqualTo(2);
    assertThat(both.queue.nowNs())
        .isCloseTo(hard.queue.nowNs() / 2 + easy.queue.nowNs() / 2, within(2L));
  }

  /** The core was busy when the find came, and its step asks for another header. */
  @Test
  void aStaleFindIsDropped() {
    Rig rig = new Rig(5, 10);
    rig.miner.mine(header(1, EASY), 0);
    long dueNs = rig.queue.nextNs();
    rig.miner.mine(header(2, EASY), dueNs + 1);
    assertThat(rig.find(Long.MAX_VALUE).orElseThrow().height()).isEqualTo(2);
    assertThat(rig.queue.nowNs()).isGreaterThan(dueNs + 1);

    Rig stopped = new Rig(5, 10);
    stopped.miner.mine(header(1, EASY), 0);
    stopped.miner.stop(dueNs + 1);
    stopped.miner.mine(header(2, EASY), 2 * dueNs);
    assertThat(stopped.find(Long.MAX_VALUE).orElseThrow().height()).isEqualTo(2);
    assertThat(stopped.queue.nowNs()).isGreaterThan(2 * dueNs);
  }

  @Test
  void nothingIsFoundWithoutHashPower() {
    Rig rig = new Rig(6, 0);
    rig.miner.mine(header(1, EASY), 0);
    rig.miner.mine(header(2, EASY), S);
    assertThat(rig.find(Long.MAX_VALUE)).isEmpty();
    assertThat(rig.miner.hashesUntil(5 * S)).isZero();
    assertThat(MiningModel.NONE.rate(3)).isZero();
    assertThat(MiningModel.equal(4, 8).rate(3)).isEqualTo(2);
    assertThatThrownBy(() -> new MiningModel(List.of(-1.0)));
  }

  @Test
  void aHeaderThatNeedsNoSearchIsFoundAtOnce() {
    Rig rig = new Rig(7, 10);
    rig.miner.mine(header(1, Difficulty.NONE), 5);
    assertThat(rig.find(Long.MAX_VALUE)).isPresent();
    assertThat(rig.queue.nowNs()).isEqualTo(5);
  }
}
