package org.medchain.client.identity;

import java.io.IOException;
import java.util.Optional;
import org.medchain.contract.Genesis;
import org.medchain.node.center.SignedGenesis;
import org.medchain.node.config.NodeConfig;

/** The data on a cluster that a participant needs. */
public interface KnownNetwork {
  /** The chain. */
  Genesis genesis() throws IOException;

  /** The places of the nodes, and their common settings. */
  NodeConfig nodes() throws IOException;

  /** The center's signed statement on the genesis; empty for a cluster that was made without. */
  Optional<SignedGenesis> signedGenesis() throws IOException;
}
