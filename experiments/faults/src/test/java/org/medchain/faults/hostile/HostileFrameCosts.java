package org.medchain.faults.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.crypto.NativeEd25519;

/**
 * What a hostile frame costs the thread of a node's replica, which also decrypts and decodes it, as
 * a multiple of the verification of one signature; for each kind of message and role (THR-5).
 */
final class HostileFrameCosts {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCH = 200;
  private static final int LONGEST_LIST = 1000;

  /** What other nodes say to each other meanwhile is no frame's cost. */
  private static final long QUIET_MS = 200;

  /** A frame for which the node closes the link costs another handshake; they take long. */
  private static final int MAX_LINKS = 40;

  private static final List<HostileRole> ROLES =
      List.of(HostileRole.MEMBER, HostileRole.CANDIDATE, HostileRole.LIGHT_CLIENT);

  /**
   * What the frames of a kind cost.
   *
   * @param kind of message or call
   * @param role of who sent it
   * @param frames that were sent; fewer than wanted where each closes the link
   * @param links that were made for them: where a node closes one, its frames pay for the next
   * @param us processor time for each, in µs
   * @param verifications the same as a multiple of one verification
   * @param checks signatures that were checked for each
   */
  record FrameCost(
      String kind,
      String role,
      long frames,
      int links,
      double us,
      double verifications,
      double checks) {
    /** The table's head. */
    static final String HEAD = "kind,role,frames,links,us_a_frame,verifications,checks\n";

    /** A line of the table. */
    String csv() {
      return String.format(
          Locale.ROOT,
          "%s,%s,%d,%d,%.1f,%.2f,%.3f%n",
          kind,
          role,
          frames,
          links,
          us,
          verifications,
          checks);
    }
  }

  private HostileFrameCosts() {}

  /**
   * Measures kinds, for which three nodes run in this process.
   *
   * @param folder for their files
   * @param frames of each kind and role
   */
  static List<FrameCost> measure(Path folder, int frames, List<HostileKind> kinds)
      throws Exception {
    double verificationNs = verificationNs();
    List<FrameCost> costs = new ArrayList<>();
    try (HostileRun run = new HostileRun(folder, 1, LONGEST_LIST)) {
      run.warmUp();
      for (HostileKind kind : kinds) {
        for (HostileRole role : ROLES) {
          costs.add(cost(run, kind, role, frames, verificationNs));
        }
      }
      if (run.nodes.failure().isPresent()) {
        throw new IllegalStateException("a node stopped: " + run.nodes.failure().get());
      }
    }
    return costs;
  }

  private static FrameCost cost(
      HostileRun run, HostileKind kind, HostileRole role, int frames, double verificationNs)
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
        kind.name().toLowerCase(Locale.ROOT),
        role.word(),
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
