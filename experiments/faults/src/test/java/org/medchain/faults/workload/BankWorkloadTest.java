package org.medchain.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.history.value.HistoryValue;
import org.medchain.incentive.PointRules;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-6: what the bank's clients make of a receipt. */
class BankWorkloadTest {
  private static final List<PublicKey> ACCOUNTS =
      IntStream.range(0, 4).mapToObj(BankWorkloadTest::key).toList();

  private static final WorkloadRun BANK =
      new PointsRun(
          new PatientRecords(ACCOUNTS),
          new PointRules(100, 10, 25, 7, 8_000),
          new RandomStreams(1).stream("harness-workload", 0));

  private static PublicKey key(int number) {
    byte[] bytes = new byte[PublicKey.SIZE];
    bytes[0] = (byte) number;
    return new PublicKey(Bytes.of(bytes));
  }

  private static HistoryValue told(Bytes output) {
    RequestId id = new RequestId(ACCOUNTS.get(1), 1);
    WorkloadCall read = BANK.last(1).getFirst();
    Receipt receipt = new Receipt(id, Receipt.OK, output);
    return BANK.complete(new AnsweredCall(id, read, new Output.Accepted(id, 1, receipt))).value();
  }

  /** A client that believes a Byzantine node is told a balance that no account ever had. */
  @Test
  void aReceiptThatSaysNothingIsAWrongBalance() {
    assertThat(told(new Encoder().int64(77).toBytes())).hasToString("[1 77]");
    assertThat(told(Bytes.of(new byte[3]))).hasToString("[1 -1]");
  }
}
