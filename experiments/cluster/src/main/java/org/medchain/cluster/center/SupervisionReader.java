package org.medchain.cluster.center;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.application.FoundRecord;
import org.medchain.application.RecordSearch;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.consensus.Quorum;
import org.medchain.contract.Genesis;
import org.medchain.contract.StateEntries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.Transport;

/** The ledger as the center's operator reads it: with proofs, and all of it (LIGHT-8). */
final class SupervisionReader implements AutoCloseable {
  private static final String HEADERS = "headers.bin";
  private static final long LIMIT_MS = 10_000;
  private static final long POLL_MS = 20;

  private final EventLoops loops = EventLoops.of(1, "supervision");
  private final Genesis genesis;
  private final Transport transport;
  private final LightStore headers;
  private final LightClient light;

  SupervisionReader(ClusterFolder folder) throws UserInputException, IOException {
    genesis = folder.genesis();
    NodeConfig network = NodeConfigFile.read(folder.centerFile());
    transport =
        MemberTransport.ofClient(
            loops,
            CredentialFiles.read(folder.operatorCredentials()),
            genesis,
            EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE),
            (link, frame) -> {},
            new SimpleMeterRegistry());
    network.peers().forEach(each -> transport.connect(each.key(), each.address()));
    headers =
        LightStore.open(folder.center().resolve(HEADERS), genesis, NativeEd25519.orPortable());
    light = new LightClient(headers, transport, LIMIT_MS, lie -> {});
  }

  /**
   * The light client with the newest headers, once a quorum is connected: a single node might hide
   * the newest ones.
   *
   * @throws IOException if no node can be reached
   */
  LightClient connected() throws IOException, InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
    int quorum = new Quorum(genesis.membership().size()).size();
    while (transport.links().size() < quorum && System.nanoTime() < endNs) {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    if (transport.links().isEmpty()) {
      throw new IOException("no node can be reached; is the cluster running?");
    }
    long unused = light.sync();
    return light;
  }

  /** The first records of a participant, as f + 1 nodes list them (AGENCY-9). */
  List<Hash> records(PublicKey participant) throws RefusedException, InterruptedException {
    Membership members = light.entry(StateEntries.members()).value().orElseGet(genesis::membership);
    return new AgencyPages(transport, Duration.ofMillis(LIMIT_MS))
        .records(RecordSearch.all().ofPatient(participant), members).lines().stream()
            .map(FoundRecord::record)
            .toList();
  }

  @Override
  public void close() throws IOException {
    transport.close();
    loops.close();
    headers.close();
  }
}
