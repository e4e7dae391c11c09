package org.medchain.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.node.crypto.NativeEd25519;

/**
 * What a hostile frame costs the thread of a node's replica, which also decrypts and decodes it, as
 * a multiple of the verification of one signature; for each kind of message and role (THR-5).
 */
class HostileCostTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCH = 200;
  private static final List<HostileRole> ROLES =
      List.of(HostileRole.MEMBER, HostileRole.CANDIDATE, HostileRole.LIGHT_CLIENT);

  @TempDir private Path folder;

  @Test
  void aFewFramesOfAKindAreMeasured() throws Exception {
    String table = measured(20, List.of(HostileKind.STATUS, HostileKind.QUERY));
    assertThat(table.lines()).hasSize(1 + 2 * ROLES.size());
  }

  @Test
  @Tag("exhaustive")
  void thousandsOfFramesOfEveryKind() throws Exception {
    String table =
        measured(Integer.getInteger("hostile.frames", 2000), List.of(HostileKind.values()));
    Path file = Path.of("target", "hostile-cost.csv");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, table);
    System.out.println(table);
  }

  private String measured(int frames, List<HostileKind> kinds) throws Exception {
    double verificationNs = verificationNs();
    StringBuilder table = new StringBuilder("kind,role,frames,us_a_frame,verifications\n");
    try (HostileRun run = new HostileRun(folder, 1, 1000)) {
      run.warmUp();
      for (HostileKind kind : kinds) {
        for (HostileRole role : ROLES) {
          double ns = nsAFrame(run, kind, role, frames);
          table.append(
              String.format(
                  Locale.ROOT,
                  "%s,%s,%d,%.1f,%.2f%n",
                  kind.name().toLowerCase(Locale.ROOT),
                  role.name().toLowerCase(Locale.ROOT),
                  frames,
                  ns / 1000,
                  ns / verificationNs));
        }
      }
      assertThat(run.nodes.failure()).isEmpty();
    }
    return table.toString();
  }

  private static double nsAFrame(HostileRun run, HostileKind kind, HostileRole role, int frames) {
    HostileMessageSource source = run.source();
    List<HostileMessage> made = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      made.add(source.next(kind, run.keys(role)));
    }
    run.barrier();
    long before = THREADS.getThreadCpuTime(run.nodes.thread(0));
    for (int i = 0; i < frames; i++) {
      run.send(role, 0, made.get(i));
      if (i % BATCH == BATCH - 1) {
        run.barrier();
      }
    }
    run.barrier();
    return (double) (THREADS.getThreadCpuTime(run.nodes.thread(0)) - before) / frames;
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
        assertThat(scheme.verify(keys.publicKey(), message, signature)).isTrue();
      }
      best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - before) / 500.0);
    }
    return best;
  }
}
