package org.medchain.cluster.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.network.RejectionReason;

/** What is timed does the same as before, and the processor's time is that of the calls. */
class TimedCallsTest {
  private static final Ed25519 SCHEME = new Ed25519();
  private static final KeyPair PATIENT = SCHEME.keyPair(Hash.of(Bytes.utf8("patient")).toBytes());
  private static final Genesis GENESIS =
      new Genesis(
          new Genesis.Terms(
              1_600_000_000_000L,
              List.of(SCHEME.keyPair(Hash.of(Bytes.utf8("node")).toBytes()).publicKey()),
              1,
              Difficulty.NONE,
              5_000,
              SCHEME.keyPair(Hash.of(Bytes.utf8("center")).toBytes()).publicKey(),
              new PointRules(100, 10, 25, 7, 8_000)),
          List.of(new Participant(PATIENT.publicKey(), Role.PATIENT)));

  /** Uses the processor for so long. */
  private static int work(double us) {
    double end = MeasurementRounds.cpuUs() + us;
    int turns = 0;
    while (MeasurementRounds.cpuUs() < end) {
      turns++;
    }
    return turns;
  }

  private static Block block(int requests) {
    Operations operations = new Operations(SCHEME, GENESIS.chain(), PATIENT);
    List<Transaction> batch =
        IntStream.rangeClosed(1, requests)
            .mapToObj(number -> operations.sign(number, new AskBalance()))
            .toList();
    Header genesis = GENESIS.block().header();
    return Block.of(
        new Header(
            Header.VERSION,
            GENESIS.chain(),
            genesis.timestampMs() + 1,
            MerkleTree.rootOf(batch),
            requests,
            1,
            genesis.stateRoot(),
            genesis.receiptsRoot(),
            Difficulty.NONE,
            RandomString.ZERO),
        batch);
  }

  /** Four of ten calls count; all ten take a millisecond each, so a counted one 2.5. */
  @Test
  void callsAreTimedOverWhatIsCounted() {
    TimedCalls calls = new TimedCalls();
    assertThat(calls.usPerCounted(0)).isZero();
    double before = MeasurementRounds.cpuUs();
    for (int i = 0; i < 10; i++) {
      int number = i;
      assertThat(calls.time(i < 4 ? 1 : 0, () -> work(1_000) > 0 ? number : -1)).isEqualTo(i);
      assertThat(calls.lastUs()).isBetween(1_000.0, MeasurementRounds.cpuUs() - before);
    }
    double allUs = MeasurementRounds.cpuUs() - before;
    assertThat(calls.usPerCounted(0)).isBetween(2_500.0, allUs / 4);
    // What the clock itself costs is taken off each call, and not below nothing.
    assertThat(calls.usPerCounted(0) - calls.usPerCounted(100)).isBetween(249.9, 250.1);
    assertThat(calls.usPerCounted(1e9)).isZero();
  }

  /** Of two messages and a start, the messages count; outputs are the replica's own. */
  @Test
  void aReplicasStepsAreTimedOverItsMessages() {
    List<Input> heard = new ArrayList<>();
    ClockedRun run = new ClockedRun();
    Replica timed =
        run.clocked(
            input -> {
              heard.add(input);
              work(1_000);
              return List.of(new Output.Revert(heard.size()));
            });
    Input message =
        new Input.MessageRejected(
            1, PATIENT.publicKey(), 1, RejectionReason.INVALID, "not what it says");
    List<Input> given = List.of(new Input.Started(0), message, message);
    for (int i = 0; i < given.size(); i++) {
      assertThat(timed.step(given.get(i))).containsExactly(new Output.Revert(i + 1));
    }
    assertThat(heard).isEqualTo(given);
    assertThat(run.handleUs(0)).as("three milliseconds for two").isGreaterThan(1_500);
  }

  /** All of the machine's methods reach the one behind it. */
  @Test
  void aForwardedMachineIsTheWrappedOne() {
    MedicalContract contract = new MedicalContract(GENESIS);
    StateMachine forwarded = new ClockedRun().clocked(contract);
    Block block = block(2);
    ExecutionResult execution = forwarded.apply(block);
    assertThat(contract.height()).isEqualTo(1);
    assertThat(forwarded.height()).isEqualTo(1);
    assertThat(execution).isEqualTo(new MedicalContract(GENESIS).apply(block));
    assertThat(forwarded.stateRoot()).isEqualTo(contract.stateRoot());
    assertThat(forwarded.snapshot(1)).isEqualTo(contract.snapshot(1));
    Transaction read = new Operations(SCHEME, GENESIS.chain(), PATIENT).sign(9, new AskBalance());
    assertThat(forwarded.read(read)).isEqualTo(contract.read(read));
    MedicalContract other = new MedicalContract(GENESIS);
    Hash root = contract.stateRoot();
    assertThat(
            new ClockedRun()
                .clocked(other)
                .restore(1, block.hash(), root, contract.snapshot(1).bytes()))
        .isEqualTo(root);
    assertThat(other.height()).isEqualTo(1);
    forwarded.revertTo(0);
    assertThat(contract.height()).isZero();
  }

  /** Waiting is no work: what other programs take of the time does not count. */
  @Test
  void processorTimeIsNotTheWallClocks() {
    MedianEstimate found =
        new MeasurementRounds(3)
            .measureUs(
                1,
                i -> {
                  try {
                    Thread.sleep(20);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  return i;
                });
    assertThat(found.median()).isLessThan(10_000);
    assertThat(TimedCalls.clockUs()).isPositive();
  }
}
