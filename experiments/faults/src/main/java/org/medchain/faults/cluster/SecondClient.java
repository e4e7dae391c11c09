package org.medchain.faults.cluster;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.identity.Identity;

/** A client besides those of the workload, whose certificate may be revoked. */
final class SecondClient implements AutoCloseable {
  private static final int SIZE = 16;

  private final PublicKey key;
  private final ClusterLedgerClient connections;
  private long sequence;

  SecondClient(ClusterFolder folder, Identity identity) throws IOException, UserInputException {
    NodeConfig center = NodeConfigFile.read(folder.centerFile());
    key = identity.ledger().publicKey();
    connections =
        new ClusterLedgerClient(folder.genesis(), center.consensus(), identity, center.peers());
  }

  PublicKey key() {
    return key;
  }

  int connected() {
    return connections.connected();
  }

  /** Has a request ordered; fails if no answer comes in time. */
  void ask(long limitMs) throws IOException, InterruptedException {
    if (!isAnswered(limitMs)) {
      throw new IOException("no answer in " + limitMs + " ms");
    }
  }

  /** Whether a request is answered in time. */
  boolean isAnswered(long limitMs) throws IOException, InterruptedException {
    try {
      var unused =
          connections
              .submit(++sequence, new Opaque(Bytes.of(new byte[SIZE])))
              .get(limitMs, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new IOException("the client failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
