package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.KeyPair;
import org.medchain.network.AuthenticationResult.Verified;

/** PBFT-24: no flood makes a replica hold more and more, and it continues afterwards. */
@Tag("statistical")
class PbftFloodTest {
  /** The state of the replica when the flood comes. */
  enum Situation {
    /** It is a backup, and all is executed. */
    BACKUP(1),
    /** It leads the view. */
    PRIMARY(0),
    /** It has sent COMMIT and hears of no others. */
    WAITING(1),
    /** It is the only one that has left its view. */
    CHANGING(1);

    private final int victim;

    Situation(int victim) {
      this.victim = victim;
    }
  }

  private static final int BYZANTINE = 3;
  private static final long CHECKPOINT_INTERVAL = 8;
  private static final int POOL = 200;
  private static final int HEIGHTS = 43;

  private static final int FEW = 2_000;
  private static final int MANY = 6_000;
  private static final int VERY_MANY = 20_000;
  private static final int RETRANSMIT_EVERY = 100;
  private static final int MOST_ROUNDS = 100;
  private static final double SWING = 1.1;
  private static final long CONSTANT_BYTES = 4 * 1024;

  private final LightCluster cluster =
      new LightCluster(CHECKPOINT_INTERVAL, POOL, Set.of(BYZANTINE));
  private final KeyPair stranger = LightCluster.keys("stranger");
  private final List<Verified> heard = new ArrayList<>();
  private long submitted;

  @ParameterizedTest
  @EnumSource
  void aMemberFillsNoMemory(FloodKind kind) {
    floodByMember(kind, MANY);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  void aMemberFillsNoMemoryInALongerFlood(FloodKind kind) {
    floodByMember(kind, VERY_MANY);
  }

  private static void floodByMember(FloodKind kind, int messages) {
    for (Situation situation : Situation.values()) {
      PbftFloodTest fresh = new PbftFloodTest();
      Random random = new Random(0);
      KeyPair byzantine = fresh.cluster.keys(BYZANTINE);
      fresh.check(
          situation, () -> kind.next(fresh.cluster, byzantine, random), messages, kind.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNonMemberFillsNoMemory(FloodKind kind) {
    Random random = new Random(1);
    check(Situation.BACKUP, () -> kind.next(cluster, stranger, random), VERY_MANY, kind.toString());
  }

  /** Messages that honest replicas sent once, again and again. */
  @ParameterizedTest
  @EnumSource
  void replaysFillNoMemory(Situation situation) {
    Random random = new Random(2);
    check(situation, () -> heard.get(random.nextInt(heard.size())), VERY_MANY, "replays");
  }

  private void check(Situation situation, Supplier<Verified> flood, int messages, String name) {
    cluster.listen(heard::add);
    prepare(situation);
    cluster.listen(message -> {});
    int victim = situation.victim;
    flood(victim, flood, FEW);
    long afterFew = held(victim);
    flood(victim, flood, messages - FEW);
    long afterMany = held(victim);
    assertThat((double) afterMany)
        .as("%s, %s: bytes held after many, %d after few", name, situation, afterFew)
        .isLessThanOrEqualTo(SWING * afterFew + CONSTANT_BYTES);
    checkGoesOn(victim, name + ", " + situation);
  }

  private long held(int victim) {
    return cluster.memory(victim) + cluster.log(victim);
  }

  /** A chain with checkpoints, one view change and back to view 4, which node 0 leads again. */
  private void prepare(Situation situation) {
    for (int i = 0; i < HEIGHTS; i++) {
      submit();
      cluster.deliver();
    }
    for (int node = 0; node < BYZANTINE; node++) {
      cluster.give(node, cluster.from(cluster.keys(BYZANTINE), new Status(0, false, 0, 0)));
    }
    cluster.deliver();
    switch (situation) {
      case BACKUP, PRIMARY -> {}
      case WAITING -> {
        submit();
        cluster.deliver(message -> !(message instanceof Commit));
      }
      case CHANGING -> {
        submit();
        cluster.lose();
        cluster.fire(situation.victim, PbftTimers.VIEW_CHANGE);
        cluster.lose();
      }
    }
  }

  private void submit() {
    cluster.submit(cluster.request("client", ++submitted));
  }

  private void flood(int victim, Supplier<Verified> flood, int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.give(victim, flood.get());
      if (i % RETRANSMIT_EVERY == 0) {
        cluster.fire(victim, PbftTimers.RETRANSMIT);
      }
      cluster.lose();
    }
  }

  /** The flood ends; a client's request waits behind those of the flood, if it held any. */
  private void checkGoesOn(int victim, String name) {
    long before = cluster.host(victim).height();
    submit();
    cluster.deliver();
    for (int round = 0; cluster.host(victim).height() == before; round++) {
      assertThat(round).as("%s: rounds after the flood", name).isLessThan(MOST_ROUNDS);
      cluster.fireAll();
    }
  }
}
