package org.medchain.cluster.center;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.application.FoundRecord;
import org.medchain.application.RecordSearch;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.AgencyRpcMethods;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.FoundRecordsResponse;
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
  private final Transport transport;
  private final LightStore headers;
  private final LightClient light;

  SupervisionReader(ClusterFolder folder) throws UserInputException, IOException {
    Genesis genesis = folder.genesis();
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
   * The light client with the newest headers.
   *
   * @throws IOException if no node can be reached
   */
  LightClient connected() throws IOException, InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MS);
    while (transport.links().isEmpty()) {
      if (System.nanoTime() > endNs) {
        throw new IOException("no node can be reached; is the cluster running?");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    }
    long unused = light.sync();
    return light;
  }

  /** The first records of a participant, as one node lists them. */
  List<Hash> records(PublicKey participant) throws RefusedException, InterruptedException {
    LedgerQuery query = new LedgerQuery.FindRecordsQuery(RecordSearch.all().ofPatient(participant));
    PublicKey node = transport.links().get(0).peer().key();
    try {
      Bytes answer =
          transport
              .call(node, AgencyRpcMethods.QUERY, query.encoded())
              .get(LIMIT_MS, TimeUnit.MILLISECONDS);
      return Decoder.decode(answer, LedgerQueryResponse::decode)
              instanceof FoundRecordsResponse found
          ? found.page().lines().stream().map(FoundRecord::record).toList()
          : List.of();
    } catch (ExecutionException | TimeoutException e) {
      throw new RefusedException("no list of records: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
    loops.close();
    headers.close();
  }
}
