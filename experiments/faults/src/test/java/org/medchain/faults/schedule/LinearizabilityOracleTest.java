package org.medchain.faults.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.oracle.RegisterStateMachine;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;

/** SCH-4: the oracle of reads accepts linearizable histories and detects one wrong value. */
final class LinearizabilityOracleTest {
  private final ScheduledSystem world =
      new ScheduledSystem(SchedulePlan.of(ScheduleKind.PBFT, 1), false);
  private final KeyPair keys = new ScheduleSetup(world.plan).client(0);
  private final LinearizabilityOracle registers = new LinearizabilityOracle(world.oracle);
  private long number;

  private Transaction request(int kind, Bytes body) {
    Transaction request = world.request(keys, ++number, kind, body);
    registers.invoked(request);
    return request;
  }

  private Transaction read() {
    return request(RegisterStateMachine.READ, new Encoder().text("r").toBytes());
  }

  private Transaction write(long value) {
    return request(RegisterStateMachine.WRITE, new Encoder().text("r").int64(value).toBytes());
  }

  private void execute(Transaction request) {
    List<Transaction> all = List.of(request);
    Header header =
        new Header(
            Header.VERSION,
            Hash.ZERO,
            0,
            MerkleTree.rootOf(all),
            1,
            1,
            Hash.ZERO,
            Hash.ZERO,
            Difficulty.NONE,
            RandomString.ZERO);
    Block block = Block.of(header, all);
    registers.executed(
        block, new ExecutionResult(1, block.hash(), Hash.ZERO, Hash.ZERO, List.of()));
  }

  private void accept(Transaction request) {
    registers.accepted(request, new Receipt(request.request(), Receipt.OK, Bytes.EMPTY));
  }

  private void accept(Transaction read, long value) {
    Bytes output = new Encoder().int64(value).toBytes();
    registers.accepted(read, new Receipt(read.request(), Receipt.OK, output));
  }

  private Optional<String> alarm() {
    return world.oracle.violation().map(OracleViolation::oracle);
  }

  @Test
  void aReadThatBeganBeforeMayBeOld() {
    Transaction write = write(1);
    Transaction early = read();
    execute(write);
    accept(write);
    accept(early, 0);
    accept(read(), 1);
    assertThat(alarm()).isEmpty();
  }

  @Test
  void anAcceptedWriteIsSeen() {
    Transaction write = write(1);
    execute(write);
    accept(write);
    accept(read(), 0);
    assertThat(alarm()).hasValue("LIN");
  }

  @Test
  void whatOneReadSawTheNextSees() {
    execute(write(1));
    execute(write(2));
    accept(read(), 2);
    accept(read(), 1);
    assertThat(alarm()).hasValue("LIN");
  }

  @Test
  void unwrittenValuesAreNotRead() {
    accept(read(), 5);
    assertThat(alarm()).hasValue("LIN");
  }
}
