package org.medchain.consensus.pbft.cluster;

import static org.medchain.consensus.pbft.OutputQueries.said;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.PbftTimers;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.data.Block;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/** Four replicas: a checkpoint, a crashed primary, a view change; inputs may be replayed. */
final class RecordedPbftRun {
  /** K: the third block is a checkpoint, the sixth would be. */
  static final int INTERVAL = 3;

  final PbftCluster cluster = new PbftCluster(new TestCommittee(4, 2, INTERVAL));
  final TestCommittee committee = cluster.committee;
  final List<Transaction> requests = new ArrayList<>();

  RecordedPbftRun() {
    for (int i = 0; i < 3; i++) {
      requests.add(cluster.submit("alice"));
      cluster.deliver();
    }
    cluster.crash(0);
    requests.add(cluster.submit("bob"));
    cluster.deliver();
    cluster.fireAll(PbftTimers.RETRANSMIT);
    cluster.fireAll(PbftTimers.VIEW_CHANGE);
    requests.add(cluster.submit("bob"));
    cluster.deliver();
  }

  List<RecordingReplica.Step> steps(int node) {
    return cluster.steps(node);
  }

  Block block(int height) {
    return cluster.host(1).chain().get(height);
  }

  /** The first step in which a replica is told something of this kind, from this member. */
  int firstFrom(int node, int sender, Class<?> message) {
    List<RecordingReplica.Step> steps = steps(node);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).input() instanceof Input.MessageReceived received
          && message.isInstance(received.verified().message())
          && received.verified().sender().equals(committee.key(sender))) {
        return i;
      }
    }
    throw new AssertionError("no " + message.getSimpleName() + " from " + sender);
  }

  /** The first step in which a replica itself says something of this kind. */
  int firstSaying(int node, Class<? extends Message> message) {
    List<RecordingReplica.Step> steps = steps(node);
    for (int i = 0; i < steps.size(); i++) {
      if (!said(message, steps.get(i).outputs()).isEmpty()) {
        return i;
      }
    }
    throw new AssertionError("no " + message.getSimpleName());
  }

  /** The outputs of a fresh replica that is given the recorded inputs. */
  List<List<Output>> replay(int node) {
    PbftReplica replica = committee.replica(node);
    return steps(node).stream().map(step -> replica.step(step.input())).toList();
  }
}
