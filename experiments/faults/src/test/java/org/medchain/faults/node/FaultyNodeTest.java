package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.node.operations.NodeStatus;

/** What a node process does while something around it is faulty, and afterwards. */
@Tag("process")
class FaultyNodeTest {
  /** So often the same length is seen of a store that writes nothing. */
  private static final int STILL = 30;

  @TempDir private Path temp;
  private NodeUnderFaults node;

  @BeforeEach
  void prepare() throws Exception {
    node = new NodeUnderFaults(temp.resolve("c"), "-Xmx256m");
  }

  @AfterEach
  void end() throws Exception {
    node.close();
  }

  /** FN-4: the process ends with one line and acknowledges nothing; what it had, it keeps. */
  @Test
  @Tag("exhaustive")
  void aFullDiskEndsTheNode() throws Exception {
    endsWith(Faults.NONE.with(FaultKey.DISK_FULL), "No space left on device");
  }

  /** FN-4. */
  @Test
  void anErrorOfTheDiskEndsTheNode() throws Exception {
    endsWith(Faults.NONE.with(FaultKey.DISK_EIO, 1), "Input/output error");
  }

  private void endsWith(Faults faults, String reason) throws Exception {
    node.start();
    long height = node.submitAndWait();
    node.inject(faults);
    CompletableFuture<Output.Accepted> refused = node.submit();

    assertThat(node.awaitEnd()).isEqualTo(1);
    assertThat(node.said()).contains("n0: " + reason);
    assertThat(refused).isNotDone();
    node.inject(Faults.NONE);
    node.start();
    assertThat(node.submitAndWait()).isGreaterThan(height);
  }

  /**
   * NODE-14, OPERATING.md#full-disk: the others went on while the disk was full, and nothing is
   * submitted since: the node has their blocks all the same, and calls itself ready only then.
   */
  @Test
  void aNodeBackFromAFullDiskCatchesUpByItself() throws Exception {
    node.start();
    node.submitAndWait();
    node.startFourth();
    node.inject(Faults.NONE.with(FaultKey.DISK_FULL));
    var unused = node.submit();
    assertThat(node.awaitEnd()).isEqualTo(1);
    assertThat(node.said()).contains("n0: No space left on device");
    long height = node.submitToOthers(78);

    node.inject(Faults.NONE);
    node.launch();
    NodeUnderFaults.await("it is ready", () -> node.status().filter(NodeStatus::ready).isPresent());
    assertThat(node.status().orElseThrow().height()).isEqualTo(height);
  }

  /** FN-4: what waits for the disk is late, and right. */
  @Test
  void aSlowDiskMakesANodeSlow() throws Exception {
    node.start();
    node.submitAndWait();
    node.inject(Faults.NONE.with(FaultKey.DISK_SLOW_MS, 400));
    long startNs = System.nanoTime();
    node.submitAndWait();
    assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThan(Duration.ofMillis(400));
  }

  /** FN-5: what was acknowledged was forced before. */
  @Test
  void losingWhatWasNotForcedLosesNothingThatWasAcknowledged() throws Exception {
    node.inject(Faults.NONE.with(FaultKey.DISK_LOSE_UNFORCED));
    node.start();
    node.submitAndWait();
    long height = node.submitAndWait();
    node.kill();

    assertThat(node.storedVotes()).isGreaterThanOrEqualTo(2 * (int) height);
    node.start();
    assertThat(node.submitAndWait()).isGreaterThan(height);
    assertThat(node.stop()).isEqualTo(143);
    assertThat(node.storedBlock(height)).isPresent();
  }

  /** FN-5: killed between write and force, with half a write in the file, it starts again. */
  @Test
  void aTornWriteIsCutOffAtTheNextStart() throws Exception {
    node.start();
    long height = node.submitAndWait();
    long before = node.storeBytes();
    node.inject(Faults.NONE.with(FaultKey.DISK_TORN).with(FaultKey.DISK_SLOW_MS, 60_000));
    CompletableFuture<Output.Accepted> unanswered = node.submit();
    // A write that had begun comes whole; the next one stops in the middle, and all others wait.
    long[] last = {before, 0};
    NodeUnderFaults.await(
        "a part of a write is there, and no more comes",
        () -> {
          long now = node.storeBytes();
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return now > before && last[1] >= STILL;
        });
    assertThat(unanswered).isNotDone();
    node.kill();
    node.inject(Faults.NONE);

    node.start();
    assertThat(node.said()).anyMatch(line -> line.contains("cut off the end of the store"));
    assertThat(node.submitAndWait()).isGreaterThan(height);
  }

  /** FN-4: a bit that is read wrong is found by its checksum; on the disk everything is right. */
  @Test
  @Tag("exhaustive")
  void aFlippedBitIsFound() throws Exception {
    node.start();
    long height = node.submitAndWait();
    node.kill();
    node.inject(Faults.NONE.with(FaultKey.DISK_FLIP, 1));
    node.launch();

    assertThat(node.awaitEnd()).isEqualTo(2);
    assertThat(node.said()).anyMatch(line -> line.contains("checksum"));
    node.inject(Faults.NONE);
    node.start();
    assertThat(node.submitAndWait()).isGreaterThan(height);
  }

  /** FN-4: a write in a wrong place is found at the next start at the latest. */
  @Test
  void aMisdirectedWriteIsFound() throws Exception {
    node.start();
    node.submitAndWait();
    node.inject(Faults.NONE.with(FaultKey.DISK_MISDIRECT, 1));
    node.submitAndWait();
    node.inject(Faults.NONE);
    node.submitAndWait();
    node.kill();
    node.launch();

    assertThat(node.awaitEnd()).isEqualTo(2);
    assertThat(node.said()).first().asString().isEqualTo("the store is damaged and is not used");
  }

  /** FN-3: the blocks that a node proposes bear its clock's time. */
  @Test
  void aClockThatIsAheadShowsInTheBlocks() throws Exception {
    Duration ahead = Duration.ofSeconds(5);
    node.start();
    node.submitAndWait();
    node.inject(Faults.NONE.with(FaultKey.CLOCK_OFFSET_MS, ahead.toMillis()));
    long before = System.currentTimeMillis();
    long jumped = node.submitAndWait();
    // On a machine so busy that the node was unseated, another one proposed.
    assumeTrue(node.status().orElseThrow().view() == 0);
    node.inject(Faults.NONE);
    long back = node.submitAndWait();
    node.submitAndWait(); // so that the node has the one before
    node.stop();

    Block late = node.storedBlock(jumped).orElseThrow();
    assertThat(late.header().timestampMs()).isGreaterThanOrEqualTo(before + ahead.toMillis());
    Block next = node.storedBlock(back).orElseThrow();
    assertThat(next.header().timestampMs()).isGreaterThanOrEqualTo(late.header().timestampMs());
  }

  /** FN-2: they stand in the node's log, among all that the node itself says. */
  @Test
  void faultsStandInTheLogOfTheNode() throws Exception {
    node.inject(Faults.NONE.with(FaultKey.DISK_SLOW_MS, 1));
    node.start();
    node.stop();
    assertThat(Files.readString(node.log()))
        .contains("faults injected on purpose: disk-slow-ms 1", "\"node\":\"n0\"");
  }

  /** FN-6: others take the processors, and the node continues. */
  @Test
  void threadsThatComputeTakeProcessorTime() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "threads are known by /proc alone");
    node.start();
    assertThat(node.cpuTicksOf("spin-0")).isZero();
    node.inject(Faults.NONE.with(FaultKey.CPU_THREADS, 1));
    NodeUnderFaults.await("it computes", () -> node.cpuTicksOf("spin-0") > 10);
    assertThat(node.submitAndWait()).isPositive();
  }

  /** FN-6: others hold a part of the heap, and give it back. */
  @Test
  void memoryThatIsHeldIsMissingFromTheHeap() throws Exception {
    node.start();
    node.submitAndWait();
    node.inject(Faults.NONE.with(FaultKey.MEMORY_MIB, 160));
    NodeUnderFaults.await("it is held", () -> node.heapBytes() > 160L << 20);
    assertThat(node.submitAndWait()).isPositive();
    node.inject(Faults.NONE);
    node.inject(Faults.NONE.with(FaultKey.MEMORY_MIB, 200));
    NodeUnderFaults.await("there is room for more", () -> node.heapBytes() > 200L << 20);
    assertThat(node.submitAndWait()).isPositive();
    assertThat(node.said()).noneMatch(line -> line.contains("to be held the heap has"));
  }

  /** FN-7: said in words; what it says late is believed, as its signature holds. */
  @Test
  void aByzantineNodeSaysSo() throws Exception {
    node.inject(Faults.NONE.with(FaultKey.ADVERSARY, "slowness(least_ms: 100, most_ms: 100)"));
    node.start();
    long startNs = System.nanoTime();
    node.submitAndWait();
    assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThan(Duration.ofMillis(100));
    assertThat(node.said()).anyMatch(line -> line.contains("THIS NODE IS BYZANTINE ON PURPOSE"));
  }

  /** FN-2: a line that is no fault keeps the process from starting. */
  @Test
  void anUnknownFaultIsRefused() throws Exception {
    Files.writeString(
        temp.resolve("c").resolve("nodes").resolve("n0").resolve(FaultsFile.NAME), "disk-ful\n");
    node.launch();
    assertThat(node.awaitEnd()).isEqualTo(2);
    assertThat(node.said())
        .singleElement()
        .asString()
        .contains("faults.txt: no fault 'disk-ful'; there are seed, clock-offset-ms");
  }
}
