package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.consensus.pbft.OutputQueries.allOutputs;
import static org.medchain.consensus.pbft.OutputQueries.only;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.TestCommittee;

/** The data that a replica keeps of a state that it fetched (PBFT-43). */
class KeptStateTest {
  /** PBFT-43: the log begins at the checkpoint of a fetched state only behind that state. */
  @Example
  void aFetchedStateIsKeptBeforeTheLogBeginsAtIt() {
    PbftCluster cluster = StateTransferTest.leftBehind(new TestCommittee(4, 2, 2), 9);
    StateTransferTest.catchUp(cluster);
    long height = StateTransferTest.restored(cluster).getFirst().height();
    List<Output> outputs = allOutputs(cluster.steps(3));
    Output.TakeSnapshot kept =
        only(Output.TakeSnapshot.class, outputs).stream()
            .filter(each -> each.height() == height)
            .findFirst()
            .orElseThrow();
    List<Output> after = outputs.subList(outputs.indexOf(kept), outputs.size());
    assertThat(only(Output.Truncate.class, after).getFirst().first()).isGreaterThan(kept.token());
  }
}
