package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.crypto.NativeEd25519;

/**
 * What a hostile frame costs the thread of a node's replica, which also decrypts and decodes it, as
 * a multiple of the verification of one signature; for each kind of message and role (THR-5). It is
 * measured in time and judged in signature checks; the exhaustive form writes {@code
 * target/hostile-frames.csv}.
 */
@Tag("process")
class HostileCostTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCH = 200;

  /** What other nodes say to each other meanwhile is no frame's cost. */
  private static final long QUIET_MS = 200;

  /** A frame for which the node closes the link costs another handshake; they take long. */
  private static final int MAX_LINKS = 40;

  private static final List<HostileRole> ROLES =
      List.of(HostileRole.MEMBER, HostileRole.CANDIDATE, HostileRole.LIGHT_CLIENT);

  @TempDir private Path folder;

  /**
   * What the frames of a kind cost.
   *
   * @param frames that were sent; fewer than wanted where each closes the link
   * @param links that were made for them: where a node closes one, its frames pay for the next
   * @param us processor time for each, in µs
   * @param verifications the same as a multiple of one verification
   * @param checks signatures that were checked for each
   */
  private record FrameCost(
      String kind,
      HostileRole role,
      long frames,
      int links,
      double us,
      double verifications,
      double checks) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s,%s,%d,%d,%.1f,%.2f,%.3f%n",
          kind.toLowerCase(Locale.ROOT),
          role.word(),
          frames,
          links,
          us,
          verifications,
          checks);
    }
  }

  @Test
  void aFewFramesOfAKindAreMeasured() throws Exception {
    List<FrameCost> costs = measure(20, List.of(Status.TYPE.name(), Prepare.TYPE.name()));
    assertThat(costs).hasSize(2 * 3);
    for (FrameCost each : costs) {
      assertThat(each.frames()).as("%s", each).isPositive();
      // A check of each frame would be one or more; a busy machine adds the members' own.
      if (each.role() != HostileRole.MEMBER) {
        assertThat(each.checks()).as("signatures of no member: %s", each).isLessThan(1);
      }
    }
  }

  @Test
  @Tag("exhaustive")
  void thousandsOfFramesOfEveryKind() throws Exception {
    List<FrameCost> costs = measure(Integer.getInteger("hostile.frames", 2000), List.of());
    Files.writeString(
        Path.of("target", "hostile-frames.csv"),
        costs.stream()
            .map(FrameCost::toString)
            .collect(
                Collectors.joining(
                    "", "kind,role,frames,links,us_a_frame,verifications,checks\n", "")));
    assertThat(costs).hasSizeGreaterThan(30 * ROLES.size());
  }

  /** Three nodes run in this process. */
  private List<FrameCost> measure(int frames, List<String> kinds) throws Exception {
    double verificationNs = verificationNs();
    List<FrameCost> costs = new ArrayList<>();
    try (HostileRun run = new HostileRun(folder, 1, 1000)) {
      run.warmUp();
      for (String kind : kinds.isEmpty() ? run.source().kinds() : kinds) {
        for (HostileRole role : ROLES) {
          costs.add(cost(run, kind, role, frames, verificationNs));
        }
      }
      assertThat(run.nodes.failure()).isEmpty();
    }
    return costs;
  }

  private static FrameCost cost(
      HostileRun run, String kind, HostileRole role, int frames, double verificationNs)
      throws InterruptedException {
    HostileMessageSource source = run.source();
    List<HostileMessage> made = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      made.add(source.next(kind, run.keys(role)));
    }
    run.awaitLink(role, 0);
    awaitQuiet(run);
    long sentBefore = run.table.of(kind, HostileOutcome.SENT);
    long checksBefore = run.nodes.checks(0);
    long before = THREADS.getThreadCpuTime(run.nodes.thread(0));
    int links = 1;
    for (int i = 0; i < frames; i++) {
      if (!run.isConnected(role, 0)) {
        if (links++ == MAX_LINKS) {
          break;
        }
        run.awaitLink(role, 0);
      }
      run.send(role, 0, made.get(i));
      if (i % BATCH == BATCH - 1) {
        run.barrier();
      }
    }
    run.barrier();
    double ns = THREADS.getThreadCpuTime(run.nodes.thread(0)) - before;
    long checks = run.nodes.checks(0) - checksBefore;
    long sent = Math.max(1, run.table.of(kind, HostileOutcome.SENT) - sentBefore);
    return new FrameCost(
        kind,
        role,
        sent,
        links,
        ns / sent / 1000,
        ns / sent / verificationNs,
        (double) checks / sent);
  }

  /** Until the node checks nothing more of what the nodes still say to each other. */
  private static void awaitQuiet(HostileRun run) throws InterruptedException {
    long checks;
    do {
      run.barrier();
      checks = run.nodes.checks(0);
      Thread.sleep(QUIET_MS);
    } while (run.nodes.checks(0) != checks);
  }

  /** Of one signature that was never seen, on this machine, in this process. */
  private static double verificationNs() {
    SignatureScheme scheme = NativeEd25519.orPortable();
    KeyPair keys = scheme.keyPair(Bytes.of(new byte[32]));
    Bytes message = Bytes.utf8("a message of the length of a vote's statement, or thereabouts");
    Signature signature = scheme.sign(keys.secretKey(), message);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < 500; i++) {
        if (!scheme.verify(keys.publicKey(), message, signature)) {
          throw new IllegalStateException("a signature does not hold");
        }
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - before) / 500.0);
    }
    return best;
  }
}
