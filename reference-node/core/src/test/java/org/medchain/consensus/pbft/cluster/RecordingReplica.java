package org.medchain.consensus.pbft.cluster;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;

/** Passes inputs on to a replica and remembers them with the outputs. */
public final class RecordingReplica implements Replica {
  /** One step of the replica. */
  public record Step(Input input, List<Output> outputs) {}

  private final Replica replica;
  private final List<Step> steps = new ArrayList<>();

  public RecordingReplica(Replica replica) {
    this.replica = replica;
  }

  @Override
  public List<Output> step(Input input) {
    List<Output> outputs = replica.step(input);
    steps.add(new Step(input, outputs));
    return outputs;
  }

  public List<Step> steps() {
    return steps;
  }
}
