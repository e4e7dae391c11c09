package org.medchain.node.host;

import io.micrometer.core.instrument.FunctionCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.consensus.Token;
import org.medchain.consensus.pbft.PbftTransitions;
import org.medchain.consensus.pow.PowTransitions;
import org.medchain.consensus.trace.TraceText;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.X25519Macs;
import org.medchain.network.Authenticator;
import org.medchain.network.MessageRegistry;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.crypto.RememberingScheme;
import org.medchain.node.operations.NodeRegistry;
import org.medchain.node.storage.DamagedStore;
import org.medchain.node.storage.FolderVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.EventLoops;

/** What a node stands on before it talks to anybody: who it is, its chain, its disk, its thread. */
final class NodeBasis implements AutoCloseable {
  /** Signatures that are remembered: some seconds of the highest load. */
  private static final int REMEMBERED = 65_536;

  final NodeConfig config;
  final Identity identity;
  final Genesis genesis;
  final NodeRegistry meterSet;
  final EventLoops loops;
  final NodeStore store;
  final Signer signer;
  final Optional<TraceFile> trace;
  private final FolderVolume volume;
  private final AtomicReference<ReplicaHost> host = new AtomicReference<>();

  NodeBasis(NodeConfig config) throws IOException, DamagedStore {
    this.config = config;
    identity = CredentialFiles.read(config.credentials());
    genesis = readGenesis(config);
    meterSet = new NodeRegistry(config.name());
    volume = FolderVolume.open(config.data().resolve("store"));
    store =
        NodeStore.open(
            volume,
            StoreOptions.DEFAULT.withForce(config.force()),
            (Token token) -> host.get().durable(token),
            meterSet.meters());
    loops = EventLoops.of(1, config.name());
    RememberingScheme scheme = new RememberingScheme(NativeEd25519.orPortable(), REMEMBERED);
    FunctionCounter.builder("medchain.crypto.verified", scheme, RememberingScheme::checked)
        .description("signatures checked, those that were remembered left out")
        .register(meterSet.meters());
    signer = new Signer(genesis.chain(), identity.ledger(), scheme, new X25519Macs());
    trace = openTrace();
  }

  private static Genesis readGenesis(NodeConfig config) throws IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(config.genesis())), Genesis::decode);
    } catch (IllegalArgumentException e) {
      throw new IOException(config.genesis() + " is no genesis: " + e.getMessage(), e);
    }
  }

  private Optional<TraceFile> openTrace() throws IOException {
    if (config.trace().isEmpty()) {
      return Optional.empty();
    }
    List<PublicKey> nodes = genesis.terms().nodes();
    TraceFile file =
        new TraceFile(
            config.trace().get(),
            new TraceText(nodes),
            nodes.indexOf(self()),
            config.consensus().protocol() == ConsensusConfig.Protocol.PBFT
                ? new PbftTransitions(self(), genesis.block())
                : new PowTransitions(self(), genesis.block()));
    return Optional.of(file);
  }

  /** This node's name on the ledger. */
  PublicKey self() {
    return identity.ledger().publicKey();
  }

  /** Checks what comes; for the replica's thread. */
  Authenticator authenticator(HostedProtocol protocol) {
    return new Authenticator(
        genesis.chain(),
        signer.scheme(),
        new MessageRegistry(protocol.messages()),
        signer.macs(),
        identity.ledger());
  }

  /** Who is told from now on what is durable. */
  void bind(ReplicaHost itsHost) {
    host.set(itsHost);
  }

  /** Forces and closes the store; nothing runs any more. */
  @Override
  public void close() throws IOException {
    store.close();
    volume.close();
    for (TraceFile file : trace.stream().toList()) {
      file.close();
    }
    loops.close();
    meterSet.close();
  }
}
