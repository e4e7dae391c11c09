package org.medchain.adversary;

import org.medchain.consensus.Output;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;

/** ADV-21: serves nonsense. It claims one part, so that whoever believes it has it all at once. */
final class SnapshotPlot implements Plot {
  @Override
  public void outgoing(Output output, Stage stage) {
    if (output instanceof Output.ServeSnapshot serve) {
      Bytes content = stage.draws().hash().toBytes();
      int parts = serve.part() + 1;
      stage.sign(
          new SnapshotPart(serve.height(), serve.part(), parts, content),
          signed -> stage.send(serve.to(), signed));
    } else {
      stage.add(output);
    }
  }
}
