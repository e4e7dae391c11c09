package org.medchain.consensus.pbft.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;

/** PBFT-24: the bytes that clients can make a replica keep, with few and large requests. */
class LargeRequestsTest {
  private static final int BLOCK_BYTES = 10_000;
  private static final int SELF = 1;
  private static final int REQUESTS = 500;

  /** Above the number of requests, so that only their bytes are in the way. */
  private static final int CAPACITY = 10_000;

  private static final long CONSTANT_BYTES = 300_000;

  private final BatchLimits limits = new BatchLimits(1, BLOCK_BYTES, 0);
  private final TestCommittee committee = new TestCommittee(4, 2, limits, CAPACITY);
  private final PbftReplica replica = committee.replica(SELF);
  private final TestHost host = committee.host(SELF, replica);

  private Transaction request(int number) {
    return committee.request("client", number, Bytes.of(new byte[BLOCK_BYTES * 9 / 10]));
  }

  /** The primary proposes none of them, or not as fast as they come. */
  @Test
  void waitingRequestsAreBoundedInBytes() {
    long before = RetainedMemory.bytes(replica);
    int refused = 0;
    for (int i = 1; i <= REQUESTS; i++) {
      List<Output> outputs =
          host.give(committee.arrival(Request.envelope(request(i)), TestCommittee.NOW_NS));
      refused += outputs.stream().anyMatch(Output.Reject.class::isInstance) ? 1 : 0;
    }
    assertThat(RetainedMemory.bytes(replica) - before)
        .isLessThan(limits.waitingBytes() + CONSTANT_BYTES);
    assertThat(refused).isBetween(REQUESTS / 2, REQUESTS - 1);
  }

  /** While it may not answer, since it does not know all its earlier votes. */
  @Test
  void waitingReadsAreBoundedInBytes() {
    host.give(new Input.Recovered(TestCommittee.NOW_NS, List.of()));
    host.give(new Input.Started(TestCommittee.NOW_NS));
    long before = RetainedMemory.bytes(replica);
    for (int i = 1; i <= REQUESTS; i++) {
      host.give(committee.arrival(ReadRequest.envelope(request(i)), TestCommittee.NOW_NS));
    }
    assertThat(RetainedMemory.bytes(replica) - before).isLessThan(4 * BLOCK_BYTES + CONSTANT_BYTES);
  }
}
