package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcService;

/**
 * A service that a node offers beside its ledger; found by {@link java.util.ServiceLoader} where
 * its jar is on the class path, so that a node does not depend on it.
 */
public interface NodeExtension {
  /**
   * Opens what it keeps.
   *
   * @param self the node's key
   * @param data the node's folder
   */
  OpenedExtension open(PublicKey self, Path data, LedgerView ledger, MeterRegistry meters)
      throws IOException;

  /** An extension of a node that runs. */
  interface OpenedExtension extends AutoCloseable {
    /** The calls that it answers. */
    List<RpcService> services();

    /**
     * Begins its rounds, which {@link #close} ends.
     *
     * @param holders the node itself and its peers
     * @param orders in this node's name
     */
    void start(
        RpcClient asker,
        Supplier<List<PublicKey>> holders,
        Function<Operation, CompletableFuture<Receipt>> orders);

    @Override
    void close();
  }
}
