package org.medchain.contract.engine;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.MetadataForm;

/**
 * The data that modules set up in the state at height 0 (CON-14).
 *
 * @param parameters everything that was agreed, encoded
 * @param center key of the regulatory center
 * @param nodes keys of the consensus nodes in the order that numbers them
 * @param metadata how the chain has records' descriptions and types
 * @param participants registered from the start, in the order of their keys
 */
public record GenesisData(
    Bytes parameters,
    PublicKey center,
    List<PublicKey> nodes,
    MetadataForm metadata,
    List<Participant> participants) {
  public GenesisData {
    nodes = List.copyOf(nodes);
    participants = List.copyOf(participants);
  }
}
