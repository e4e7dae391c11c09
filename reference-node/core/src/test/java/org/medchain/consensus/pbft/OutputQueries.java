package org.medchain.consensus.pbft;

import java.util.List;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.cluster.RecordingReplica;
import org.medchain.data.Block;
import org.medchain.network.Message;

/** Picks out of a replica's outputs what a test asks for. */
public final class OutputQueries {
  private OutputQueries() {}

  public static <T extends Output> List<T> only(Class<T> kind, List<Output> outputs) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The messages of one kind that are to be signed: a replica's new statements. */
  public static <T extends Message> List<T> said(Class<T> kind, List<Output> outputs) {
    return only(Output.Sign.class, outputs).stream()
        .map(Output.Sign::message)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public static List<Block> committed(List<Output> outputs) {
    return only(Output.Commit.class, outputs).stream().map(Output.Commit::block).toList();
  }

  /** Everything that a replica put out in a run. */
  public static List<Output> allOutputs(List<RecordingReplica.Step> steps) {
    return steps.stream().flatMap(step -> step.outputs().stream()).toList();
  }
}
