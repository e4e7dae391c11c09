package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.InMemoryLocationIndex;
import org.medchain.node.storage.StateIndex.BlockEffect;

/** STO-5, STO-14: the index follows the execution, and is made again when it is lost. */
class StateIndexTest {
  static final SampleLedger LEDGER = new SampleLedger(12);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private BlockStore blocks;

  @TempDir private Path folder;

  @BeforeEach
  void storeBlocks() throws Exception {
    blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    LEDGER.decisions().forEach(blocks::append);
  }

  private StateIndex open(int standing) throws IOException {
    StateIndex index = StateIndex.open(folder.resolve("index"), LEDGER.genesis(), blocks, meters);
    stand(index, standing);
    return index;
  }

  static void stand(StateIndex index, int height) {
    Hash block = height == 0 ? LEDGER.genesis().chain() : LEDGER.decision(height).block().hash();
    index.stateLoaded(height, block, LEDGER.state(height));
  }

  /** One after the other; the results of all of them, of none or of some are in memory. */
  private static void execute(StateIndex index, int from, int to) throws Exception {
    for (int height = from; height <= to; height++) {
      index.reached(height, at -> at % 3 == to % 3 ? Optional.empty() : Optional.of(effect(at)));
    }
    await(index);
  }

  static BlockEffect effect(long height) {
    int at = (int) height;
    return new BlockEffect(
        LEDGER.decision(at), LEDGER.execution(at).receipts(), LEDGER.state(height));
  }

  static void await(StateIndex index) throws Exception {
    index.whenCaughtUp().get(5, TimeUnit.MINUTES);
  }

  private long rebuilds() {
    return (long) meters.get("medchain.storage.index.rebuilds").counter().count();
  }

  /** Holds what is found against the state and against the index in memory. */
  static void check(StateIndex index, int height) {
    assertThat(index.height()).isEqualTo(height);
    InMemoryLocationIndex plain = plain(height);
    checkIds(index, plain);
    checkLists(index, plain, height);
  }

  static InMemoryLocationIndex plain(int height) {
    InMemoryLocationIndex plain = new InMemoryLocationIndex();
    for (int at = 1; at <= height; at++) {
      plain.executed(LEDGER.decision(at).block(), LEDGER.execution(at));
    }
    return plain;
  }

  static void checkIds(StateIndex index, InMemoryLocationIndex plain) {
    for (int at = 1; at <= 12; at++) {
      for (Transaction transaction : LEDGER.decision(at).block().transactions()) {
        assertThat(index.locateTransaction(transaction.id()))
            .isEqualTo(plain.locateTransaction(transaction.id()));
        assertThat(index.locateRequest(transaction.request()))
            .isEqualTo(plain.locateRequest(transaction.request()));
      }
      Hash record = SampleLedger.record(at).id();
      assertThat(index.locateRecord(record)).isEqualTo(plain.locateRecord(record));
    }
  }

  /** STO-27, STO-28: pages of the same lists, by patient, type, doctor and time. */
  private static void checkLists(StateIndex index, InMemoryLocationIndex plain, int height) {
    RecordSearch own = RecordSearch.all().ofPatient(SampleLedger.PATIENT.publicKey());
    assertThat(index.find(own)).isEqualTo(plain.find(own));
    assertThat(index.find(own).lines()).hasSize(height);
    long first = 1_600_000_000_000L + 2;
    for (RecordSearch search :
        List.of(
            own.page(2),
            own.page(2).after(new Location(2, 0)),
            own.ofType("Observation").between(first, first + 3),
            own.ofType("Image"),
            own.between(first + 20, Long.MAX_VALUE),
            RecordSearch.all().byDoctor(SampleLedger.PATIENT.publicKey()))) {
      assertThat(index.find(search)).isEqualTo(plain.find(search));
    }
    HistorySearch history =
        new HistorySearch(SampleLedger.record(1).id(), 0, Long.MAX_VALUE, Optional.empty(), 5);
    assertThat(index.history(history)).isEqualTo(plain.history(history));
    assertThat(index.history(history).lines()).hasSize(1);
  }

  /** The node restarts from a snapshot under it: the index waits for the execution to come up. */
  @Test
  void mayBeAheadOfTheExecutionButNotOfTheLog() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 8);
    }
    try (StateIndex index = open(4)) {
      await(index);
      check(index, 8);
      execute(index, 5, 10);
      check(index, 10);
    }
    assertThat(rebuilds()).isEqualTo(1);
    blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    IntStream.rangeClosed(1, 7).forEach(height -> blocks.append(LEDGER.decision(height)));
    try (StateIndex index = open(4)) {
      await(index);
      check(index, 4);
    }
    assertThat(rebuilds()).isEqualTo(2);
  }

  /**
   * STO-29, OPERATING.md#cut-index: however often the node restarts; made again from blocks, it has
   * none of before.
   */
  @Test
  void receiptsOfExecutedBlocksStay() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 6);
    }
    try (StateIndex index = open(2)) {
      execute(index, 3, 8);
      for (int height = 1; height <= 8; height++) {
        assertThat(index.receiptsAt(height)).contains(LEDGER.execution(height).receipts());
      }
      assertThat(index.receiptsAt(9)).isEmpty();
    }
    damage("CURRENT");
    try (StateIndex index = open(8)) {
      execute(index, 9, 9);
      assertThat(index.receiptsAt(8)).isEmpty();
      assertThat(index.receiptsAt(9)).contains(LEDGER.execution(9).receipts());
    }
  }

  /** The node jumps ahead while it runs: known entries stay, and are not made again. */
  @Test
  void continuesAfterAStateTransfer() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 3);
      stand(index, 7);
      await(index);
      check(index, 7);
      execute(index, 8, 9);
      check(index, 9);
    }
    assertThat(rebuilds()).isEqualTo(1);
  }

  /** The same where it had not caught up with the blocks that were there when it started. */
  @Test
  void continuesAfterAStateTransferThatCameWhileItWasAhead() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 6);
    }
    try (StateIndex index = open(2)) {
      execute(index, 3, 4);
      stand(index, 9);
      await(index);
      check(index, 9);
      execute(index, 10, 12);
      check(index, 12);
    }
    assertThat(rebuilds()).isEqualTo(1);
    try (StateIndex index = open(12)) {
      await(index);
      check(index, 12);
    }
    assertThat(rebuilds()).as("it is whole").isEqualTo(1);
  }

  /** STO-26: it holds only the height, and takes all else from the store. */
  @Test
  void followsWithNothingInMemory() throws Exception {
    try (StateIndex index = open(0)) {
      index.reached(12, at -> Optional.empty());
      await(index);
      check(index, 12);
      assertThat(index.receiptsAt(12)).contains(LEDGER.execution(12).receipts());
    }
    assertThat(rebuilds()).isEqualTo(1);
  }

  /** STO-26, STO-33: execution is not held up, however long the index takes. */
  @Test
  void whoExecutesDoesNotWaitForIt() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    try (StateIndex index = open(0)) {
      await(index);
      for (int round = 0; round < 5_000; round++) {
        index.reached(
            12,
            at -> {
              awaitRelease(released);
              return Optional.of(effect(at));
            });
      }
      assertThat(index.height()).isZero();
      assertThat(index.isWithinReach()).isTrue();
      index.reached(1_000, at -> Optional.empty());
      assertThat(index.isWithinReach()).as("a client would not find the last blocks").isFalse();
      index.reached(12, at -> Optional.of(effect(at)));
      released.countDown();
      await(index);
      check(index, 12);
    }
  }

  static void awaitRelease(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Blocks that the transfer passed over are found when they have been fetched. */
  @Test
  void blocksSkippedByATransferAreIndexedWhenFilled() throws Exception {
    blocks = SmallStore.blocks(new FaultyVolume(), 1, StoreOptions.of(Pbft.PROTOCOL));
    for (int height : new int[] {1, 2, 3, 8}) {
      blocks.append(LEDGER.decision(height));
    }
    try (StateIndex index = open(0)) {
      execute(index, 1, 3);
      stand(index, 8);
      for (int height = 4; height <= 7; height++) {
        blocks.append(LEDGER.decision(height));
        index.gapFilled();
      }
      await(index);
      check(index, 8);
    }
    assertThat(rebuilds()).isEqualTo(1);
  }

  /** STO-5, OPERATING.md#lost-index: also when its files are garbage. */
  @Test
  void isRebuiltWhenLostOrCorrupt() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 5);
    }
    for (String begins : List.of("CURRENT", "MANIFEST", "")) {
      damage(begins);
      try (StateIndex index = open(5)) {
        await(index);
        check(index, 5);
      }
    }
    assertThat(rebuilds()).isGreaterThanOrEqualTo(3);
  }

  /** STO-24: also when a damaged file is only noticed at a lookup. */
  @Test
  void isRebuiltWhenALookupMeetsDamage() throws Exception {
    try (StateIndex index = open(0)) {
      execute(index, 1, 5);
    }
    try (StateIndex index = open(5)) { // brings all of it into files
      await(index);
    }
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sst")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < 60; i++) { // the first entries, which no opening reads
          bytes[i] ^= 1;
        }
        Files.write(file, bytes);
      }
    }
    try (StateIndex index = open(5)) {
      await(index);
      for (int height = 1; height <= 5; height++) {
        var unused = index.locateRecord(SampleLedger.record(height).id());
      }
      execute(index, 6, 7);
      check(index, 7);
    }
    assertThat(rebuilds()).isEqualTo(2);
  }

  private void damage(String begins) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("index"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().startsWith(begins)) {
          if (begins.isEmpty()) {
            Files.delete(file);
          } else {
            Files.writeString(file, "garbage");
          }
        }
      }
    }
  }
}
