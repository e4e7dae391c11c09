package org.medchain.consensus.pbft.cluster;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;

/** Byzantine replica 0: proposes one block to replica 1, an empty one to others, and is silent. */
final class EquivocatingPrimary implements Replica {
  private final PbftReplica honest;
  private final List<PublicKey> members;

  EquivocatingPrimary(PbftReplica honest, List<PublicKey> members) {
    this.honest = honest;
    this.members = members;
  }

  @Override
  public List<Output> step(Input input) {
    if (input instanceof Input.MessageSigned signed
        && signed.message() instanceof PrePrepare proposal) {
      boolean isEmpty = proposal.block().transactions().isEmpty();
      return isEmpty ? send(signed.envelope(), 2, 3) : send(signed.envelope(), 1);
    }
    List<Output> outputs = new ArrayList<>();
    for (Output output : honest.step(input)) {
      if (output instanceof Output.Sign sign && sign.message() instanceof PrePrepare proposal) {
        outputs.add(sign);
        outputs.add(new Output.Sign(new PrePrepare(proposal.view(), empty(proposal.block()))));
      }
    }
    return outputs;
  }

  private List<Output> send(Envelope envelope, int... nodes) {
    List<Output> outputs = new ArrayList<>();
    for (int node : nodes) {
      outputs.add(new Output.Send(members.get(node), envelope, List.of()));
    }
    return outputs;
  }

  private static Block empty(Block full) {
    Header header = full.header();
    return Block.of(
        HeaderFields.of(header).merkleRoot(MerkleTree.EMPTY_ROOT).count(0).made(), List.of());
  }
}
