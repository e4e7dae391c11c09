package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.List;

/** {@link NaiveReplica}s under a schedule. */
final class NaiveReplicas extends ScheduledReplicas<NaiveMessage> {
  private final List<NaiveReplica> replicas = new ArrayList<>();

  NaiveReplicas(int nodes) {
    super(nodes);
    for (int node = 0; node < nodes; node++) {
      replicas.add(new NaiveReplica(node, nodes));
    }
  }

  @Override
  void addTwin(int node) {
    replicas.add(new NaiveReplica(node, nodes()));
  }

  @Override
  NaiveMessage request(int number) {
    return new NaiveMessage.Request(number);
  }

  @Override
  void arrive(int node, NaiveMessage message) {
    int before = replicas.get(node).sent().size();
    replicas.get(node).receive(message);
    multicastFrom(node, before);
  }

  @Override
  void timeOut(int node) {
    int before = replicas.get(node).sent().size();
    replicas.get(node).timeOut();
    multicastFrom(node, before);
  }

  /** The paper says that messages are retransmitted, and not which: here, all that there are. */
  @Override
  void sendAgain(int node) {
    replicas.get(node).known().forEach(each -> multicast(node, each));
  }

  private void multicastFrom(int node, int first) {
    List<NaiveMessage> sent = replicas.get(node).sent();
    List.copyOf(sent.subList(first, sent.size())).forEach(each -> multicast(node, each));
  }

  @Override
  List<Integer> history(int node) {
    return replicas.get(node).executed();
  }

  @Override
  List<Integer> committed(int node) {
    return history(node).stream().filter(each -> each != NaiveMessage.NULL_REQUEST).toList();
  }

  @Override
  long view(int node) {
    return replicas.get(node).view();
  }

  @Override
  boolean carriedPrepared() {
    return replicas.stream().anyMatch(NaiveReplica::sawPreparedInNewView);
  }
}
