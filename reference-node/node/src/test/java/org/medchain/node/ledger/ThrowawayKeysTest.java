package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.contract.Operations;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;

/** CON-5, CONS-14: anybody can make keys; their orders leave nothing behind. */
class ThrowawayKeysTest {
  private static final int KEYS = 1_000;
  private static final int AT_ONCE = 100;
  private static final int MEMBERS = 4;

  @Test
  void aThousandThrowawayKeysLeaveNothingInACheckpoint() {
    TestLedger flooded = new TestLedger(MEMBERS);
    TestLedger quiet = new TestLedger(MEMBERS);
    for (int i = 0; i < KEYS; i += AT_ONCE) {
      flooded.order(throwaways(flooded, i));
    }
    // Both come to a checkpoint now, if strangers have not brought the one there already.
    for (int i = 0; i < TestLedger.INTERVAL; i++) {
      flooded.order(flooded.upload(i));
      quiet.order(quiet.upload(i));
    }
    for (int node = 0; node < MEMBERS; node++) {
      assertThat(flooded.at(node).lastSnapshot().context().size())
          .as("bytes that consensus keeps at node %d", node)
          .isEqualTo(quiet.at(node).lastSnapshot().context().size());
      assertThat(flooded.at(node).lastSnapshot()).isEqualTo(quiet.at(node).lastSnapshot());
      assertThat(flooded.at(node).height()).isEqualTo(TestLedger.INTERVAL);
    }
  }

  private static Transaction[] throwaways(TestLedger ledger, int first) {
    Transaction[] requests = new Transaction[AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++) {
      KeyPair throwaway = ledger.scheme.named("throwaway " + (first + i));
      Operations operations = new Operations(ledger.scheme, ledger.genesis.chain(), throwaway);
      requests[i] = operations.sign(1, new AskBalance());
    }
    return requests;
  }
}
