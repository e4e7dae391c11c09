package org.medchain.adversary;

import org.medchain.consensus.Output;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Bytes;

/**
 * ADV-21: serves nonsense. It claims one part, so that a replica that believes it has it all at
 * once.
 */
final class FalseSnapshotAttack implements Attack {
  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.ServeSnapshot serve) {
      Bytes content = stage.random().hash().toBytes();
      int parts = serve.part() + 1;
      stage.sign(
          new SnapshotPart(serve.height(), serve.part(), parts, content),
          signed -> stage.send(serve.to(), signed));
    } else {
      stage.add(output);
    }
  }
}
