package org.medchain.faults.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.Request;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;
import org.medchain.faults.hostile.HostileMessage.EnvelopeMessage;
import org.medchain.network.Envelope;

/** Hostile peers with valid certificates against real nodes over real links (THR-4). */
@Tag("process")
class HostileRunTest {
  private static final long SEED = Long.getLong("hostile.seed", 1);
  private static final int QUICK = Integer.getInteger("hostile.quick", 20_000);
  private static final double LEAST_DECODED = 0.8;

  @TempDir private Path folder;

  @Test
  void twentyThousandMessagesStopNoNodeAndChangeNoState() throws Exception {
    try (LogAlarm alarm = new LogAlarm();
        HostileRun run = new HostileRun(folder, SEED, 200)) {
      run.warmUp();
      HostileTraffic traffic = new HostileTraffic(run);
      traffic.send(QUICK, sent -> {});
      check(run, traffic, alarm, QUICK);
    }
  }

  @Test
  @Tag("exhaustive")
  void aMillionMessagesTakeNoMemoryBesides() throws Exception {
    int messages = Integer.getInteger("hostile.messages", 1_000_000);
    List<Long> used = new ArrayList<>();
    try (LogAlarm alarm = new LogAlarm();
        HostileRun run = new HostileRun(folder, SEED, 5000)) {
      run.warmUp();
      HostileTraffic traffic = new HostileTraffic(run);
      traffic.send(
          messages,
          sent -> {
            if (sent > messages / 3 * 2L && (sent / 512) % Math.max(1, messages / 20_000) == 0) {
              used.add(MemoryFloodRun.usedAfterCollection());
            }
          });
      check(run, traffic, alarm, messages);
      assertThat(growth(used))
          .as("growth of the heap in the last third: %s", used)
          .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 100.0);
    }
  }

  /**
   * CRYPTO-1: a signature is made and checked at each length of what it signs, though the native
   * library throws at more than a mebibyte: who is registered has it ordered, and nobody loses the
   * requests beside it.
   */
  @Test
  void aLongRequestIsOrderedAndTakesNoOtherWithIt() throws Exception {
    Bytes body = Bytes.of(new byte[3 << 20]);
    try (LogAlarm alarm = new LogAlarm();
        HostileRun run = new HostileRun(folder, SEED, 200)) {
      run.warmUp();
      Map<HostileRole, Transaction> requests = new EnumMap<>(HostileRole.class);
      for (HostileRole role : HostileRole.values()) {
        requests.put(role, HostileTraffic.request(run, role, new Opaque(body)));
        Envelope envelope = Request.envelope(requests.get(role));
        for (int node = 0; node < HostileChain.CORRECT; node++) {
          run.send(role, node, new EnvelopeMessage(Request.TYPE.name(), envelope));
        }
      }
      run.commit();
      CorrectNodes.await(
          "a request of three mebibytes",
          () -> run.nodes.executed(requests.get(HostileRole.ENTITY), 0));
      assertThat(run.nodes.failure()).isEmpty();
      assertThat(alarm.heard()).isEmpty();
    }
  }

  /** Of the line of least squares through the samples, from the first to the last. */
  private static double growth(List<Long> samples) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < samples.size(); i++) {
      line.addData(i, samples.get(i));
    }
    return samples.size() < 2 ? 0 : line.getSlope() * (samples.size() - 1);
  }

  private static void check(HostileRun run, HostileTraffic traffic, LogAlarm alarm, int messages)
      throws Exception {
    run.commit();
    assertThat(run.nodes.failure()).isEmpty();
    assertThat(alarm.heard()).isEmpty();
    // LIGHT-8: peers without the ledger are shown no block, no state and no reply of others.
    assertThat(run.disclosures.shown()).isEmpty();
    assertThat(traffic.stateRoots()).as("states of nodes, and of their blocks").hasSize(1);
    long sent = run.table.total(HostileOutcome.SENT);
    assertThat(sent).as("sent over open links").isGreaterThanOrEqualTo(messages);
    long malformed = run.table.total(HostileOutcome.MALFORMED);
    assertThat(sent - malformed).isGreaterThanOrEqualTo(Math.round(LEAST_DECODED * sent));
    for (String kind : run.source().kinds()) {
      assertThat(traffic.attempted(kind)).as("sent of %s", kind).isPositive();
    }
    assertThat(run.table.total(HostileOutcome.REFUSED_BY_SIGNATURE)).isPositive();
    assertThat(run.table.total(HostileOutcome.TAKEN)).isPositive();
    assertThat(run.table.total(HostileOutcome.ANSWERED)).isPositive();
    assertThat(run.table.total(HostileOutcome.NO_LINK)).isPositive();
  }
}
