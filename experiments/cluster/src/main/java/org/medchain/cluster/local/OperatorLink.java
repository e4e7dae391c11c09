package org.medchain.cluster.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.EnumSet;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.contract.Genesis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** Connections to a cluster's nodes as the center's operator, who asks and orders nothing. */
public final class OperatorLink implements AutoCloseable {
  private final ConnectionLoop loop = new ConnectionLoop("operator");
  private final Genesis genesis;
  private final NodeConfig network;
  private final Transport transport;

  /** Connects to nobody yet. */
  public OperatorLink(ClusterFolder folder) throws UserInputException, IOException {
    genesis = folder.genesis();
    network = NodeConfigFile.read(folder.centerFile());
    transport =
        MemberTransport.ofClient(
            TransportOptions.defaults(),
            loop,
            CredentialFiles.read(folder.operatorCredentials()),
            genesis,
            EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE),
            (link, frame) -> {},
            new SimpleMeterRegistry());
  }

  public Genesis genesis() {
    return genesis;
  }

  /** The center's config, which names the nodes. */
  public NodeConfig network() {
    return network;
  }

  public Transport transport() {
    return transport;
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}
